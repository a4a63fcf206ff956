package io.github.certpulse.survey.rosterimport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Names that differ only in width, blanks or letter case are the same name, in a roster and everywhere else.
class NameSpellingTest {
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(
                    service,
                    "样例Ａ学院（南校区）,高职,武汉市,一,,Web前端开发（初级）,中级,120",
                    "乙校,中职,武汉市,一,,Web前端开发（初级）,中级,30");

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "样例A学院(南校区)", "样例ａ学院（南校区）", "样例 A学院 （南校区）",
                    "样例\u3000A学院\u00A0(南校区)",
                    "样例\u200BA学院\uFEFF（南校区）", "样例A\u00AD学院（南校区）",
                    "\"样例A学院\n（南校区）\"", "\"样例\tA学院（南校区）\"", "样例A学院﹙南校区﹚"})
    void recognisesASchoolInAnotherSpelling(String spelling) {
        var before = province.school("样例Ａ学院（南校区）");
        var answer = province.importRoster(
                spelling + ",高职,武汉市,一,,Web前端开发（初级）,中级,120",
                "样例Ａ学院（南校区）,高职,武汉 市,一,,物流管理,中级,80").expect(200);
        assertThat(answer.number("schools")).isEqualTo(1);
        assertThat(names(province.schoolList())).containsExactly("样例Ａ学院（南校区）", "乙校");
        var after = province.school("样例Ａ学院（南校区）");
        assertThat(after.teacherCode()).isEqualTo(before.teacherCode());
        assertThat(after.certificates()).containsOnlyKeys("Web前端开发（初级）", "物流管理")
                .containsEntry("Web前端开发（初级）", before.certificate("Web前端开发（初级）"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"WEB前端开发(初级)", "Web 前端开发（初级）", "Ｗｅｂ前端开发（初级）", "web前端开发（ 初级 ）"})
    void usesOneSpellingOfACertificateForAllSchoolsAndFindsItInAnySpelling(String spelling) {
        var answer = province.importRoster("丙校,本科,武汉市,一,," + spelling + ",高级,7").expect(200);
        assertThat(answer.at("warnings").size()).isEqualTo(1);
        assertThat(answer.string("warnings.0.code")).isEqualTo("value-read-as");
        assertThat(answer.at("warnings.0.rows.0").getIntValue()).isEqualTo(2);
        assertThat(answer.string("warnings.0.message")).contains("“" + spelling + "”按“Web前端开发（初级）”导入");
        assertThat(province.school("丙校").certificates()).containsOnlyKeys("Web前端开发（初级）");

        handIn("丙校");
        handIn("乙校");
        var query = "results?role=TEACHER&certificate=" + URLEncoder.encode(spelling, StandardCharsets.UTF_8);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(
                                province.office().get(province.path() + "/" + query).expect(200).number("respondents"))
                                .isEqualTo(2));
        var columns = province.office()
                .get(province.path() + "/crosstab?role=TEACHER&row=q9&column=certificate")
                .expect(200)
                .list("columns");
        assertThat(columns).singleElement()
                .satisfies(column -> assertThat(Reply.at(column, "base").getIntValue()).isEqualTo(2));
        var page = province.office().get("/office/campaigns/" + province.id() + "/" + query).expect(200).text();
        assertThat(page).as("the form shows which certificate is chosen")
                .containsPattern("<option[^>]*selected[^>]*>Web前端开发（初级）");
        assertThat(schools("certificate", spelling)).contains("丙校", "乙校");
    }

    @Test
    void reportsADuplicateCertificateInAnotherSpelling() {
        var refused = province
                .importRoster("丁校,高职,武汉市,,,Web前端开发,中级,10", "丁 校,高职,武汉市,,,WEB 前端开发,中级,10")
                .expectProblem(422, "roster-invalid");
        assertThat(refused.list("violations")).singleElement()
                .satisfies(violation -> assertThat(violation.get("code").getStringValue()).isEqualTo("duplicate"));
        assertThat(names(province.schoolList())).doesNotContain("丁校");
    }

    @Test
    void reportsASchoolThatContradictsItselfInAnotherSpelling() {
        var refused = province
                .importRoster("丁校（东）,高职,武汉市,,,Web前端开发,中级,10", "丁校(东),高职,黄石市,,,物流管理,中级,10")
                .expectProblem(422, "roster-invalid");
        assertThat(refused.string("violations.0.code")).isEqualTo("school-inconsistent");
    }

    @Test
    void distinguishesNamesThatOnlyLookAlike() {
        province.importRoster(
                "校①,高职,,,,物流Ⅱ,中级,1",
                "校1,高职,,,,物流II,中级,1",
                "校【东】,高职,,,,物流,中级,1",
                "校（东）,高职,,,,物流,中级,1")
                .expect(200);
        assertThat(names(province.schoolList())).contains("校①", "校1", "校【东】", "校（东）");
    }

    @Test
    void findsANameInAnySpellingOnTheSchoolsPage() {
        for (var part : List.of("a学院(南", "Ａ 学院", "（南校区")) {
            assertThat(schools("q", part)).contains("样例Ａ学院").doesNotContain("乙校");
        }
    }

    @Test
    void refusesADuplicateNameInTheDatabase() {
        try (var database = TestDatabase.of(service)) {
            assertThatThrownBy(() -> database.change("""
                    insert into school (id, campaign_id, position, name, level, name_key)
                    select 1, campaign_id, 9, '样例a学院(南校区)', level, name_key from school
                     where campaign_id = ? and name = '样例Ａ学院（南校区）'""", TestDatabase.id(province.id())))
                    .hasMessageContaining("school_name_key");
        }
    }

    private void handIn(String name) {
        var school = province.school(name);
        service.wechatUser()
                .put(
                        "/api/v1/responses/" + UUID.randomUUID(),
                        Sheets.teacher(school, school.certificate("Web前端开发（初级）")))
                .expect(201);
    }

    private String schools(String parameter, String value) {
        var query = parameter + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8);
        return province.office().get("/office/campaigns/" + province.id() + "/schools.csv?" + query).expect(200).text();
    }

    private static List<String> names(List<JsonNode> items) {
        return items.stream().map(item -> Reply.at(item, "name").getStringValue()).toList();
    }
}
