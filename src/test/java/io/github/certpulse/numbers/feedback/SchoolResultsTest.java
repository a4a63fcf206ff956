package io.github.certpulse.numbers.feedback;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import org.junit.jupiter.api.Test;

/// What a school sees of its own respondents' answers.
class SchoolResultsTest {
    private static final String TEACHERS = "/api/v1/school/results?role=TEACHER";
    private static final String ALLOWED = "{\"schoolResults\":true}";
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120", "乙校,中职,襄阳市,,,物流管理,中级,80");
    private final Map<String, List<String>> accounts = province.openAccounts();
    private final Province.School school = province.school("甲校");
    private final Visitor clerk = clerk("甲校");

    @Test
    void refusesUntilTheCampaignSharesResults() {
        assertThat(province.office().get(province.path()).expect(200).at("schoolResults").getBooleanValue()).isFalse();
        answer(10, "B");
        clerk.get(TEACHERS).expectProblem(403, "results-not-shared");
        province.change(ALLOWED);
        clerk.get(TEACHERS).expect(200);
        province.change("{\"schoolResults\":null}");
        clerk.get(TEACHERS).expectProblem(403, "results-not-shared");
        assertThat(
                province.office()
                        .patch(province.path(), "{\"schoolResults\":\"yes\"}")
                        .expectProblem(422, "campaign-invalid")
                        .violations())
                .containsExactly("schoolResults wrong-type");
    }

    @Test
    void showsResultsFromTheTenthResponseOfTheRole() {
        province.change(ALLOWED);
        answer(9, "B");
        service.wechatUser().put(path(), Sheets.student(school, school.certificate("物流管理"))).expect(201);
        var refused = clerk.get(TEACHERS).expectProblem(409, "too-few-responses");
        assertThat(List.of(refused.number("needed"), refused.number("received"))).containsExactly(10, 9);
        answer(1, "B");
        var seen = clerk.get(TEACHERS).expect(200);
        assertThat(List.of(seen.number("respondents"), seen.number("nextAt"), seen.number("minCell")))
                .containsExactly(10, 20, 5);
        assertThat(option(seen.json(), "q9", "B"))
                .isEqualTo(Sheets.json("{\"code\":\"B\",\"count\":10,\"share\":1.000000}"));
        assertThat(
                clerk.get("/api/v1/school/results?role=STUDENT")
                        .expectProblem(409, "too-few-responses")
                        .number("received"))
                .isEqualTo(1);
        clerk.get("/api/v1/school/results").expectProblem(422, "parameter-invalid");
    }

    @Test
    void showsASchoolOnlyItsOwnAnswers() {
        province.change(ALLOWED);
        answer(10, "B");
        clerk.get(TEACHERS).expect(200);
        var other = clerk("乙校");
        assertThat(
                other.get(TEACHERS)
                        .expectProblem(409, "too-few-responses")
                        .number("received"))
                .isZero();
        other.get(TEACHERS + "&school=" + school.id()).expectProblem(400, "parameter-unknown");
        service.stranger().get(TEACHERS).expectProblem(401, "unauthorized");
        service.viewer().get(TEACHERS).expectProblem(403, "forbidden");
        province.office().get(TEACHERS).expectProblem(403, "forbidden");
    }

    /// The clerk is in the room and reads the results after each teacher.
    @Test
    void givesAnAttackerNoDifferenceOfFewerThanTenResponses() {
        province.change(ALLOWED);
        answer(10, "B");
        var views = new LinkedHashMap<Integer, JsonNode>();
        for (var teacher = 10; teacher <= 30; teacher++) {
            var seen = clerk.get(TEACHERS).expect(200);
            var earlier = views.putIfAbsent(seen.number("respondents"), seen.json());
            assertThat(earlier == null ? seen.json() : earlier).as("a view stays to the letter").isEqualTo(seen.json());
            answer(1, teacher % 2 == 0 ? "A" : "B");
        }
        assertThat(views.keySet()).containsExactly(10, 20, 30);
        assertThat(
                option(views.get(20), "q9", "A").get("count").getIntValue()
                        - option(views.get(10), "q9", "A").get("count").getIntValue())
                .as("what ten teachers said together")
                .isEqualTo(5);
    }

    /// Late commits, other replicas and concurrent requests do not give closer views either.
    @Test
    void showsViewsTenResponsesApartWhileManyAnswerAndReadAtOnce() {
        province.change(ALLOWED);
        var seen = new ConcurrentSkipListMap<Integer, JsonNode>();
        try (
                var replica = TestService.start(
                        TestServers.shared().databasePort(),
                        service.database(),
                        TestServers.shared().redisPort(),
                        Map.of())) {
            var elsewhere = replica.signedIn(
                    accounts.get("甲校").getFirst(),
                    "my own password " + accounts.get("甲校").getFirst().hashCode());
            Crowd.of(service, 60).atOnce((teacher, number) -> {
                var stored = teacher.put(path(), Sheets.teacher(school, school.certificate("物流管理"))).expect(201);
                var reply = (number % 2 == 0 ? clerk : elsewhere).get(TEACHERS);
                if (reply.status() == 200) {
                    assertThat(seen.merge(reply.number("respondents"), reply.json(), (first, _) -> first))
                            .isEqualTo(reply.json());
                }
                return stored;
            });
        }
        var sizes = List.copyOf(new TreeMap<>(seen).keySet());
        assertThat(sizes).isNotEmpty();
        for (var view = 1; view < sizes.size(); view++) {
            assertThat(sizes.get(view) - sizes.get(view - 1)).isGreaterThanOrEqualTo(10);
        }
    }

    @Test
    void keepsASnapshotWhenAResponseIsRemovedOrComesVeryLate() {
        province.change(ALLOWED);
        answer(12, "B");
        var before = clerk.get(TEACHERS).expect(200).json();
        try (var database = TestDatabase.of(service)) {
            database.storeUnannounced(school.certificate("物流管理"), 0);
            assertThat(clerk.get(TEACHERS).expect(200).json()).isEqualTo(before);
            database.change(
                    "delete from response where school_id = ? order by seq limit 1",
                    TestDatabase.id(school.id()));
            assertThat(clerk.get(TEACHERS).expect(200).json()).isEqualTo(before);
        }
    }

    /// A snapshot with responses that are set aside is not shown, nor one that differs by fewer than ten.
    @Test
    void leavesOutWhatIsSetAsideAndStillDiffersByTen() {
        province.change(ALLOWED);
        answer(20, "B");
        var before = clerk.get(TEACHERS).expect(200).json();
        var names = province.office()
                .get(province.path() + "/exports/responses.csv?role=TEACHER")
                .expect(200)
                .text()
                .lines()
                .skip(1)
                .map(line -> line.split(",")[0])
                .toList();
        var three = setAside(names.subList(0, 3));
        var refused = clerk.get(TEACHERS).expectProblem(409, "too-few-responses");
        assertThat(List.of(refused.number("needed"), refused.number("received"))).containsExactly(30, 17);
        undo(three);
        assertThat(clerk.get(TEACHERS).expect(200).json()).isEqualTo(before);
        var ten = setAside(names.subList(0, 10));
        assertThat(clerk.get(TEACHERS).expect(200).number("respondents")).isEqualTo(10);
        undo(ten);
        assertThat(clerk.get(TEACHERS).expect(200).number("respondents")).isEqualTo(20);
        var eleven = setAside(names.subList(0, 11));
        assertThat(clerk.get(TEACHERS).expectProblem(409, "too-few-responses").number("needed")).isEqualTo(10);
        undo(eleven);
        assertThat(clerk.get(TEACHERS).expect(200).number("respondents")).isEqualTo(20);
    }

    private String setAside(List<String> names) {
        return province.office()
                .post(
                        province.path() + "/set-aside",
                        "{\"reason\":\"试\",\"responses\":[\"%s\"]}".formatted(String.join("\",\"", names)))
                .expect(200)
                .string("id");
    }

    private void undo(String id) {
        province.office().delete(province.path() + "/set-aside/" + id).expect(204);
    }

    @Test
    void hidesSmallCountsAndCountsThatRevealThem() {
        province.change(ALLOWED);
        answer(9, "B");
        answer(1, "A");
        var seen = clerk.get(TEACHERS).expect(200);
        assertThat(option(seen.json(), "q9", "A"))
                .isEqualTo(Sheets.json("{\"code\":\"A\",\"count\":null,\"share\":null}"));
        assertThat(option(seen.json(), "q9", "B").get("count").isNull()).isTrue();
        assertThat(seen.text()).doesNotContain("培训时间可以更长一些");
    }

    private Visitor clerk(String name) {
        return service.signedInWithOwnPassword(accounts.get(name).get(0), accounts.get(name).get(1));
    }

    private void answer(int teachers, String q9) {
        Crowd.of(service, teachers)
                .atOnce(
                        (
                                teacher,
                                _) -> teacher
                                        .put(
                                                path(),
                                                Sheets.with(
                                                        Sheets.teacher(school, school.certificate("物流管理")),
                                                        "answers.q9",
                                                        "\"" + q9 + "\""))
                                        .expect(201));
    }

    private static JsonNode option(JsonNode results, String question, String code) {
        return Reply.items(results.get("questions"))
                .stream()
                .filter(each -> each.get("id").getStringValue().equals(question))
                .flatMap(each -> Reply.items(each.get("options")).stream())
                .filter(each -> each.get("code").getStringValue().equals(code))
                .findFirst()
                .orElseThrow();
    }

    private static String path() {
        return "/api/v1/responses/" + UUID.randomUUID();
    }
}
