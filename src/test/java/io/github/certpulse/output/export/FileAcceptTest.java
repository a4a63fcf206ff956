package io.github.certpulse.output.export;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.micronaut.http.MediaType;
import io.micronaut.web.router.Router;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Every client gets files, whatever its Accept header says.
@Fast
class FileAcceptTest {
    private static final TestService SERVICE = TestService.shared();
    /// What axios sends by default, what a strict client sends, and invalid headers.
    private static final List<String> ACCEPTED = List.of(
            "",
            "application/json, text/plain, */*",
            "application/json",
            "text/html",
            "image/avif",
            "application/json;q=x",
            "no/such;;,/",
            "*");
    private static Province province;
    private static Province.School school;

    @BeforeAll
    static void createCampaign() {
        province = Province.with(SERVICE, "甲校,高职,武汉市,一,,物流管理,中级,120");
        school = province.school("甲校");
        SERVICE.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理")))
                .expect(201);
    }

    @ParameterizedTest
    @CsvSource({
            "/exports/progress.xlsx, application/vnd.openxmlformats",
            "/exports/results.xlsx, application/vnd.openxmlformats", "/exports/responses.csv, text/csv",
            "/exports/responses.xlsx, application/vnd.openxmlformats", "/exports/responses-spss.zip, application/zip",
            "/qrcodes.zip, application/zip",
            "/posters.pdf, application/pdf", "/schools/{school}/qrcodes/teacher.png, image/png",
            "/schools/{school}/qrcodes/student.svg, image/svg"})
    void sendsCampaignFilesWhateverTheClientAccepts(String file, String type) {
        for (var accepted : ACCEPTED) {
            var reply = send("GET", province.path() + file.replace("{school}", school.id()), accepted).expect(200);
            assertThat(reply.header("content-type")).as(accepted).startsWith(type);
            assertThat(reply.body()).isNotEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
            "/api/v1/questionnaires/teacher-2020/1/xlsform, application/vnd.openxmlformats",
            "/api/v1/questionnaires/teacher-2020/1/codebook?format=csv, text/csv",
            "/office/campaigns/{id}/schools.csv, text/csv", "/office/campaigns/{id}/schools.tsv, text/tab",
            "/office/campaigns/{id}/roster/template.xlsx, application/vnd.openxmlformats",
            "/office/campaigns/{id}/roster/template.csv, text/csv",
            "/office/questionnaires/teacher-2020/next/workbook, application/vnd.openxmlformats"})
    void sendsOfficeFilesWhateverTheClientAccepts(String file, String type) {
        for (var accepted : ACCEPTED) {
            assertThat(send("GET", file.replace("{id}", province.id()), accepted).expect(200).header("content-type"))
                    .as(accepted)
                    .startsWith(type);
        }
    }

    @Test
    void keepsTheChoiceOfFormByTheClient() {
        var codebook = "/api/v1/questionnaires/teacher-2020/1/codebook";
        for (var accepted : ACCEPTED) {
            assertThat(send("GET", codebook, accepted).expect(200).header("content-type")).as(accepted)
                    .startsWith("application/json");
            assertThat(send("GET", province.path() + "/shortages", accepted).expect(200).header("content-type"))
                    .as(accepted)
                    .startsWith("application/json");
            assertThat(send("POST", province.path() + "/accounts", accepted).expect(200).header("content-type"))
                    .as(accepted)
                    .startsWith("application/vnd");
            assertThat(send("POST", province.path() + "/kit.zip", accepted).expect(200).header("content-type"))
                    .as(accepted)
                    .startsWith("application/zip");
        }
        assertThat(send("GET", codebook, "text/csv, */*").header("content-type")).startsWith("text/csv");
        assertThat(send("GET", province.path() + "/shortages", "text/plain").header("content-type"))
                .startsWith("text/plain");
        assertThat(send("POST", province.path() + "/accounts", "text/csv").header("content-type"))
                .startsWith("text/csv");
    }

    @Test
    void declaresEveryRouteOfAFileToAcceptAnyType() {
        var files = SERVICE.bean(Router.class)
                .uriRoutes()
                .filter(
                        route -> route.getUriMatchTemplate()
                                .toPathString()
                                .matches(".*/[\\w{}:|-]+\\.[\\w{}:|]+|.*/(codebook|xlsform|workbook|accounts)"))
                .toList();
        assertThat(files).hasSizeGreaterThan(15)
                .filteredOn(route -> !route.getUriMatchTemplate().toPathString().endsWith("/v1/accounts"))
                .allSatisfy(
                        route -> assertThat(route.getProduces()).as(route.toString())
                                .containsAnyOf(MediaType.ALL_TYPE, MediaType.TEXT_HTML_TYPE));
    }

    @Test
    void servesTheProgressOfADownloadAtAnAddressOfItsOwn() {
        province.office().get(province.path() + "/exports/responses.csv?download=one-of-mine").expect(200);
        var state = await().until(
                () -> province.office().get(province.path() + "/transfers/one-of-mine").expect(200),
                reply -> reply.string("state").equals("DONE"));
        assertThat(state.number("rows")).isEqualTo(1);
        province.office().get(province.path() + "/transfers/another").expectProblem(404, "not-found");
        province.office().get(province.path() + "/exports/another").expectProblem(404, "not-found");
    }

    private static Reply send(String method, String path, String accepted) {
        var headers = accepted.isEmpty() ? new String[0] : new String[]{"Accept", accepted};
        return province.office().send(method, path, BodyPublishers.noBody(), headers);
    }
}
