package io.github.certpulse.survey.entry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.sample.Samples;
import io.github.certpulse.testing.PrintedPage;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.ScannedCode;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A URL that opens only on the service's own computer is never printed without a warning.
class PublicUrlTest {
    private static TestService unset;

    @BeforeAll
    static void start() {
        unset = TestService.start(
                TestServers.shared().databasePort(),
                TestServers.shared().redisPort(),
                Map.of("certpulse.public-url", ""));
    }

    @AfterAll
    static void stop() {
        unset.close();
    }

    @Test
    void refusesToPrintACampaignBeforeTheUrlIsConfigured() {
        var province = Province.with(unset, "甲校,高职,武汉市,,,物流管理,中级,120");
        var school = province.school("甲校");
        var here = province.path() + "/schools/" + school.id();
        var clerk = province.clerk("甲校");
        refused(province.office().get(here + "/poster.pdf"));
        refused(province.office().get(province.path() + "/posters.pdf"));
        refused(clerk.get("/api/v1/school/poster.pdf"));
        refused(province.office().post(province.path() + "/kit.zip", ""));
        assertThat(clerk.get("/school/poster").expect(409).text()).contains("CERTPULSE_PUBLIC_URL")
                .doesNotContain("<svg");
        assertThat(ScannedCode.png(province.office().get(here + "/qrcodes/teacher.png").expect(200).body()))
                .startsWith("http://localhost:");
        province.office().get(province.path() + "/qrcodes.zip").expect(200);
        warns(clerk, "/school");
        assertThat(clerk.get("/school").text()).doesNotContain("poster.pdf");
        var office = "/office/campaigns/" + province.id();
        for (var page : List.of("/kit", "/downloads", "/schools/" + school.id())) {
            warns(province.office(), office + page);
        }
        assertThat(province.office().get(office + "/kit").text()).contains("不生成海报和发放包")
                .doesNotContain("id=\"fetch\"");
        assertThat(province.office().get(office + "/schools/" + school.id()).text()).doesNotContain("poster.pdf");
    }

    @Test
    void printsASampleWithARedBand() {
        var office = unset.office();
        var campaign = Ids.text(unset.bean(Samples.class).load("hubei-empty").orElseThrow().id());
        var school = office.get("/api/v1/campaigns/" + campaign + "/schools?size=1")
                .expect(200)
                .list("items")
                .getFirst()
                .get("id")
                .getStringValue();
        try (
                var page = new PrintedPage(
                        office.get("/api/v1/campaigns/" + campaign + "/schools/" + school + "/poster.pdf")
                                .expect(200)
                                .body())) {
            assertThat(page.pages()).isEqualTo(1);
            assertThat(page.text(0)).contains("请勿张贴：网址只在运行本系统的电脑上能打开", "截止时间");
            assertThat(ScannedCode.all(page.onPaper(0, 0.5))).hasSize(2);
            assertThat(page.onPaper(0, 0.2).getRGB(5, 5) & 0xffffff).as("the band is red").isEqualTo(0xb3261e);
        }
        office.post("/api/v1/campaigns/" + campaign + "/kit.zip", "").expect(200);
        office.delete("/api/v1/campaigns/" + campaign).expect(204);
    }

    @Test
    void printsWithAWarningIfTheConfiguredUrlIsLocal() {
        var province = Province.with(TestService.shared(), "甲校,高职,武汉市,,,物流管理,中级,120");
        try (var page = new PrintedPage(province.clerk("甲校").get("/api/v1/school/poster.pdf").expect(200).body())) {
            assertThat(page.text(0)).contains("请勿张贴");
        }
        var kit = "/office/campaigns/" + province.id() + "/kit";
        warns(province.office(), kit);
        assertThat(province.office().get(kit).text()).contains("id=\"fetch\"").doesNotContain("不生成海报和发放包");
    }

    @ParameterizedTest
    @CsvSource({"http://localhost:8080, true", "http://survey.localhost, true", "http://127.0.0.1/1x/, true",
            "http://[::1]:8080, true", "http://0.0.0.0:80, true",
            "https://survey.example.cn/1x, false", "http://192.168.1.20:8080, false", "http://[2001:db8::1], false",
            "https://localhost.example.cn, false", "https://1270.example.cn, false"})
    void recognisesUrlsThatPhonesCannotReach(String address, boolean local) {
        assertThat(new PublicUrl(Optional.of(address)).isLocal()).isEqualTo(local);
    }

    private static void refused(Reply reply) {
        assertThat(reply.expectProblem(409, "public-url-missing").string("detail")).contains("CERTPULSE_PUBLIC_URL");
    }

    private static void warns(Visitor visitor, String page) {
        assertThat(visitor.get(page).expect(200).text()).as(page)
                .contains("class=\"violation local\"", "手机扫不开这里的二维码");
    }
}
