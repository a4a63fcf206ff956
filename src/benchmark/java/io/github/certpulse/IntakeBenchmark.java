package io.github.certpulse;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// Measures the intake of sheets and some requests that read responses, with few and with many stored responses, and
/// prints figures and ratios: `mvn -Pbenchmark test-compile exec:exec
/// -Dexec.mainClass=io.github.certpulse.IntakeBenchmark`. Service, load and servers share the machine and a heap of 256
/// MB.
public final class IntakeBenchmark {
    private static final int CONNECTIONS = 16;
    private static final int SHEETS = 3_000;
    private static final int SCHOOLS = 50;
    private static final int MANY = 100_000;
    private static final int TIMES = 9;
    private final TestService service = TestService.start(
            TestServers.shared().databasePort(),
            TestServers.shared().redisPort(),
            Map.of("certpulse.rate-limits", "off"));
    private final Province province = Province.with(
            service,
            IntStream.range(0, SCHOOLS)
                    .mapToObj("样例学校%1$d,高职,武汉市,,,物流管理,中级,500"::formatted)
                    .toArray(String[]::new));
    private final List<Province.School> schools =
            IntStream.range(0, SCHOOLS).mapToObj(i -> province.school("样例学校" + i)).toList();

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
        new StoredCrowd(service, province, 2020).store(Role.TEACHER, MANY);
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
        print("campaign progress, median ms", median(() -> office.get(province.path() + "/progress").expect(200)));
        print(
                "entry, median ms",
                median(
                        () -> service.stranger()
                                .get("/api/v1/entries/" + schools.getFirst().teacherCode())
                                .expect(200)));
        print("used heap after a collection, MB", usedHeap());
        service.stranger()
                .get("/prometheus")
                .text()
                .lines()
                .filter(line -> line.matches("certpulse_count_(time_seconds_(max|count|sum)|repairs).*"))
                .forEach(System.out::println);
    }

    /// Stored sheets a second over HTTP on several connections, each sheet by a new respondent.
    private double intake() throws Exception {
        var sheets = new AtomicInteger();
        var start = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(CONNECTIONS)) {
            for (var task : threads.invokeAll(
                    IntStream.range(0, CONNECTIONS).<Callable<Void>>mapToObj(_ -> () -> send(sheets)).toList())) {
                task.get();
            }
        }
        return SHEETS * 1e9 / (System.nanoTime() - start);
    }

    private Void send(AtomicInteger sheets) {
        for (int number; (number = sheets.incrementAndGet()) <= SHEETS;) {
            var school = schools.get(number % SCHOOLS);
            Visitor browser = service.browser();
            browser.put(
                    "/api/v1/responses/" + UUID.randomUUID(),
                    Sheets.teacher(school, school.certificate("物流管理")))
                    .expect(201);
        }
        return null;
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
