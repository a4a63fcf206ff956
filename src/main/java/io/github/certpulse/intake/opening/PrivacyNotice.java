package io.github.certpulse.intake.opening;

import io.github.certpulse.platform.problem.Words;

/// The notice before the first question: who asks, for what purpose, and what is stored (Personal Information
/// Protection Law of the PRC, articles 17 and 31).
public final class PrivacyNotice {
    private static final Words TEXT = new Words(
            """
                    本问卷由“%s”的组织单位发起，用于了解1+X证书制度试点情况。我们只保存您的答案、学校、证书和提交时间，\
                    不保存您的姓名、微信号或头像；\
                    为防止重复提交，只保存一个无法还原身份的加密标识；调查结束后，识别它的密钥和联系方式在保留期满时销毁，\
                    匿名答卷用于汇总，因不知道是谁的，提交后不能单独撤回。\
                    结果仅以汇总形式使用，学校看不到任何个人的答卷。\
                    联系方式自愿填写，单独加密保存，提交后可随时撤回。未满14周岁的学生请在监护人同意后填写。""",
            """
                    This questionnaire is asked by the organiser of “%s” to learn how the 1+X certificate pilot goes. \
                    We keep your answers, school, certificate and the time, not your name, WeChat account or picture; \
                    to prevent double answers we keep a keyed hash that leads back to nobody; \
                    its key and all contacts are destroyed when the retention period after the survey ends. \
                    Anonymous sheets stay for the totals; as we do not know whose they are, \
                    a sheet cannot be withdrawn alone. \
                    Results are used as aggregates only; your school sees no single sheet. \
                    Leaving a contact is optional; \
                    it is encrypted apart from the answers and can be withdrawn at any time. \
                    Students under 14 need a guardian's consent.""");

    private PrivacyNotice() {}

    /// The notice of a campaign.
    ///
    /// @param campaign its title
    public static Words forCampaign(String campaign) {
        return TEXT.with(campaign);
    }
}
