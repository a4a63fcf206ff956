package io.github.certpulse.console.office.setup;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.progress.CampaignProgress;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.campaign.Campaign.State;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/// Describes in words what a change of a campaign means for respondents and schools.
@Singleton
class Consequences {
    private final CampaignProgress progress;
    private final Clock clock;

    Consequences(CampaignProgress progress, Clock clock) {
        this.progress = progress;
        this.clock = clock;
    }

    /// Empty where the campaign has not opened yet, or where respondents and schools do not notice the change.
    List<Words> describe(Campaign before, Campaign after) {
        var consequences = new ArrayList<Words>();
        if (before.state(clock.instant()) == State.SCHEDULED && after.state(clock.instant()) == State.SCHEDULED) {
            return consequences;
        }
        state(before, after, consequences);
        rule(before, after, consequences);
        for (var role : Role.values()) {
            if (!before.questionnaire(role).equals(after.questionnaire(role))) {
                consequences
                        .add(role == Role.TEACHER ? questionnaire("教师", "teachers") : questionnaire("学生", "students"));
            }
        }
        if (after.hasCaps() && !(before.cap(Role.TEACHER).equals(after.cap(Role.TEACHER))
                && before.cap(Role.STUDENT).equals(after.cap(Role.STUDENT)))) {
            consequences.add(
                    new Words(
                            "已达到上限的证书不再接收答卷；已收到的答卷都保留。",
                            "Certificates at their limit take no more answers; those received are kept."));
        }
        for (var channel : before.channels()) {
            if (!after.channels().contains(channel)) {
                consequences.add(
                        channel == Channel.WEB ? new Words(
                                "不再接收浏览器提交的答卷，正在浏览器中填写的人将无法提交。",
                                "Answers from browsers are no longer taken; "
                                        + "whoever is answering in one cannot hand in.")
                                : new Words(
                                        "不再接收微信小程序提交的答卷，正在小程序中填写的人将无法提交。",
                                        "Answers from WeChat are no longer taken; "
                                                + "whoever is answering there cannot hand in."));
            }
        }
        return consequences;
    }

    private void state(Campaign before, Campaign after, List<Words> consequences) {
        var now = clock.instant();
        if (before.state(now) == after.state(now)) {
            return;
        }
        consequences.add(switch (after.state(now)) {
            case SCHEDULED -> new Words(
                    "调查变为“未开始”：在新的开始时间之前，扫码的人无法提交答卷。",
                    "The campaign will be “not yet open”: nobody can hand in before it opens again.");
            case OPEN -> new Words(
                    "调查变为“进行中”：扫码的人可以提交答卷。",
                    "The campaign will be open: people can hand in.");
            case CLOSING, CLOSED -> new Words(
                    "调查随即结束：结束时间之后 %d 分钟内仍接收此前已开始填写的答卷，之后不再接收。",
                    "The campaign ends: for %d minutes after its end answers that were begun "
                            + "before are taken in, then none.")
                    .with(Campaign.GRACE.toMinutes());
        });
    }

    private void rule(Campaign before, Campaign after, List<Words> consequences) {
        if (sameRule(before, after)) {
            return;
        }
        consequences.add(
                new Words(
                        "样本要求改变：现在 %d 所学校达标，按新规则是 %d 所。学校已提交的“完成”声明保持不变。",
                        "The quota changes: %d schools meet it now, %d will by the new rule. "
                                + "What schools declared complete stays declared.")
                        .with(met(before), met(after)));
    }

    /// Compares the share by value, because equal shares may have different scales.
    private static boolean sameRule(Campaign before, Campaign after) {
        var old = before.quotaRule();
        var changed = after.quotaRule();
        return old.perCertificate().equals(changed.perCertificate()) && old.perSchool().equals(changed.perSchool())
                && old.counted() == changed.counted()
                && old.studentShare().compareTo(changed.studentShare()) == 0;
    }

    private long met(Campaign campaign) {
        return progress.of(campaign, Quality.ALL).stream().filter(school -> school.progress().met()).count();
    }

    private static Words questionnaire(String zh, String en) {
        return new Words(
                "%s问卷更换：正在填写旧问卷的人提交时须重新打开新问卷；已收到的答卷保留，结果按问卷版本分别统计。"
                        .formatted(zh),
                ("The questionnaire for %s changes: whoever is filling in the old one has to open the new one; "
                        + "answers received are kept and counted by version.")
                        .formatted(en));
    }
}
