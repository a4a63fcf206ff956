package io.github.certpulse.numbers.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Filters by channel and time, against the stored rows.
@Fast
class ChannelAndTimeTest {
    private static final TestService SERVICE = TestService.shared();
    /// The beginning of a row; texts have lines too.
    private static final Pattern ROW = Pattern.compile("^r[0-9a-z]{15},", Pattern.MULTILINE);
    private static Province province;

    @BeforeAll
    static void answer() {
        province = Province.with(SERVICE, "甲校,高职,武汉市,一,,物流管理,中级,120", "乙校,本科,,二,,老年照护,高级,40");
        var crowd = new StoredCrowd(SERVICE, province, 11);
        crowd.store(Role.TEACHER, 200);
        crowd.store(Role.STUDENT, 50);
    }

    private static int stored(String condition) {
        try (var database = TestDatabase.of(SERVICE)) {
            return database.number(
                    "select count(*) from response where role = 'TEACHER' and campaign_id = ? and " + condition,
                    TestDatabase.id(province.id()));
        }
    }

    private static void assertCounts(String query, String condition) {
        var expected = stored(condition);
        var office = province.office();
        assertThat(expected).as(condition).isBetween(1, 199);
        for (var view : List.of("/results?role=TEACHER", "/quality?role=TEACHER")) {
            assertThat(office.get(province.path() + view + query).expect(200).number("respondents")).as(view + query)
                    .isEqualTo(expected);
        }
        assertThat(
                office.get(province.path() + "/crosstab?role=TEACHER&row=q4&column=level" + query)
                        .expect(200)
                        .number("respondents"))
                .isEqualTo(expected);
        var file = office.get(province.path() + "/exports/responses.csv?role=TEACHER" + query).expect(200).text();
        assertThat(ROW.matcher(file).results()).hasSize(expected);
    }

    @Test
    void countsOneChannel() {
        assertCounts("&channel=WEB", "channel = 'WEB'");
        assertCounts("&channel=WECHAT", "channel = 'WECHAT'");
    }

    @Test
    void countsFromATimeAndBeforeAnother() {
        assertCounts("&from=2026-01-10T08:00:00%2B08:00", "received_at >= '2026-01-10 00:00:00'");
        assertCounts("&to=2026-01-10T00:00:00Z", "received_at < '2026-01-10 00:00:00'");
        assertCounts(
                "&from=2026-01-08T00:00:00Z&to=2026-01-12T12:00:00Z&channel=WEB",
                "received_at >= '2026-01-08' and received_at < '2026-01-12 12:00:00' and channel = 'WEB'");
    }

    /// The moment of a response belongs to the range that begins with it, to the millisecond.
    @Test
    void rangesThatMeetShareNoResponse() {
        try (var database = TestDatabase.of(SERVICE)) {
            var moment = database.column(
                    "select date_format(received_at, '%Y-%m-%dT%H:%i:%s.%f') from response where campaign_id = ? "
                            + "and role = 'TEACHER' order by received_at limit 1 offset 100",
                    TestDatabase.id(province.id())).getFirst().substring(0, 23) + "Z";
            var before = count("&to=" + moment);
            var after = count("&from=" + moment);
            assertThat(before).isEqualTo(100);
            assertThat(after).isEqualTo(100);
            var later = moment.substring(0, 23) + "999Z";
            assertThat(count("&from=" + later)).as("compared in milliseconds").isEqualTo(99);
        }
    }

    private static int count(String query) {
        return province.office()
                .get(province.path() + "/results?role=TEACHER" + query)
                .expect(200)
                .number("respondents");
    }

    @Test
    void refusesMalformedValuesByName() {
        for (var view : List.of("/results", "/quality", "/exports/responses.csv", "/exports/results.xlsx")) {
            for (var wrong : List.of(
                    "channel=web invalid",
                    "channel=FAX invalid",
                    "from=2026-01-01 not-a-time",
                    "to=2026-01-01T00:00:00 not-a-time",
                    "from=x not-a-time")) {
                var parts = wrong.split(" ");
                assertThat(
                        province.office()
                                .get(province.path() + view + "?role=TEACHER&" + parts[0])
                                .expectProblem(400, "parameter-malformed")
                                .violations())
                        .containsExactly(parts[0].substring(0, parts[0].indexOf('=')) + " " + parts[1]);
            }
            assertThat(
                    province.office()
                            .get(
                                    province.path() + view
                                            + "?role=TEACHER&from=2026-01-02T00:00:00Z&to=2026-01-02T00:00:00Z")
                            .expectProblem(400, "parameter-malformed")
                            .violations())
                    .containsExactly("to not-after-from");
        }
    }

    @Test
    void areToldInTheWorkbookAndInTheNamesOfFiles() throws IOException {
        var query = "?role=TEACHER&channel=WEB&from=2026-01-08T00:00:00%2B08:00&to=2026-01-12T00:00:00%2B08:00";
        var results = province.office().get(province.path() + "/exports/results.xlsx" + query).expect(200);
        var cells = new ArrayList<String>();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(results.body()))) {
            workbook.getSheetAt(0).forEach(row -> row.forEach(cell -> cells.add(cell.toString())));
        }
        assertThat(cells).contains("填写渠道＝网页；收到时间不早于＝2026-01-08 00:00:00；收到时间早于＝2026-01-12 00:00:00");
        for (var file : List.of("results.xlsx", "responses.csv")) {
            var reply = province.office().get(province.path() + "/exports/" + file + query).expect(200);
            assertThat(URLDecoder.decode(reply.header("content-disposition"), StandardCharsets.UTF_8))
                    .contains("-网页-自2026-01-08T0000-至2026-01-12T0000-");
        }
    }

    @Test
    void areInTheConsolesFormAndLinks() {
        var page = "/office/campaigns/" + province.id();
        var local = URLEncoder.encode("2026-01-08T08:00", StandardCharsets.UTF_8);
        var html = province.office().get(page + "/results?role=TEACHER&channel=WEB&from=" + local).expect(200).text();
        assertThat(html).contains("填写渠道：网页", "收到时间不早于：2026-01-08 08:00:00", "value=\"2026-01-08T08:00:00\"")
                .contains(
                        "data-respondents>"
                                + stored("channel = 'WEB' and received_at >= '2026-01-08'")
                                + "<");
        var downloads = province.office().get(page + "/downloads?role=TEACHER&channel=WEB&from=" + local).text();
        assertThat(downloads).contains("channel=WEB&amp;from=2026-01-08T08%3A00%2B08%3A00");
    }
}
