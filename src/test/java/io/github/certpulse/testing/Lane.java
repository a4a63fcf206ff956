package io.github.certpulse.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// What test classes share that run one after another. Two run at a time, each in a lane of its own, with its servers,
/// its service and its browser: no test meets another's data, faults or clock. Threads that a test starts are in its
/// lane; those of a common pool need not be.
public final class Lane {
    private static final Deque<Lane> FREE = new ArrayDeque<>();
    private static final InheritableThreadLocal<Lane> CURRENT = new InheritableThreadLocal<>();
    private static int made;
    private final int number;
    private final Map<Class<?>, Object> shared = new HashMap<>();

    private Lane(int number) {
        this.number = number;
    }

    /// The lane of this thread; outside JUnit, as in a benchmark, there is one.
    static Lane current() {
        if (CURRENT.get() == null) {
            CURRENT.set(take());
        }
        return CURRENT.get();
    }

    /// From 1.
    int number() {
        return number;
    }

    /// The one of its type in this lane, made when it is first asked for.
    synchronized <T> T shared(Class<T> type, Supplier<T> first) {
        if (!shared.containsKey(type)) {
            shared.put(type, first.get());
        }
        return type.cast(shared.get(type));
    }

    private static Lane take() {
        synchronized (FREE) {
            return FREE.isEmpty() ? new Lane(++made) : FREE.pop();
        }
    }

    private static void giveBack(Lane lane) {
        synchronized (FREE) {
            FREE.push(lane);
        }
    }

    /// Puts each test class into a lane that is free.
    public static final class ForEachClass implements BeforeAllCallback, AfterAllCallback {

        @Override
        public void beforeAll(ExtensionContext context) {
            CURRENT.set(take());
        }

        @Override
        public void afterAll(ExtensionContext context) {
            giveBack(CURRENT.get());
            CURRENT.remove();
        }
    }
}
