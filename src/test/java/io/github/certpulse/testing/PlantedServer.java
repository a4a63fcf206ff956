package io.github.certpulse.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.function.ToIntFunction;

/// A server with a fault that an attack must find.
public final class PlantedServer implements AutoCloseable {
    private final HttpServer server;

    private PlantedServer(HttpServer server) {
        this.server = server;
    }

    /// @param status of the answer to a request
    public static PlantedServer answering(ToIntFunction<HttpExchange> status) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/", exchange -> {
                exchange.sendResponseHeaders(status.applyAsInt(exchange), -1);
                exchange.close();
            });
            server.start();
            return new PlantedServer(server);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
