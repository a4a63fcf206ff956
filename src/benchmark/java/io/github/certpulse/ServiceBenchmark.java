package io.github.certpulse;

import io.github.certpulse.rows.AllRows;
import io.github.certpulse.rows.Bench;
import io.github.certpulse.rows.Options;
import io.github.certpulse.rows.Table;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/// Measures the service as operators run it, and prints a table: `mvn -Pbenchmark -DskipTests package exec:exec`. The
/// jar, MariaDB, Redis and the load generator are processes of their own; all talk over loopback. What has a ceiling is
/// measured in turn with it, on the same servers: the same bytes by JDBC, nginx or Redis without the service. Figures
/// are medians, with the least and the greatest in brackets; a ratio is that of neighbouring measurements.
///
/// The benchmark ends within 10 minutes. It ends with an error, and without a table, where an answer had another status
/// than it should, or where the database holds more or fewer responses than were acknowledged.
///
/// The environment can ask for less or more: `BENCHMARK_ROWS=intake,reading` for some of the groups `development`,
/// `intake`, `reading`, `start`, `memory` and `growth`; `BENCHMARK_SECONDS=1` for shorter loads;
/// `BENCHMARK_GROWTH=1000,3000000` for other numbers of stored responses, with `BENCHMARK_MINUTES=30`.
public final class ServiceBenchmark {
    private static final long SECONDS_TO_END = 15;

    private ServiceBenchmark() {}

    public static void main(String[] arguments) {
        var options = Options.from(System.getenv());
        var table = new Table();
        var start = System.nanoTime();
        endAfter(options, table);
        try {
            AllRows.measure(options, Bench.emptyDirectory(), table);
            table.print();
            System.out.printf("%n%.0f s%n", (System.nanoTime() - start) / 1e9);
            System.exit(0);
        } catch (UncheckedIOException silent) {
            silent.printStackTrace();
            end(table, "THE SERVICE DOES NOT ANSWER");
        } catch (Throwable failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    /// Prints what is known, and ends, before the time is over.
    private static void endAfter(Options options, Table table) {
        Thread.ofPlatform().daemon().start(() -> {
            try {
                TimeUnit.SECONDS.sleep(TimeUnit.MINUTES.toSeconds(options.minutes()) - SECONDS_TO_END);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            end(table, "THE TIME IS OVER");
        });
    }

    private static void end(Table table, String reason) {
        table.print();
        System.out.println("\n" + reason + ": rows are missing");
        System.exit(1);
    }
}
