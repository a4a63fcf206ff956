package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// No number of simultaneous submissions exceeds a cap.
@Fast
class CapTest {
    private static final String SCHOOL = "黄冈职业技术学院";
    private static final int ROUNDS = 20;
    private final TestService service = TestService.shared();
    private final Province province = Province.with(
            service,
            IntStream.range(0, ROUNDS)
                    .mapToObj(round -> SCHOOL + ",高职,黄冈市,,,证书%02d,中级,120".formatted(round))
                    .toArray(String[]::new));
    private final Province.School school = province.school(SCHOOL);
    private final TestDatabase database = TestDatabase.of(service);

    @AfterEach
    void leave() {
        database.close();
    }

    @Test
    void givesTheLastPlaceToOneOfSixteenInEachOfTwentyRounds() {
        province.change(caps("3"));
        var early = Crowd.of(service, 2);
        var crowd = Crowd.of(service, 16);
        for (var certificate : school.certificates().values()) {
            early.atOnce((person, _) -> person.put(path(), Sheets.teacher(school, certificate)).expect(201));
            assertStoredOrFull(crowd.atOnce((person, _) -> person.put(path(), Sheets.teacher(school, certificate))), 1);
            assertThat(database.rows(certificate)).isEqualTo(3);
        }
    }

    @Test
    void fillsACapExactlyWhenSixteenComeAtOnce() {
        province.change(caps("5"));
        var crowd = Crowd.of(service, 16);
        school.certificates().values().stream().limit(5).forEach(certificate -> {
            assertStoredOrFull(crowd.atOnce((person, _) -> person.put(path(), Sheets.teacher(school, certificate))), 5);
            assertThat(database.rows(certificate)).isEqualTo(5);
        });
    }

    @Test
    void refusesOnePersonOnSixteenDevicesWhenAllPlacesAreTaken() {
        province.change(caps("0"));
        var devices = Crowd.ofDevices(service, 16);
        school.certificates().values().stream().limit(5).forEach(certificate -> {
            assertStoredOrFull(
                    devices.atOnce((device, _) -> device.put(path(), Sheets.teacher(school, certificate))),
                    0);
            assertThat(database.rows(certificate)).isZero();
        });
    }

    /// The cap before (`null`: none) and after a change during submissions.
    @ParameterizedTest
    @CsvSource({"null, 10", "null, 45", "40, 10", "40, 45", "10, null"})
    void holdsACapThatIsChangedWhileSheetsComeIn(String before, String after) {
        var cap = after.equals("null") ? Integer.MAX_VALUE : Integer.parseInt(after);
        var crowd = Crowd.of(service, 60);
        school.certificates().values().stream().limit(2).forEach(certificate -> {
            province.change(caps(before));
            var flow = crowd.start(16, (person, _) -> person.put(path(), Sheets.teacher(school, certificate)));
            flow.awaitAnswered(8);
            province.change(caps(after));
            var rowsAtTheChange = database.rows(certificate);
            var replies = flow.replies();
            var rows = database.rows(certificate);
            assertThat(rows).isLessThanOrEqualTo(Math.max(cap, rowsAtTheChange));
            assertStoredOrFull(replies, rows);
            if (cap < Integer.MAX_VALUE) {
                assertThat(rows).isGreaterThanOrEqualTo(Math.min(cap, 60));
                assertThat(
                        database.number(
                                "select teachers_taken from certificate where id = ?",
                                TestDatabase.id(certificate)))
                        .isEqualTo(rows);
            }
        });
    }

    private static void assertStoredOrFull(List<Reply> replies, int stored) {
        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(stored);
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(reply -> reply.expectProblem(409, "quota-full"));
    }

    private static String caps(String teachers) {
        return teachers.equals("null") ? "{\"caps\":null}"
                : "{\"caps\":{\"perCertificate\":{\"teachers\":%s}}}".formatted(teachers);
    }

    private static String path() {
        return "/api/v1/responses/" + UUID.randomUUID();
    }
}
