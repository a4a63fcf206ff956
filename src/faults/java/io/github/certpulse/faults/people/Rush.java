package io.github.certpulse.faults.people;

import io.github.certpulse.faults.server.Servers;
import io.github.certpulse.load.Respondents;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Visitor;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/// Respondents who come one after another in several lanes.
public final class Rush implements AutoCloseable {
    private static final int LANES = 24;
    private static final int MAX_MILLIS_BETWEEN = 60;
    /// One in so many people comes through WeChat's login; the others bring a token along.
    private static final int ONE_IN_LOGS_IN = 20;
    private static final Duration LIMIT_TO_END = Duration.ofSeconds(90);
    private final Servers servers;
    private final Survey survey;
    private final Client client;
    private final Pulse pulse = new Pulse();
    private final Respondents respondents;
    private final AtomicInteger marks = new AtomicInteger(100);
    private final ExecutorService lanes = Executors.newThreadPerTaskExecutor(Thread.ofVirtual().factory());
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private volatile boolean closing;
    private volatile long end = Long.MAX_VALUE;

    private Rush(Servers servers, Survey survey, Journal journal) {
        this.servers = servers;
        this.survey = survey;
        this.respondents = new Respondents(servers.secret());
        this.client = new Client(servers.addresses().stream().map(Visitor::at).toList(), journal, pulse);
    }

    public static Rush start(Servers servers, Survey survey, Journal journal) {
        var rush = new Rush(servers, survey, journal);
        rush.pulse.begin();
        for (var lane = 0; lane < LANES; lane++) {
            rush.lanes.execute(rush::lane);
        }
        return rush;
    }

    public Pulse pulse() {
        return pulse;
    }

    /// What went wrong in the load itself.
    public List<Throwable> failures() {
        return List.copyOf(failures);
    }

    private void lane() {
        try {
            while (!closing) {
                person();
                Thread.sleep(ThreadLocalRandom.current().nextInt(MAX_MILLIS_BETWEEN));
            }
        } catch (InterruptedException | RuntimeException | Error failure) {
            failures.add(failure);
        }
    }

    private void person() throws InterruptedException {
        var name = UUID.randomUUID().toString();
        new Person(client, survey, marks, name, token(name), this::isOver, failures::add).come();
    }

    private boolean isOver() {
        return System.nanoTime() - end >= 0;
    }

    private Thread inBackground(Draft draft) {
        return Person.inBackground(() -> client.submit(draft, this::isOver), failures::add);
    }

    /// Hands in sheets of new teachers for one open certificate, all at once, with a text by which a proxy knows them.
    ///
    /// @return threads that end when the outcomes are known
    public List<Thread> submitTogether(int number, String text) {
        var seat = survey.open().stream().filter(open -> open.role() == Role.TEACHER).findFirst().orElseThrow();
        return Stream
                .generate(() -> Draft.valid(UUID.randomUUID().toString(), signed(), seat, marks.incrementAndGet()))
                .limit(number)
                .map(draft -> inBackground(draft.withText(text)))
                .toList();
    }

    private String token(String person) {
        if (ThreadLocalRandom.current().nextInt(ONE_IN_LOGS_IN) == 0) {
            try {
                var login = client.any().post("/api/v1/wechat/sessions", """
                        {"code":"%s"}""".formatted(servers.wechat().codeFor(person)));
                if (login.status() == 201) {
                    return login.string("accessToken");
                }
            } catch (UncheckedIOException noAnswer) {
                // Takes the other way.
            }
        }
        return signed();
    }

    private String signed() {
        return new String(respondents.invent(1).getFirst().token(), StandardCharsets.ISO_8859_1);
    }

    /// Lets nobody come any more, and waits until everybody's outcome is known, 90 seconds at most.
    @Override
    public void close() {
        closing = true;
        end = System.nanoTime() + LIMIT_TO_END.toNanos();
        lanes.shutdown();
        try {
            lanes.awaitTermination(2 * LIMIT_TO_END.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
