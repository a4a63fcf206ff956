package io.github.certpulse;

import io.github.certpulse.shared.Ids;
import io.github.certpulse.shared.Json;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Measures the intake of sheets and what reads them, with few and with many stored responses, and prints figures and ratios:
/// `mvn test-compile exec:exec -Dexec.mainClass=io.github.certpulse.IntakeBenchmark`.
/// Service, load and servers share the machine and a heap of 256 MB.
public final class IntakeBenchmark {
    private static final int CONNECTIONS = 16;
    private static final int SHEETS = 3_000;
    private static final int SCHOOLS = 50;
    private static final int MANY = 100_000;
    private static final int TIMES = 9;
    private final TestService service = TestService.start(TestServers.shared().databasePort(), TestServers.shared().redisPort(), Map.of("certpulse.rate-limits", "off"));
    private final Province province = Province.with(service, IntStream.range(0, SCHOOLS).mapToObj("样例学校%1$d,高职,武汉市,,,物流管理,中级,500"::formatted).toArray(String[]::new));
    private final List<Province.School> schools = IntStream.range(0, SCHOOLS).mapToObj(i -> province.school("样例学校" + i)).toList();

    public static void main(String[] arguments) throws Exception {
        var benchmark = new IntakeBenchmark();
        benchmark.run();
        System.exit(0);
    }

    private void run() throws Exception {
        System.out.println("warming up");
        intake();
        System.out.printf("%n%-46s %12s%n", "what", "figure");
        var fewWithout = intake();
        province.change("{\"caps\":{\"perCertificate\":{\"teachers\":1000000}}}");
        var fewWith = intake();
        province.change("{\"caps\":null}");
        fill(MANY);
        var manyWithout = intake();
        province.change("{\"caps\":{\"perCertificate\":{\"teachers\":1000000}}}");
        var manyWith = intake();
        print("sheets a second, few stored, no cap", fewWithout);
        print("sheets a second, few stored, cap", fewWith);
        print("sheets a second, %,d stored, no cap".formatted(MANY), manyWithout);
        print("sheets a second, %,d stored, cap".formatted(MANY), manyWith);
        print("ratio cap / no cap, %,d stored".formatted(MANY), manyWith / manyWithout);
        print("ratio %,d stored / few stored, no cap".formatted(MANY), manyWithout / fewWithout);
        var office = service.office();
        print("results of %,d, median ms".formatted(MANY), median(() -> office.get(province.path() + "/results?role=TEACHER").expect(200)));
        print("crosstab q9 by level, median ms", median(() -> office.get(province.path() + "/crosstab?role=TEACHER&row=q9&column=level").expect(200)));
        print("campaign progress, median ms", median(() -> office.get(province.path() + "/progress").expect(200)));
        print("entry, median ms", median(() -> service.stranger().get("/api/v1/entries/" + schools.getFirst().teacherCode()).expect(200)));
        print("used heap after a collection, MB", usedHeap());
        service.stranger().get("/prometheus").text().lines().filter(line -> line.matches("certpulse_count_(time_seconds_(max|count|sum)|repairs).*")).forEach(System.out::println);
    }

    /// Sheets a second over HTTP from several connections, each by a new respondent.
    private double intake() throws Exception {
        var sheets = new AtomicInteger();
        var start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var task : threads.invokeAll(IntStream.range(0, CONNECTIONS).<Callable<Void>>mapToObj(_ -> () -> send(sheets)).toList())) {
                task.get();
            }
        }
        return SHEETS * 1e9 / (System.nanoTime() - start);
    }

    private Void send(AtomicInteger sheets) {
        for (int number; (number = sheets.incrementAndGet()) <= SHEETS; ) {
            var school = schools.get(number % SCHOOLS);
            Visitor browser = service.browser();
            browser.put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理"))).expect(201);
        }
        return null;
    }

    /// Stores responses past the service, as if they had come earlier.
    private void fill(int number) throws SQLException {
        var random = new Random(2020);
        var settings = TestServers.settings(TestServers.shared().databasePort(), service.database(), 0);
        try (var connection = DriverManager.getConnection(settings.get("certpulse.database.url") + "&rewriteBatchedStatements=true", "root", "");
                var statement = connection.prepareStatement("""
                        insert into response (campaign_id, seq, id, school_id, certificate_id, role, respondent, questionnaire, version, answers, body_hash, channel, received_at, stored_at)
                        values (?, ?, ?, ?, ?, 'TEACHER', ?, 'teacher-2020', 1, ?, ?, 'WEB', '2026-01-01', '2026-01-01')""")) {
            for (var i = 1; i <= number; i++) {
                var school = schools.get(random.nextInt(SCHOOLS));
                var answers = Sheets.with(Sheets.teacher(school, school.certificate("物流管理")), "answers.q9", "\"" + "ABCD".charAt(random.nextInt(4)) + "\"").get("answers");
                statement.setLong(1, Ids.parse(province.id()).orElseThrow());
                statement.setLong(2, Ids.next());
                statement.setBytes(3, bytes(random, 16));
                statement.setLong(4, Ids.parse(school.id()).orElseThrow());
                statement.setLong(5, Ids.parse(school.certificate("物流管理")).orElseThrow());
                statement.setBytes(6, bytes(random, 16));
                statement.setString(7, new String(Json.canonical(answers), StandardCharsets.UTF_8));
                statement.setBytes(8, bytes(random, 32));
                statement.addBatch();
                if (i % 2000 == 0 || i == number) {
                    statement.executeBatch();
                }
            }
        }
    }

    private static byte[] bytes(Random random, int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }

    private static double median(Runnable call) {
        var times = new ArrayList<Long>();
        for (var i = 0; i < TIMES; i++) {
            var start = System.nanoTime();
            call.run();
            times.add(System.nanoTime() - start);
        }
        return times.stream().sorted().skip(TIMES / 2).findFirst().orElseThrow() / 1e6;
    }

    private static double usedHeap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6;
    }

    private static void print(String what, double figure) {
        System.out.printf("%-46s %12.2f%n", what, figure);
    }
}
