package io.github.certpulse;

import io.github.certpulse.questionnaire.Role;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Measures what the office asks for, at 10,000, 100,000 and 1,000,000 responses, and prints figures and ratios:
/// `mvn test-compile exec:exec -Dexec.mainClass=io.github.certpulse.DeskBenchmark`.
/// Service, office and servers share the machine and a heap of 256 MB.
public final class DeskBenchmark {
    private static final int SCHOOLS = 189;
    private static final int CERTIFICATES = 6;
    private static final int TIMES = 15;
    private static final int[] SIZES = Stream.of(System.getProperty("certpulse.sizes", "1000000").split(",")).mapToInt(Integer::parseInt).toArray();
    private final TestService service = TestService.start(TestServers.shared().databasePort(), TestServers.shared().redisPort(), Map.of("certpulse.rate-limits", "off"));

    public static void main(String[] arguments) {
        var status = 1;
        try {
            new DeskBenchmark().run();
            status = 0;
        } finally {
            System.exit(status);
        }
    }

    private void run() {
        for (var size : SIZES) {
            var rows = IntStream.range(0, SCHOOLS).boxed()
                    .flatMap(school -> IntStream.range(0, CERTIFICATES).mapToObj(certificate -> "学校%d,%s,城市%d,%s,,证书%d,中级,500".formatted(
                            school, List.of("高职", "中职", "本科").get(school % 3), school % 17, List.of("一", "二").get(school % 2), (school + certificate) % 40)))
                    .toArray(String[]::new);
            var province = Province.with(service, rows);
            var crowd = new StoredCrowd(service, province, 2020);
            var start = System.nanoTime();
            crowd.store(Role.TEACHER, size / 2);
            crowd.store(Role.STUDENT, size / 2);
            System.out.printf("%,d stored in %.1f s%n", size, (System.nanoTime() - start) / 1e9);
            var office = service.office();
            start = System.nanoTime();
            office.get(province.path() + "/results?role=TEACHER").expect(200);
            System.out.printf("first %.0f ms, heap %.1f MB%n", (System.nanoTime() - start) / 1e6, usedHeap());
            for (var path : List.of("/results?role=TEACHER", "/results?role=STUDENT", "/results?role=TEACHER&city=%E5%9F%8E%E5%B8%823", "/results?role=TEACHER&quality=unflagged",
                    "/crosstab?role=TEACHER&row=q9&column=level", "/crosstab?role=TEACHER&row=q5&column=school", "/crosstab?role=TEACHER&row=q5&column=q17", "/progress")) {
                IntStream.range(0, 20).forEach(_ -> office.get(province.path() + path).expect(200));
                System.out.printf("%-50s %.1f ms%n", path, median(() -> office.get(province.path() + path).expect(200)));
            }
        }
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
}
