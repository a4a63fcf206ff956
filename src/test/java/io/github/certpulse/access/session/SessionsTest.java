package io.github.certpulse.access.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// People end their sessions: by signing out, from the list, by a new password; others end them by closing the account.
@Fast
class SessionsTest {
    private static final String OWN = "/api/v1/sessions";
    private final TestService service = TestService.shared();
    private final String username = "colleague-" + UUID.randomUUID().toString().substring(0, 8);
    private final String password = "my own password " + username.hashCode();
    private final Visitor colleague = colleague();

    @Test
    void areRefusedAfterTheSignOutAndTheOthersAreNot() {
        var other = service.signedIn(username, password);
        assertThat(colleague.delete(OWN + "/current").expect(204).text()).isEmpty();
        colleague.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
        colleague.delete(OWN + "/current").expectProblem(401, "unauthorized");
        other.get("/api/v1/campaigns").expect(200);
        assertThat(audit("signed-out")).hasSize(1);
    }

    @Test
    void areListedWithBrowserAddressAndTimes() {
        var agent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) "
                + "Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0";
        var edge = signedInWith("User-Agent", agent);
        var listed = Reply.items(edge.get(OWN).expect(200).json());
        assertThat(listed).hasSize(2);
        var own = listed.stream().filter(session -> session.get("current").getBooleanValue()).toList();
        assertThat(own).hasSize(1);
        assertThat(own.getFirst().get("browser").getStringValue()).isEqualTo("EDGE");
        assertThat(own.getFirst().get("address").getStringValue()).isEqualTo("127.0.0.*");
        assertThat(own.getFirst().get("createdAt").getStringValue()).endsWith("+08:00");
        assertThat(own.getFirst().get("lastUsedAt").getStringValue()).endsWith("+08:00");
        assertThat(edge.get(OWN).text()).doesNotContain("Windows").doesNotContain("127.0.0.1");
    }

    @Test
    void areEndedOneByOneByTheirOwner() {
        var lost = service.signedIn(username, password);
        var kept = service.signedIn(username, password);
        colleague.delete(OWN + "/" + currentId(lost)).expect(204);
        lost.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
        kept.get("/api/v1/campaigns").expect(200);
        assertThat(Reply.items(colleague.get(OWN).json())).hasSize(2);
        assertThat(audit("session-ended")).hasSize(1);
    }

    @Test
    void ofOtherPeopleLookMissing() {
        var school = "甲" + username + "学校";
        var clerk = Province.with(service, school + ",高职,武汉市,,,物流管理,中级,120").clerk(school);
        for (var foreign : List.of(currentId(clerk), currentId(service.office()), "x", "0", "0123456789ABC")) {
            colleague.delete(OWN + "/" + foreign).expectProblem(404, "not-found");
        }
        clerk.delete(OWN + "/" + currentId(colleague)).expectProblem(404, "not-found");
        clerk.get("/api/v1/school/progress").expect(200);
        colleague.get("/api/v1/campaigns").expect(200);
        assertThat(Reply.items(clerk.get(OWN).json())).allMatch(session -> !ids(colleague).contains(id(session)));
    }

    @Test
    void areNotEndedTwice() {
        var other = currentId(service.signedIn(username, password));
        colleague.delete(OWN + "/" + other).expect(204);
        colleague.delete(OWN + "/" + other).expectProblem(404, "not-found");
    }

    @Test
    void allEndExceptForTheOneThatAsksForIt() {
        var others = List.of(service.signedIn(username, password), service.signedIn(username, password));
        colleague.delete(OWN + "/others").expect(204);
        others.forEach(other -> other.get("/api/v1/campaigns").expectProblem(401, "unauthorized"));
        colleague.get("/api/v1/campaigns").expect(200);
        service.office().get("/api/v1/campaigns").expect(200);
        assertThat(audit("session-ended")).hasSize(1);
        assertThat(audit("session-ended").getFirst().get("facts").get("sessions").getIntValue()).isGreaterThan(1);
    }

    @Test
    void endByANewPasswordExceptForTheOneThatChangedIt() {
        var other = service.signedIn(username, password);
        colleague.post("/api/v1/sessions/password", """
                {"currentPassword":"%s","newPassword":"quite another password"}""".formatted(password)).expect(204);
        other.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
        colleague.get("/api/v1/campaigns").expect(200);
        assertThat(Reply.items(colleague.get(OWN).json())).hasSize(1);
        var again = service.signedIn(username, "quite another password");
        colleague.get("/api/v1/campaigns").expect(200);
        again.get("/api/v1/campaigns").expect(200);
    }

    @Test
    void endWithTheAccountAndStayEndedWhenItIsReopened() {
        var office = service.office();
        var account = "/api/v1/accounts/" + service.accountId(username);
        var other = service.signedIn(username, password);
        office.patch(account, "{\"closed\":true}").expect(200);
        colleague.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
        office.patch(account, "{\"closed\":false}").expect(200);
        for (var ended : List.of(colleague, other)) {
            ended.get("/api/v1/campaigns").expectProblem(401, "unauthorized");
        }
        service.signedIn(username, password).get("/api/v1/campaigns").expect(200);
    }

    @Test
    void goOnWhenOnlyARightChanges() {
        service.office()
                .patch("/api/v1/accounts/" + service.accountId(username), "{\"role\":\"OFFICE_VIEWER\"}")
                .expect(200);
        colleague.get("/api/v1/campaigns").expect(200);
        colleague.get("/api/v1/audit").expectProblem(403, "forbidden");
    }

    @Test
    void needTheFirstPasswordToBeChangedFirst() {
        var first = service.office().post("/api/v1/accounts", """
                {"username":"%s-2","role":"OFFICE"}""".formatted(username)).expect(201).string("firstPassword");
        var beginner = service.signedIn(username + "-2", first);
        beginner.get(OWN).expectProblem(403, "password-change-required");
    }

    @Test
    void rememberWhenTheyWereUsedLast() {
        try (var database = TestDatabase.of(service)) {
            database.change(
                    "update session set seen_at = '2026-01-01' where id = ?",
                    TestDatabase.id(currentId(colleague)));
            assertThat(lastUse(colleague)).startsWith("2026-01-01");
            service.bean(StaffTokens.class).recheck(TestDatabase.id(service.accountId(username)));
            colleague.get("/api/v1/campaigns").expect(200);
            service.bean(SessionRecords.class).storeUse();
            assertThat(lastUse(colleague)).doesNotStartWith("2026-01-01");
        }
    }

    @Test
    void areListedUpToAHundred() {
        try (var database = TestDatabase.of(service)) {
            var own = TestDatabase.id(currentId(colleague));
            database.change("""
                    insert into session
                    with recursive copies as (select 1 as n union all select n + 1 from copies where n < 100)
                    select s.id + n, account_id, generation, created_at, seen_at, browser, address, ended_at
                      from session s join copies where s.id = ?""", own);
            assertThat(
                    database.number(
                            "select count(*) from session where account_id in "
                                    + "(select account_id from session where id = ?)",
                            own))
                    .isGreaterThan(100);
            assertThat(Reply.items(colleague.get(OWN).expect(200).json())).hasSize(100);
        }
    }

    @Test
    void areDeletedADayAfterTheyBegan() {
        try (var database = TestDatabase.of(service)) {
            var old = TestDatabase.id(currentId(service.signedIn(username, password)));
            var young = TestDatabase.id(currentId(colleague));
            database.change("update session set created_at = created_at - interval 25 hour where id = ?", old);
            database.change("update session set created_at = created_at - interval 23 hour where id = ?", young);
            service.bean(SessionRecords.class).deleteOld();
            assertThat(database.number("select count(*) from session where id = ?", old)).isZero();
            assertThat(database.number("select count(*) from session where id = ?", young)).isOne();
        }
    }

    private static String lastUse(Visitor visitor) {
        return current(visitor).get("lastUsedAt").getStringValue();
    }

    private static String currentId(Visitor visitor) {
        return id(current(visitor));
    }

    private static JsonNode current(Visitor visitor) {
        return Reply.items(visitor.get(OWN).expect(200).json())
                .stream()
                .filter(session -> session.get("current").getBooleanValue())
                .findFirst()
                .orElseThrow();
    }

    private static List<String> ids(Visitor visitor) {
        return Reply.items(visitor.get(OWN).expect(200).json()).stream().map(SessionsTest::id).toList();
    }

    private static String id(JsonNode session) {
        return session.get("id").getStringValue();
    }

    private List<JsonNode> audit(String action) {
        return service.office()
                .get("/api/v1/audit?username=%s&action=%s".formatted(username, action))
                .expect(200)
                .list("items");
    }

    private Visitor signedInWith(String... headers) {
        var visitor = service.stranger();
        return visitor.with(
                visitor.post(OWN, """
                        {"username":"%s","password":"%s"}""".formatted(username, password), headers)
                        .expect(200)
                        .string("accessToken"));
    }

    private Visitor colleague() {
        var first = service.office().post("/api/v1/accounts", """
                {"username":"%s","role":"OFFICE"}""".formatted(username)).expect(201).string("firstPassword");
        var visitor = service.signedInWithOwnPassword(username, first);
        visitor.delete(OWN + "/others").expect(204);
        try (var database = TestDatabase.of(service)) {
            database.change("delete from audit where username = ? and action = 'session-ended'", username);
        }
        return visitor;
    }
}
