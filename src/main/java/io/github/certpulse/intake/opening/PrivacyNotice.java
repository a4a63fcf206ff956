package io.github.certpulse.intake.opening;

import io.github.certpulse.platform.problem.Words;
import java.util.List;
import java.util.Optional;

/// The notice before the first question: who asks, for what purpose, and what is stored (Personal Information
/// Protection Law of the PRC, articles 17 and 31). Each response records the version that was shown, so a text never
/// changes: another text is a new version at the end of the list.
public final class PrivacyNotice {
    private static final List<Words> VERSIONS = List.of(
            new Words(
                    """
                            本问卷由“%s”的组织单位发起，用于了解1+X证书制度试点情况。我们只保存您的答案、学校、证书和提交时间，\
                            不保存您的姓名、微信号或头像；\
                            为防止重复提交，只保存一个无法还原身份的加密标识，调查结束后随调查一并销毁。\
                            结果仅以汇总形式使用，学校看不到任何个人的答卷。\
                            联系方式自愿填写，单独加密保存，提交后可随时撤回。未满14周岁的学生请在监护人同意后填写。""",
                    """
                            This questionnaire is asked by the organiser of “%s” to learn how the 1+X certificate \
                            pilot goes. We keep your answers, school, certificate and the time, not your name, \
                            WeChat account or picture; to prevent double answers we keep a keyed hash that leads back \
                            to nobody and is destroyed with the campaign. \
                            Results are used as aggregates only; your school sees no single sheet. \
                            Leaving a contact is optional; \
                            it is encrypted apart from the answers and can be withdrawn at any time. \
                            Students under 14 need a guardian's consent."""),
            new Words(
                    """
                            本问卷由“%s”的组织单位发起，用于了解1+X证书制度试点情况。我们只保存您的答案、学校、证书和提交时间，\
                            不保存您的姓名、微信号或头像；\
                            为防止重复提交，只保存一个无法还原身份的加密标识。\
                            为发现有人冒充多人答卷，还保存从您首次打开到提交相隔多少秒，以及一个来源标记：\
                            它由网络地址和浏览器种类加密得出，无法还原成地址，只用来统计同一来源有多少份答卷，\
                            不展示也不导出；网络地址本身不与答卷一起保存。\
                            调查结束后，加密标识和来源标记的密钥以及联系方式在保留期满时销毁，\
                            匿名答卷用于汇总，因不知道是谁的，提交后不能单独撤回。\
                            结果仅以汇总形式使用，学校看不到任何个人的答卷。\
                            联系方式自愿填写，单独加密保存，提交后可随时撤回。未满14周岁的学生请在监护人同意后填写。""",
                    """
                            This questionnaire is asked by the organiser of “%s” to learn how the 1+X certificate \
                            pilot goes. We keep your answers, school, certificate and the time, not your name, \
                            WeChat account or picture; to prevent double answers we keep a keyed hash that leads back \
                            to nobody. \
                            To notice when somebody answers in place of many, we also keep how many seconds passed \
                            from your first visit until you handed in, and a source mark: a keyed hash of network \
                            address and kind of browser, which cannot be turned back into an address. \
                            It only serves to count the sheets from one source and is neither shown nor exported; \
                            the network address itself is not kept with your answers. \
                            The keys of both hashes and all contacts are destroyed when the retention period after \
                            the survey ends. Anonymous sheets stay for the totals; as we do not know whose they are, \
                            a sheet cannot be withdrawn alone. \
                            Results are used as aggregates only; your school sees no single sheet. \
                            Leaving a contact is optional; \
                            it is encrypted apart from the answers and can be withdrawn at any time. \
                            Students under 14 need a guardian's consent."""));
    /// The version that respondents are shown now; versions count from 1.
    public static final int CURRENT = VERSIONS.size();

    private PrivacyNotice() {}

    /// The current notice of a campaign.
    ///
    /// @param campaign its title
    public static Words forCampaign(String campaign) {
        return VERSIONS.getLast().with(campaign);
    }

    /// A version's notice of a campaign; empty if there is no such version.
    ///
    /// @param campaign its title
    public static Optional<Words> find(int version, String campaign) {
        return version < 1 || version > CURRENT ? Optional.empty()
                : Optional.of(VERSIONS.get(version - 1).with(campaign));
    }
}
