package io.github.certpulse.numbers.wording;

import io.github.certpulse.numbers.result.Columns;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.questionnaire.Role;

/// The words of results, the same on every sheet and page.
public final class ResultWords {
    /// Shown instead of a number that is hidden because it is about too few people.
    public static final String HIDDEN = "＊";
    /// Shown instead of a share where the base is zero.
    public static final String NONE = "–";
    public static final Words BASE = new Words("有效作答", "Base");
    public static final Words MISSING = new Words("未作答", "Missing");
    public static final Words SKIPPED = new Words("未问及", "Skipped");
    public static final Words COUNT = new Words("人数", "Count");
    public static final Words SHARE = new Words("占比", "Share");
    public static final Words SCHOOL = new Words("学校", "School");
    public static final Words LEVEL = new Words("层次", "Level");
    public static final Words CITY = new Words("地市", "City");
    public static final Words ROUTE = new Words("路线", "Route");
    public static final Words CERTIFICATE = new Words("证书", "Certificate");

    /// Shown for the cities that respondents wrote because their schools have none.
    public static final Words WRITTEN =
            new Words("学校未登记地市，由答卷人填写", "Written by respondents, since the school has no city");

    public static final Words CHANNEL = new Words("填写渠道", "Channel");
    public static final Words FROM = new Words("收到时间不早于", "Received from");
    public static final Words TO = new Words("收到时间早于", "Received before");
    public static final Words SET_ASIDE = new Words("已搁置", "Set aside");

    private ResultWords() {}

    public static Words channel(Channel channel) {
        return switch (channel) {
            case WECHAT -> new Words("微信", "WeChat");
            case WEB -> new Words("网页", "Web page");
        };
    }

    public static Words questionnaire(Role role) {
        return switch (role) {
            case TEACHER -> new Words("教师问卷", "Teachers");
            case STUDENT -> new Words("学生问卷", "Students");
        };
    }

    public static Words place(Columns.Place place) {
        return switch (place) {
            case CITY -> CITY;
            case LEVEL -> LEVEL;
            case CERTIFICATE -> CERTIFICATE;
            case ROUTE -> ROUTE;
            case SCHOOL -> SCHOOL;
        };
    }
}
