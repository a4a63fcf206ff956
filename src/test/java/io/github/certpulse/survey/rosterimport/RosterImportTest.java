package io.github.certpulse.survey.rosterimport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import org.junit.jupiter.api.Test;

@Fast
class RosterImportTest {
    private final TestService service = TestService.shared();
    private final Province province = Province.with(
            service,
            "乙校,高职,武汉市,一,东湖路 1 号,物流管理,中级,120",
            "乙校,高职,武汉市,一,东湖路 1 号,老年照护,中级,80",
            "甲校,中职,,,,汽车运用与维修,初级,40");

    @Test
    void listsTheSchoolsInRosterOrderWithTheirCodes() {
        var page = province.office().get(province.path() + "/schools").expect(200);
        assertThat(page.number("page")).isZero();
        assertThat(page.number("size")).isEqualTo(50);
        assertThat(page.number("total")).isEqualTo(2);
        assertThat(names(page.list("items"))).containsExactly("乙校", "甲校");
        assertThat(page.string("items.0.level")).isEqualTo("高职");
        assertThat(page.string("items.0.city")).isEqualTo("武汉市");
        assertThat(page.string("items.0.route")).isEqualTo("一");
        assertThat(page.at("items.0.met").getBooleanValue()).isFalse();
        assertThat(page.string("items.0.entries.teacher")).isNotEqualTo(page.string("items.0.entries.student"))
                .matches("[0-9A-Z]{11}");
        var second = province.office().get(province.path() + "/schools?page=1&size=1").expect(200);
        assertThat(names(second.list("items"))).containsExactly("甲校");
        assertThat(province.office().get(province.path() + "/schools?page=7&size=500").expect(200).list("items"))
                .isEmpty();
        for (var wrong : List.of("size=501", "size=0", "page=-1")) {
            province.office().get(province.path() + "/schools?" + wrong).expectProblem(422, "parameter-invalid");
        }
        assertThat(province.office().get(province.path() + "/schools?size=many").status()).isEqualTo(400);
    }

    @Test
    void showsCertificatesInRosterOrder() {
        assertThat(certificates("乙校")).containsExactly("物流管理", "老年照护");
        province.importRoster(
                "乙校,高职,武汉市,一,东湖路 1 号,老年照护,中级,80",
                "乙校,高职,武汉市,一,东湖路 1 号,物流管理,中级,120").expect(200);
        assertThat(certificates("乙校")).containsExactly("老年照护", "物流管理");
    }

    @Test
    void keepsIdsAndCodesWhenImportedAgain() {
        var before = province.school("乙校");
        var answer = province.importRoster("乙校,本科,孝感市,二,新址,物流管理,高级,121", "丙校,高职,,,,老年照护,中级,5")
                .expect(200);
        assertThat(answer.number("schools")).isEqualTo(2);
        assertThat(answer.number("certificates")).isEqualTo(2);
        assertThat(answer.number("rows")).isEqualTo(2);
        var after = province.school("乙校");
        assertThat(after.id()).isEqualTo(before.id());
        assertThat(after.teacherCode()).isEqualTo(before.teacherCode());
        assertThat(after.studentCode()).isEqualTo(before.studentCode());
        assertThat(after.certificate("物流管理")).isEqualTo(before.certificate("物流管理"));
        var entry = service.stranger().get("/api/v1/entries/" + after.teacherCode()).expect(200);
        assertThat(entry.string("school.level")).isEqualTo("本科");
        assertThat(entry.string("school.city")).isEqualTo("孝感市");
        assertThat(entry.string("certificates.0.level")).isEqualTo("高级");
        assertThat(names(province.schoolList())).containsExactly("乙校", "甲校", "丙校");
    }

    @Test
    void withdrawsACertificateAndRestoresItWithTheSameId() {
        var before = province.school("乙校");
        province.importRoster(
                "乙校,高职,武汉市,一,东湖路 1 号,物流管理,中级,120",
                "乙校,高职,武汉市,一,东湖路 1 号,母婴护理,初级,9").expect(200);
        assertThat(certificates("乙校")).containsExactly("物流管理", "母婴护理");
        assertThat(certificates("甲校")).containsExactly("汽车运用与维修");
        var clerk = province.clerk("乙校");
        assertThat(clerk.get("/api/v1/school/progress").expect(200).list("certificates")).hasSize(2);
        province.importRoster("乙校,高职,武汉市,一,东湖路 1 号,老年照护,中级,80").expect(200);
        assertThat(province.school("乙校").certificates())
                .containsOnly(java.util.Map.entry("老年照护", before.certificate("老年照护")));
    }

    @Test
    void keepsTheSchoolsRegisteredStudentsUpToDate() {
        province.change("{\"quota\":{\"perSchool\":{\"students\":2,\"studentShare\":0.01}}}");
        var clerk = province.clerk("乙校");
        assertThat(clerk.get("/api/v1/school/progress").number("total.students.required")).isEqualTo(2);
        province.importRoster(
                "乙校,高职,武汉市,一,东湖路 1 号,物流管理,中级,120",
                "乙校,高职,武汉市,一,东湖路 1 号,老年照护,中级,81").expect(200);
        assertThat(clerk.get("/api/v1/school/progress").number("total.students.required")).as("1 % of 201, rounded up")
                .isEqualTo(3);
    }

    private List<String> certificates(String school) {
        return names(
                service.stranger()
                        .get("/api/v1/entries/" + province.school(school).teacherCode())
                        .expect(200)
                        .list("certificates"));
    }

    private static List<String> names(List<JsonNode> items) {
        return items.stream().map(item -> Reply.at(item, "name").getStringValue()).toList();
    }
}
