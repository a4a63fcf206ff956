package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The office changes something during submissions: after the reply to the office, the change holds.
@Fast
class ChangeInFlightTest {
    private static final String SCHOOL = "襄阳职业技术学院";
    private static final String LOGISTICS = SCHOOL + ",高职,襄阳市,,,物流管理,中级,120";
    private static final String CARE = SCHOOL + ",高职,襄阳市,,,老年照护,中级,80";
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, LOGISTICS, CARE);
    private final Province.School school = province.school(SCHOOL);
    private final String certificate = school.certificate("老年照护");
    private final TestDatabase database = TestDatabase.of(service);

    @AfterEach
    void leave() {
        database.close();
    }

    @Test
    void storesNothingAfterTheCampaignWasClosed() {
        storesNothingAfter(
                () -> province.change("{\"closesAt\":\"%s\"}".formatted(Instant.now().minus(Duration.ofHours(1)))),
                409,
                "campaign-closed");
    }

    @Test
    void storesNothingForACertificateAfterItWasWithdrawn() {
        storesNothingAfter(() -> province.importRoster(LOGISTICS).expect(200), 404, "certificate-unknown");
    }

    @Test
    void storesNothingForACodeAfterItWasReplaced() {
        storesNothingAfter(
                () -> province.office()
                        .post(province.path() + "/schools/" + school.id() + "/entries/teacher", "")
                        .expect(201),
                404,
                "entry-unknown");
    }

    @Test
    void storesNothingFromWechatAfterOnlyTheWebIsAllowed() {
        storesNothingAfter(() -> province.change("{\"channels\":[\"WEB\"]}"), 403, "wechat-channel-off");
    }

    /// The grace period begins at the end, not when the end was changed.
    @Test
    void acceptsSheetsInTheGracePeriodAfterAChangedEnd() {
        var flow = submissions();
        flow.awaitAnswered(8);
        province.change("{\"closesAt\":\"%s\"}".formatted(Instant.now().minus(Duration.ofMinutes(10))));
        assertThat(flow.replies()).allMatch(reply -> reply.status() == 201);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5})
    void losesNothingWhenTheSameRosterIsImportedAgain(int times) {
        var flow = submissions();
        flow.awaitAnswered(8);
        for (var time = 0; time < times; time++) {
            province.importRoster(LOGISTICS, CARE).expect(200);
        }
        assertThat(flow.replies()).allMatch(reply -> reply.status() == 201);
        assertThat(database.rows(certificate)).isEqualTo(60);
    }

    private void storesNothingAfter(Runnable change, int status, String code) {
        var flow = submissions();
        flow.awaitAnswered(8);
        change.run();
        var rows = database.rows(certificate);
        var replies = flow.replies();
        assertThat(database.rows(certificate)).isEqualTo(rows);
        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(rows);
        var refused = replies.stream().filter(reply -> reply.status() != 201).toList();
        assertThat(refused).isNotEmpty();
        refused.forEach(reply -> reply.expectProblem(status, code));
    }

    private Crowd.Flow submissions() {
        return Crowd.of(service, 60)
                .start(
                        8,
                        (person, _) -> person
                                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, certificate)));
    }
}
