package io.github.certpulse.numbers.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.function.IntFunction;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// From the first answer to the declaration that a school's survey is complete.
@Fast
class CompletionTest {
    private static final String SCHOOL = "安徽职业技术学院";
    private final TestService service = TestService.shared();

    @Test
    void letsASchoolOfHubeiCompleteWhenEveryCertificateIsMet() {
        var province = Province.with(service, SCHOOL + ",高职,合肥市,,,物流管理,中级,600");
        var school = province.school(SCHOOL);
        var clerk = province.clerk(SCHOOL);
        var certificate = school.certificate("物流管理");
        answer(4, _ -> Sheets.teacher(school, certificate));
        answer(10, _ -> Sheets.student(school, certificate));
        var refused = clerk.post("/api/v1/school/completion", "").expectProblem(409, "quota-unmet");
        assertThat(refused.list("shortages")).containsExactly(
                Sheets.json("{\"certificate\":\"%s\",\"role\":\"TEACHER\",\"missing\":1}".formatted(certificate)));
        answer(1, _ -> Sheets.teacher(school, certificate));
        var replies = Collections.nCopies(8, clerk)
                .parallelStream()
                .map(same -> same.post("/api/v1/school/completion", ""))
                .toList();
        assertThat(replies.stream().filter(reply -> reply.status() == 201)).hasSize(1);
        assertThat(replies).allMatch(reply -> reply.status() <= 201)
                .extracting(Reply::json)
                .containsOnly(replies.getFirst().json());
        Awaitility.await()
                .atMost(Duration.ofSeconds(2))
                .untilAsserted(
                        () -> assertThat(clerk.get("/api/v1/school/progress").expect(200).at("met").getBooleanValue())
                                .isTrue());
        assertThat(clerk.get("/api/v1/school/progress").string("completedAt"))
                .isEqualTo(replies.getFirst().string("completedAt"));
    }

    @Test
    void countsDifferentPeopleForASchoolOfAnhui() {
        var province = Province.withQuota(
                service,
                """
                        {"perCertificate":{"teachers":1,"students":1},\
                        "perSchool":{"teachers":10,"students":10,"studentShare":0.01}}""",
                SCHOOL + ",高职,合肥市,,,物流管理,中级,600",
                SCHOOL + ",高职,合肥市,,,老年照护,初级,401");
        var school = province.school(SCHOOL);
        var clerk = province.clerk(SCHOOL);
        var certificates = List.of(school.certificate("物流管理"), school.certificate("老年照护"));
        // Nine teachers answer for both certificates: eighteen responses, nine persons. All sheets are equal.
        Crowd.of(service, 9).atOnce((teacher, _) -> {
            certificates.forEach(certificate -> teacher.put(path(), Sheets.teacher(school, certificate)).expect(201));
            return null;
        });
        answer(11, number -> Sheets.student(school, certificates.get(number % 2)));
        Awaitility.await().atMost(Duration.ofSeconds(2)).untilAsserted(() -> {
            var progress = clerk.get("/api/v1/school/progress").expect(200);
            assertThat(progress.number("certificates.0.teachers.received")).isEqualTo(9);
            assertThat(progress.number("certificates.1.teachers.received")).isEqualTo(9);
            assertThat(progress.at("total")).isEqualTo(
                    Sheets.json("""
                            {"teachers":{"required":10,"received":9,"missing":1,"flagged":9,"setAside":0},
                             "students":{"required":11,"received":11,"missing":0,"flagged":11,"setAside":0}}"""));
        });
        var refused = clerk.post("/api/v1/school/completion", "").expectProblem(409, "quota-unmet");
        assertThat(refused.list("shortages")).containsExactly(Sheets.json("{\"role\":\"TEACHER\",\"missing\":1}"));
        answer(1, _ -> Sheets.teacher(school, certificates.getFirst()));
        clerk.post("/api/v1/school/completion", "").expect(201);
    }

    private void answer(int people, IntFunction<JsonNode> sheet) {
        Crowd.of(service, people).atOnce((person, number) -> person.put(path(), sheet.apply(number)).expect(201));
    }

    private static String path() {
        return "/api/v1/responses/" + UUID.randomUUID();
    }
}
