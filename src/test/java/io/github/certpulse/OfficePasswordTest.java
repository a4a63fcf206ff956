package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// The password of the account `office` over several starts.
class OfficePasswordTest {
    private static final String OWN = "sechzehn Kraniche 7";
    private final TestServers servers = TestServers.shared();
    private final String database = servers.newDatabase();

    @Test
    void comesFromTheSettingsUntilItIsChangedOrReset() {
        try (var service = start(Map.of())) {
            assertThat(
                    signIn(service, TestService.OFFICE_PASSWORD).expect(200).at("mustChangePassword").getBooleanValue())
                    .isFalse();
            change(service, TestService.OFFICE_PASSWORD, OWN);
        }
        try (var again = start(Map.of("certpulse.office-password-reset", ""))) {
            signIn(again, TestService.OFFICE_PASSWORD).expectProblem(401, "bad-credentials");
            signIn(again, OWN).expect(200);
        }
        String printed;
        try (var lost = start(Map.of("certpulse.office-password-reset", "lost-in-May"))) {
            signIn(lost, OWN).expectProblem(401, "bad-credentials");
            printed = lost.bean(InitialSetup.class).firstOfficePassword().orElseThrow();
            assertThat(signIn(lost, printed).expect(200).at("mustChangePassword").getBooleanValue()).isTrue();
            change(lost, printed, OWN);
            var audit = lost.signedIn("office", OWN).get("/api/v1/audit?action=office-password-reset").expect(200);
            assertThat(audit.string("items.0.target")).isEqualTo("lost-in-May");
        }
        try (var forgotten = start(Map.of("certpulse.office-password-reset", "lost-in-May"))) {
            signIn(forgotten, OWN).expect(200);
            assertThat(forgotten.bean(InitialSetup.class).firstOfficePassword()).as("once for each word").isEmpty();
        }
    }

    private TestService start(Map<String, Object> further) {
        return TestService.start(servers.databasePort(), database, servers.redisPort(), new HashMap<>(further));
    }

    private static void change(TestService service, String current, String wanted) {
        service.signedIn("office", current).post("/api/v1/sessions/password", """
                {"currentPassword":"%s","newPassword":"%s"}""".formatted(current, wanted)).expect(204);
    }

    private static Reply signIn(TestService service, String password) {
        return service.stranger().post("/api/v1/sessions", """
                {"username":"office","password":"%s"}""".formatted(password));
    }
}
