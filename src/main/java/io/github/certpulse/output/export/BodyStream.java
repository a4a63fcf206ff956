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

/// The body of a response while it is written. Each piece waits until the connection requests one, so the writer is not
/// faster than its client, and memory holds one piece. For one writing thread, which should be a virtual one.
final class BodyStream extends OutputStream {
    static final int PIECE = 32 * 1024;
    private final FluxSink<ReadBuffer> sink;
    private final Function<byte[], ReadBuffer> wrapping;
    private final Duration maxWait;
    private final Semaphore requested = new Semaphore(0);
    private volatile boolean isEnded;
    private final byte[] piece = new byte[PIECE];
    private int length;

    /// @param wrapping turns bytes into what the connection sends
    /// @param maxWait  how long a client may request nothing before the writing fails
    BodyStream(FluxSink<ReadBuffer> sink, Function<byte[], ReadBuffer> wrapping, Duration maxWait) {
        this.sink = sink;
        this.wrapping = wrapping;
        this.maxWait = maxWait;
        sink.onRequest(number -> requested.release((int) Math.min(number, Short.MAX_VALUE)));
    }

    /// Lets the writing fail at its next piece, because nobody wants the rest. The writer is not interrupted: that
    /// would close the connection to the database from which it reads, and the pool would lend it to the next request.
    void end() {
        isEnded = true;
        requested.release();
    }

    /// Sends the head of the response before there is anything of the body. From then on a failure ends the transfer
    /// early.
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

    /// Sends what has been written so far.
    ///
    /// @throws IOException where the client has disconnected or requests nothing
    @Override
    public void flush() throws IOException {
        if (length > 0) {
            send();
        }
    }

    private void send() throws IOException {
        try {
            if (!requested.tryAcquire(maxWait.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("The client requests nothing");
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("The service stops");
        }
        if (isEnded) {
            throw new IOException("The client has disconnected, or its session has ended");
        }
        sink.next(wrapping.apply(Arrays.copyOf(piece, length)));
        length = 0;
    }
}
