package io.github.certpulse.survey.retention;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;

/// A campaign with a school, at which people answered and left contacts. Closing it sets the clock back.
final class KeptData implements AutoCloseable {
    static final int PEOPLE = 9;
    private final TestService service;
    private final TestDatabase database;
    private final Province province;
    private final Province.School school;

    record Left(String openid, String path, JsonNode sheet) {}

    KeptData(TestService service) {
        this.service = service;
        this.database = TestDatabase.of(service);
        this.province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        this.school = province.school("甲校");
    }

    /// A service that keeps data for 60 days.
    static TestService startService() {
        return startService(TestServers.shared().newDatabase(), Duration.ZERO);
    }

    /// The same on a database that is there.
    ///
    /// @param ahead of real time, the service's clock
    static TestService startService(String database, Duration ahead) {
        var servers = TestServers.shared();
        return TestService.start(
                servers.databasePort(),
                database,
                servers.redisPort(),
                Map.of(
                        "certpulse.rate-limits",
                        "off",
                        "certpulse.retention-days",
                        "60",
                        "test-clock.ahead",
                        ahead));
    }

    TestDatabase database() {
        return database;
    }

    Province province() {
        return province;
    }

    Province.School school() {
        return school;
    }

    /// The address of the campaign's retention.
    String path() {
        return province.path() + "/retention";
    }

    List<Left> leave() {
        var all = new ArrayList<Left>();
        for (var person = 0; person < PEOPLE; person++) {
            var left = new Left(
                    "openid-%s-%d".formatted(province.id(), person),
                    "/api/v1/responses/" + UUID.randomUUID(),
                    Sheets.with(
                            Sheets.teacher(school, school.certificate("物流管理")),
                            "contact",
                            "{\"name\":\"王老师\",\"phone\":\"13871234567\"}"));
            service.wechatUser(left.openid()).put(left.path(), left.sheet()).expect(201);
            all.add(left);
        }
        return all;
    }

    /// Until the campaign's data are destroyed; the service may be at it by itself.
    void runDue() {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
            service.bean(Destruction.class).runDue();
            return isDestroyedOn(service);
        });
    }

    /// Everything that is counted of the answers, and the answers themselves.
    List<String> results(Visitor office) {
        var progress = province.path() + "/progress";
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .until(
                        () -> office.get(progress).expect(200).number("total.teachers.received")
                                == rows("response"));
        return List.of(
                text(office.get(province.path() + "/results?role=TEACHER").expect(200).at("questions")),
                text(office.get(progress).expect(200).at("total")),
                String.join(
                        ",",
                        database.column(
                                "select concat_ws('|', seq, hex(respondent), answers, other_texts, received_at) "
                                        + "from response where campaign_id = ? order by seq",
                                id())));
    }

    private static String text(JsonNode json) {
        return new String(Json.canonical(json), StandardCharsets.UTF_8);
    }

    void closeCampaign() {
        service.clock().moveOn(Duration.ofDays(30).plusMinutes(16));
    }

    LocalDate lastDay() {
        return service.bean(CampaignRepository.class)
                .findById(id())
                .orElseThrow()
                .closesAt()
                .atZone(Time.ZONE)
                .toLocalDate();
    }

    Reply choose(LocalDate day) {
        return put("{\"destroyAfter\":\"%s\"}".formatted(day));
    }

    Reply put(String body) {
        return office().put(path(), Sheets.json(body));
    }

    String title() {
        return office().get(province.path()).expect(200).string("title");
    }

    String confirmed() {
        return "{\"title\":\"%s\"}".formatted(title());
    }

    /// Whether a service says that the data are destroyed.
    boolean isDestroyedOn(TestService other) {
        return other.office().get(path()).expect(200).string("state").equals("DESTROYED");
    }

    int rows(String table) {
        return rows(database, table);
    }

    /// How many rows a copy of the database holds of the campaign.
    int rows(TestDatabase copy, String table) {
        return copy.number("select count(*) from %s where campaign_id = ?".formatted(table), id());
    }

    long id() {
        return TestDatabase.id(province.id());
    }

    private Visitor office() {
        return service.office();
    }

    @Override
    public void close() {
        service.clock().reset();
        database.close();
    }
}
