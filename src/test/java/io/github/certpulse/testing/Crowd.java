package io.github.certpulse.testing;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/// Many respondents who act at the same time.
public final class Crowd {
    private final List<Visitor> people;

    private Crowd(List<Visitor> people) {
        this.people = List.copyOf(people);
    }

    /// The action of each respondent.
    public interface Action {
        Reply by(Visitor visitor, int number);
    }

    /// This many different WeChat users.
    public static Crowd of(TestService service, int size) {
        var network = service.stranger();
        return new Crowd(
                IntStream.range(0, size)
                        .mapToObj(_ -> service.wechatUser(network, "openid-" + UUID.randomUUID()))
                        .toList());
    }

    /// One WeChat user on this many devices.
    public static Crowd ofDevices(TestService service, int size) {
        var network = service.stranger();
        var openid = "openid-" + UUID.randomUUID();
        return new Crowd(Stream.generate(() -> service.wechatUser(network, openid)).limit(size).toList());
    }

    public Visitor person(int number) {
        return people.get(number);
    }

    /// All respondents act at once; returns the replies in the order of the respondents.
    public List<Reply> atOnce(Action action) {
        var ready = new CyclicBarrier(people.size());
        return start(people.size(), (visitor, number) -> {
            try {
                ready.await();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
            return action.by(visitor, number);
        }).replies();
    }

    /// All respondents act one after another, this many at a time, while the test continues.
    public Flow start(int atATime, Action action) {
        var replies = new ArrayList<CompletableFuture<Reply>>();
        var threads = Executors.newFixedThreadPool(atATime, Thread.ofVirtual().factory());
        for (var number = 0; number < people.size(); number++) {
            var mine = number;
            replies.add(CompletableFuture.supplyAsync(() -> action.by(people.get(mine), mine), threads));
        }
        threads.shutdown();
        return new Flow(replies);
    }

    /// Actions that have started.
    public record Flow(List<CompletableFuture<Reply>> pending) {

        public long answered() {
            return pending.stream().filter(CompletableFuture::isDone).count();
        }

        /// Waits for all replies.
        public List<Reply> replies() {
            return pending.stream().map(CompletableFuture::join).toList();
        }

        /// Waits until this many have been answered.
        public void awaitAnswered(int number) {
            Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> answered() >= number);
        }
    }
}
