package io.github.certpulse.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLDecoder;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/// Reads requests to [FakeWechat] and writes its answers.
final class WechatWire {

    private WechatWire() {}

    /// Ends a call with an errcode.
    static final class Refusal extends Exception {
        private final int errcode;

        Refusal(int errcode) {
            this.errcode = errcode;
        }

        int errcode() {
            return errcode;
        }
    }

    static void check(boolean kept, int errcode) throws Refusal {
        if (!kept) {
            throw new Refusal(errcode);
        }
    }

    static String error(int errcode) {
        return """
                {"errcode":%d,"errmsg":"fake error, rid: 65a0-1b2c3d4e"}""".formatted(errcode);
    }

    static Map<String, String> query(HttpExchange exchange) {
        var query = Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        return Arrays.stream(query.split("&"))
                .map(pair -> pair.split("=", 2))
                .filter(pair -> pair.length == 2)
                .collect(
                        Collectors
                                .toMap(pair -> pair[0], pair -> URLDecoder.decode(pair[1], UTF_8), (_, last) -> last));
    }

    static JsonObject body(HttpExchange exchange) throws IOException {
        return JsonParser.parseString(new String(exchange.getRequestBody().readAllBytes(), UTF_8)).getAsJsonObject();
    }

    static String text(JsonObject body, String name) {
        return body.has(name) ? body.get(name).getAsString() : "";
    }

    static void send(HttpExchange exchange, String contentType, String body) throws IOException {
        send(exchange, contentType, body.getBytes(UTF_8));
    }

    static void send(HttpExchange exchange, String contentType, byte[] body) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", contentType);
        exchange.sendResponseHeaders(200, body.length);
        exchange.getResponseBody().write(body);
    }

    static byte[] picture(int width) throws IOException {
        var image = new BufferedImage(width, width, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillOval(0, 0, width, width);
        pen.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "jpeg", bytes);
        return bytes.toByteArray();
    }
}
