package io.github.certpulse;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Measures the office's requests at 10,000, 100,000 and 1,000,000 responses, and prints a table of figures and how
/// they grow: `mvn -Pbenchmark test-compile exec:exec -Dexec.mainClass=io.github.certpulse.DeskBenchmark`. Other sizes:
/// `BENCHMARK_SIZES=5000,50000` in the environment. Service, office and servers share the machine, the first two a heap
/// of 256 MB. Calls are medians over HTTP after warm-up; downloads go to a file once. The bare SELECT is MariaDB's own
/// client writing the same rows to a file.
public final class DeskBenchmark {
    private static final int SCHOOLS = 189;
    private static final int CERTIFICATES = 6;
    private static final int WARM_UP = 30;
    private static final int TIMES = 21;
    private static final int[] SIZES =
            Stream.of(System.getenv().getOrDefault("BENCHMARK_SIZES", "10000,100000,1000000").split(","))
                    .mapToInt(Integer::parseInt)
                    .toArray();
    private static final List<String> CALLS = List.of(
            "results?role=TEACHER",
            "results?role=STUDENT",
            "results?role=TEACHER&city=%E5%9F%8E%E5%B8%823",
            "results?role=TEACHER&quality=unflagged",
            "results?role=STUDENT&minCell=5",
            "crosstab?role=TEACHER&row=q9&column=level",
            "crosstab?role=TEACHER&row=q5&column=school",
            "crosstab?role=TEACHER&row=q5&column=q17",
            "crosstab?role=TEACHER&row=q4&column=school&minCell=5",
            "quality?role=STUDENT",
            "progress",
            "pace");
    private static final List<String> DOWNLOADS =
            List.of("responses.csv", "responses.xlsx", "responses-spss.zip", "results.xlsx", "progress.xlsx");
    private static final Path FILE = Path.of("target", "benchmark-download");
    private final TestService service = TestService.start(
            TestServers.shared().databasePort(),
            TestServers.shared().redisPort(),
            Map.of("certpulse.rate-limits", "off"));
    private final SequencedMap<String, double[]> figures = new LinkedHashMap<>();
    private final double heapBefore = usedHeap();

    public static void main(String[] arguments) throws Exception {
        try {
            new DeskBenchmark().run();
            System.exit(0);
        } finally {
            System.exit(1);
        }
    }

    private void run() throws Exception {
        for (var size = 0; size < SIZES.length; size++) {
            System.out.printf("%,d responses%n", SIZES[size]);
            measure(size);
        }
        System.out.printf("%n%-56s", "");
        IntStream.of(SIZES).forEach(size -> System.out.printf(" %,12d", size));
        System.out.printf(" %12s%n", "growth");
        figures.forEach((what, figure) -> {
            System.out.printf("%-56s", what);
            for (var one : figure) {
                System.out.printf(one < 100 ? " %12.1f" : " %,12.0f", one);
            }
            System.out.printf(" %12.2f%n", figure[figure.length - 1] / figure[figure.length - 2]);
        });
        System.out.println("\ngrowth: the last column by the one before");
        try (var database = TestDatabase.of(service)) {
            service.close();
            database.change("drop database " + service.database());
        }
    }

    private void measure(int size) throws Exception {
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
        var crowd = new StoredCrowd(service, province, 2020);
        crowd.store(Role.TEACHER, SIZES[size] / 2);
        crowd.store(Role.STUDENT, SIZES[size] / 2);
        var office = service.office();
        put("first look after a start, ms", size, milliseconds(() -> call(office, province, CALLS.getFirst())));
        put("heap that the answers fill, MB", size, usedHeap() - heapBefore);
        for (var call : CALLS) {
            IntStream.range(0, WARM_UP).forEach(_ -> call(office, province, call));
            put(call + ", ms", size, median(() -> call(office, province, call)));
        }
        setAside(office, province, size);
        put("bare SELECT to a file, s", size, select(province) / 1000);
        for (var file : DOWNLOADS) {
            download(office, province, file, size);
        }
        put(
                "responses.csv by bare SELECT",
                size,
                figures.get("responses.csv, s")[size] / figures.get("bare SELECT to a file, s")[size]);
    }

    private static void call(Visitor office, Province province, String path) {
        office.get(province.path() + "/" + path).expect(200);
    }

    /// Sets the first tenth aside, by time, and takes it back: until the answer, and until all numbers are right.
    private void setAside(Visitor office, Province province, int size) throws IOException {
        awaitCounted(office, province, SIZES[size]);
        var path = province.path() + "/set-aside";
        var form = "{\"reason\":\"benchmark\",\"filter\":{\"to\":\"2026-01-06T09:36:00Z\"}}";
        var start = System.nanoTime();
        var done = office.post(path, form).expect(200);
        put("set a tenth aside, s", size, (System.nanoTime() - start) / 1e9);
        awaitCounted(office, province, SIZES[size] - done.number("responses"));
        put("until progress and results are right, s", size, (System.nanoTime() - start) / 1e9);
        put("responses set aside", size, done.number("responses"));
        var back = System.nanoTime();
        office.delete(path + "/" + done.string("id")).expect(204);
        awaitCounted(office, province, SIZES[size]);
        put("take it back until both are right, s", size, (System.nanoTime() - back) / 1e9);
    }

    private static void awaitCounted(Visitor office, Province province, int number) throws IOException {
        var end = System.nanoTime() + 60_000_000_000L;
        while (inProgress(office, province) != number || inResults(office, province) != number) {
            if (System.nanoTime() > end) {
                throw new IOException("not " + number + " after a minute");
            }
        }
    }

    private static int inProgress(Visitor office, Province province) {
        return office.get(province.path() + "/progress?detail=certificates")
                .expect(200)
                .list("schools")
                .stream()
                .flatMap(school -> Reply.items(school.get("certificates")).stream())
                .mapToInt(
                        certificate -> Reply.at(certificate, "teachers.received").getIntValue()
                                + Reply.at(certificate, "students.received").getIntValue())
                .sum();
    }

    private static int inResults(Visitor office, Province province) {
        return Stream.of(Role.values())
                .mapToInt(
                        role -> office.get(province.path() + "/results?role=" + role).expect(200).number("respondents"))
                .sum();
    }

    private double select(Province province) throws IOException, InterruptedException {
        var client = Path.of(
                System.getProperty("certpulse.test.data", "target/test-servers"),
                "1",
                "mariadb",
                "base",
                "bin",
                "mariadb").toAbsolutePath().toString();
        var query = "select * from response where campaign_id = " + TestDatabase.id(province.id());
        var start = System.nanoTime();
        var status = new ProcessBuilder(
                client,
                "--host=127.0.0.1",
                "--port=" + TestServers.shared().databasePort(),
                "--user=root",
                "--skip-ssl",
                "--quick",
                "--batch",
                service.database(),
                "--execute=" + query)
                .redirectOutput(FILE.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start()
                .waitFor();
        if (status != 0) {
            throw new IOException("The client ended with " + status);
        }
        return (System.nanoTime() - start) / 1e6;
    }

    private void download(Visitor office, Province province, String file, int size) throws IOException {
        var start = System.nanoTime();
        var first = 0L;
        try (
                var socket = new Socket(service.url().getHost(), service.url().getPort());
                var out = new BufferedOutputStream(Files.newOutputStream(FILE))) {
            var request = String.join(
                    "\r\n",
                    "GET " + province.path() + "/exports/" + file + " HTTP/1.1",
                    "Host: localhost",
                    "Connection: close",
                    "Authorization: Bearer " + office.token(),
                    "",
                    "");
            socket.getOutputStream().write(request.getBytes(ISO_8859_1));
            var buffer = new byte[64 * 1024];
            var end = "";
            for (int length; (length = socket.getInputStream().read(buffer)) >= 0;) {
                first = first == 0 ? System.nanoTime() - start : first;
                out.write(buffer, 0, length);
                end = new String(buffer, Math.max(0, length - 7), Math.min(7, length), ISO_8859_1);
            }
            if (!end.endsWith("0\r\n\r\n")) {
                throw new IOException(file + " broke off");
            }
        }
        put(file + ", s", size, (System.nanoTime() - start) / 1e9);
        put(file + ", first byte, ms", size, first / 1e6);
        put(file + ", MB", size, Files.size(FILE) / 1e6);
        Files.delete(FILE);
    }

    private void put(String what, int size, double figure) {
        figures.computeIfAbsent(what, _ -> new double[SIZES.length])[size] = figure;
        System.out.printf("  %-56s %12.1f%n", what, figure);
    }

    private static double median(Runnable call) {
        var times = new ArrayList<Double>();
        IntStream.range(0, TIMES).forEach(_ -> times.add(milliseconds(call)));
        return times.stream().sorted().skip(TIMES / 2).findFirst().orElseThrow();
    }

    private static double milliseconds(Runnable call) {
        var start = System.nanoTime();
        call.run();
        return (System.nanoTime() - start) / 1e6;
    }

    private static double usedHeap() {
        System.gc();
        return (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) / 1e6;
    }
}
