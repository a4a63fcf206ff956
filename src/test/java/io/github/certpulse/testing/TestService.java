package io.github.certpulse.testing;

import io.github.certpulse.platform.secret.Tokens;
import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;

/// A running service on real servers, and the people who use it.
public final class TestService implements RunningService, AutoCloseable {
    public static final String OFFICE_PASSWORD = "an office's own password";
    private static final int MIN_PORT = 15_000;
    private static final int MAX_PORT = 32_000;
    private static final int MAX_ATTEMPTS = 20;
    private final EmbeddedServer server;
    private final FakeWechat wechat;
    private final String database;

    private TestService(EmbeddedServer server, FakeWechat wechat, String database) {
        this.server = server;
        this.wechat = wechat;
        this.database = database;
    }

    /// The service that most tests of a lane share. Tests use separate data there, and change neither its clock nor its
    /// servers.
    public static TestService shared() {
        return Lane.current().shared(TestService.class, TestService::startShared);
    }

    private static TestService startShared() {
        var servers = TestServers.shared();
        var service = start(servers.databasePort(), servers.sharedDatabase(), servers.redisPort(), Map.of());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        return service;
    }

    /// Starts a separate service with an empty database, at these ports; `further` settings have priority.
    public static TestService start(int databasePort, int redisPort, Map<String, Object> further) {
        return start(databasePort, TestServers.shared().newDatabase(), redisPort, further);
    }

    /// Starts a separate service on a database that may be in use already, for a restart or a second replica.
    public static TestService start(int databasePort, String database, int redisPort, Map<String, Object> further) {
        var wechat = new FakeWechat();
        var settings = new HashMap<String, Object>(TestServers.settings(databasePort, database, redisPort));
        settings.putAll(wechat.properties());
        settings.put("certpulse.testing", true);
        var port = freePort();
        settings.put("certpulse.port", port);
        settings.put("certpulse.public-url", "http://localhost:" + port);
        settings.put("certpulse.office-password", OFFICE_PASSWORD);
        settings.put("certpulse.data-dir", Path.of("target", "test-service").toString());
        settings.put("certpulse.wechat.verification", "WXverify_abc123.txt=abc=123");
        settings.putAll(further);
        return new TestService(ApplicationContext.run(EmbeddedServer.class, settings), wechat, database);
    }

    /// A free port below those of outgoing connections.
    private static int freePort() {
        for (var attempts = 0;; attempts++) {
            try (
                    var socket = new ServerSocket(
                            ThreadLocalRandom.current().nextInt(MIN_PORT, MAX_PORT),
                            1,
                            InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (IOException taken) {
                if (attempts == MAX_ATTEMPTS) {
                    throw new UncheckedIOException(taken);
                }
            }
        }
    }

    @Override
    public URI url() {
        return server.getURI();
    }

    public FakeWechat wechat() {
        return wechat;
    }

    public String database() {
        return database;
    }

    public TestClock clock() {
        return bean(TestClock.class);
    }

    public <T> T bean(Class<T> type) {
        return server.getApplicationContext().getBean(type);
    }

    /// A member of the office who may read everything without personal data.
    public Visitor viewer() {
        var username = "viewer-" + UUID.randomUUID().toString().substring(0, 8);
        var first = office().post("/api/v1/accounts", """
                {"username":"%s","role":"OFFICE_VIEWER"}""".formatted(username)).expect(201).string("firstPassword");
        return signedInWithOwnPassword(username, first);
    }

    /// A member of the office who may do everything except reading contacts.
    public Visitor officeWithoutContacts() {
        var username = "colleague-" + UUID.randomUUID().toString().substring(0, 8);
        var office = office();
        var first = office.post("/api/v1/accounts", """
                {"username":"%s","role":"OFFICE"}""".formatted(username)).expect(201).string("firstPassword");
        office.patch("/api/v1/accounts/" + accountId(username), "{\"contacts\":false}").expect(200);
        return signedInWithOwnPassword(username, first);
    }

    /// The id of an account.
    public String accountId(String username) {
        return Reply.items(office().get("/api/v1/accounts").expect(200).json())
                .stream()
                .filter(account -> account.get("username").getStringValue().equals(username))
                .findFirst()
                .orElseThrow()
                .get("id")
                .getStringValue();
    }

    /// A WeChat user, logged in through the fake WeChat.
    public Visitor wechatUser(String openid) {
        return wechatUser(stranger(), openid);
    }

    Visitor wechatUser(Visitor visitor, String openid) {
        return visitor.with(visitor.post("/api/v1/wechat/sessions", """
                {"code":"%s"}""".formatted(wechat.codeFor(openid))).expect(201).string("accessToken"));
    }

    /// A new WeChat user.
    public Visitor wechatUser() {
        return wechatUser("openid-" + UUID.randomUUID());
    }

    /// A new WeChat user whom the service has known for an hour, so that no time is too short.
    public Visitor wechatUserKnownForAnHour() {
        var id = UUID.randomUUID().toString().replace("-", "").substring(0, 22);
        var since = clock().instant().minus(Duration.ofHours(1)).getEpochSecond();
        var claims = Map.of("channel", "WECHAT", "since", Long.toString(since));
        return stranger()
                .with(bean(Tokens.class).sign(new Tokens.Payload("respondent", id, claims), Duration.ofHours(1)));
    }

    /// A new browser respondent.
    public Visitor browser() {
        var visitor = stranger();
        return visitor.with(visitor.post("/api/v1/web/sessions", "").expect(201).string("accessToken"));
    }

    @Override
    public void close() {
        server.close();
        wechat.close();
    }
}
