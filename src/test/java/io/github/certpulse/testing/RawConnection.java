package io.github.certpulse.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.util.regex.Pattern;

/// Sends raw requests that HTTP clients cannot send: another `Host`, a body without length or without end.
public final class RawConnection implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 20_000;
    private static final Pattern LENGTH = Pattern.compile("(?i)\r\ncontent-length: (\\d+)");
    private final Socket socket;
    private String head = "";

    private RawConnection(Socket socket) {
        this.socket = socket;
    }

    public static RawConnection to(URI service) {
        try {
            var socket = new Socket(service.getHost(), service.getPort());
            socket.setSoTimeout(TIMEOUT_MILLIS);
            return new RawConnection(socket);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a request's head: its first line and its headers, without the empty line that ends it.
    public RawConnection head(String... lines) {
        return send(String.join("\r\n", lines) + "\r\n\r\n");
    }

    public RawConnection send(String text) {
        return send(text.getBytes(ISO_8859_1));
    }

    public RawConnection send(byte[] bytes) {
        try {
            socket.getOutputStream().write(bytes);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Sends a text unless the service has reset the connection.
    ///
    /// @return whether it was sent; what the service answered before can be read in any case
    public boolean sendIfOpen(String text) {
        try {
            socket.getOutputStream().write(text.getBytes(ISO_8859_1));
            return true;
        } catch (IOException closed) {
            return false;
        }
    }

    /// Sends a chunk of a body without length.
    public RawConnection chunk(byte[] bytes) {
        return send(Integer.toHexString(bytes.length) + "\r\n").send(bytes).send("\r\n");
    }

    /// Sends the end of such a body.
    public RawConnection lastChunk() {
        return send("0\r\n\r\n");
    }

    /// The next answer's first line and headers.
    public String answer() {
        head = until("\r\n\r\n");
        return head;
    }

    /// The body of the answer whose head was read last, which states its length.
    public String body() {
        var length = LENGTH.matcher(head);
        if (!length.find()) {
            throw new IllegalStateException("without length: " + head);
        }
        try {
            return new String(socket.getInputStream().readNBytes(Integer.parseInt(length.group(1))), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything until this text has arrived.
    public String until(String text) {
        try {
            var read = new StringBuilder();
            while (read.indexOf(text) < 0) {
                var octet = socket.getInputStream().read();
                if (octet < 0) {
                    throw new IOException("ended after " + read);
                }
                read.append((char) octet);
            }
            return read.toString();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything until the service closes the connection.
    public String rest() {
        try {
            return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
