package io.github.certpulse.console.office.administration;

import io.github.certpulse.platform.problem.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/// What the audit trail's actions and facts are called for people.
public final class ActionWords {
    /// By action, in the order in which a list offers them.
    public static final SequencedMap<String, Words> ACTIONS = new LinkedHashMap<>();
    private static final Map<String, Words> FACTS = Map.ofEntries(
            Map.entry("accounts", new Words("账号数", "accounts")),
            Map.entry("answers", new Words("答卷数", "answers")),
            Map.entry("closed", new Words("账号已停用", "account closed")),
            Map.entry("contacts", new Words("联系人", "contacts")),
            Map.entry("file", new Words("文件", "file")),
            Map.entry("receipt", new Words("回执", "receipt")),
            Map.entry("fields", new Words("改动", "changed")),
            Map.entry("passwords", new Words("新的初始密码数", "new first passwords")),
            Map.entry("role", new Words("角色", "role")),
            Map.entry("rows", new Words("行数", "rows")),
            Map.entry("sample", new Words("样例", "sample")),
            Map.entry("school", new Words("学校", "school")),
            Map.entry("schools", new Words("学校数", "schools")),
            Map.entry("title", new Words("名称", "title")),
            Map.entry("withdrawn", new Words("撤下的证书", "certificates withdrawn")));

    static {
        put("signed-in", "登录", "Signed in");
        put("sign-in-refused", "登录被拒绝", "Sign-in refused");
        put("password-changed", "修改了自己的密码", "Changed the own password");
        put("campaign-created", "新建调查", "Created a campaign");
        put("campaign-changed", "修改调查设置", "Changed a campaign");
        put("campaign-removed", "删除调查", "Removed a campaign");
        put("roster-imported", "导入学校名单", "Imported a roster");
        put("accounts-opened", "为学校开设账号", "Opened accounts for schools");
        put(
                "passwords-renewed",
                "为未使用账号的学校重新生成初始密码",
                "Made new first passwords for schools that never used theirs");
        put("kit-downloaded", "下载发放包", "Downloaded the kit");
        put("code-replaced", "更换二维码", "Replaced a code");
        put("code-restored", "恢复二维码", "Restored a code");
        put("completion-declared", "学校声明完成", "A school declared its survey complete");
        put("completion-withdrawn", "撤回学校的完成声明", "Took back a school's declaration");
        put("contacts-viewed", "查看联系人", "Looked at the contacts");
        put("export-downloaded", "下载数据", "Downloaded data");
        put("audit-downloaded", "下载操作记录", "Downloaded the audit trail");
        put("account-opened", "开设办公室账号", "Opened an office account");
        put("account-changed", "更改账号权限", "Changed an account's rights");
        put("account-closed", "停用账号", "Closed an account");
        put("account-reopened", "重新启用账号", "Reopened an account");
        put("password-reset", "重置密码", "Reset a password");
        put(
                "office-password-reset",
                "通过启动设置重置了 office 的密码",
                "Reset the password of office by a setting of the start");
        put("questionnaire-published", "发布问卷", "Published a questionnaire");
    }

    private ActionWords() {}

    /// An action in words; one that nobody has named keeps its own name.
    public static Words action(String action) {
        return ACTIONS.getOrDefault(action, new Words(action, action));
    }

    static Words fact(String name) {
        return FACTS.getOrDefault(name, new Words(name, name));
    }

    private static void put(String action, String zh, String en) {
        ACTIONS.put(action, new Words(zh, en));
    }
}
