package io.github.certpulse.testing;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// A line between the service and a server that a test can cut, freeze and mend. Real TCP on the loopback interface.
public final class Cable implements AutoCloseable {
    private final int port;
    private final int serverPort;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile ServerSocket listener;
    private volatile boolean frozen;
    private volatile boolean answersFrozen;

    public Cable(int serverPort) {
        this.serverPort = serverPort;
        this.port = listen(0);
    }

    /// Where the service connects.
    public int port() {
        return port;
    }

    /// Ends every connection and refuses new ones.
    public void cut() {
        close(listener);
        sockets.forEach(Cable::close);
        sockets.clear();
    }

    /// Passes nothing on any more; connections stay open, as with a paused server.
    public void freeze() {
        frozen = true;
    }

    /// What is asked still reaches the server, which acts on it; its answers are held back.
    public void freezeAnswers() {
        answersFrozen = true;
    }

    /// All is well again.
    public void mend() {
        synchronized (this) {
            frozen = false;
            answersFrozen = false;
            notifyAll();
        }
        if (listener.isClosed()) {
            listen(port);
        }
    }

    @Override
    public void close() {
        cut();
        mend();
        cut();
    }

    private int listen(int wanted) {
        try {
            var socket = new ServerSocket();
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), wanted));
            listener = socket;
            Thread.ofVirtual().start(() -> accept(socket));
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept(ServerSocket from) {
        while (true) {
            try {
                var client = from.accept();
                var server = new Socket(InetAddress.getLoopbackAddress(), serverPort);
                client.setTcpNoDelay(true);
                server.setTcpNoDelay(true);
                sockets.add(client);
                sockets.add(server);
                Thread.ofVirtual().start(() -> pump(client, server, false));
                Thread.ofVirtual().start(() -> pump(server, client, true));
            } catch (IOException closed) {
                if (from.isClosed()) {
                    return;
                }
            }
        }
    }

    private void pump(Socket from, Socket to, boolean answers) {
        try {
            pass(from.getInputStream(), to.getOutputStream(), answers);
        } catch (IOException | InterruptedException ended) {
            // The other direction ends with it.
        } finally {
            close(from);
            close(to);
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private void pass(InputStream in, OutputStream out, boolean answers) throws IOException, InterruptedException {
        var buffer = new byte[16 * 1024];
        for (int length; (length = in.read(buffer)) >= 0; ) {
            synchronized (this) {
                while (frozen || answers && answersFrozen) {
                    wait();
                }
            }
            out.write(buffer, 0, length);
            out.flush();
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
