package io.github.certpulse.access.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Secrets;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.net.http.HttpRequest.BodyPublishers;
import java.security.InvalidKeyException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.util.encoders.Base32;

/// A member of the office with an account of their own, and with an app that makes codes.
final class Colleague {
    static final int STEP = 30;
    static final String FACTOR = "/api/v1/second-factor";
    private static final Pattern CHALLENGE = Pattern.compile("name=\"challenge\" value=\"([^\"]+)\"");
    private final TestService service;
    private final String username = "colleague-" + UUID.randomUUID().toString().substring(0, 8);
    private final Visitor visitor;

    Colleague(TestService service) {
        this.service = service;
        var first = service.office().post("/api/v1/accounts", """
                {"username":"%s","role":"OFFICE"}""".formatted(username)).expect(201).string("firstPassword");
        this.visitor = service.signedInWithOwnPassword(username, first);
    }

    /// A service where colleagues may have a second factor.
    static TestService startService() {
        return TestService.start(
                TestServers.shared().databasePort(),
                TestServers.shared().redisPort(),
                Map.of("certpulse.second-factor", "optional", "certpulse.secret", Secrets.ONE));
    }

    /// A new colleague, whose step begins now, so that no step ends within a test.
    static Colleague atTheBeginningOfAStep(TestService service) {
        service.clock().reset();
        var seconds = service.clock().instant().getEpochSecond();
        service.clock().moveOn(Duration.ofSeconds(STEP - seconds % STEP));
        return new Colleague(service);
    }

    String username() {
        return username;
    }

    String password() {
        return "my own password " + username.hashCode();
    }

    /// Signed in with the password, before there was a second factor.
    Visitor visitor() {
        return visitor;
    }

    /// Sets up a second factor.
    ///
    /// @return its key
    String enrolled() {
        var key = visitor.post(FACTOR, "").expect(201).string("key");
        confirm(code(key, now().minusSeconds(STEP))).expect(200);
        return key;
    }

    Reply confirm(String code) {
        return visitor.post(FACTOR + "/confirmation", "{\"code\":\"%s\"}".formatted(code));
    }

    Reply remove(String code) {
        return visitor.post(FACTOR + "/removal", "{\"code\":\"%s\"}".formatted(code));
    }

    /// Signs in to the interface.
    ///
    /// @param code empty to send none
    Reply signIn(String code) {
        return stranger(password(), code);
    }

    Reply stranger(String password, String code) {
        return service.stranger().post("/api/v1/sessions", body(password, code));
    }

    String body(String code) {
        return body(password(), code);
    }

    private String body(String password, String code) {
        return "{\"username\":\"%s\",\"password\":\"%s\"%s}".formatted(
                username,
                password,
                code.isEmpty() ? "" : ",\"code\":\"" + code + "\"");
    }

    /// The first step of the sign-in on the page.
    Reply signInForm(Visitor stranger) {
        return form(stranger, "username=" + username + "&password=" + password().replace(" ", "+"));
    }

    /// Its second step.
    static Reply submit(Visitor stranger, String challenge, String code) {
        return form(stranger, "challenge=" + challenge + "&code=" + code);
    }

    private static Reply form(Visitor visitor, String fields) {
        return visitor.send(
                "POST",
                "/",
                BodyPublishers.ofString(fields),
                "Content-Type",
                "application/x-www-form-urlencoded");
    }

    static String challengeOf(Reply form) {
        var found = CHALLENGE.matcher(form.expect(200).text());
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /// How often the audit trail holds this action on the account.
    int audited(String action) {
        return service.office()
                .get("/api/v1/audit?action=%s&target=%s".formatted(action, username))
                .list("items")
                .size();
    }

    /// The code of now.
    String code(String key) {
        return code(key, now());
    }

    /// A code that comes after the one that confirmed the key.
    String next(String key) {
        return code(key, now().plusSeconds(STEP));
    }

    String wrong(String key) {
        var right = List.of(code(key, now().minusSeconds(STEP)), code(key), code(key, now().plusSeconds(STEP)));
        return Stream.iterate(100_000, number -> number + 1)
                .map(number -> Integer.toString(number))
                .filter(number -> !right.contains(number))
                .findFirst()
                .orElseThrow();
    }

    String code(String key, Instant time) {
        try {
            var codes = new TimeBasedOneTimePasswordGenerator();
            return codes.generateOneTimePasswordString(
                    new SecretKeySpec(Base32.decode(key), codes.getAlgorithm()),
                    time);
        } catch (InvalidKeyException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private Instant now() {
        return service.clock().instant();
    }
}
