package io.github.certpulse.testing;

import static io.github.certpulse.testing.WechatWire.body;
import static io.github.certpulse.testing.WechatWire.check;
import static io.github.certpulse.testing.WechatWire.picture;
import static io.github.certpulse.testing.WechatWire.send;
import static io.github.certpulse.testing.WechatWire.text;

import com.sun.net.httpserver.HttpExchange;
import io.github.certpulse.testing.WechatWire.Refusal;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// Answers the calls of [FakeWechat], and stores WeChat's state between them.
final class WechatCalls {
    private final Map<String, String> openids = new ConcurrentHashMap<>();
    private final Set<String> usedCodes = ConcurrentHashMap.newKeySet();
    private volatile String token = newToken();
    private volatile String lastCode = "";

    String codeFor(String openid) {
        var code = "0f" + UUID.randomUUID().toString().replace("-", "");
        openids.put(code, openid);
        return code;
    }

    void renewToken() {
        token = newToken();
    }

    String currentToken() {
        return token;
    }

    String lastCode() {
        return lastCode;
    }

    void login(HttpExchange exchange, Map<String, String> query, WechatScript script) throws IOException, Refusal {
        if (script.login().isPresent()) {
            send(exchange, "text/plain", script.login().get());
            return;
        }
        // WeChat itself ignores a token. Logins must not depend on tokens, so this server refuses one.
        check(!query.containsKey("access_token"), 40097);
        check("authorization_code".equals(query.get("grant_type")), 40002);
        check(FakeWechat.APPID.equals(query.get("appid")), 40013);
        check(FakeWechat.SECRET.equals(query.get("secret")), 40125);
        var code = query.getOrDefault("js_code", "");
        check(openids.containsKey(code), 40029);
        check(usedCodes.add(code), 40163);
        send(exchange, "text/plain", """
                {"session_key":"%s","openid":"%s"}""".formatted(FakeWechat.SESSION_KEY, openids.get(code)));
    }

    void stableToken(HttpExchange exchange, Map<String, String> query, WechatScript script)
            throws IOException, Refusal {
        var body = body(exchange);
        if (body.has("force_refresh") && body.get("force_refresh").getAsBoolean()) {
            token = newToken();
        }
        token(exchange, text(body, "grant_type"), text(body, "appid"), text(body, "secret"), script);
    }

    void plainToken(HttpExchange exchange, Map<String, String> query, WechatScript script) throws IOException, Refusal {
        token(exchange, query.get("grant_type"), query.get("appid"), query.get("secret"), script);
    }

    private void token(HttpExchange exchange, String grantType, String appid, String secret, WechatScript script)
            throws IOException, Refusal {
        if (script.token().isPresent()) {
            send(exchange, FakeWechat.JSON, script.token().get());
            return;
        }
        check("client_credential".equals(grantType), 40002);
        check(FakeWechat.APPID.equals(appid), 40013);
        check(FakeWechat.SECRET.equals(secret), 40125);
        send(exchange, FakeWechat.JSON, """
                {"access_token":"%s","expires_in":7200}""".formatted(token));
    }

    void code(HttpExchange exchange, Map<String, String> query, WechatScript script) throws IOException, Refusal {
        check(token.equals(query.get("access_token")), 40001);
        if (script.code().isPresent()) {
            send(exchange, script.label(), script.code().get());
            return;
        }
        var request = body(exchange);
        lastCode = request.toString();
        check(text(request, "scene").matches("[A-Za-z0-9!#$&'()*+,/:;=?@._~-]{1,32}"), 40169);
        check(!text(request, "page").startsWith("/"), 41030);
        send(exchange, "image/jpeg", picture(request.has("width") ? request.get("width").getAsInt() : 430));
    }

    private static String newToken() {
        return "81_" + UUID.randomUUID().toString().replace("-", "");
    }
}
