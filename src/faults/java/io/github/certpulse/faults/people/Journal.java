package io.github.certpulse.faults.people;

import io.github.certpulse.survey.questionnaire.Role;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/// What respondents sent and what came back: a line for each sheet that is handed to the system before the request, and
/// one after the answer. Checks read the file, not what this process remembers.
public final class Journal implements AutoCloseable {
    private static final String SENT = ">";
    private static final String ANSWERED = "<";
    private final Path file;
    private final BufferedWriter out;
    private final AtomicLong numbers = new AtomicLong();

    public Journal(Path file) {
        this.file = file;
        try {
            this.out = Files.newBufferedWriter(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Before the request. Returns the attempt's number.
    long sent(Draft draft) {
        var number = numbers.incrementAndGet();
        write(
                SENT,
                number,
                draft.id(),
                draft.person(),
                draft.seat().certificate(),
                draft.seat().role(),
                draft.hash(),
                draft.mark(),
                draft.isValid(),
                System.nanoTime());
        return number;
    }

    /// After the answer. An attempt without a line of this kind got no answer.
    void answered(long number, SheetReply reply) {
        write(ANSWERED, number, System.nanoTime(), reply.status(), reply.code(), reply.receipt());
    }

    private synchronized void write(Object... fields) {
        try {
            out.write(String.join("\t", List.of(fields).stream().map(Object::toString).toList()));
            out.newLine();
            out.flush();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// Everything that the file holds, in the order of sending.
    public List<Attempt> read() {
        try {
            var attempts = new HashMap<Long, Attempt>();
            for (var line : Files.readAllLines(file)) {
                var fields = line.split("\t", -1);
                var number = Long.parseLong(fields[1]);
                if (fields[0].equals(SENT)) {
                    attempts.put(number, sent(number, fields));
                } else {
                    attempts.computeIfPresent(number, (_, sent) -> answered(sent, fields));
                }
            }
            var all = new ArrayList<>(attempts.values());
            all.sort(Comparator.comparingLong(Attempt::number));
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attempt sent(long number, String... fields) {
        return new Attempt(
                number,
                UUID.fromString(fields[2]),
                fields[3],
                fields[4],
                Role.valueOf(fields[5]),
                fields[6],
                Integer.parseInt(fields[7]),
                Boolean.parseBoolean(fields[8]),
                Long.parseLong(fields[9]),
                Long.MAX_VALUE,
                0,
                "",
                "");
    }

    private static Attempt answered(Attempt sent, String... fields) {
        return new Attempt(
                sent.number(),
                sent.id(),
                sent.person(),
                sent.certificate(),
                sent.role(),
                sent.hash(),
                sent.mark(),
                sent.isValid(),
                sent.sentNanos(),
                Long.parseLong(fields[2]),
                Integer.parseInt(fields[3]),
                fields[4],
                fields[5]);
    }

    @Override
    public void close() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
