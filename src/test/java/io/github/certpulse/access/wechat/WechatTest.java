package io.github.certpulse.access.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.FakeWechat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Logins with a fake WeChat over real HTTP.
@Timeout(30)
class WechatTest {
    private static final String OPENID = "oVBkZ0aYgDMDIywRdgPW8-joxXc4";
    private static final WechatLogin UNAVAILABLE = new WechatLogin.Unavailable();

    private final FakeWechat fake = new FakeWechat();
    private final Wechat wechat = new Wechat(settings(fake.url(), Duration.ofMillis(5500)));
    private final Wechat hasty = new Wechat(settings(fake.url(), Duration.ofMillis(200)));

    static WechatConfiguration settings(String api, Duration timeout) {
        return new WechatConfiguration(
                Optional.of(FakeWechat.APPID),
                Optional.of(FakeWechat.SECRET),
                Optional.of(api),
                "pages/entry/entry",
                "release",
                timeout,
                timeout);
    }

    @AfterEach
    void close() throws IOException {
        fake.close();
        wechat.close();
        hasty.close();
    }

    @Test
    void exchangesACodeForTheOpenid() {
        assertThat(wechat.login(fake.codeFor(OPENID))).isEqualTo(new WechatLogin.LoggedIn(OPENID));
    }

    @Test
    void logsInWithoutAnAccessToken() {
        fake.failTokensWith(40125);
        assertThat(wechat.login(fake.codeFor(OPENID))).isEqualTo(new WechatLogin.LoggedIn(OPENID));
        assertThat(fake.tokens()).isZero();
    }

    @Test
    void refusesAUsedCode() {
        var code = fake.codeFor(OPENID);
        wechat.login(code);
        assertThat(wechat.login(code)).isEqualTo(new WechatLogin.CodeInvalid());
    }

    @Test
    void refusesACodeThatWechatDoesNotKnow() {
        assertThat(wechat.login("never-issued")).isEqualTo(new WechatLogin.CodeInvalid());
    }

    @ParameterizedTest
    @MethodSource("malformedCodes")
    void refusesAMalformedCodeWithoutCallingWechat(String code) {
        assertThat(wechat.login(code)).isEqualTo(new WechatLogin.Malformed());
        assertThat(fake.logins()).isZero();
    }

    static Stream<String> malformedCodes() {
        return Stream.of(
                "",
                "1234567",
                "a".repeat(129),
                "with space",
                "with&grant_type=x",
                "with%20percent",
                "line-end-\n",
                "中文中文中文中文",
                "quoted\"code",
                "{curly-code}");
    }

    @ParameterizedTest
    @ValueSource(ints = {8, 128})
    void sendsCodesOfTheShortestAndTheLongestLength(int length) {
        assertThat(wechat.login("a".repeat(length))).isEqualTo(new WechatLogin.CodeInvalid());
    }

    @ParameterizedTest
    @CsvSource({"40029, CodeInvalid", "40163, CodeInvalid", "40226, UserBlocked", "45011, Busy", "-1, Unavailable",
            "40001, Unavailable",
            "40013, Unavailable", "40125, Unavailable", "41004, Unavailable", "99999, Unavailable"})
    void mapsErrorsAndSendsACodeOnlyOnce(int errcode, String meaning) {
        fake.failLoginsWith(errcode);
        assertThat(wechat.login(fake.codeFor(OPENID)).getClass().getSimpleName()).isEqualTo(meaning);
        assertThat(fake.logins()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "null", "[]", "{}", "not json", "{\"openid\":", "{\"openid\":null}", "{\"openid\":\" \"}",
                    "{\"openid\":{}}",
                    "{\"errcode\":\"x\"}", "{\"errcode\":0,\"session_key\":\"k\"}"})
    void isUnavailableAfterAnAnswerWithoutAnOpenid(String body) {
        fake.answerLoginsWith(body);
        assertThat(wechat.login(fake.codeFor(OPENID))).isEqualTo(UNAVAILABLE);
    }

    @Test
    void isUnavailableOnlyWhileWechatFails() {
        for (Runnable fault : new Runnable[]{fake::dropConnections, fake::answerGarbage, fake::answerBadGateway}) {
            fault.run();
            var before = fake.logins();
            assertThat(wechat.login(fake.codeFor(OPENID))).isEqualTo(UNAVAILABLE);
            assertThat(fake.logins()).isEqualTo(before + 1);
            fake.recover();
            assertThat(wechat.login(fake.codeFor(OPENID))).isEqualTo(new WechatLogin.LoggedIn(OPENID));
        }
    }

    @Test
    void isUnavailableWithoutAServer() {
        fake.close();
        assertThat(wechat.login("a-code-in-vain")).isEqualTo(UNAVAILABLE);
    }

    @Test
    void isUnavailableWhereTheHostIsUnknown() throws IOException {
        try (var lost = new Wechat(settings("http://wechat.invalid", Duration.ofSeconds(2)))) {
            assertThat(lost.login("a-code-in-vain")).isEqualTo(UNAVAILABLE);
        }
    }

    @Test
    void doesNotWaitForAnAnswerThatNeverEnds() {
        fake.trickle();
        assertThat(hasty.login(fake.codeFor(OPENID))).isEqualTo(UNAVAILABLE);
        fake.flood();
        assertThat(hasty.login(fake.codeFor(OPENID))).isEqualTo(UNAVAILABLE);
    }

    @Test
    void doesNotWaitForAServerThatAcceptsNoConnection() throws IOException {
        try (
                var silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var patient =
                        new Wechat(settings("http://127.0.0.1:" + silent.getLocalPort(), Duration.ofMillis(200)))) {
            assertThat(patient.login("a-code-in-vain")).isEqualTo(UNAVAILABLE);
        }
    }

    @Test
    void answersWithinSixSecondsWhenWechatHangs() {
        fake.trickle();
        var start = System.nanoTime();
        assertThat(wechat.login(fake.codeFor(OPENID))).isEqualTo(UNAVAILABLE);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofSeconds(5), Duration.ofSeconds(6));
    }

    @Test
    void releasesConnectionsOfLoginsThatTimedOut() throws Exception {
        fake.hang();
        Callable<WechatLogin> login = () -> hasty.login(fake.codeFor(OPENID));
        try (var crowd = Executors.newVirtualThreadPerTaskExecutor()) {
            var logins = crowd
                    .invokeAll(IntStream.range(0, WechatConnections.MAX_CONNECTIONS * 2).mapToObj(_ -> login).toList());
            for (var each : logins) {
                assertThat(each.get()).isEqualTo(UNAVAILABLE);
            }
        }
        fake.recover();
        assertThat(wechat.login(fake.codeFor(OPENID))).isEqualTo(new WechatLogin.LoggedIn(OPENID));
        assertThat(hasty.login(fake.codeFor(OPENID))).isEqualTo(new WechatLogin.LoggedIn(OPENID));
    }

    @ParameterizedTest
    @CsvSource({",", "wxfake,", ",secret", "' ',secret", "wxfake,' '"})
    void isNotConfiguredWithoutAppidAndSecret(String appid, String secret) throws IOException {
        var settings = new WechatConfiguration(
                Optional.ofNullable(appid),
                Optional.ofNullable(secret),
                Optional.of(fake.url()),
                "pages/entry/entry",
                "release",
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
        try (var unknown = new Wechat(settings)) {
            assertThat(unknown.login(fake.codeFor(OPENID))).isEqualTo(new WechatLogin.NotConfigured());
            assertThat(unknown.login("short")).isEqualTo(new WechatLogin.Malformed());
            assertThat(unknown.codeImage("ABC123")).isEqualTo(new WechatCode.NotConfigured());
        }
    }
}
