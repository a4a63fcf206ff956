package io.github.certpulse.console.office.siteword;

import io.github.certpulse.intake.admission.SiteWordOverview.SchoolLine;
import io.github.certpulse.intake.siteword.SiteWordRule;
import io.github.certpulse.intake.siteword.SiteWordRule.Asked;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.campaign.Campaign;
import java.util.List;

/// The settings of the site word on their form, with all schools.
///
/// @param number     the number of new browsers as it is filled in
/// @param saved      whether the rule has just been saved
/// @param violations of the form; empty if it was saved or is shown for the first time
public record SiteWordPage(
        Campaign campaign,
        SiteWordRule rule,
        List<SchoolLine> lines,
        String number,
        boolean saved,
        List<Violation> violations) {

    public SiteWordPage {
        lines = List.copyOf(lines);
        violations = List.copyOf(violations);
    }

    /// The choice in a few words.
    public static Words name(Asked asked) {
        return switch (asked) {
            case OFF -> new Words("不要口令", "No word");
            case WEB -> new Words("只有浏览器答卷要口令（微信优先）", "Browsers only (WeChat first)");
            case ALL -> new Words("浏览器和微信答卷都要口令", "Browsers and WeChat");
        };
    }

    /// What a choice means for respondents and for the office.
    public static Words meaning(Asked asked) {
        return switch (asked) {
            case OFF -> new Words(
                    "任何拿到二维码或链接的人都能答卷。每换一个隐私窗口就是一个新的答卷人，"
                            + "因此一个人可以从浏览器提交很多份，只受每校每小时的限制。",
                    "Whoever has the code or the link can answer. Each private window is a new respondent, so one "
                            + "person can hand in many sheets from a browser; only the limit per school and hour "
                            + "stops it.");
            case WEB -> new Words(
                    "用微信答卷不需要口令，一个微信号一份。没有当天口令的网页答卷不接收："
                            + "页面会请答卷人改用微信，或向学校询问口令；已填写的内容不会丢失。"
                            + "学校负责人须每天把口令告诉不用微信的人。",
                    "WeChat needs no word and takes one sheet from each account. A sheet from a browser without "
                            + "today's word is refused: the page asks people to use WeChat or to ask the school for "
                            + "the word; nothing they typed is lost. The school has to tell the word every day to "
                            + "those who do not use WeChat.");
            case ALL -> new Words(
                    "没有当天口令的答卷一律不接收，不在现场的人答不了卷。学校负责人须每天把口令告诉所有答卷人。",
                    "No sheet is taken in without today's word, so nobody who is not present can answer. The school "
                            + "has to tell the word to everybody every day.");
        };
    }

    /// Whether the campaign takes no sheets from WeChat, so that people can only use the word.
    public boolean isWithoutWechat() {
        return !campaign.channels().contains(Channel.WECHAT);
    }

    /// The number of a rule as people fill it in.
    static String number(SiteWordRule rule) {
        return rule.newBrowsersPerHour().isPresent() ? String.valueOf(rule.newBrowsersPerHour().getAsInt()) : "";
    }

    public boolean has(String field) {
        return violations.stream().anyMatch(violation -> violation.field().equals(field));
    }
}
