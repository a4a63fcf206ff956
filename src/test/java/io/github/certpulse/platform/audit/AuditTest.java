package io.github.certpulse.platform.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@Fast
class AuditTest {
    private final TestService service = TestService.shared();

    @Test
    void recordsWhoDidWhatWhenAndFromWhere() {
        var province = Province.withQuota(service, "{}", "甲校,高职,武汉市,,,物流管理,中级,120");
        province.change("{\"title\":\"别的\"}");
        var account = province.openAccounts().get("甲校");
        var clerk = service.signedInWithOwnPassword(account.get(0), account.get(1));
        clerk.post("/api/v1/school/completion", "").expect(201);
        province.office().get(province.path() + "/contacts").expect(200);
        var school = province.school("甲校").id();
        province.office().post(province.path() + "/schools/" + school + "/entries/student", "").expect(201);
        var wrong = "wrong-" + UUID.randomUUID();
        service.stranger()
                .post("/api/v1/sessions", "{\"username\":\"%s\",\"password\":\"x\"}".formatted(wrong))
                .expect(401);

        var page = service.office().get("/api/v1/audit?size=100").expect(200);
        var rows = page.list("items")
                .stream()
                .map(
                        row -> "%s %s %s".formatted(
                                row.get("username").getStringValue(),
                                row.get("action").getStringValue(),
                                row.get("target").getStringValue()))
                .toList();
        assertThat(rows).contains(
                "office campaign-created " + province.id(),
                "office campaign-changed " + province.id(),
                "office roster-imported " + province.id(),
                "office accounts-opened " + province.id(),
                "office contacts-viewed " + province.id(),
                "office code-replaced " + school,
                account.get(0) + " signed-in " + account.get(0),
                account.get(0) + " password-changed " + account.get(0),
                account.get(0) + " completion-declared " + school,
                wrong + " sign-in-refused " + wrong);
        assertThat(page.list("items")).allMatch(
                row -> !Reply.at(row, "address").getStringValue().isBlank()
                        || Reply.at(row, "username").getStringValue().equals("system"));
        assertThat(
                page.list("items").stream().map(row -> OffsetDateTime.parse(row.get("at").getStringValue())).toList())
                .isSortedAccordingTo((one, other) -> other.compareTo(one));
        assertThat(page.text()).doesNotContain(account.get(1));
    }

    @Test
    void isListedInPagesOfLimitedSize() {
        var office = service.office();
        assertThat(office.get("/api/v1/audit?page=0&size=1").expect(200).list("items")).hasSize(1);
        for (var wrong : List.of("size=501", "size=0", "page=-1", "page=9999999")) {
            office.get("/api/v1/audit?" + wrong).expectProblem(422, "parameter-invalid");
        }
    }
}
