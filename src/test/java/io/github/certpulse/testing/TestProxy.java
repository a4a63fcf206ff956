package io.github.certpulse.testing;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;

/// A TCP proxy between the service and a server, on the loopback interface. A test can cut, freeze and restore it.
public final class TestProxy implements AutoCloseable {
    private static final Set<Integer> RESERVED = ConcurrentHashMap.newKeySet();
    private final int port;
    private final int serverPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile Thread acceptor;
    private volatile boolean frozen;
    private volatile boolean answersFrozen;
    private volatile String frozenText = "";
    private volatile String lostText = "";
    private volatile String version = "";
    private volatile long delayMillis;

    public TestProxy(int serverPort) {
        this.serverPort = serverPort;
        this.port = listen(reservedPort());
    }

    /// The port to which the service connects.
    public int port() {
        return port;
    }

    /// Ends every connection and refuses new ones.
    public void cut() {
        close(listener);
        // Until then the port is in use.
        join(acceptor);
        sockets.forEach(TestProxy::close);
        sockets.clear();
    }

    /// Stops passing data; connections stay open, as with a paused server.
    public void freeze() {
        frozen = true;
    }

    /// Holds back all answers of the server as soon as this text is sent to it: the server executes the request, but
    /// the client gets no answer.
    public void freezeAnswersTo(String text) {
        frozenText = text;
    }

    /// Whether answers are held back now.
    public boolean holdsAnswers() {
        return answersFrozen;
    }

    /// Drops the answer to the request with this text, and its connection: the server has executed the request, but the
    /// client gets no answer. After that, everything is passed again.
    public void loseAnswerTo(String text) {
        lostText = text;
    }

    /// Passes everything so much later, in both directions.
    public void slowBy(Duration delay) {
        delayMillis = delay.toMillis();
    }

    /// Replaces the version in the database server's greeting for new connections.
    public void introduceAs(String version) {
        this.version = version;
    }

    /// Ends all faults.
    public void restore() {
        thaw();
        if (listener.isClosed()) {
            listen(port);
        }
    }

    @Override
    public void close() {
        cut();
        thaw();
    }

    private synchronized void thaw() {
        frozen = false;
        answersFrozen = false;
        frozenText = "";
        lostText = "";
        delayMillis = 0;
        notifyAll();
    }

    /// A free port below those of outgoing connections, so that the system does not use it while the proxy is cut. None
    /// is given out twice: who gets it may listen later.
    public static int reservedPort() {
        while (true) {
            var port = ThreadLocalRandom.current().nextInt(20_000, 30_000);
            try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                if (RESERVED.add(port)) {
                    return port;
                }
            } catch (IOException taken) {
                // Tries another one.
            }
        }
    }

    private int listen(int requestedPort) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), requestedPort));
            listener = socket;
            acceptor = Thread.ofVirtual().start(() -> accept(socket));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        while (true) {
            try {
                var client = from.accept();
                sockets.add(client);
                var server = connect(client);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(server);
                var losesAnswer = new AtomicBoolean();
                Thread.ofVirtual().start(() -> pump(client, server, false, losesAnswer));
                Thread.ofVirtual().start(() -> pump(server, client, true, losesAnswer));
            } catch (IOException closed) {
                if (from.isClosed()) {
                    return;
                }
            }
        }
    }

    /// Ends the client's connection where the server refuses one.
    private Socket connect(Socket client) throws IOException {
        try {
            return new Socket(InetAddress.getLoopbackAddress(), serverPort);
        } catch (IOException refused) {
            close(client);
            sockets.remove(client);
            throw refused;
        }
    }

    private void pump(Socket from, Socket to, boolean answers, AtomicBoolean losesAnswer) {
        try {
            var in = from.getInputStream();
            var greeted = answers && !version.isEmpty() ? introduced(in) : in;
            pass(greeted, to.getOutputStream(), answers, losesAnswer);
        } catch (IOException | InterruptedException ended) {
            // The other direction ends with it.
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void pass(InputStream in, OutputStream out, boolean answers, AtomicBoolean losesAnswer)
            throws IOException, InterruptedException {
        var buffer = new byte[16 * 1024];
        for (int length; (length = in.read(buffer)) >= 0;) {
            if (!answers) {
                watch(new String(buffer, 0, length, StandardCharsets.ISO_8859_1), losesAnswer);
            } else if (losesAnswer.get()) {
                throw new IOException("the answer is lost");
            }
            Thread.sleep(delayMillis);
            synchronized (this) {
                while (frozen || answers && answersFrozen) {
                    wait();
                }
            }
            out.write(buffer, 0, length);
            out.flush();
        }
    }

    /// Replaces the version in the greeting, a packet of three bytes of length, a number, the protocol's version, and
    /// the server's version, which ends with 0.
    private InputStream introduced(InputStream server) throws IOException {
        var head = server.readNBytes(5);
        var rest = server.readNBytes((head[0] & 0xff | (head[1] & 0xff) << 8) - 1);
        var end = 0;
        while (rest[end] != 0) {
            end++;
        }
        var body = new ByteArrayOutputStream();
        body.write(head[4]);
        body.writeBytes(version.getBytes(StandardCharsets.ISO_8859_1));
        body.write(rest, end, rest.length - end);
        var packet = new ByteArrayOutputStream();
        packet.writeBytes(new byte[]{(byte) body.size(), (byte) (body.size() >> 8), 0, head[3]});
        packet.writeBytes(body.toByteArray());
        return new SequenceInputStream(new ByteArrayInputStream(packet.toByteArray()), server);
    }

    private void watch(String passing, AtomicBoolean losesAnswer) {
        if (!frozenText.isEmpty() && passing.contains(frozenText)) {
            answersFrozen = true;
        }
        if (!lostText.isEmpty() && passing.contains(lostText)) {
            lostText = "";
            losesAnswer.set(true);
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void close(AutoCloseable closeable) {
        try {
            closeable.close();
        } catch (Exception e) {
            // Closed already.
        }
    }
}
