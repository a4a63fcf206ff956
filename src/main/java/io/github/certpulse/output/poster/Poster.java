package io.github.certpulse.output.poster;

import io.github.certpulse.files.qr.QrCode;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import java.util.List;
import java.util.Set;

/// A school's poster, in Chinese like the questionnaires.
///
/// @param codes the teachers' first
/// @param local whether the codes' address opens on the service's own computer only
public record Poster(String school, Campaign campaign, List<Code> codes, boolean local) {
    private static final int LONG_NAME = 16;
    private static final int VERY_LONG_NAME = 40;

    public Poster {
        codes = List.copyOf(codes);
    }

    /// One role's code.
    ///
    /// @param link the address in it, to be typed by people who cannot scan
    public record Code(Role role, String link, QrCode picture) {

        static Code from(Role role, String link) {
            return new Code(role, link, new QrCode(link));
        }

        /// The people whom it is for.
        public String people() {
            return switch (role) {
                case TEACHER -> "教师";
                case STUDENT -> "学生";
            };
        }
    }

    /// Until when people may answer, as China's clocks show it.
    public String deadline() {
        return ShownTime.chineseMinute(campaign.closesAt());
    }

    /// How to get from the code to the questionnaire, depending on the campaign's channels.
    public String manual() {
        var channels = campaign.channels();
        if (channels.equals(Set.of(Channel.WECHAT))) {
            return "请用微信扫一扫";
        }
        return channels.contains(Channel.WECHAT) ? "请用微信扫一扫，或在浏览器中打开二维码下方的网址"
                : "请用手机浏览器扫码，或打开二维码下方的网址";
    }

    /// How large the school's name may be so that it fits, as a class of the style sheet.
    public String nameSize() {
        if (school.length() > VERY_LONG_NAME) {
            return "small";
        }
        return school.length() > LONG_NAME ? "medium" : "large";
    }
}
