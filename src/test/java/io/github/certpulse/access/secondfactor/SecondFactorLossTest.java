package io.github.certpulse.access.secondfactor;

import static io.github.certpulse.access.secondfactor.Colleague.FACTOR;
import static io.github.certpulse.access.secondfactor.Colleague.STEP;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Secrets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.bouncycastle.util.encoders.Base32;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// How a second factor is stored, and what helps somebody who has lost it.
class SecondFactorLossTest {
    @AutoClose
    private static final TestService SERVICE = Colleague.startService();
    private final Colleague colleague = Colleague.atTheBeginningOfAStep(SERVICE);

    @Test
    void recoveryCodesSignInOnceEach() {
        var key = colleague.visitor().post(FACTOR, "").expect(201).string("key");
        var codes = colleague.confirm(colleague.code(key)).expect(200).list("recoveryCodes");
        assertThat(codes).hasSize(10);
        var first = codes.getFirst().getStringValue();
        colleague.signIn(first.toLowerCase(Locale.ROOT).replace("-", " ")).expect(200);
        colleague.signIn(first).expectProblem(401, "bad-credentials");
        colleague.signIn(codes.getLast().getStringValue()).expect(200);
        assertThat(colleague.visitor().get(FACTOR).number("recoveryCodes")).isEqualTo(8);
        assertThat(colleague.audited("recovery-code-used")).isEqualTo(2);
        colleague.signIn("ABCD-EFGH-JKMN-PQRS").expectProblem(401, "bad-credentials");
    }

    @Test
    void isStoredSealedAndRecoveryCodesHashed() {
        var key = colleague.visitor().post(FACTOR, "").expect(201).string("key");
        var codes = colleague.confirm(colleague.code(key)).expect(200).list("recoveryCodes");
        try (var database = TestDatabase.of(SERVICE)) {
            var content = database.allContent();
            assertThat(content).doesNotContain(key, new String(Base32.decode(key), ISO_8859_1));
            codes.forEach(
                    code -> assertThat(content)
                            .doesNotContain(code.getStringValue(), code.getStringValue().replace("-", "")));
            var id = TestDatabase.id(SERVICE.accountId(colleague.username()));
            assertThat(database.column("select hex(sealed) from second_factor where account_id = ?", id).getFirst())
                    .doesNotContain(HexFormat.of().withUpperCase().formatHex(Base32.decode(key)))
                    .hasSize(2 * (12 + 20 + 16));
        }
    }

    @Test
    void isRemovedByItsOwnerWithACode() {
        var key = colleague.enrolled();
        colleague.visitor().post(FACTOR, "").expectProblem(409, "second-factor-set");
        colleague.remove(colleague.wrong(key)).expectProblem(422, "second-factor-code-invalid");
        colleague.signIn("").expectProblem(401, "second-factor-required");
        colleague.remove(colleague.next(key)).expect(204);
        colleague.signIn("").expect(200);
        assertThat(colleague.audited("second-factor-set")).isOne();
        assertThat(colleague.audited("second-factor-removed")).isOne();
    }

    @Test
    void isResetByAnotherAdministrator() {
        colleague.enrolled();
        var path = "/api/v1/accounts/" + SERVICE.accountId(colleague.username()) + "/second-factor";
        colleague.visitor().delete(path).expectProblem(403, "forbidden");
        SERVICE.viewer().delete(path).expectProblem(403, "forbidden");
        SERVICE.officeWithoutContacts().delete(path).expectProblem(403, "forbidden");
        colleague.signIn("").expectProblem(401, "second-factor-required");
        SERVICE.office().delete(path).expect(204);
        SERVICE.office().delete(path).expectProblem(404, "not-found");
        colleague.signIn("").expect(200);
        assertThat(
                SERVICE.office()
                        .get("/api/v1/audit?action=second-factor-reset&target=" + colleague.username())
                        .list("items"))
                .hasSize(1);
    }

    @Test
    void survivesTheReplacementOfTheSecret() {
        var key = colleague.enrolled();
        try (var replica = replica(Secrets.OTHER, Secrets.ONE)) {
            signInAfter(Duration.ofSeconds(60), replica, key);
        }
        try (var replica = replica(Secrets.OTHER, "")) {
            signInAfter(Duration.ofSeconds(120), replica, key);
        } finally {
            replica(Secrets.ONE, Secrets.OTHER).close();
        }
    }

    private void signInAfter(Duration time, TestService replica, String key) {
        replica.clock().moveOn(time.plusSeconds(STEP - replica.clock().instant().getEpochSecond() % STEP));
        var code = colleague.code(key, replica.clock().instant());
        replica.stranger().post("/api/v1/sessions", colleague.body(code)).expect(200);
    }

    private static TestService replica(String secret, String previous) {
        return TestService.start(
                TestServers.shared().databasePort(),
                SERVICE.database(),
                TestServers.shared().redisPort(),
                Map.of(
                        "certpulse.second-factor",
                        "optional",
                        "certpulse.secret",
                        secret,
                        "certpulse.secret-previous",
                        previous));
    }
}
