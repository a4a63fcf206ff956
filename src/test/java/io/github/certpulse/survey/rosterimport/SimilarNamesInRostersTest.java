package io.github.certpulse.survey.rosterimport;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/// Names that could mean the same are imported as written, with a warning, or refused by those who want that.
@Fast
class SimilarNamesInRostersTest {
    private static final String HEADINGS =
            "school,level,city,route,address,certificate,certificateLevel,registeredStudents\n";
    private final Province province = Province.with(
            TestService.shared(),
            "长江职业技术学院,高职,武汉市,,,物流管理,中级,120",
            "长江职业技术学院,高职,武汉市,,,工业机器人操作与运维,中级,80",
            "池州职业技术学院,高职,池州市,,,物流管理,中级,50");

    @Test
    void warnsOfASimilarSchoolThatTheCampaignHas() {
        var answer = upload("", "长江职业技术学校,高职,武汉,,,老年照护,中级,7").expect(200);
        assertThat(told(answer)).containsExactly("similar-schools[2][长江职业技术学校, 长江职业技术学院]");
        assertThat(answer.string("warnings.0.message")).contains("“长江职业技术学校”（第 2 行）与“长江职业技术学院”");
        assertThat(province.schoolList()).as("imported as written").hasSize(3);
    }

    @Test
    void namesTheProbableSlipFirst() {
        var answer = upload(
                "?dryRun=true",
                "湖北新华学院,本科,武汉市,,,老年照护,中级,7",
                "湖北新华学园,本科,武汉市,,,老年照护,中级,7",
                "东湖卫生健康学校,中职,武汉市,,,老年照护,中级,7",
                "东湖卫生健康学校,中职,武汉市,,,物流管理,中级,7",
                "东湖卫生健庚学校,中职,,,,母婴护理,中级,7",
                "西湖科技学校,中职,武汉市,,,工业机器人操作和运维,中级,7").expect(200);
        assertThat(told(answer)).containsExactly(
                "similar-schools[6][东湖卫生健庚学校, 东湖卫生健康学校]",
                "similar-schools[2][湖北新华学院, 湖北新华学园]",
                "similar-certificates[7][工业机器人操作和运维, 工业机器人操作与运维]");
    }

    @Test
    void doesNotWarnOfSchoolsOfAnotherLevelOrCity() {
        var answer = upload(
                "?strict=true",
                "长江职业技术学校,中职,武汉市,,,老年照护,中级,7",
                "滁州职业技术学院,高职,滁州市,,,老年照护,中级,7").expect(200);
        assertThat(answer.list("warnings")).isEmpty();
    }

    @Test
    void refusesSimilarNamesIfAskedTo() {
        var refused = upload(
                "?strict=true",
                "长江职业技术学校,高职,武汉市,,,老年照护,中级,7",
                "西湖科技学校,中职,武汉市,,,工业机器人操作和运维,中级,7").expectProblem(422, "roster-invalid");
        assertThat(refused.list("violations")).extracting(
                violation -> violation.get("row").getIntValue() + " "
                        + violation.get("column").getStringValue()
                        + " "
                        + violation.get("code").getStringValue())
                .containsExactly("2 school similar-schools", "3 certificate similar-certificates");
        assertThat(refused.string("violations.0.message")).contains("长江职业技术学校", "长江职业技术学院");
        assertThat(province.schoolList()).hasSize(2);
    }

    @Test
    void storesNothingInADryRun() {
        var answer = upload("?dryRun=true", "丙校,高职,武汉市,,,老年照护,中级,7").expect(200);
        assertThat(List.of(answer.number("schools"), answer.number("certificates"), answer.number("rows")))
                .containsExactly(1, 1, 1);
        assertThat(province.schoolList()).hasSize(2);
        upload("?dry=true", "丙校,高职,武汉市,,,老年照护,中级,7").expectProblem(400, "parameter-unknown");
    }

    private Reply upload(String query, String... rows) {
        return province.office()
                .upload(
                        province.path() + "/roster" + query,
                        "r.csv",
                        (HEADINGS + String.join("\n", rows) + "\n").getBytes(StandardCharsets.UTF_8));
    }

    private static String texts(JsonNode items) {
        return StreamSupport.stream(items.values().spliterator(), false)
                .map(JsonNode::coerceStringValue)
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static List<String> told(Reply reply) {
        return reply.list("warnings")
                .stream()
                .map(
                        warning -> warning.get("code").getStringValue()
                                + texts(warning.get("rows"))
                                + texts(warning.get("names")))
                .toList();
    }
}
