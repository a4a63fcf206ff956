package io.github.certpulse.output.export;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Requests for files of responses, whatever is in the files.
@Fast
class ResponseRequestTest {
    private static final TestService SERVICE = TestService.shared();
    private static Province province;

    @BeforeAll
    static void createCampaign() {
        province = Province.with(SERVICE, "甲校,高职,武汉市,一,,物流管理,中级,120");
    }

    @Test
    void isRefusedWithInvalidFilters() {
        var clerk = province.clerk("甲校");
        for (var file : List.of("responses.csv", "responses.xlsx", "responses-spss.zip")) {
            for (var wrong : List.of("role=teacher", "school=x", "quality=good", "download=x")) {
                province.office()
                        .get(province.path() + "/exports/" + file + "?" + wrong)
                        .expectProblem(422, "parameter-invalid");
            }
            province.office().get("/api/v1/campaigns/0000000000000/exports/" + file).expectProblem(404, "not-found");
            clerk.get(province.path() + "/exports/" + file).expectProblem(403, "forbidden");
            SERVICE.stranger().get(province.path() + "/exports/" + file).expectProblem(401, "unauthorized");
        }
    }

    @Test
    void isRecordedWithItsFilters() {
        province.office()
                .get(
                        province.path() + "/exports/responses.csv?role=TEACHER&city="
                                + encoded("武汉市")
                                + "&route=&quality=unflagged")
                .expect(200);
        var latest = province.office().get("/api/v1/audit?size=1").expect(200);
        assertThat(List.of(latest.string("items.0.action"), latest.string("items.0.target")))
                .containsExactly("export-downloaded", province.id());
        assertThat(latest.at("items.0.facts").entries()).extracting(Map.Entry::getKey)
                .containsExactlyInAnyOrder("file", "role", "city", "quality");
        assertThat(latest.string("items.0.facts.city")).isEqualTo("武汉市");
    }

    @Test
    void returnsHeadingsWithoutResponses() {
        var reply = province.office().get(province.path() + "/exports/responses.csv").expect(200);
        assertThat(reply.text()).startsWith("\uFEFFresponse,received_hour,school,")
                .endsWith("\r\n")
                .hasLineCount(1)
                .contains("teacher_q21_state", "student_q3_label");
        assertThat(province.office().get(province.path() + "/exports/responses.xlsx").expect(200).body()).isNotEmpty();
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
