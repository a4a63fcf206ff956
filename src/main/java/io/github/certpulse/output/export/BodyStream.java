package io.github.certpulse.output.export;

import io.micronaut.core.io.buffer.ReadBuffer;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import reactor.core.publisher.FluxSink;

/// The body of a response while it is written. Each piece waits until the connection asks for one: the writer is no
/// faster than its client, and memory holds one piece. For one writing thread, which should be a virtual one.
final class BodyStream extends OutputStream {
    static final int PIECE = 32 * 1024;
    private final FluxSink<ReadBuffer> sink;
    private final Function<byte[], ReadBuffer> wrapping;
    private final Duration patience;
    private final Semaphore asked = new Semaphore(0);
    private final byte[] piece = new byte[PIECE];
    private int length;

    /// @param wrapping turns bytes into what the connection takes
    /// @param patience how long a client may take nothing before the writing fails
    BodyStream(FluxSink<ReadBuffer> sink, Function<byte[], ReadBuffer> wrapping, Duration patience) {
        this.sink = sink;
        this.wrapping = wrapping;
        this.patience = patience;
        sink.onRequest(number -> asked.release((int) Math.min(number, Short.MAX_VALUE)));
    }

    /// Lets the head of the response go out before there is anything of the body: from then on a failure breaks the
    /// transfer off.
    void begin() throws IOException {
        send();
    }

    @Override
    public void write(int octet) throws IOException {
        if (length == PIECE) {
            flush();
        }
        piece[length++] = (byte) octet;
    }

    @Override
    public void write(byte[] bytes, int offset, int number) throws IOException {
        for (var from = offset; from < offset + number;) {
            if (length == PIECE) {
                flush();
            }
            var part = Math.min(PIECE - length, offset + number - from);
            System.arraycopy(bytes, from, piece, length, part);
            length += part;
            from += part;
        }
    }

    /// Hands on what there is.
    ///
    /// @throws IOException where the client is gone or takes nothing
    @Override
    public void flush() throws IOException {
        if (length > 0) {
            send();
        }
    }

    private void send() throws IOException {
        try {
            if (sink.isCancelled() || !asked.tryAcquire(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException(sink.isCancelled() ? "The client has gone" : "The client takes nothing");
            }
        } catch (InterruptedException gone) {
            // Stays marked: what the writer still waits for, such as the rest of a query, must end as well.
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The client has gone");
        }
        sink.next(wrapping.apply(Arrays.copyOf(piece, length)));
        length = 0;
    }
}
