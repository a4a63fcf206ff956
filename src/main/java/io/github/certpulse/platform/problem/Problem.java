package io.github.certpulse.platform.problem;

import java.time.Duration;
import java.util.List;
import java.util.Map;

/// Every error that a client can get, with a stable code, an HTTP status and words for people (RFC 9457,
/// `application/problem+json`). Statuses of errors are decided only here.
public enum Problem {
    // The request itself
    MALFORMED("malformed", 400, "请求格式有误", "The request is malformed"),
    PARAMETER_UNKNOWN("parameter-unknown", 400, "没有这个参数", "There is no such parameter"),
    UNAUTHORIZED("unauthorized", 401, "请先登录", "Please sign in first"),
    FORBIDDEN("forbidden", 403, "没有权限", "You have no right to do this"),
    NOT_FOUND("not-found", 404, "没有找到", "Not found"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "不支持的请求方法", "Method not allowed"),
    NOT_ACCEPTABLE("not-acceptable", 406, "不支持所要求的格式", "Not acceptable"),
    TOO_SLOW(
            "too-slow",
            408,
            "数据传输太慢，请检查网络后重试",
            "The data came too slowly; please check the network and try again"),
    TOO_LARGE("too-large", 413, "内容过大", "The content is too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "不支持的内容类型", "Unsupported media type"),
    TOO_MANY_REQUESTS(
            "too-many-requests",
            429,
            "请求过于频繁，请稍后再试",
            "Too many requests, please try again later"),
    INTERNAL("internal", 500, "服务内部错误", "Internal error"),
    DATABASE_UNAVAILABLE(
            "database-unavailable",
            503,
            "服务暂时不可用，请稍后重试，您的答卷不会丢失",
            "Temporarily unavailable, please retry; your answers are not lost"),

    // WeChat login
    WECHAT_CODE_MALFORMED("wechat-code-malformed", 400, "微信登录凭证格式有误", "The WeChat login code is malformed"),
    WECHAT_CODE_INVALID(
            "wechat-code-invalid",
            401,
            "微信登录凭证无效或已使用，请重新登录",
            "The WeChat login code is invalid or was used already, please log in again"),
    WECHAT_USER_BLOCKED("wechat-user-blocked", 403, "该微信账号已被微信限制登录", "WeChat has blocked this user"),
    WECHAT_BUSY("wechat-busy", 429, "登录过于频繁，请稍后再试", "Too many logins, please try again later"),
    WECHAT_UNAVAILABLE(
            "wechat-unavailable",
            503,
            "微信服务暂时不可用，请稍后重试",
            "WeChat is temporarily unavailable, please retry"),
    WECHAT_NOT_CONFIGURED(
            "wechat-not-configured",
            503,
            "尚未配置微信小程序，请用浏览器答卷",
            "WeChat is not configured here, please answer in a browser"),

    // Entries and answer sheets
    ENTRY_UNKNOWN(
            "entry-unknown",
            404,
            "二维码无效或已更换，请向学校索取最新的二维码",
            "This code is unknown or was replaced; ask the school for the current one"),
    QUESTIONNAIRE_UNKNOWN("questionnaire-unknown", 404, "没有这份问卷", "There is no such questionnaire"),
    CERTIFICATE_UNKNOWN(
            "certificate-unknown",
            404,
            "该校没有试点这个证书",
            "This school does not pilot that certificate"),
    RESPONSE_ID_REUSED(
            "response-id-reused",
            409,
            "该答卷编号已用于另一份答卷",
            "This response id was used for a different sheet"),
    ALREADY_ANSWERED(
            "already-answered",
            409,
            "您已经为该证书提交过答卷",
            "You have already answered for this certificate"),
    CAMPAIGN_NOT_OPEN("campaign-not-open", 409, "调查尚未开始", "The campaign has not opened yet"),
    CAMPAIGN_CLOSED("campaign-closed", 409, "调查已经结束", "The campaign is closed"),
    QUOTA_FULL("quota-full", 409, "该证书的答卷数已达上限", "The upper limit for this certificate is reached"),
    QUESTIONNAIRE_OUTDATED(
            "questionnaire-outdated",
            409,
            "问卷已更新，请重新打开后作答",
            "The questionnaire has changed, please open it again"),
    WEB_CHANNEL_OFF(
            "web-channel-off",
            403,
            "本次调查只接受微信答卷，请用微信扫码",
            "This campaign takes answers through WeChat only; please scan the code in WeChat"),
    WECHAT_CHANNEL_OFF(
            "wechat-channel-off",
            403,
            "本次调查只接受网页答卷，请用浏览器打开",
            "This campaign takes answers through the web page only; please open it in a browser"),
    SITE_WORD_REQUIRED(
            "site-word-required",
            403,
            "请输入现场口令：请向学校负责人或任课教师询问，答卷不会丢失",
            "Please type the site word: ask the person in charge at your school or your teacher; "
                    + "your answers are kept"),
    SITE_WORD_WRONG(
            "site-word-wrong",
            403,
            "现场口令不对或已更换，请重新输入，答卷不会丢失",
            "The site word is wrong or was changed, please type it again; your answers are kept"),
    TOO_MANY_NEW_BROWSERS(
            "too-many-new-browsers",
            429,
            "本校此刻从浏览器提交的人很多，请稍后再试，答卷不会丢失；用微信提交不受影响",
            "Many people hand in from browsers at this school right now, please try again later; "
                    + "your answers are kept, and WeChat is not affected"),
    ANSWERS_INVALID(
            "answers-invalid",
            422,
            "答卷有误，请检查标出的题目",
            "The answer sheet has faults, please check the marked questions"),

    // Staff
    BAD_CREDENTIALS("bad-credentials", 401, "用户名或密码不正确", "Wrong user name or password"),
    TOO_MANY_ATTEMPTS(
            "too-many-attempts",
            429,
            "尝试次数过多，请稍后再试",
            "Too many attempts, please try again later"),
    SECOND_FACTOR_REQUIRED("second-factor-required", 401, "请输入验证码", "The code of the second factor is required"),
    SECOND_FACTOR_ENROLMENT_REQUIRED(
            "second-factor-enrolment-required",
            403,
            "请先设置二次验证",
            "Please set up the second factor before anything else"),
    SECOND_FACTOR_CODE_INVALID("second-factor-code-invalid", 422, "验证码不正确", "The code is not valid"),
    SECOND_FACTOR_SET("second-factor-set", 409, "已经启用二次验证", "The second factor is set up already"),
    PASSWORD_TOO_WEAK("password-too-weak", 422, "新密码强度不够", "The new password is too weak"),
    PASSWORD_CHANGE_REQUIRED(
            "password-change-required",
            403,
            "请先修改初始密码",
            "Please change the first password before anything else"),
    PAGE_OUTDATED(
            "page-outdated",
            409,
            "页面打开之后已被他人改动，这次没有执行；请刷新页面看过现状再做",
            "Somebody changed this after the page was opened, so nothing was done; please reload it and look again"),
    CSRF_TOKEN_INVALID(
            "csrf-token-invalid",
            403,
            "页面已过期，请刷新后重试",
            "The page is out of date; please reload it and try again"),
    ACCOUNT_INVALID("account-invalid", 422, "账号信息有误", "The account has faults"),
    ACCOUNT_CLOSED(
            "account-closed",
            403,
            "该账号已停用，请联系省项目办公室",
            "This account is closed; please ask the provincial office"),
    ACCOUNT_NEEDED(
            "account-needed",
            409,
            "至少须保留一个可用的办公室管理账号，也不能更改自己的权限",
            "One open account with the right OFFICE must remain, and you cannot change your own rights"),
    USERNAME_TAKEN("username-taken", 409, "用户名已被使用", "This user name is taken"),

    // Campaigns, rosters, questionnaires, completion
    CAMPAIGN_INVALID("campaign-invalid", 422, "调查设置有误", "The campaign has faults"),
    CAMPAIGN_CHANGED(
            "campaign-changed",
            412,
            "调查设置已被他人修改，没有保存",
            "The campaign was changed meanwhile; nothing was saved"),
    SITE_WORDS_INVALID("site-words-invalid", 422, "现场口令设置有误", "The settings of the site word have faults"),
    CAMPAIGN_HAS_ANSWERS(
            "campaign-has-answers",
            409,
            "该调查已有答卷，不能删除",
            "This campaign has answers, so it cannot be removed"),
    CAMPAIGN_NOT_CLOSED(
            "campaign-not-closed",
            409,
            "调查尚未结束，不能销毁",
            "The campaign is not over yet, so nothing is destroyed"),
    TITLE_UNCONFIRMED(
            "title-unconfirmed",
            422,
            "请完整填写调查的名称以确认，这次没有执行",
            "Please confirm with the campaign's exact title; nothing was done"),
    RETENTION_INVALID("retention-invalid", 422, "保留期限有误", "The retention date is at fault"),
    RETENTION_OVER(
            "retention-over",
            409,
            "个人信息已经销毁，不能再更改期限",
            "The personal data are destroyed, so the date cannot be changed any more"),
    SAMPLE_PRESENT(
            "sample-present",
            409,
            "该样例已经载入，移除后才能重新载入",
            "This sample is there already; remove it to load it again"),
    ROSTER_INVALID("roster-invalid", 422, "名单有误，未导入任何内容", "The roster has faults; nothing was imported"),
    QUESTIONNAIRE_INVALID(
            "questionnaire-invalid",
            422,
            "问卷有误，未发布任何内容",
            "The questionnaire has faults; nothing was published"),
    PUBLIC_URL_MISSING(
            "public-url-missing",
            409,
            "还没有设置对外网址，不能打印海报和发放包",
            "The public address is not set, so posters and kits are not printed"),
    RESULTS_NOT_SHARED(
            "results-not-shared",
            403,
            "本次调查不向学校公开结果",
            "This campaign does not share results with schools"),
    TOO_FEW_RESPONSES(
            "too-few-responses",
            409,
            "答卷太少，暂不显示结果",
            "There are too few responses to show results yet"),
    QUOTA_UNMET("quota-unmet", 409, "尚未达到样本要求", "The quota is not met yet"),
    SET_ASIDE_INVALID("set-aside-invalid", 422, "搁置请求有误，没有搁置任何答卷", "The request has faults; nothing was set aside"),
    NOTHING_TO_SET_ASIDE(
            "nothing-to-set-aside",
            422,
            "没有答卷符合条件，没有搁置任何答卷",
            "No response matches, so nothing was set aside"),
    PARAMETER_MALFORMED("parameter-malformed", 400, "参数格式有误", "A parameter is malformed"),
    PARAMETER_INVALID("parameter-invalid", 422, "参数有误", "A parameter is at fault");

    private final String code;
    private final int status;
    private final Words title;

    Problem(String code, int status, String zh, String en) {
        this.code = code;
        this.status = status;
        this.title = new Words(zh, en);
    }

    /// Stable, kebab-case; clients distinguish problems by it.
    public String code() {
        return code;
    }

    /// The HTTP status.
    public int status() {
        return status;
    }

    public Words title() {
        return title;
    }

    public ProblemException exception() {
        return new ProblemException(this);
    }

    /// With a sentence that says exactly what is wrong in this case.
    public ProblemException because(String zh, String en) {
        return exception().because(new Words(zh, en));
    }

    /// With the violations, in the order in which people should read them.
    public ProblemException with(List<Violation> violations) {
        return exception().with(violations);
    }

    /// With further members of the problem document.
    public ProblemException with(Map<String, Object> members) {
        return exception().with(members);
    }

    /// With a `Retry-After` header, in whole seconds, at least one.
    public ProblemException retryAfter(Duration delay) {
        return exception().retryAfter(delay);
    }
}
