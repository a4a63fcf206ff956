package io.github.certpulse.testing;

import static io.github.certpulse.testing.WechatWire.error;
import static io.github.certpulse.testing.WechatWire.query;
import static io.github.certpulse.testing.WechatWire.send;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.certpulse.testing.WechatWire.Refusal;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/// A fake of WeChat's server, over real HTTP on a free loopback port. As at WeChat, errors are HTTP 200 with an
/// `errcode`, answers to logins are `text/plain`, login codes work once, and tokens expire. Faults that a test switches
/// on last until [#recover()]. Safe for several threads.
public final class FakeWechat implements AutoCloseable {
    public static final String APPID = "wxfake0123456789ab";
    public static final String SECRET = "no+real/secret=but&one%that needs encoding";
    public static final String SESSION_KEY = "bm90LWEta2V5LW9ubHkgYQ==";
    public static final String JSON = "application/json; charset=UTF-8";

    private final HttpServer server;
    private final WechatCalls calls = new WechatCalls();
    private final AtomicInteger logins = new AtomicInteger();
    private final AtomicInteger tokens = new AtomicInteger();
    private final AtomicInteger codes = new AtomicInteger();
    private volatile WechatScript script = WechatScript.NONE;
    private volatile CountDownLatch recovery = new CountDownLatch(1);

    private interface Call {
        void answer(HttpExchange exchange, Map<String, String> query, WechatScript script) throws IOException, Refusal;
    }

    public FakeWechat() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        serve("/sns/jscode2session", logins, calls::login);
        serve("/cgi-bin/stable_token", tokens, calls::stableToken);
        serve("/cgi-bin/token", tokens, calls::plainToken);
        serve("/wxa/getwxacodeunlimit", codes, calls::code);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /// The base URL for `certpulse.wechat.api`.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The settings of a service that uses this server as WeChat.
    public Map<String, String> properties() {
        return Map
                .of("certpulse.wechat.appid", APPID, "certpulse.wechat.secret", SECRET, "certpulse.wechat.api", url());
    }

    /// A new code, as `wx.login` gives to the mini program of this user; valid for one login.
    public String codeFor(String openid) {
        return calls.codeFor(openid);
    }

    public void failLoginsWith(int errcode) {
        answerLoginsWith(error(errcode));
    }

    /// Sets the whole body of every login's answer, for answers that WeChat should never send.
    public void answerLoginsWith(String body) {
        script = script.login(body);
    }

    public void failTokensWith(int errcode) {
        script = script.token(error(errcode));
    }

    /// @param contentType of this and all other errors of codes: WeChat does not always use [#JSON]
    public void failCodesWith(int errcode, String contentType) {
        script = script.code(error(errcode)).label(contentType);
    }

    /// Refuses the issued token with 40001 from now on; the next one is valid.
    public void expireTokens() {
        expireTokens(JSON);
    }

    /// @param contentType of the errors
    public void expireTokens(String contentType) {
        calls.renewToken();
        script = script.label(contentType);
    }

    /// Accepts requests and never answers.
    public void hang() {
        fail(WechatFault.HANG);
    }

    /// Sends endless answers slowly, a byte at a time.
    public void trickle() {
        fail(WechatFault.TRICKLE);
    }

    /// Sends endless answers as fast as possible.
    public void flood() {
        fail(WechatFault.FLOOD);
    }

    /// Closes connections without an answer.
    public void dropConnections() {
        fail(WechatFault.DROP);
    }

    /// Answers with HTML.
    public void answerGarbage() {
        fail(WechatFault.GARBAGE);
    }

    /// Answers with HTTP 502.
    public void answerBadGateway() {
        fail(WechatFault.BAD_GATEWAY);
    }

    /// Ends all faults; codes stay used, and counters are not reset.
    public void recover() {
        script = WechatScript.NONE;
        recovery.countDown();
        recovery = new CountDownLatch(1);
    }

    /// The number of login requests so far, including failed ones.
    public int logins() {
        return logins.get();
    }

    /// The number of requests for an access token so far.
    public int tokens() {
        return tokens.get();
    }

    /// The number of requests for a mini program code so far.
    public int codes() {
        return codes.get();
    }

    /// The token that is valid now.
    public String currentToken() {
        return calls.currentToken();
    }

    /// The body of the last request for a mini program code, JSON.
    public String lastCode() {
        return calls.lastCode();
    }

    @Override
    public void close() {
        stop();
    }

    /// Like [#close], for a test that goes on without the server.
    public void stop() {
        recovery.countDown();
        server.stop(0);
    }

    private void fail(WechatFault fault) {
        script = script.fault(fault);
    }

    private void serve(String path, AtomicInteger counter, Call call) {
        server.createContext(path, exchange -> {
            counter.incrementAndGet();
            try (exchange) {
                answer(exchange, call);
            } catch (InterruptedException _) {
                Thread.currentThread().interrupt();
            }
        });
    }

    private void answer(HttpExchange exchange, Call call) throws IOException, InterruptedException {
        if (script.fault().isPresent()) {
            script.fault().get().answer(exchange, recovery);
            return;
        }
        try {
            call.answer(exchange, query(exchange), script);
        } catch (Refusal refusal) {
            var login = exchange.getRequestURI().getPath().startsWith("/sns");
            send(exchange, login ? "text/plain" : script.label(), error(refusal.errcode()));
        }
    }
}
