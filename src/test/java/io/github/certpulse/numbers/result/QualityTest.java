package io.github.certpulse.numbers.result;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Flags against a naive judgement of the stored rows.
@Fast
class QualityTest {
    private static final int PEOPLE = 1500;
    private static Province province;
    private static List<JudgedRow> stored;

    @BeforeAll
    static void answer() throws SQLException, IOException {
        var service = TestService.shared();
        province =
                Province.with(
                        service,
                        "甲校,高职,武汉市,一,,物流管理,中级,1200",
                        "乙校,本科,,二,,物流管理,高级,1400",
                        "丙校,中职,襄阳市,二,,老年照护,初级,1600");
        var crowd = new StoredCrowd(service, province, 30);
        crowd.store(Role.TEACHER, PEOPLE);
        crowd.store(Role.STUDENT, PEOPLE);
        stored = new ArrayList<>();
        try (
                var database = TestDatabase.of(service);
                var statement = database.connection().createStatement();
                var rows = statement.executeQuery(
                        "select r.role, s.name, r.answers, r.elapsed_seconds from response r "
                                + "join school s on s.id = r.school_id where r.campaign_id = "
                                + TestDatabase.id(province.id()))) {
            while (rows.next()) {
                stored.add(
                        new JudgedRow(
                                Role.valueOf(rows.getString(1)),
                                rows.getString(2),
                                answers(Json.read(rows.getString(3).getBytes(UTF_8))),
                                rows.getObject(4, Integer.class),
                                new HashSet<>()));
            }
        }
        for (var role : Role.values()) {
            var ofRole = stored.stream().filter(row -> row.role() == role).toList();
            var times =
                    ofRole.stream()
                            .filter(row -> row.elapsed() != null)
                            .mapToDouble(JudgedRow::elapsed)
                            .sorted()
                            .toArray();
            var median = (times[(times.length - 1) / 2] + times[times.length / 2]) / 2;
            ofRole.forEach(row -> row.judge(median));
        }
    }

    @ParameterizedTest
    @EnumSource
    void countsEachFlagAsANaiveJudgementDoes(Role role) {
        var ofRole = stored.stream().filter(row -> row.role() == role).toList();
        var report = province.office().get(province.path() + "/quality?role=" + role).expect(200);
        assertThat(report.number("respondents")).isEqualTo(PEOPLE);
        assertThat(report.number("flagged"))
                .isEqualTo((int) ofRole.stream().filter(row -> !row.flags().isEmpty()).count())
                .isPositive();
        var flags = new TreeMap<String, Integer>();
        report.list("flags")
                .forEach(flag -> flags.put(flag.get("flag").getStringValue(), flag.get("count").getIntValue()));
        for (var flag : List.of("too-fast", "straight-lining", "contradictory")) {
            assertThat(flags.get(flag)).as(flag)
                    .isEqualTo((int) ofRole.stream().filter(row -> row.flags().contains(flag)).count());
        }
        assertThat(flags).containsEntry("identical-burst", 0);
        assertThat(report.list("schools")).hasSize(3).allSatisfy(school -> {
            var own = ofRole.stream().filter(row -> row.school().equals(school.get("name").getStringValue())).toList();
            assertThat(school.get("received").getIntValue()).isEqualTo(own.size());
            assertThat(school.get("flagged").getIntValue())
                    .isEqualTo((int) own.stream().filter(row -> !row.flags().isEmpty()).count());
        });
    }

    @ParameterizedTest
    @EnumSource
    void leavesFlaggedResponsesOutOfResultsOnRequest(Role role) {
        var unflagged = stored.stream().filter(row -> row.role() == role && row.flags().isEmpty()).toList();
        var results = province.office().get(province.path() + "/results?quality=unflagged&role=" + role).expect(200);
        assertThat(results.number("respondents")).isEqualTo(unflagged.size()).isLessThan(PEOPLE);
        for (var question : results.list("questions")) {
            var id = question.get("id").getStringValue();
            assertThat(question.get("base").getIntValue()).as(id)
                    .isEqualTo((int) unflagged.stream().filter(row -> row.answers().containsKey(id)).count());
            if (question.get("options") != null) {
                Reply.items(question.get("options"))
                        .forEach(
                                option -> assertThat(option.get("count").getIntValue()).as(id)
                                        .isEqualTo(
                                                (int) unflagged.stream()
                                                        .filter(
                                                                row -> row.answers()
                                                                        .getOrDefault(id, Set.of())
                                                                        .contains(option.get("code").getStringValue()))
                                                        .count()));
            }
        }
        assertThat(
                province.office()
                        .get(province.path() + "/results?quality=all&role=" + role)
                        .expect(200)
                        .number("respondents"))
                .isEqualTo(PEOPLE);
    }

    @Test
    void showsFlaggedBesideReceivedInTheProgress() {
        var flagged = stored.stream()
                .filter(row -> !row.flags().isEmpty())
                .collect(groupingBy(row -> row.school() + row.role(), counting()));
        var received = stored.stream().collect(groupingBy(row -> row.school() + row.role(), counting()));
        // The rows were stored past the service: a sweep counts them.
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(
                                province.office()
                                        .get(province.path() + "/progress")
                                        .expect(200)
                                        .number("total.students.received"))
                                .isEqualTo(PEOPLE));
        var all = province.office().get(province.path() + "/progress").expect(200).list("schools");
        var unflagged =
                province.office().get(province.path() + "/progress?quality=unflagged").expect(200).list("schools");
        for (var i = 0; i < all.size(); i++) {
            for (var role : Role.values()) {
                var key = all.get(i).get("name").getStringValue() + role;
                var part = role.name().toLowerCase(Locale.ROOT) + "s";
                var doubtful = flagged.getOrDefault(key, 0L).intValue();
                assertThat(number(all.get(i), part, "flagged")).isEqualTo(doubtful);
                assertThat(number(unflagged.get(i), part, "flagged")).isEqualTo(doubtful);
                assertThat(number(unflagged.get(i), part, "received"))
                        .isEqualTo(number(all.get(i), part, "received") - doubtful);
                assertThat(number(all.get(i), part, "received")).isEqualTo(received.get(key).intValue());
            }
        }
        province.office().get(province.path() + "/progress?quality=best").expectProblem(422, "parameter-invalid");
    }

    @Test
    void isForTheOfficeOnly() {
        service().viewer().get(province.path() + "/quality?role=TEACHER").expect(200);
        province.clerk("甲校").get(province.path() + "/quality?role=TEACHER").expect(403);
    }

    private static Map<String, Set<String>> answers(JsonNode json) {
        var answers = new TreeMap<String, Set<String>>();
        json.entries()
                .forEach(
                        entry -> answers.put(
                                entry.getKey(),
                                entry.getValue().isArray()
                                        ? Set.copyOf(
                                                IntStream.range(0, entry.getValue().size())
                                                        .mapToObj(i -> entry.getValue().get(i).getStringValue())
                                                        .toList())
                                        : Set.of(entry.getValue().getStringValue())));
        return answers;
    }

    private static int number(JsonNode school, String part, String name) {
        return Reply.at(school, "total." + part + "." + name).getIntValue();
    }

    private static TestService service() {
        return TestService.shared();
    }
}
