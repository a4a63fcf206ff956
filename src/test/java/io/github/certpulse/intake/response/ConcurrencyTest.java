package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Many submissions at the same moment.
@Fast
class ConcurrencyTest {
    private static final String SCHOOL = "武汉职业技术学院";
    private final TestService service = TestService.shared();
    private final Province province = Province.with(service, SCHOOL + ",高职,武汉市,,,物流管理,中级,120");
    private final Province.School school = province.school(SCHOOL);
    private final String certificate = school.certificate("物流管理");
    private final TestDatabase database = TestDatabase.of(service);

    @AfterEach
    void leave() {
        database.close();
    }

    @Test
    void storesASheetOnceThatIsSentSixteenTimesAtOnce() {
        var path = path();
        var replies = Crowd.ofDevices(service, 16)
                .atOnce((device, _) -> device.put(path, Sheets.teacher(school, certificate)));
        assertThat(statuses(replies)).containsOnlyOnce(201).hasSize(16).allMatch(status -> status <= 201);
        assertThat(replies).extracting(Reply::json).containsOnly(replies.getFirst().json());
        assertThat(database.rows(certificate)).isOne();
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 16})
    void acceptsOneSheetOfAPersonWithSeveralDevices(int devices) {
        var replies = Crowd.ofDevices(service, devices)
                .atOnce((device, _) -> device.put(path(), Sheets.teacher(school, certificate)));
        assertThat(Collections.frequency(statuses(replies), 201)).isOne();
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(reply -> reply.expectProblem(409, "already-answered"));
        assertThat(database.rows(certificate)).isOne();
    }

    @Test
    void storesOneSheetWhenSeveralPeopleUseTheSameId() {
        var path = path();
        var replies =
                Crowd.of(service, 16).atOnce((person, _) -> person.put(path, Sheets.teacher(school, certificate)));
        assertThat(Collections.frequency(statuses(replies), 201)).isOne();
        replies.stream()
                .filter(reply -> reply.status() != 201)
                .forEach(reply -> reply.expectProblem(409, "response-id-reused"));
        assertThat(database.rows(certificate)).isOne();
    }

    @Test
    void storesAllOfTwoHundredSheetsAtOnce() {
        var clerk = province.clerk(SCHOOL);
        var replies =
                Crowd.of(service, 200).atOnce((person, _) -> person.put(path(), Sheets.teacher(school, certificate)));
        assertThat(statuses(replies)).containsOnly(201);
        Awaitility.await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            var progress = clerk.get("/api/v1/school/progress").expect(200);
            assertThat(progress.number("certificates.0.teachers.received")).isEqualTo(200);
            assertThat(progress.number("total.teachers.received")).isEqualTo(200);
            assertThat(
                    province.office().get(province.path() + "/progress").expect(200).number("total.teachers.received"))
                    .isEqualTo(200);
        });
        assertThat(database.rows(certificate)).isEqualTo(200);
    }

    private static String path() {
        return "/api/v1/responses/" + UUID.randomUUID();
    }

    private static List<Integer> statuses(List<Reply> replies) {
        return replies.stream().map(Reply::status).toList();
    }
}
