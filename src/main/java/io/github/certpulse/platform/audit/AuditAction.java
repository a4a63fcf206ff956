package io.github.certpulse.platform.audit;

import io.github.certpulse.platform.problem.Words;
import java.util.Optional;
import java.util.stream.Stream;

/// Every action that the audit trail records, in the order of the pages' list.
public enum AuditAction {
    SIGNED_IN("signed-in", "登录", "Signed in"),
    SIGN_IN_REFUSED("sign-in-refused", "登录被拒绝", "Sign-in refused"),
    SIGNED_OUT("signed-out", "退出登录", "Signed out"),
    SESSION_ENDED("session-ended", "结束了自己的其他登录", "Ended sessions of their own"),
    SECOND_FACTOR_SET("second-factor-set", "启用二次验证", "Set up a second factor"),
    SECOND_FACTOR_REMOVED("second-factor-removed", "停用二次验证", "Removed their second factor"),
    SECOND_FACTOR_RESET("second-factor-reset", "重置他人的二次验证", "Reset somebody's second factor"),
    RECOVERY_CODE_USED("recovery-code-used", "使用恢复码登录", "Signed in with a recovery code"),
    PASSWORD_CHANGED("password-changed", "修改了自己的密码", "Changed their own password"),
    CAMPAIGN_CREATED("campaign-created", "新建调查", "Created a campaign"),
    CAMPAIGN_CHANGED("campaign-changed", "修改调查设置", "Changed a campaign"),
    CAMPAIGN_REMOVED("campaign-removed", "删除调查", "Removed a campaign"),
    RETENTION_CHANGED("retention-changed", "修改个人信息保留期限", "Changed until when personal data are kept"),
    PERSONAL_DATA_DESTROYED("personal-data-destroyed", "销毁个人信息", "Destroyed personal data"),
    ROSTER_IMPORTED("roster-imported", "导入学校名单", "Imported a roster"),
    ACCOUNTS_OPENED("accounts-opened", "为学校开设账号", "Opened accounts for schools"),
    PASSWORDS_RENEWED(
            "passwords-renewed",
            "为未使用账号的学校重新生成初始密码",
            "Made new first passwords for schools that never used theirs"),
    KIT_DOWNLOADED("kit-downloaded", "下载发放包", "Downloaded the kit"),
    CODE_REPLACED("code-replaced", "更换二维码", "Replaced a code"),
    CODE_RESTORED("code-restored", "恢复二维码", "Restored a code"),
    SITE_WORD_RULE_CHANGED("site-word-rule-changed", "修改现场口令设置", "Changed the settings of the site word"),
    SITE_WORD_CHANGED("site-word-changed", "更换现场口令", "Changed a school's site word"),
    SITE_WORDS_VIEWED("site-words-viewed", "查看学校的现场口令", "Looked at a school's site words"),
    COMPLETION_DECLARED("completion-declared", "学校声明完成", "A school declared its survey complete"),
    COMPLETION_WITHDRAWN("completion-withdrawn", "撤回学校的完成声明", "Took back a school's declaration"),
    RESPONSES_SET_ASIDE("responses-set-aside", "搁置答卷", "Set responses aside"),
    SET_ASIDE_UNDONE("set-aside-undone", "撤销搁置", "Took back what was set aside"),
    ALARM_DISMISSED("alarm-dismissed", "忽略一条提醒", "Dismissed an alarm"),
    ALARM_RESTORED("alarm-restored", "恢复一条提醒", "Put an alarm on the list again"),
    CONTACTS_VIEWED("contacts-viewed", "查看联系人", "Looked at the contacts"),
    EXPORT_DOWNLOADED("export-downloaded", "下载数据", "Downloaded data"),
    AUDIT_DOWNLOADED("audit-downloaded", "下载操作记录", "Downloaded the audit trail"),
    ACCOUNT_OPENED("account-opened", "开设办公室账号", "Opened an office account"),
    ACCOUNT_CHANGED("account-changed", "更改账号权限", "Changed an account's rights"),
    ACCOUNT_CLOSED("account-closed", "停用账号", "Closed an account"),
    ACCOUNT_REOPENED("account-reopened", "重新启用账号", "Reopened an account"),
    PASSWORD_RESET("password-reset", "重置密码", "Reset a password"),
    OFFICE_PASSWORD_RESET(
            "office-password-reset",
            "通过启动设置重置了 office 的密码",
            "Reset the password of office by a setting of the start"),
    QUESTIONNAIRE_PUBLISHED("questionnaire-published", "发布问卷", "Published a questionnaire");

    private final String text;
    private final Words words;

    AuditAction(String text, String zh, String en) {
        this.text = text;
        this.words = new Words(zh, en);
    }

    /// The action in the database and in the API: kebab-case. It never changes, because old rows contain it.
    public String text() {
        return text;
    }

    public Words words() {
        return words;
    }

    /// The action of a row; empty where another version of the service wrote an unknown one.
    public static Optional<AuditAction> parse(String text) {
        return Stream.of(values()).filter(action -> action.text.equals(text)).findFirst();
    }
}
