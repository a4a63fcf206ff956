package io.github.certpulse.numbers.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.time.Time;
import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// The list by which the office reminds schools.
class ShortagesTest {
    private static final String QUOTA = """
            {"perCertificate":{"teachers":2,"students":1},"perSchool":{"teachers":3,"students":0,"studentShare":0}}""";
    private final TestService service = TestService.shared();
    private final Province province = Province.withQuota(
            service,
            QUOTA,
            "甲校,高职,武汉市,,,Web前端开发,中级,120",
            "甲校,高职,武汉市,,,老年照护,初级,80",
            "乙校,中职,,,,物流管理,中级,80",
            "丙校,中职,武汉市,,,物流管理,中级,80");
    private final String path = province.path() + "/shortages";

    @Test
    void listsWhatEachSchoolLacksLargestFirst() {
        assertThat(names("")).containsExactly("甲校", "乙校", "丙校");
        var first = province.school("甲校");
        answer("甲校", "Web前端开发", 2, 0);
        answer("甲校", "老年照护", 2, 1);
        answer("丙校", "物流管理", 3, 1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(3))
                .untilAsserted(() -> assertThat(names("")).containsExactly("乙校", "甲校"));
        var reply = service.viewer().get(path).expect(200);
        assertThat(reply.at("schools.0")).isEqualTo(
                Sheets.json(
                        """
                                {"id":"%s","name":"乙校","level":"中职","city":null,"missing":4,"shortages":[
                                  {"certificate":{"id":"%s","name":"物流管理","level":"中级"},\
                                "role":"TEACHER","missing":2},
                                  {"certificate":{"id":"%s","name":"物流管理","level":"中级"},\
                                "role":"STUDENT","missing":1},
                                  {"role":"TEACHER","missing":3}]}""".formatted(
                                province.school("乙校").id(),
                                province.school("乙校").certificate("物流管理"),
                                province.school("乙校").certificate("物流管理"))));
        assertThat(reply.at("schools.1")).isEqualTo(
                Sheets.json(
                        """
                                {"id":"%s","name":"甲校","level":"高职","city":"武汉市","missing":1,\
                                "shortages":[{"certificate":{"id":"%s","name":"Web前端开发","level":"中级"},\
                                "role":"STUDENT","missing":1}]}"""
                                .formatted(first.id(), first.certificate("Web前端开发"))));
        assertThat(OffsetDateTime.parse(reply.string("asOf")))
                .isBefore(OffsetDateTime.now(ZoneOffset.UTC).plusSeconds(5));
    }

    @Test
    void filtersByCityAndLevel() {
        assertThat(names("?city=%E6%AD%A6%E6%B1%89%E5%B8%82")).containsExactly("甲校", "丙校");
        assertThat(names("?level=%E4%B8%AD%E8%81%8C")).containsExactly("乙校", "丙校");
        assertThat(names("?city=%E6%AD%A6%E6%B1%89%E5%B8%82&level=%E4%B8%AD%E8%81%8C")).containsExactly("丙校");
        assertThat(names("?city=&level=")).hasSize(3);
        assertThat(names("?city=elsewhere")).isEmpty();
    }

    @Test
    void writesAMessageForAChat() {
        var message = message("zh");
        assertThat(message.getFirst()).matches(
                "【试点调查 \\d+】截至\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d（北京时间），还有3所学校未达到样本要求：");
        assertThat(
                Duration.between(
                        LocalDateTime.parse(
                                message.getFirst().replaceAll(".*截至(.{16}).*", "$1"),
                                DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm")),
                        LocalDateTime.now(Time.ZONE)))
                .isLessThan(Duration.ofMinutes(2));
        assertThat(message.subList(1, message.size())).containsExactly(
                "甲校：Web前端开发 教师还差2人、学生还差1人；老年照护 教师还差2人、学生还差1人；全校 教师还差3人",
                "乙校：物流管理 教师还差2人、学生还差1人；全校 教师还差3人",
                "丙校：物流管理 教师还差2人、学生还差1人；全校 教师还差3人");
        assertThat(message("en").subList(1, 3)).containsExactly(
                "甲校: Web前端开发 teachers 2 short, students 1 short; 老年照护 teachers 2 short, students 1 short; "
                        + "whole school teachers 3 short",
                "乙校: 物流管理 teachers 2 short, students 1 short; whole school teachers 3 short");
        assertThat(message("en").getFirst()).contains("As of ", "3 schools are short");
    }

    @Test
    void saysThatNoSchoolIsShortAndMarksASample() {
        province.change(
                "{\"quota\":{\"perCertificate\":{\"teachers\":0,\"students\":0},\"perSchool\":{\"teachers\":0}}}");
        assertThat(names("")).isEmpty();
        assertThat(message("zh")).singleElement()
                .asString()
                .contains("所有学校均已达到样本要求")
                .doesNotContain("样例");
        try (var database = TestDatabase.of(service)) {
            database.change("update campaign set sample = true where id = ?", TestDatabase.id(province.id()));
        }
        assertThat(message("zh")).singleElement().asString().contains("（样例）】");
        assertThat(message("en")).singleElement().asString().contains("(sample)]", "no school is short");
    }

    @Test
    void isForTheOfficeOnly() {
        province.clerk("甲校").get(path).expectProblem(403, "forbidden");
        service.stranger().get(path, "Accept", "text/plain").expectProblem(401, "unauthorized");
        province.office().get("/api/v1/campaigns/x/shortages", "Accept", "text/plain").expectProblem(404, "not-found");
    }

    private List<String> names(String query) {
        return province.office()
                .get(path + query)
                .expect(200)
                .list("schools")
                .stream()
                .map(school -> school.get("name").getStringValue())
                .toList();
    }

    private List<String> message(String language) {
        var reply = service.viewer().get(path, "Accept", "text/plain", "Accept-Language", language).expect(200);
        assertThat(reply.header("content-type")).isEqualTo("text/plain;charset=UTF-8");
        return reply.text().lines().toList();
    }

    private void answer(String name, String certificate, int teachers, int students) {
        var school = province.school(name);
        if (teachers > 0) {
            Crowd.of(service, teachers)
                    .atOnce(
                            (person, _) -> person
                                    .put(response(), Sheets.teacher(school, school.certificate(certificate)))
                                    .expect(201));
        }
        if (students > 0) {
            Crowd.of(service, students)
                    .atOnce(
                            (person, _) -> person
                                    .put(response(), Sheets.student(school, school.certificate(certificate)))
                                    .expect(201));
        }
    }

    private static String response() {
        return "/api/v1/responses/" + UUID.randomUUID();
    }
}
