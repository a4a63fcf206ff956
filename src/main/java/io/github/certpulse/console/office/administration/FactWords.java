package io.github.certpulse.console.office.administration;

import io.github.certpulse.platform.problem.Words;
import java.util.Map;

/// Words for the facts in the audit trail.
final class FactWords {
    private static final Map<String, Words> BY_NAME = Map.ofEntries(
            Map.entry("accounts", new Words("账号数", "accounts")),
            Map.entry("alarm", new Words("提醒", "alarm")),
            Map.entry("answers", new Words("答卷数", "answers")),
            Map.entry("code", new Words("验证码错误", "wrong code")),
            Map.entry("closed", new Words("账号已停用", "account closed")),
            Map.entry("contacts", new Words("联系人", "contacts")),
            Map.entry("file", new Words("文件", "file")),
            Map.entry("destroyAfter", new Words("保留至", "kept until")),
            Map.entry("persons", new Words("不再可识别的人数", "persons no longer recognised")),
            Map.entry("filter", new Words("条件", "filter")),
            Map.entry("reason", new Words("理由", "reason")),
            Map.entry("responses", new Words("答卷数", "responses")),
            Map.entry("receipt", new Words("回执", "receipt")),
            Map.entry("fields", new Words("改动", "changed")),
            Map.entry("left", new Words("剩余恢复码", "recovery codes left")),
            Map.entry("note", new Words("说明", "note")),
            Map.entry("number", new Words("数量", "number")),
            Map.entry("passwords", new Words("新的初始密码数", "new first passwords")),
            Map.entry("role", new Words("角色", "role")),
            Map.entry("rows", new Words("行数", "rows")),
            Map.entry("sample", new Words("样例", "sample")),
            Map.entry("school", new Words("学校", "school")),
            Map.entry("schools", new Words("学校数", "schools")),
            Map.entry("teacher", new Words("教师", "teachers")),
            Map.entry("student", new Words("学生", "students")),
            Map.entry("allSchools", new Words("全部学校", "all schools")),
            Map.entry("newBrowsersPerHour", new Words("每校每小时新浏览器至少", "new browsers an hour, at least")),
            Map.entry("sessions", new Words("结束的登录数", "sessions ended")),
            Map.entry("title", new Words("名称", "title")),
            Map.entry("withdrawn", new Words("撤下的证书", "certificates withdrawn")));

    private FactWords() {}

    /// The words for a fact; its own name where it has no words.
    static Words find(String fact) {
        return BY_NAME.getOrDefault(fact, new Words(fact, fact));
    }
}
