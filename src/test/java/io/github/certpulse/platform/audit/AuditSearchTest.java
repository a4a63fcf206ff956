package io.github.certpulse.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// The office searches the audit trail.
@Fast
class AuditSearchTest {
    private static final String PATH = "/api/v1/audit";
    private final TestService service = TestService.shared();
    private final Province province = Province.withQuota(service, "{}", "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Visitor office = province.office();

    @Test
    void findsRowsByExactUsernameActionAndTarget() {
        var account = province.openAccounts().get("甲校");
        service.signedInWithOwnPassword(account.get(0), account.get(1));
        assertThat(found("username=" + account.get(0)))
                .containsExactly("signed-in", "password-changed", "signed-in", "signed-in");
        assertThat(found("username=" + account.get(0) + "&action=password-changed"))
                .containsExactly("password-changed");
        assertThat(found("target=" + province.id()))
                .containsExactly("accounts-opened", "roster-imported", "campaign-created");
        assertThat(found("target=" + province.id() + "&username=nobody")).isEmpty();
        assertThat(found("target=" + province.id().substring(1))).isEmpty();
        assertThat(found("action=Accounts-Opened")).isEmpty();
        assertThat(found("target=" + province.id() + "&username=&action=+&q=")).as("empty parameters")
                .hasSize(3);
    }

    @Test
    void findsATextInEveryColumnInUpperOrLowerCase() {
        var title = "Häufig_100%!" + UUID.randomUUID();
        province.change("{\"title\":\"%s\"}".formatted(title));
        assertThat(found("q=" + encoded(title))).as("in the facts").containsExactly("campaign-changed");
        assertThat(found("q=" + encoded(title.toUpperCase(java.util.Locale.ROOT)))).containsExactly("campaign-changed");
        assertThat(found("q=" + encoded(title.replace('_', 'x')))).as("an underscore is an underscore").isEmpty();
        assertThat(found("q=" + encoded(title.replace("100%", "1%")))).as("a percent sign is one").isEmpty();
        assertThat(found("q=" + province.id().toLowerCase(java.util.Locale.ROOT))).as("in the target").hasSize(3);
        assertThat(found("q=oster-impor&target=" + province.id())).as("in the action")
                .containsExactly("roster-imported");
        assertThat(found("q=" + encoded("' or 1=1 --"))).isEmpty();
    }

    @Test
    void findsRowsFromATimeInclusiveToAnotherExclusive() {
        var rows = page("target=" + province.id()).list("items");
        var created = OffsetDateTime.parse(rows.getLast().get("at").getStringValue());
        var imported = OffsetDateTime.parse(rows.getFirst().get("at").getStringValue());
        assertThat(imported).isAfter(created);
        // The API shows milliseconds, the database stores microseconds.
        var between = created.plus(Duration.between(created, imported).dividedBy(2));
        assertThat(found("target=" + province.id() + "&from=" + encoded(between.toString())))
                .containsExactly("roster-imported");
        assertThat(found("target=" + province.id() + "&to=" + encoded(between.toString())))
                .containsExactly("campaign-created");
        assertThat(found("target=" + province.id() + "&from=" + between)).as("a plus sign that is not encoded")
                .containsExactly("roster-imported");
        assertThat(
                found(
                        "target=" + province.id()
                                + "&from="
                                + encoded(created.toString())
                                + "&to="
                                + encoded(imported.plusSeconds(1).toString())))
                .hasSize(2);
    }

    @Test
    void countsMatchingRowsOverAllPages() {
        var second = page("target=" + province.id() + "&page=1&size=1");
        assertThat(second.number("total")).isEqualTo(2);
        assertThat(second.list("items")).extracting(row -> row.get("action").getStringValue())
                .containsExactly("campaign-created");
        assertThat(page("target=" + province.id() + "&page=2&size=1").list("items")).isEmpty();
    }

    @Test
    void refusesAnInvalidSearchWithAllViolations() {
        for (var field : List.of("username", "action", "target", "q")) {
            office.get(PATH + "?" + field + "=" + "x".repeat(AuditQuery.MAX_LENGTH)).expect(200);
            assertThat(
                    office.get(PATH + "?" + field + "=" + "x".repeat(AuditQuery.MAX_LENGTH + 1))
                            .expectProblem(422, "parameter-invalid")
                            .violations())
                    .containsExactly(field + " too-long");
        }
        assertThat(
                office.get(PATH + "?from=2026-11-20&to=yesterday").expectProblem(422, "parameter-invalid").violations())
                .containsExactly("from not-a-time", "to not-a-time");
        for (var year : List.of("1969", "%2B10000", "-0001")) {
            office.get(PATH + "?from=" + year + "-01-01T00:00:00Z").expectProblem(422, "parameter-invalid");
        }
        service.viewer().get(PATH + "?q=x").expectProblem(403, "forbidden");
        service.stranger().get(PATH + "?q=x").expectProblem(401, "unauthorized");
    }

    private List<String> found(String query) {
        return page(query).list("items").stream().map(row -> row.get("action").getStringValue()).toList();
    }

    private Reply page(String query) {
        return office.get(PATH + "?" + query).expect(200);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
