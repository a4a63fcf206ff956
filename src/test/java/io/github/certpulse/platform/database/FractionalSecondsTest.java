package io.github.certpulse.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// A service whose database reports the version of a MariaDB 10.6.
class FractionalSecondsTest {
    private static final String ROW = "%s,高职,武汉市,,,物流管理,中级,1";
    private static final String CONTACT = "{\"name\":\"王老师\",\"phone\":\"13800138000\"}";
    private static final String TIMES =
            """
                    select concat('max(microsecond(', column_name, ')) from ', table_name,
                          ' having count(', column_name, ') > 0')
                      from information_schema.columns
                     where table_schema = ? and data_type = 'datetime' and table_name <> 'school_result'
                       and column_name not in ('opens_at', 'closes_at', 'destroy_from')""";
    private static final int TRIES = 3;
    private static TestProxy proxy;
    private static TestService service;
    private final Province province = Province.withQuota(
            service,
            "{\"perCertificate\":{\"teachers\":1,\"students\":0}}",
            ROW.formatted("甲校"),
            ROW.formatted("乙校"),
            ROW.formatted("丙校"));
    private final Province.School school = province.school("甲校");

    @BeforeAll
    static void start() {
        assumeTrue(TestServers.isMariaDb(), "MySQL cannot report the version of MariaDB 10.x");
        proxy = new TestProxy(TestServers.shared().databasePort());
        proxy.introduceAs("5.5.5-10.6.12-MariaDB");
        service = TestService.start(proxy.port(), TestServers.shared().redisPort(), Map.of());
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            service.close();
            proxy.close();
        }
    }

    @Test
    void areEqualInTheReceiptsOfASheetAndItsRetry() {
        var sheet = Sheets.teacher(school, school.certificate("物流管理"));
        for (var i = 0; i < TRIES; i++) {
            var teacher = service.wechatUser();
            var path = "/api/v1/responses/" + UUID.randomUUID();
            var first = teacher.put(path, sheet).expect(201);
            assertThat(teacher.put(path, sheet).expect(200).json()).isEqualTo(first.json());
        }
    }

    @Test
    void areStoredInEveryTime() {
        var accounts = province.openAccounts();
        for (var name : accounts.keySet()) {
            var current = province.school(name);
            var sheet = Sheets.with(Sheets.teacher(current, current.certificate("物流管理")), "contact", CONTACT);
            service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
            var clerk = service.signedInWithOwnPassword(accounts.get(name).get(0), accounts.get(name).get(1));
            clerk.post("/api/v1/school/completion", "").expect(201);
        }
        try (var database = TestDatabase.of(service)) {
            // The office sets the times of opening and closing to the second.
            var fractions = database.column(TIMES, service.database())
                    .stream()
                    .flatMap(fraction -> database.column("select " + fraction).stream())
                    .toList();
            assertThat(fractions).hasSizeGreaterThan(7).doesNotContain("0");
        }
    }
}
