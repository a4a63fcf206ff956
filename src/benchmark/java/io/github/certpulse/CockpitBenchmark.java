package io.github.certpulse;

import com.microsoft.playwright.Page;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Measures the office's pages of progress with 189 schools, 12 certificates each, and 100,000 responses: how long the
/// service takes for each over HTTP, how large it is, and how long Chromium takes until it is drawn. Medians after
/// warm-up; service, browser and servers share the machine: `mvn -Pbenchmark test-compile exec:exec
/// -Dexec.mainClass=io.github.certpulse.CockpitBenchmark`.
public final class CockpitBenchmark {
    private static final int SCHOOLS = 189;
    private static final int CERTIFICATES = 12;
    private static final int RESPONSES = 100_000;
    /// Numbers of certificates' names: below and above the maximum of a matrix's columns.
    private static final int[] NAMES = {36, 60};
    private static final int WARM_UP = 10;
    private static final int TIMES = 11;
    private static final int NANOS_PER_MILLI = 1_000_000;

    private CockpitBenchmark() {}

    public static void main(String[] arguments) throws Exception {
        var service = TestService.start(
                TestServers.shared().databasePort(),
                TestServers.shared().redisPort(),
                Map.of("certpulse.rate-limits", "off"));
        System.out.printf("%n%-32s %12s %9s %12s%n", "page", "service, ms", "KB", "drawn, ms");
        for (var names : NAMES) {
            measure(province(service, names), names + " certificates' names");
        }
        try (var database = TestDatabase.of(service)) {
            service.close();
            database.change("drop database " + service.database());
        }
        System.exit(0);
    }

    private static Province province(TestService service, int names) throws Exception {
        var rows = IntStream.range(0, SCHOOLS)
                .boxed()
                .flatMap(
                        school -> IntStream.range(0, CERTIFICATES)
                                .mapToObj(
                                        certificate -> "第%d职业技术学院,%s,城市%d,%s,,职业技能证书%d,中级,500"
                                                .formatted(
                                                        school,
                                                        List.of("高职", "中职", "本科").get(school % 3),
                                                        school % 17,
                                                        List.of("一", "二").get(school % 2),
                                                        (school + certificate) % names)))
                .toArray(String[]::new);
        var province = Province.with(service, rows)
                .change("{\"opensAt\":\"%s\"}".formatted(Instant.now().minus(Duration.ofDays(16))));
        for (var role : Role.values()) {
            new StoredCrowd(service, province, 2020).store(role, RESPONSES / 2);
        }
        try (var database = TestDatabase.of(service)) {
            // The stored responses begin in January and span two weeks; move their end to the present.
            database.change(
                    "update response "
                            + "set received_at = received_at + interval "
                            + "timestampdiff(hour, '2026-01-19', utc_timestamp()) hour "
                            + "where campaign_id = "
                            + TestDatabase.id(province.id()));
        }
        return province;
    }

    private static void measure(Province province, String names) {
        var base = "/office/campaigns/" + province.id();
        var pages = new LinkedHashMap<String, String>();
        pages.put("overview", base);
        pages.put("schools, list", base + "/schools");
        pages.put("schools, sorted and filtered", base + "/schools?short=yes&sort=missing&order=desc");
        pages.put("schools, matrix", base + "/schools?view=matrix");
        pages.put("one school", base + "/schools/" + province.schoolList().getFirst().get("id").getStringValue());
        System.out.println(names);
        try (var desk = Phone.desktop()) {
            pages.forEach(
                    (name, path) -> System.out.printf(
                            "%-32s %12d %9d %12d%n",
                            name,
                            median(() -> answered(province, path)),
                            province.office().get(path).expect(200).body().length / 1000,
                            median(() -> drawn(desk.open(province.office(), path).page()))));
        }
    }

    private static long answered(Province province, String path) {
        var start = System.nanoTime();
        province.office().get(path).expect(200);
        return (System.nanoTime() - start) / NANOS_PER_MILLI;
    }

    /// The browser's time from the navigation to the frame after layout.
    private static long drawn(Page page) {
        return ((Number) page.evaluate(
                "() => new Promise(done => requestAnimationFrame(() => "
                        + "setTimeout(() => done(Math.round(performance.now())))))"))
                .longValue();
    }

    private static long median(LongSupplier once) {
        for (var i = 0; i < WARM_UP; i++) {
            var _ = once.getAsLong();
        }
        return LongStream.generate(once).limit(TIMES).sorted().skip(TIMES / 2).findFirst().orElseThrow();
    }
}
