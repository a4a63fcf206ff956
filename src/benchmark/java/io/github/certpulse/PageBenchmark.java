package io.github.certpulse;

import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;

/// Measures how long a phone with a slow network waits for the questionnaire, and how much it loads; needs Chromium:
/// `mvn -Pbenchmark test-compile exec:exec -Dexec.mainClass=io.github.certpulse.PageBenchmark`.
public final class PageBenchmark {
    private static final int NANOS_PER_MILLI = 1_000_000;

    private PageBenchmark() {}

    public static void main(String[] arguments) {
        var service = TestService.shared();
        var school = Province.with(service, "甲校,中职,恩施州,,,老年照护,初级,100").school("甲校");
        System.out.printf("%n%-28s %9s %9s %14s%n", "network", "requests", "bytes", "ms to question");
        try (var first = Phone.chinese()) {
            measure("warming up", first, service, school);
        }
        try (var near = Phone.chinese()) {
            measure("as it is", near, service, school);
        }
        try (var far = Phone.chinese()) {
            measure("slow 3G, first visit", far.onSlow3g(), service, school);
            measure("slow 3G, second visit", far, service, school);
        }
        System.exit(0);
    }

    private static void measure(String network, Phone phone, TestService service, Province.School school) {
        phone.page().evaluate("() => location.protocol.startsWith('http') && localStorage.clear()");
        var received = phone.received();
        long begin = System.nanoTime();
        phone.scan(service.url(), school.teacherCode()).begin("老年照护").page().locator("#q3").waitFor();
        long waited = (System.nanoTime() - begin) / NANOS_PER_MILLI;
        System.out.printf(
                "%-28s %9d %9d %14d%n",
                network,
                received.size(),
                received.stream().mapToInt(Integer::intValue).sum(),
                waited);
    }
}
