package io.github.certpulse.ceiling;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.github.certpulse.load.Latencies;
import io.github.certpulse.load.Load;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;

/// The process that speaks to the database directly, with the service's driver. It reads a line
/// `insert <connections> <seconds> <rows>` or `select <connections> <seconds>`, and answers with its [Load]: inserts
/// are counted in rows, and each statement is committed. `DATABASE_URL` is the database's address.
public final class DatabaseClient {
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final List<Connection> connections = new ArrayList<>();
    private final String url;

    private DatabaseClient(String url) {
        this.url = url;
    }

    public static void main(String[] arguments) throws IOException, SQLException {
        var client = new DatabaseClient(System.getenv("DATABASE_URL"));
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line; (line = in.readLine()) != null;) {
            System.out.println(client.answer(line.split(" ")));
        }
        for (var connection : client.connections) {
            connection.close();
        }
    }

    private String answer(String[] words) {
        try {
            return carryOut(words).line();
        } catch (InterruptedException | ExecutionException | SQLException | RuntimeException e) {
            return "failed: " + e;
        }
    }

    private Load carryOut(String[] words) throws ExecutionException, InterruptedException, SQLException {
        var clients = Integer.parseInt(words[1]);
        var nanos = (long) (Double.parseDouble(words[2]) * 1e9);
        while (connections.size() < clients) {
            connections.add(DriverManager.getConnection(url));
        }
        var work = words[0].equals("insert") ? insert(Integer.parseInt(words[3])) : select();
        var rows = words[0].equals("insert") ? Integer.parseInt(words[3]) : 1;
        var cpu = PROCESS.getProcessCpuTime();
        var start = System.nanoTime();
        var latencies = together(connections.subList(0, clients), work, start + nanos);
        var took = System.nanoTime() - start;
        var load = Latencies.together(latencies, took, (PROCESS.getProcessCpuTime() - cpu) / 1e6);
        return new Load(rows * load.answers(), load.seconds(), load.p50(), load.p99(), load.cpuMillis());
    }

    /// What a connection does again and again.
    private interface Work {
        PreparedStatement prepare(Connection connection) throws SQLException;

        void run(PreparedStatement statement) throws SQLException;
    }

    private Work insert(int rows) throws SQLException {
        var insert = new PlainInsert(connections.getFirst());
        return new Work() {
            @Override
            public PreparedStatement prepare(Connection connection) throws SQLException {
                return insert.prepare(connection, rows);
            }

            @Override
            public void run(PreparedStatement statement) throws SQLException {
                insert.bind(statement, rows);
                statement.executeUpdate();
            }
        };
    }

    /// Reads one entry by its primary key.
    private Work select() throws SQLException {
        var codes = new ArrayList<String>();
        try (
                var statement = connections.getFirst().createStatement();
                var rows = statement.executeQuery("select code from entry")) {
            while (rows.next()) {
                codes.add(rows.getString(1));
            }
        }
        return new Work() {
            @Override
            public PreparedStatement prepare(Connection connection) throws SQLException {
                return connection.prepareStatement("select school_id, role, valid from entry where code = ?");
            }

            @Override
            public void run(PreparedStatement statement) throws SQLException {
                statement.setString(1, codes.get(ThreadLocalRandom.current().nextInt(codes.size())));
                try (var rows = statement.executeQuery()) {
                    if (!rows.next() || rows.getLong(1) == 0) {
                        throw new IllegalStateException("An entry is missing");
                    }
                }
            }
        };
    }

    private static List<Latencies> together(List<Connection> connections, Work work, long end)
            throws ExecutionException, InterruptedException {
        try (var threads = Executors.newFixedThreadPool(connections.size())) {
            var running = new ArrayList<Future<Latencies>>();
            for (var connection : connections) {
                running.add(threads.submit(repeat(connection, work, end)));
            }
            var all = new ArrayList<Latencies>();
            for (var each : running) {
                all.add(each.get());
            }
            return all;
        }
    }

    private static Callable<Latencies> repeat(Connection connection, Work work, long end) {
        return () -> {
            var latencies = new Latencies();
            try (var statement = work.prepare(connection)) {
                for (var now = System.nanoTime(); now < end;) {
                    work.run(statement);
                    var after = System.nanoTime();
                    latencies.add(after - now);
                    now = after;
                }
            }
            return latencies;
        };
    }
}
