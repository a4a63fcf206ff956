package io.github.certpulse.output.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// A campaign that changes to a corrected questionnaire, then to another one.
class VersionsTest {
    private static final String SCHOOL = "甲校";
    private final TestServers servers = TestServers.shared();

    @Test
    void shareColumnsOfTheSameVariable() throws IOException {
        try (var before = TestService.start(servers.databasePort(), servers.redisPort(), Map.of())) {
            var province = Province.with(before, SCHOOL + ",高职,武汉市,,,物流管理,中级,120");
            var school = province.school(SCHOOL);
            var sheet = Sheets.teacher(school, school.certificate("物流管理"));
            before.wechatUser().put(response(), sheet).expect(201);
            publish(before, "teacher-2020", 2, "新的说法");
            publish(before, "teachers", 1, "又一种说法");
            try (
                    var after = TestService
                            .start(servers.databasePort(), before.database(), servers.redisPort(), Map.of())) {
                answer(after, province, sheet, "teacher-2020", 2);
                var rows = ExportedFiles.csv(after.office(), province, "role=TEACHER");
                assertThat(rows).hasSize(2);
                var header = rows.getFirst().getHeader();
                assertThat(header).doesNotHaveDuplicates().contains("q5_Z", "q20", "q22");
                var first = rows.stream().filter(row -> row.getField("version").equals("1")).findFirst().orElseThrow();
                var second = rows.stream().filter(row -> row.getField("version").equals("2")).findFirst().orElseThrow();
                assertThat(
                        List.of(
                                first.getField("q5_Z"),
                                first.getField("q5_A"),
                                first.getField("q20"),
                                first.getField("q22"),
                                first.getField("q7_label")))
                        .containsExactly("", "1", "C", "", "是");
                assertThat(
                        List.of(
                                second.getField("q5_Z"),
                                second.getField("q5_A"),
                                second.getField("q20"),
                                second.getField("q22"),
                                second.getField("q7_label")))
                        .containsExactly("0", "1", "", "C", "新的说法");
                answer(after, province, sheet, "teachers", 1);
                var three = ExportedFiles.csv(after.office(), province, "role=TEACHER");
                assertThat(three).hasSize(3)
                        .allMatch(row -> row.getField("q3").isEmpty() != row.getField("teacher_2020_q3").isEmpty());
                assertThat(
                        ExportedFiles
                                .unzipped(
                                        after.office().get(province.path() + "/exports/responses-spss.zip").expect(200))
                                .keySet())
                        .contains("teacher-2020.1.csv", "teacher-2020.2.csv", "teachers.1.csv", "student-2020.1.csv")
                        .hasSize(16);
            }
        }
    }

    private static void answer(TestService service, Province province, JsonNode sheet, String code, int version) {
        service.office()
                .patch(province.path(), "{\"questionnaires\":{\"teacher\":\"%s@%d\"}}".formatted(code, version))
                .expect(200);
        var renamed = Sheets.with(Sheets.with(sheet, "answers.q20", "null"), "answers.q22", "\"C\"");
        service.wechatUser()
                .put(
                        response(),
                        Sheets.with(
                                renamed,
                                "questionnaire",
                                "{\"code\":\"%s\",\"version\":%d}".formatted(code, version)))
                .expect(201);
    }

    /// With a further option, a question under another id, and other words.
    private static void publish(TestService service, String code, int version, String wording) {
        try (var database = TestDatabase.of(service)) {
            var definition =
                    database.column("select definition from questionnaire where code = 'teacher-2020' and version = 1")
                            .getFirst()
                            .replace("\"version\":1", "\"version\":" + version)
                            .replace("\"code\":\"teacher-2020\"", "\"code\":\"" + code + "\"")
                            .replace("\"q20\"", "\"q22\"")
                            .replace(
                                    "\"id\":\"q5\",\"number\":5,\"options\":[",
                                    "\"id\":\"q5\",\"number\":5,\"options\":[{\"code\":\"Z\",\"label\":\"新的选项\"},");
            var seventh = definition.indexOf("\"id\":\"q7\"");
            definition = definition.substring(0, seventh)
                    + definition.substring(seventh).replaceFirst("\"label\":\"是\"", "\"label\":\"" + wording + "\"");
            database.change(
                    "insert into questionnaire (code, version, role, definition, sha256, published_at) "
                            + "values (?, ?, 'TEACHER', ?, ?, utc_timestamp(6))",
                    code,
                    version,
                    definition,
                    MessageDigest.getInstance("SHA-256").digest(definition.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String response() {
        return "/api/v1/responses/" + UUID.randomUUID();
    }
}
