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

/// WeChat's server as a mini program's backend meets it, over real HTTP on a free loopback port: errors come as HTTP
/// 200 with an `errcode`, logins as `text/plain`, login codes work once, tokens expire. Well-behaved at first; what a
/// test makes it do holds until [#recover()]. Safe for use by several threads.
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

    /// The base URL: what `certpulse.wechat.api` must say.
    public String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /// The settings of a service that takes this server for WeChat.
    public Map<String, String> properties() {
        return Map
                .of("certpulse.wechat.appid", APPID, "certpulse.wechat.secret", SECRET, "certpulse.wechat.api", url());
    }

    /// A fresh code, as `wx.login` gives one to the mini program of this user; good for one login.
    public String codeFor(String openid) {
        return calls.codeFor(openid);
    }

    public void failLoginsWith(int errcode) {
        answerLoginsWith(error(errcode));
    }

    /// The whole body of every login's answer, for what WeChat should never say.
    public void answerLoginsWith(String body) {
        script = script.login(body);
    }

    public void failTokensWith(int errcode) {
        script = script.token(error(errcode));
    }

    /// @param contentType of this and every other refused code: errors do not always come as [#JSON]
    public void failCodesWith(int errcode, String contentType) {
        script = script.code(error(errcode)).label(contentType);
    }

    /// From now on the token that was given out is refused with 40001; the next one asked for is good.
    public void expireTokens() {
        expireTokens(JSON);
    }

    /// @param contentType of the refusals
    public void expireTokens(String contentType) {
        calls.renewToken();
        script = script.label(contentType);
    }

    /// Requests are taken and never answered.
    public void hang() {
        fail(WechatFault.HANG);
    }

    /// Answers begin and go on for ever, a byte at a time.
    public void trickle() {
        fail(WechatFault.TRICKLE);
    }

    /// Answers go on for ever, as fast as they can.
    public void flood() {
        fail(WechatFault.FLOOD);
    }

    /// Connections are closed without an answer.
    public void dropConnections() {
        fail(WechatFault.DROP);
    }

    /// Answers are HTML.
    public void answerGarbage() {
        fail(WechatFault.GARBAGE);
    }

    /// Answers are HTTP 502.
    public void answerBadGateway() {
        fail(WechatFault.BAD_GATEWAY);
    }

    /// Everything well again; codes stay used and counters keep counting.
    public void recover() {
        script = WechatScript.NONE;
        recovery.countDown();
        recovery = new CountDownLatch(1);
    }

    /// Requests for a login so far, failed ones included.
    public int logins() {
        return logins.get();
    }

    /// Requests for an access token so far.
    public int tokens() {
        return tokens.get();
    }

    /// Requests for a mini program code so far.
    public int codes() {
        return codes.get();
    }

    /// The token that is good now.
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
