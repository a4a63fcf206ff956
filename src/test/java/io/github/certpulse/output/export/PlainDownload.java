package io.github.certpulse.output.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.certpulse.testing.TestService;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;

/// A download over a plain socket.
final class PlainDownload {
    private PlainDownload() {}

    /// Sends the request; the response is to be read from the socket.
    static Socket request(TestService service, String path) throws IOException {
        var socket = new Socket(service.url().getHost(), service.url().getPort());
        socket.setSoTimeout(20_000);
        socket.getOutputStream()
                .write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(ISO_8859_1));
        return socket;
    }

    /// The status line and the headers.
    static String head(InputStream in) throws IOException {
        var read = new StringBuilder();
        while (read.indexOf("\r\n\r\n") < 0) {
            var octet = in.read();
            if (octet < 0) {
                throw new IOException("ended after " + read);
            }
            read.append((char) octet);
        }
        return read.toString();
    }
}
