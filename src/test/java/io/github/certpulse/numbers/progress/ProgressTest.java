package io.github.certpulse.numbers.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.count.SchoolCounts.Received;
import io.github.certpulse.numbers.count.SchoolCounts;
import io.github.certpulse.numbers.progress.Progress.Input;
import io.github.certpulse.numbers.progress.Progress.RoleCount;
import io.github.certpulse.numbers.progress.Progress.Shortage;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.QuotaRule.Counted;
import io.github.certpulse.survey.campaign.QuotaRule;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

@Fast
class ProgressTest {
    private static final Certificate LOGISTICS =
            new Certificate(1, 9, 0, "物流管理", "中级", 600, false, 0, 0, "物流管理");
    private static final Certificate CARE = new Certificate(2, 9, 1, "老年照护", "初级", 401, false, 0, 0, "老年照护");
    private static final List<Certificate> BOTH = List.of(LOGISTICS, CARE);

    @Test
    void countsResponsesOfACertificateAndPersonsInTotal() {
        var progress = of(QuotaRule.ANHUI, BOTH, counts(new Received(8, 9), new Received(4, 5), new Received(9, 11)));
        assertThat(progress.certificates()).extracting(certificate -> certificate.teachers().received())
                .containsExactly(8, 4);
        assertThat(progress.total().teachers()).isEqualTo(new RoleCount(10, 9, 1, 0, 0));
        assertThat(progress.total().students()).isEqualTo(new RoleCount(11, 11, 0, 0, 0));
        assertThat(progress.met()).isFalse();
        assertThat(progress.shortages()).containsExactly(new Shortage(null, Role.TEACHER, 1));
    }

    @Test
    void isMetOnlyWhenEveryCertificateAndBothTotalsAre() {
        assertThat(
                of(QuotaRule.ANHUI, BOTH, counts(new Received(10, 11), new Received(1, 1), new Received(10, 11))).met())
                .isTrue();
        assertThat(
                of(QuotaRule.ANHUI, BOTH, counts(new Received(10, 11), new Received(1, 0), new Received(10, 11))).met())
                .isFalse();
        assertThat(
                of(QuotaRule.ANHUI, BOTH, counts(new Received(9, 11), new Received(1, 1), new Received(9, 11))).met())
                .isFalse();
        assertThat(
                of(QuotaRule.HUBEI, BOTH, counts(new Received(5, 10), new Received(5, 10), new Received(5, 10))).met())
                .isTrue();
    }

    @Test
    void neverReportsANegativeShortage() {
        var progress = of(
                QuotaRule.HUBEI,
                List.of(LOGISTICS),
                counts(new Received(50, 3), Received.NONE, new Received(50, 3)));
        assertThat(progress.certificates().getFirst().teachers()).isEqualTo(new RoleCount(5, 50, 0, 0, 0));
        assertThat(progress.total().teachers()).isEqualTo(new RoleCount(0, 50, 0, 0, 0));
        assertThat(progress.shortages()).containsExactly(new Shortage(Ids.text(1), Role.STUDENT, 7));
    }

    @Test
    void showsFlaggedBesideReceived() {
        var input = new Input(
                counts(new Received(6, 12), Received.NONE, new Received(6, 12)),
                counts(new Received(2, 3), Received.NONE, new Received(1, 3)),
                SchoolCounts.NONE);
        var all = Progress.compute(QuotaRule.HUBEI, List.of(LOGISTICS), input, Quality.ALL);
        assertThat(all.certificates().getFirst().teachers()).isEqualTo(new RoleCount(5, 6, 0, 2, 0));
        assertThat(all.total().teachers()).isEqualTo(new RoleCount(0, 6, 0, 1, 0));
        assertThat(all.met()).isTrue();
        var unflagged = Progress.compute(QuotaRule.HUBEI, List.of(LOGISTICS), input, Quality.UNFLAGGED);
        assertThat(unflagged.certificates().getFirst().teachers()).isEqualTo(new RoleCount(5, 4, 1, 2, 0));
        assertThat(unflagged.certificates().getFirst().students()).isEqualTo(new RoleCount(10, 9, 1, 3, 0));
    }

    @Test
    void leavesOutWhatIsSetAsideAndCountsItBeside() {
        var input = new Input(
                counts(new Received(6, 12), Received.NONE, new Received(6, 12)),
                counts(new Received(1, 0), Received.NONE, new Received(1, 0)),
                counts(new Received(2, 12), Received.NONE, new Received(1, 12)));
        var all = Progress.compute(QuotaRule.HUBEI, List.of(LOGISTICS), input, Quality.ALL);
        assertThat(all.certificates().getFirst().teachers()).isEqualTo(new RoleCount(5, 4, 1, 1, 2));
        assertThat(all.certificates().getFirst().students()).isEqualTo(new RoleCount(10, 0, 10, 0, 12));
        assertThat(all.total().teachers()).isEqualTo(new RoleCount(0, 5, 0, 1, 1));
        assertThat(all.met()).isFalse();
        var unflagged = Progress.compute(QuotaRule.HUBEI, List.of(LOGISTICS), input, Quality.UNFLAGGED);
        assertThat(unflagged.certificates().getFirst().teachers()).isEqualTo(new RoleCount(5, 3, 2, 1, 2));
    }

    @Test
    void countsOnlyUnflaggedResponsesIfTheCampaignSaysSo() {
        var strict = new QuotaRule(
                QuotaRule.HUBEI.perCertificate(),
                QuotaRule.HUBEI.perSchool(),
                QuotaRule.HUBEI.studentShare(),
                Counted.UNFLAGGED);
        var input = new Input(
                counts(new Received(6, 10), Received.NONE, new Received(6, 10)),
                counts(new Received(2, 0), Received.NONE, new Received(2, 0)),
                SchoolCounts.NONE);
        for (var quality : Quality.values()) {
            var progress = Progress.compute(strict, List.of(LOGISTICS), input, quality);
            assertThat(progress.certificates().getFirst().teachers().missing()).isEqualTo(1);
            assertThat(progress.shortages()).containsExactly(new Shortage(Ids.text(1), Role.TEACHER, 1));
        }
    }

    private static Progress of(QuotaRule rule, List<Certificate> certificates, SchoolCounts received) {
        return Progress
                .compute(rule, certificates, new Input(received, SchoolCounts.NONE, SchoolCounts.NONE), Quality.ALL);
    }

    private static SchoolCounts counts(Received logistics, Received care, Received persons) {
        return new SchoolCounts(Map.of(LOGISTICS.id(), logistics, CARE.id(), care), persons);
    }
}
