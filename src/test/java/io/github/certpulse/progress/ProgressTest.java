package io.github.certpulse.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.campaign.Certificate;
import io.github.certpulse.campaign.QuotaRule;
import io.github.certpulse.progress.Progress.RoleCount;
import io.github.certpulse.progress.Progress.Shortage;
import io.github.certpulse.progress.SchoolCounts.Received;
import io.github.certpulse.questionnaire.Role;
import io.github.certpulse.shared.Ids;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ProgressTest {
    private static final Certificate LOGISTICS = new Certificate(1, 9, 0, "物流管理", "中级", 600, false, 0, 0);
    private static final Certificate CARE = new Certificate(2, 9, 1, "老年照护", "初级", 401, false, 0, 0);
    private static final List<Certificate> BOTH = List.of(LOGISTICS, CARE);

    @Test
    void countsResponsesOfACertificateAndPersonsInTotal() {
        var progress = Progress.of(QuotaRule.ANHUI, BOTH, counts(new Received(8, 9), new Received(4, 5), new Received(9, 11)));
        assertThat(progress.certificates()).extracting(certificate -> certificate.teachers().received()).containsExactly(8, 4);
        assertThat(progress.total().teachers()).isEqualTo(new RoleCount(10, 9, 1));
        assertThat(progress.total().students()).isEqualTo(new RoleCount(11, 11, 0));
        assertThat(progress.met()).isFalse();
        assertThat(progress.shortages()).containsExactly(new Shortage(null, Role.TEACHER, 1));
    }

    @Test
    void isMetOnlyWhenEveryCertificateAndBothTotalsAre() {
        assertThat(Progress.of(QuotaRule.ANHUI, BOTH, counts(new Received(10, 11), new Received(1, 1), new Received(10, 11))).met()).isTrue();
        assertThat(Progress.of(QuotaRule.ANHUI, BOTH, counts(new Received(10, 11), new Received(1, 0), new Received(10, 11))).met()).isFalse();
        assertThat(Progress.of(QuotaRule.ANHUI, BOTH, counts(new Received(9, 11), new Received(1, 1), new Received(9, 11))).met()).isFalse();
        assertThat(Progress.of(QuotaRule.HUBEI, BOTH, counts(new Received(5, 10), new Received(5, 10), new Received(5, 10))).met()).isTrue();
    }

    @Test
    void neverMissesLessThanNothing() {
        var progress = Progress.of(QuotaRule.HUBEI, List.of(LOGISTICS), counts(new Received(50, 3), Received.NONE, new Received(50, 3)));
        assertThat(progress.certificates().getFirst().teachers()).isEqualTo(new RoleCount(5, 50, 0));
        assertThat(progress.total().teachers()).isEqualTo(new RoleCount(0, 50, 0));
        assertThat(progress.shortages()).containsExactly(new Shortage(Ids.text(1), Role.STUDENT, 7));
    }

    @Test
    void survivesTheWayThroughRedis() {
        var counts = counts(new Received(8, 9), new Received(0, 5), new Received(9, 11));
        assertThat(SchoolCounts.decoded(counts.encoded())).isEqualTo(counts);
        assertThat(SchoolCounts.decoded(SchoolCounts.NONE.encoded())).isEqualTo(SchoolCounts.NONE);
    }

    private static SchoolCounts counts(Received logistics, Received care, Received persons) {
        return new SchoolCounts(Map.of(LOGISTICS.id(), logistics, CARE.id(), care), persons);
    }
}
