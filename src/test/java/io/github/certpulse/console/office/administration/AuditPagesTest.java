package io.github.certpulse.console.office.administration;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.TreeSet;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AuditPagesTest {
    private static final TestService SERVICE = TestService.shared();
    private static final Pattern RECORDED = Pattern.compile("AuditAction\\.([A-Z_]+)\\b");

    @Test
    void everyActionOfTheSearchFormIsRecordedSomewhere() throws IOException {
        var recorded = new TreeSet<String>();
        try (var sources = Files.walk(Path.of("src/main/java"))) {
            for (var source : sources.filter(file -> file.toString().endsWith(".java")).toList()) {
                RECORDED.matcher(Files.readString(source)).results().forEach(found -> recorded.add(found.group(1)));
            }
        }
        assertThat(recorded).hasSizeGreaterThan(15);
        assertThat(Stream.of(AuditAction.values()).map(AuditAction::name))
                .containsExactlyInAnyOrderElementsOf(recorded);
    }

    @Test
    void everyActionHasItsOwnTextInStoredRows() {
        assertThat(Stream.of(AuditAction.values()).map(AuditAction::text)).doesNotHaveDuplicates()
                .allMatch(text -> text.matches("[a-z]+(-[a-z]+)+"))
                .allMatch(text -> AuditAction.parse(text).orElseThrow().text().equals(text));
        assertThat(AuditAction.parse("recorded-by-another-version")).isEmpty();
    }

    @Test
    void theTrailIsSearchedWhileAPersonTypesAndTheAddressContainsTheSearch() {
        var word = "操作" + UUID.randomUUID().toString().substring(0, 8);
        var province =
                Province.with(SERVICE, "甲校,高职,武汉市,,,物流管理,中级,120").change("{\"title\":\"" + word + "\"}");
        try (var desk = Phone.desktop()) {
            desk.open(province.office(), "/office/audit").isAccessible();
            desk.write("q", word).reads("共 1 条");
            assertThat(desk.page().locator("#found td a")).hasAttribute("href", "/office/campaigns/" + province.id());
            desk.reads("修改调查设置").isAccessible();
            desk.page().waitForURL(address -> address.contains("q="));
            desk.page().reload();
            desk.reads("共 1 条");
            desk.page().locator("#action").selectOption("roster-imported");
            desk.reads("没有符合条件的记录").reads("清空条件");
        }
    }

    @Test
    void theFirstAndTheLastDayAreIncludedInChinasTime() {
        var today = LocalDate.now(Time.ZONE);
        var office = SERVICE.office();
        assertThat(office.get("/office/audit?username=office&from=" + today + "&to=" + today).expect(200).text())
                .contains("登录");
        assertThat(office.get("/office/audit?to=" + today.minusDays(1)).expect(200).text())
                .contains("没有符合条件的记录");
        assertThat(office.get("/office/audit?from=" + today.plusDays(1)).expect(200).text())
                .contains("没有符合条件的记录");
        assertThat(office.get("/office/audit?from=someday").expect(422).text()).contains("须为带时区的时间");
        office.get("/office/audit?page=-1").expect(422);
    }

    @Test
    void theCsvFileContainsNoFormulas() {
        SERVICE.stranger().post("/api/v1/sessions", "{\"username\":\"=cmd()\",\"password\":\"x\"}").expect(401);
        var csv = SERVICE.office().get("/office/audit.csv?username=%3Dcmd()").expect(200);
        assertThat(csv.header("content-type")).startsWith("text/csv");
        assertThat(csv.text()).startsWith("\uFEFF时间,用户,地址,操作,对象,详情")
                .contains("'=cmd()", "登录被拒绝")
                .doesNotContain(",=cmd()");
        assertThat(SERVICE.office().get("/api/v1/audit?action=audit-downloaded").number("total")).isPositive();
    }
}
