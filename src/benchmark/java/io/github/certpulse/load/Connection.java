package io.github.certpulse.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/// A keep-alive connection with one request under way at a time.
final class Connection {
    private static final int REQUEST_BYTES = 64 * 1024;
    private static final int ANSWER_BYTES = 256 * 1024;
    private final SocketChannel channel;
    private final SelectionKey key;
    private final AnswerReader answer;
    private final Requests requests;
    private final Latencies latencies;
    private final long end;
    private final ByteBuffer out = ByteBuffer.allocateDirect(REQUEST_BYTES);
    private final ByteBuffer in = ByteBuffer.allocateDirect(ANSWER_BYTES);
    private long sentAt;

    /// @param end when the last request is sent, in the time of [System#nanoTime]
    Connection(Selector selector, int port, AnswerReader answer, Requests requests, Latencies latencies, long end)
            throws IOException {
        channel = SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        key = channel.register(selector, SelectionKey.OP_READ, this);
        this.answer = answer;
        this.requests = requests;
        this.latencies = latencies;
        this.end = end;
    }

    /// Sends the next request; closes the connection where there are no more. False where it is closed.
    boolean send(long now) throws IOException {
        out.clear();
        if (now >= end || !requests.next(out)) {
            key.cancel();
            channel.close();
            return false;
        }
        sentAt = now;
        out.flip();
        while (out.hasRemaining()) {
            channel.write(out);
        }
        return true;
    }

    /// Reads what has come in; after a complete answer, sends the next request. False where the connection is closed.
    boolean receive() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("The connection was closed before an answer was complete");
        }
        in.flip();
        var complete = answer.read(in);
        in.compact();
        if (!complete) {
            return true;
        }
        var now = System.nanoTime();
        latencies.add(now - sentAt);
        return send(now);
    }
}
