package io.github.certpulse.intake.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Secrets;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class SourceMarkTest {
    private static final String SAFARI =
            "Mozilla/5.0 (iPhone; CPU iPhone OS %d_0 like Mac OS X) AppleWebKit/605.1.15 Version/17.0 Safari/604.1";
    private static final String WECHAT =
            "Mozilla/5.0 (Linux; Android 1%d) Chrome/116.0 Mobile Safari/537.36 MicroMessenger/8.0.%1$d";
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province = province();

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void isTheSameForSheetsFromOneAddressAndBrowserFamilyAndForNoOther() {
        var here = service.stranger();
        submit(here, province, WECHAT.formatted(1));
        submit(here, province, WECHAT.formatted(2));
        submit(here, province, SAFARI.formatted(17));
        submit(Visitor.from("127.0.0.9", service.url()), province, WECHAT.formatted(1));
        var elsewhere = province();
        submit(here, elsewhere, WECHAT.formatted(1));
        var marks = marks(province);
        assertThat(marks).hasSize(4).allMatch(mark -> mark.length() == 16);
        assertThat(marks.get(1)).isEqualTo(marks.getFirst());
        assertThat(List.of(marks.get(2), marks.get(3), marks(elsewhere).getFirst())).doesNotHaveDuplicates()
                .doesNotContain(marks.getFirst());
    }

    @Test
    void isNeitherShownNorExported() {
        submit(service.stranger(), province, SAFARI.formatted(17));
        var mark = marks(province).getFirst();
        var number = Long.toString(HexFormat.fromHexDigitsToLong(mark));
        for (var path : List.of(
                "/results?role=TEACHER",
                "/quality?role=TEACHER",
                "/alarms",
                "/exports/responses.csv?role=TEACHER")) {
            assertThat(province.office().get(province.path() + path).expect(200).text())
                    .doesNotContainIgnoringCase(mark)
                    .doesNotContain(number);
        }
    }

    @Test
    void hasAKeyThatIsStoredSealedAndDestroyedWithTheCampaign() {
        var marks = service.bean(SourceMarks.class);
        var campaign = TestDatabase.id(province.id());
        var mark = marks.of(campaign, source("192.0.2.1"));
        assertThat(mark).hasValueSatisfying(bytes -> assertThat(bytes).hasSize(8));
        assertThat(keys(campaign)).singleElement().asString().hasSizeGreaterThan(2 * 32);
        province.office().delete(province.path()).expect(204);
        assertThat(keys(campaign)).isEmpty();
        // Nobody can make the same marks again.
        assertThat(marks.of(campaign, source("192.0.2.1"))).isEmpty();
    }

    @Test
    void staysTheSameAfterTheSecretWasReplaced() {
        var campaign = TestDatabase.id(province.id());
        var rows = service.bean(SourceKeyRepository.class);
        var before = new SourceMarks(rows, Secrets.keys(Secrets.ONE)).of(campaign, source("192.0.2.1")).orElseThrow();
        var replaced = new SourceMarks(rows, Secrets.keys(Secrets.OTHER, Secrets.ONE));
        assertThat(replaced.of(campaign, source("192.0.2.1")).orElseThrow()).isEqualTo(before);
        replaced.resealAll();
        assertThat(new SourceMarks(rows, Secrets.keys(Secrets.OTHER)).of(campaign, source("192.0.2.1")).orElseThrow())
                .isEqualTo(before);
        assertThat(new SourceMarks(rows, Secrets.keys(Secrets.ONE)).of(campaign, source("192.0.2.1")))
                .as("a sheet without a mark is better than no sheet")
                .isEmpty();
        service.bean(SourceMarks.class).destroy(campaign);
        assertThat(keys(campaign)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"192.0.2.1, ::ffff:192.0.2.1, true", "192.0.2.1, 192.0.2.2, false",
            "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff, true", "2001:db8:1:2::1, 2001:db8:1:3::1, false",
            "fe80::1%eth0, fe80::2%eth1, true"})
    void namesAnAddressOfVersionFourWholeAndTheNetworkOfOneOfVersionSix(String one, String other, boolean same) {
        assertThat(Arrays.equals(source(one).bytes(), source(other).bytes())).isEqualTo(same);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "unknown", "survey.example.edu.cn", "192.0.2.1:80", "1.2.3.256", "10.0.0.1, 192.0.2.1"})
    void isAbsentWhereTheAddressIsNone(String address) {
        assertThat(Source.from(address, "")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
            "WECHAT, Mozilla/5.0 Mobile/15E148 MicroMessenger/8.0.44 NetType/WIFI MiniProgramEnv/iPhone",
            "EDGE, Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0",
            "CHROME, Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36",
            "QQ, Mozilla/5.0 Chrome/109.0 MQQBrowser/14 Safari/537.36", "SAFARI, Mozilla/5.0 Version/17 Safari/605.1",
            "FIREFOX, Mozilla/5.0 Gecko/20100101 Firefox/128.0", "OTHER, curl/8.5", "OTHER, ''"})
    void knowsFamiliesOfBrowsersWhateverTheirVersions(BrowserFamily family, String userAgent) {
        assertThat(BrowserFamily.from(userAgent)).isEqualTo(family);
    }

    private static Source source(String address) {
        return Source.from(address, "").orElseThrow();
    }

    private Province province() {
        return Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    }

    private void submit(Visitor from, Province where, String userAgent) {
        var school = where.school("甲校");
        var token = from.post(
                "/api/v1/wechat/sessions",
                "{\"code\":\"%s\"}".formatted(service.wechat().codeFor("openid-" + UUID.randomUUID())))
                .expect(201)
                .string("accessToken");
        from.with(token)
                .put(
                        "/api/v1/responses/" + UUID.randomUUID(),
                        Json.canonical(Sheets.teacher(school, school.certificate("物流管理"))),
                        "User-Agent",
                        userAgent)
                .expect(201);
    }

    private List<String> marks(Province where) {
        return database.column(
                "select hex(source_mark) from response where campaign_id = ? order by seq",
                TestDatabase.id(where.id()));
    }

    private List<String> keys(long campaign) {
        return database.column("select hex(sealed) from source_key where campaign_id = ?", campaign);
    }
}
