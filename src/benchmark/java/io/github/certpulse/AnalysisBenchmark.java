package io.github.certpulse;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/// Measures the office's pages of results with 189 schools, 12 certificates each, and 100,000 responses, and prints a
/// table: the whole page over HTTP, and the time in Chromium, which it needs, until the page and its first chart are
/// drawn; medians after warm-up:
/// `mvn -Pbenchmark test-compile exec:exec -Dexec.mainClass=io.github.certpulse.AnalysisBenchmark`. Another size:
/// `BENCHMARK_SIZES=5000` in the environment.
public final class AnalysisBenchmark {
    private static final int SCHOOLS = 189;
    private static final int CERTIFICATES = 12;
    private static final int WARM_UP = 5;
    private static final int TIMES = 11;
    private static final int SIZE = Integer.parseInt(System.getenv().getOrDefault("BENCHMARK_SIZES", "100000"));
    private static final List<String> PAGES = List.of(
            "results?role=TEACHER",
            "results?role=TEACHER&city=%E5%9F%8E%E5%B8%823&minCell=5",
            "crosstab?role=TEACHER&row=q9&column=level",
            "crosstab?role=TEACHER&row=q5&column=school",
            "crosstab?role=TEACHER&row=q4&column=school&minCell=5",
            "quality?role=TEACHER",
            "downloads");

    private AnalysisBenchmark() {}

    public static void main(String[] arguments) {
        try {
            run();
            System.exit(0);
        } finally {
            System.exit(1);
        }
    }

    private static void run() {
        var service = TestService.shared();
        var rows = IntStream.range(0, SCHOOLS)
                .boxed()
                .flatMap(
                        school -> IntStream.range(0, CERTIFICATES)
                                .mapToObj(
                                        certificate -> "学校%d,%s,城市%d,%s,,证书%d,中级,500".formatted(
                                                school,
                                                List.of("高职", "中职", "本科").get(school % 3),
                                                school % 17,
                                                List.of("一", "二").get(school % 2),
                                                (school + certificate) % 40)))
                .toArray(String[]::new);
        var province = Province.with(service, rows);
        new StoredCrowd(service, province, 2020).store(Role.TEACHER, SIZE);
        var home = "/office/campaigns/" + province.id() + "/";
        var office = service.office();
        System.out.printf("%n%-56s %12s %12s %12s%n", "page", "HTTP, ms", "drawn, ms", "kB");
        try (var phone = Phone.desktop()) {
            phone.signIn(service.url(), "office", TestService.OFFICE_PASSWORD);
            for (var page : PAGES) {
                var size = new int[1];
                var http = median(_ -> size[0] = bytes(office, home + page));
                System.out.printf(
                        "%-56s %12.0f %12.0f %12d%n",
                        page,
                        http,
                        median(_ -> drawn(phone, home + page)),
                        size[0] / 1000);
            }
        }
    }

    private static int bytes(Visitor office, String address) {
        return office.get(address).expect(200).body().length;
    }

    private static int drawn(Phone phone, String address) {
        phone.open(address);
        if (phone.page().locator("[data-chart]").count() > 0) {
            phone.page().locator("[data-chart]").first().scrollIntoViewIfNeeded();
            phone.page().locator("[data-drawn]").first().waitFor();
        }
        return 0;
    }

    private static double median(ToIntFunction<Integer> call) {
        for (var i = 0; i < WARM_UP; i++) {
            var _ = call.applyAsInt(i);
        }
        return DoubleStream.generate(() -> {
            var start = System.nanoTime();
            var _ = call.applyAsInt(0);
            return (System.nanoTime() - start) / 1e6;
        }).limit(TIMES).sorted().skip(TIMES / 2).findFirst().orElseThrow();
    }
}
