package io.github.certpulse.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.certpulse.result.RandomSheets;
import io.github.certpulse.testing.BackDoor;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.io.IOException;
import java.net.Socket;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import org.awaitility.Awaitility;

/// Measures downloads of a million rows against a bare SELECT of the same rows, and prints seconds, megabytes and the heap in
/// use meanwhile: `mvn test-compile exec:exec -Dexec.mainClass=io.github.certpulse.export.ExportBenchmark`.
/// Service, reader and servers share the machine and a heap of 256 MB.
public final class ExportBenchmark {
    private static final int DIFFERENT = 250;
    private static final int ROWS = Integer.getInteger("rows", 1_000_000);
    private static final int TIMES = 3;
    private final TestService service = TestService.start(TestServers.shared().databasePort(), TestServers.shared().redisPort(), Map.of("certpulse.rate-limits", "off"));
    private final Province province = Province.with(service, "甲校,高职,武汉市,一,,物流管理,中级,120", "乙校,本科,襄阳市,二,,老年照护,高级,40", "丙校,中职,,,,物流管理,初级,60");
    private final BackDoor database = BackDoor.to(service);

    public static void main(String[] arguments) throws Exception {
        new ExportBenchmark().run();
        System.exit(0);
    }

    private void run() throws Exception {
        new RandomSheets(service, province, 1).handIn(DIFFERENT);
        for (var rows = DIFFERENT; rows < ROWS; rows *= 2) {
            database.change("""
                    insert into response (campaign_id, seq, id, school_id, certificate_id, role, respondent, questionnaire, version, answers, other_texts, body_hash, channel,
                                          elapsed_seconds, received_at, stored_at)
                    select campaign_id, seq + ?, unhex(md5(concat(hex(id), 'id', ?))), school_id, certificate_id, role, unhex(md5(concat(hex(id), 'person', ?))), questionnaire, version, answers,
                           other_texts, body_hash, channel, elapsed_seconds, received_at - interval ? second, stored_at - interval 1 hour
                      from response limit ?""", rows * 1_000_003L, rows, rows, rows, ROWS - rows);
        }
        System.out.println(database.number("select count(*) from response") + " rows");
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> province.office().get(province.path() + "/results?role=TEACHER").number("respondents") == ROWS);
        for (var i = 0; i < TIMES; i++) {
            System.out.printf("bare SELECT                %6.2f s%n", select());
            for (var file : new String[] {"responses.csv?role=TEACHER", "responses.csv", "responses-spss.zip", "responses.xlsx?role=TEACHER"}) {
                download(file);
            }
        }
    }

    private double select() throws SQLException {
        var start = System.nanoTime();
        var octets = 0L;
        try (var statement = database.connection().createStatement(ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            statement.setFetchSize(Integer.MIN_VALUE);
            try (var rows = statement.executeQuery("""
                    select seq, id, school_id, certificate_id, respondent, questionnaire, version, answers, other_texts, channel, elapsed_seconds, received_at from response
                     where campaign_id = %d and role = 'TEACHER'""".formatted(BackDoor.id(province.id())))) {
                while (rows.next()) {
                    octets += rows.getBytes(8).length;
                }
            }
        }
        if (octets == 0) {
            throw new IllegalStateException("no rows");
        }
        return (System.nanoTime() - start) / 1e9;
    }

    private void download(String file) throws IOException {
        var start = System.nanoTime();
        var first = 0L;
        var octets = 0L;
        var most = 0L;
        try (var socket = new Socket(service.url().getHost(), service.url().getPort())) {
            socket.getOutputStream().write("GET %s/exports/%s HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nAuthorization: Bearer %s\r\n\r\n".formatted(province.path(), file, province.office().token()).getBytes(ISO_8859_1));
            var buffer = new byte[256 * 1024];
            for (int length; (length = socket.getInputStream().read(buffer)) >= 0; ) {
                first = first == 0 ? System.nanoTime() - start : first;
                octets += length;
                most = Math.max(most, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
            }
        }
        System.out.printf("%-26s %6.2f s   first byte %5.0f ms   %5d MB   heap at most %d MB%n", file, (System.nanoTime() - start) / 1e9, first / 1e6, octets >> 20, most >> 20);
    }
}
