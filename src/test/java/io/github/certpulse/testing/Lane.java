package io.github.certpulse.testing;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/// The servers, service and browser that test classes share which run one after another. Four test classes run at a
/// time, each in a separate lane, so no test is affected by the data, faults or clock of another lane. Threads that a
/// test starts belong to its lane; threads of a common pool may not.
public final class Lane {
    private static final Deque<Lane> FREE = new ArrayDeque<>();
    private static final InheritableThreadLocal<Lane> CURRENT = new InheritableThreadLocal<>();
    private static int made;
    private final int number;
    private final Map<Class<?>, Object> shared = new HashMap<>();

    private Lane(int number) {
        this.number = number;
    }

    /// The lane of this thread; outside JUnit, for example in a benchmark, there is only one.
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

    /// The lane's shared object of this type, made at the first call.
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

    /// Runs each test class in a free lane.
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
