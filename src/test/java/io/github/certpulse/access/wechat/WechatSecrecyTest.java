package io.github.certpulse.access.wechat;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.filter.ThresholdFilter;
import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.ConsoleAppender;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import io.github.certpulse.testing.FakeWechat;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/// AppSecret, tokens, openids and codes are neither logged nor sent to an unknown server.
@Timeout(30)
class WechatSecrecyTest {
    private static final String OPENID = "oVBkZ0aYgDMDIywRdgPW8-joxXc4";

    /// Collects everything that is logged, including exceptions.
    private static final class Listener extends AppenderBase<ILoggingEvent> implements AutoCloseable {
        private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);
        private final Level level = root.getLevel();
        private final List<String> lines = new CopyOnWriteArrayList<>();

        Listener() {
            setContext(root.getLoggerContext());
            start();
            quietConsole();
            root.addAppender(this);
            // As an operator who looks for a fault; the loggers that must not log have their own levels.
            root.setLevel(Level.TRACE);
        }

        /// Other tests run at the same time, and nobody reads what all of them would write.
        private void quietConsole() {
            var threshold = new ThresholdFilter();
            threshold.setLevel(level.toString());
            threshold.start();
            console().forEach(appender -> appender.addFilter(threshold));
        }

        private List<ConsoleAppender<ILoggingEvent>> console() {
            var found = new ArrayList<ConsoleAppender<ILoggingEvent>>();
            root.iteratorForAppenders().forEachRemaining(appender -> {
                if (appender instanceof ConsoleAppender<ILoggingEvent> console) {
                    found.add(console);
                }
            });
            return found;
        }

        @Override
        protected void append(ILoggingEvent event) {
            var trace = event.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(event.getThrowableProxy());
            lines.add(
                    event.getLoggerName() + " "
                            + event.getThreadName()
                            + " "
                            + event.getFormattedMessage()
                            + " "
                            + trace);
        }

        @Override
        public void close() {
            root.setLevel(level);
            root.detachAppender(this);
            console().forEach(ConsoleAppender::clearAllFilters);
        }
    }

    @Test
    void logsFailuresWithoutSecrets() throws IOException {
        try (
                var listener = new Listener();
                var fake = new FakeWechat();
                var wechat = new Wechat(WechatTest.settings(fake.url(), Duration.ofMillis(400)))) {
            var code = fake.codeFor(OPENID);
            wechat.codeImage("ABC123");
            var token = fake.currentToken();
            List<Runnable> faults = List.of(
                    () -> fake.failLoginsWith(40125),
                    () -> fake.failLoginsWith(-1),
                    fake::hang,
                    fake::trickle,
                    fake::dropConnections,
                    fake::answerGarbage,
                    fake::answerBadGateway,
                    () -> fake.failTokensWith(40001),
                    () -> fake.failCodesWith(-1, "image/jpeg"),
                    () -> fake.answerLoginsWith("{\"openid\":\"" + OPENID + "\",\"errcode\":40001}"),
                    fake::expireTokens);
            for (var fault : faults) {
                fault.run();
                wechat.login(code);
                wechat.codeImage("ABC123");
                fake.recover();
            }
            wechat.login(fake.codeFor(OPENID));
            fake.stop();
            wechat.login(code);
            wechat.codeImage("ABC123");

            assertThat(listener.lines).anyMatch(line -> line.contains("errcode 40125"))
                    .anyMatch(line -> line.contains("did not answer within"));
            assertThat(String.join("\n", listener.lines)).doesNotContain(
                    FakeWechat.SECRET,
                    URLEncoder.encode(FakeWechat.SECRET, UTF_8),
                    FakeWechat.SESSION_KEY,
                    token,
                    fake.currentToken(),
                    OPENID,
                    code);
        }
    }

    @Test
    void printsNeitherTheSecretNorAnOpenid() {
        assertThat(WechatTest.settings("http://localhost", Duration.ofSeconds(1)).toString())
                .doesNotContain(FakeWechat.SECRET);
        assertThat(new WechatLogin.LoggedIn(OPENID).toString()).doesNotContain(OPENID);
    }

    @Test
    void sendsTheSecretToNoServerWithAnUntrustedCertificate(@TempDir Path directory) throws Exception {
        var requests = new AtomicInteger();
        var stranger = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        stranger.setHttpsConfigurator(new HttpsConfigurator(selfSigned(directory.resolve("stranger.p12"))));
        stranger.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.close();
        });
        stranger.start();
        try (
                var wechat = new Wechat(
                        WechatTest.settings(
                                "https://localhost:" + stranger.getAddress().getPort(),
                                Duration.ofSeconds(5)))) {
            assertThat(wechat.login("a-code-in-vain")).isEqualTo(new WechatLogin.Unavailable());
            assertThat(wechat.codeImage("ABC123")).isEqualTo(new WechatCode.Unavailable());
            assertThat(requests).hasValue(0);
        } finally {
            stranger.stop(0);
        }
    }

    private static SSLContext selfSigned(Path file) throws Exception {
        var keytool = Path.of(System.getProperty("java.home"), "bin", "keytool").toString();
        var made = new ProcessBuilder(
                keytool,
                "-genkeypair",
                "-alias",
                "stranger",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-keystore",
                file.toString(),
                "-storetype",
                "PKCS12",
                "-storepass",
                "changeit").inheritIO().start().waitFor();
        assertThat(made).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (var content = Files.newInputStream(file)) {
            store.load(content, "changeit".toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }
}
