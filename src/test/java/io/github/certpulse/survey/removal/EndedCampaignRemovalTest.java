package io.github.certpulse.survey.removal;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.redis.Redis;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/// A campaign that is over is destroyed with everything in it, on purpose only.
class EndedCampaignRemovalTest {
    private final TestService service = TestService.start(
            TestServers.shared().databasePort(),
            TestServers.shared().newRedis(),
            Map.of("certpulse.rate-limits", "off"));
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province = used();
    private final Province other = used();
    private final String title = title(province);

    @Test
    void isRefusedWhileItRunsWhateverTitleIsGiven() {
        var office = province.office();
        office.delete(province.path()).expectProblem(409, "campaign-has-answers");
        office.delete(confirmed(title)).expectProblem(409, "campaign-has-answers");
        service.clock().moveOn(Duration.ofDays(30).plusMinutes(14));
        service.office().delete(confirmed(title)).expectProblem(409, "campaign-has-answers");
        assertThat(rows(province)).isEqualTo(3);
        close();
    }

    @Test
    void destroysEverythingOfItAndNothingOfAnother() {
        service.clock().moveOn(Duration.ofDays(30).plusMinutes(16));
        var office = service.office();
        office.get(province.path() + "/contacts").expect(200);
        office.get(other.path() + "/contacts").expect(200);
        office.get(province.path() + "/results?role=TEACHER").expect(200);
        office.put(province.path() + "/retention", Sheets.json("{}")).expect(200);
        assertThat(office.delete(province.path()).expectProblem(409, "campaign-has-answers").string("detail"))
                .contains("title");
        for (var wrong : List.of(title + "x", title.toUpperCase(Locale.ROOT) + " ", "")) {
            office.delete(confirmed(wrong)).expectProblem(422, "title-unconfirmed");
        }
        service.viewer().delete(confirmed(title)).expectProblem(403, "forbidden");
        assertThat(rows(province)).isEqualTo(3);
        var numbers = numbers(province);
        var before = office.get(other.path() + "/results?role=TEACHER").expect(200).json().get("questions");
        assertThat(database.allContent()).contains(numbers);

        office.delete(confirmed(title)).expect(204);

        assertThat(database.allContent()).doesNotContain(numbers);
        office.get(province.path()).expectProblem(404, "not-found");
        office.delete(confirmed(title)).expectProblem(404, "not-found");
        assertThat(rows(other)).isEqualTo(3);
        assertThat(office.get(other.path() + "/contacts").expect(200).json().size()).isEqualTo(3);
        assertThat(office.get(other.path() + "/results?role=TEACHER").expect(200).json().get("questions"))
                .isEqualTo(before);
        assertThat(office.get("/api/v1/audit?action=campaign-removed").expect(200).at("items.0.facts"))
                .isEqualTo(
                        Sheets.json(
                                "{\"title\":\"%s\",\"sample\":false,\"schools\":2,\"answers\":3}".formatted(title)));
        assertThat(office.get("/api/v1/audit?target=" + province.id()).expect(200).number("total"))
                .as("the audit trail stays")
                .isGreaterThan(3);
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(
                        () -> assertThat(service.bean(Redis.class).ask(commands -> commands.hkeys("certpulse:counts")))
                                .hasValueSatisfying(keys -> assertThat(keys).doesNotContain(numbers)));
        close();
    }

    private Province used() {
        var made = Province.with(
                service,
                "甲校,高职,武汉市,,,物流管理,中级,120",
                "乙校,本科,武汉市,,,物流管理,高级,80");
        var school = made.school("甲校");
        made.clerk("甲校").get("/api/v1/school/progress").expect(200);
        for (var person = 0; person < 3; person++) {
            service.wechatUser()
                    .put(
                            "/api/v1/responses/" + UUID.randomUUID(),
                            Sheets.with(
                                    Sheets.teacher(school, school.certificate("物流管理")),
                                    "contact",
                                    "{\"name\":\"王老师\",\"phone\":\"13871234567\"}"))
                    .expect(201);
        }
        return made;
    }

    /// The ids of everything that belongs to a campaign, as they stand in the tables; the audit trail has them as text.
    private String[] numbers(Province made) {
        var id = TestDatabase.id(made.id());
        var numbers = new ArrayList<>(List.of(Long.toString(id)));
        numbers.addAll(database.column("select id from school where campaign_id = ?", id));
        numbers.addAll(
                database.column(
                        "select c.id from certificate c join school s on s.id = c.school_id where s.campaign_id = ?",
                        id));
        numbers.addAll(
                database.column(
                        "select e.code from entry e join school s on s.id = e.school_id where s.campaign_id = ?",
                        id));
        return numbers.toArray(String[]::new);
    }

    private int rows(Province made) {
        return database
                .number("select count(*) from response where campaign_id = ?", TestDatabase.id(made.id()));
    }

    private String confirmed(String typed) {
        return province.path() + "?title=" + URLEncoder.encode(typed, StandardCharsets.UTF_8);
    }

    private static String title(Province made) {
        return made.office().get(made.path()).expect(200).string("title");
    }

    private void close() {
        database.close();
        service.close();
    }
}
