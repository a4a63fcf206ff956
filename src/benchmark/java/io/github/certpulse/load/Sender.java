package io.github.certpulse.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// One thread's part of a run: some of the connections.
final class Sender implements Callable<Latencies> {
    private static final long MILLIS_WITHOUT_ANSWER = 30_000;
    private final Run run;
    private final int connections;
    private final Requests requests;
    private final long end;
    private final Latencies latencies = new Latencies();
    private int open;

    Sender(Run run, int connections, Requests requests, long end) {
        this.run = run;
        this.connections = connections;
        this.requests = requests;
        this.end = end;
    }

    @Override
    public Latencies call() throws IOException {
        try (var selector = Selector.open()) {
            for (var connection : connect(selector)) {
                open += connection.send(System.nanoTime()) ? 1 : 0;
            }
            while (open > 0) {
                if (selector.select(this::receive, MILLIS_WITHOUT_ANSWER) == 0 && open > 0) {
                    throw new IllegalStateException(
                            "%d requests without answer for %d ms".formatted(open, MILLIS_WITHOUT_ANSWER));
                }
            }
        }
        return latencies;
    }

    private List<Connection> connect(Selector selector) throws IOException {
        var all = new ArrayList<Connection>();
        for (var i = 0; i < connections; i++) {
            all.add(new Connection(selector, run.port(), reader(), requests, latencies, end));
        }
        return all;
    }

    private AnswerReader reader() {
        return switch (run.protocol()) {
            case HTTP -> new HttpAnswer(run.expected());
            case REDIS -> new RedisAnswer(run.expected());
        };
    }

    private void receive(SelectionKey key) {
        try {
            open -= ((Connection) key.attachment()).receive() ? 0 : 1;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
