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

/// Many respondents who act at the same moment.
public final class Crowd {
    private final List<Visitor> people;

    private Crowd(List<Visitor> people) {
        this.people = List.copyOf(people);
    }

    /// What each of them does.
    public interface Action {
        Reply by(Visitor visitor, int number);
    }

    /// So many different WeChat users.
    public static Crowd of(TestService service, int size) {
        var network = service.stranger();
        return new Crowd(
                IntStream.range(0, size)
                        .mapToObj(_ -> service.wechatUser(network, "openid-" + UUID.randomUUID()))
                        .toList());
    }

    /// One WeChat user on so many devices.
    public static Crowd ofDevices(TestService service, int size) {
        var network = service.stranger();
        var openid = "openid-" + UUID.randomUUID();
        return new Crowd(Stream.generate(() -> service.wechatUser(network, openid)).limit(size).toList());
    }

    public Visitor person(int number) {
        return people.get(number);
    }

    /// Everybody acts at once; the replies in the order of the people.
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

    /// So many of them at a time act one after another, while the test goes on.
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

    /// What is under way.
    public record Flow(List<CompletableFuture<Reply>> pending) {

        public long answered() {
            return pending.stream().filter(CompletableFuture::isDone).count();
        }

        /// Waits for everybody.
        public List<Reply> replies() {
            return pending.stream().map(CompletableFuture::join).toList();
        }

        /// Goes on as soon as so many have been answered.
        public void awaitAnswered(int number) {
            Awaitility.await().pollInterval(Duration.ofMillis(2)).until(() -> answered() >= number);
        }
    }
}
