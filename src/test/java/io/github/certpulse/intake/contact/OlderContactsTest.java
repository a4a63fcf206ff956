package io.github.certpulse.intake.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.json.Sha256;
import io.github.certpulse.platform.secret.Keys;
import io.github.certpulse.platform.secret.Seal;
import io.github.certpulse.platform.sql.UuidColumn;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Contacts that the version before stored beside their responses.
@Fast
class OlderContactsTest {
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);
    private final Province province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
    private final Province.School school = province.school("甲校");
    private final OlderContacts older = service.bean(OlderContacts.class);

    private record Stored(UUID response, Visitor teacher) {}

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void areMovedAndCanStillBeWithdrawn() {
        var all = new ArrayList<Stored>();
        for (var person = 0; person < 3; person++) {
            all.add(store("老师" + person));
        }
        all.getFirst().teacher().delete(path(all.getFirst()) + "/contact").expect(204);
        older.moveAll();
        assertThat(rows("contact")).isZero();
        assertThat(rows("left_contact")).isEqualTo(2);
        assertThat(names()).containsExactlyInAnyOrder("老师1", "老师2");
        service.wechatUser().delete(path(all.get(1)) + "/contact").expectProblem(404, "not-found");
        all.get(1).teacher().delete(path(all.get(1)) + "/contact").expect(204);
        all.get(1).teacher().delete(path(all.get(1)) + "/contact").expectProblem(404, "not-found");
        assertThat(names()).containsExactly("老师2");
        older.moveAll();
        assertThat(names()).as("moving again changes nothing").containsExactly("老师2");
    }

    @Test
    void areMovedWhenTheFirstTryBrokeOff() throws Exception {
        for (var person = 0; person < 3; person++) {
            store("老师" + person);
        }
        try (var other = TestDatabase.of(service)) {
            other.connection().setAutoCommit(false);
            other.column("select campaign_id from contact where campaign_id = ? for update", id());
            assertThat(catchThrowable(older::moveAll)).isNotNull();
            other.connection().rollback();
        }
        // In one statement, because the service's own job may move one between two counts.
        assertThat(
                database.number(
                        """
                                select (select count(*) from contact where campaign_id = ?)
                                     + (select count(*) from left_contact where campaign_id = ?)""",
                        id(),
                        id()))
                .as("none is lost, none is twice")
                .isEqualTo(3);
        older.moveAll();
        assertThat(rows("contact")).isZero();
        assertThat(names()).containsExactlyInAnyOrder("老师0", "老师1", "老师2");
    }

    @Test
    void aRetryOfASheetOfTheVersionBeforeIsAnsweredAsTheFirstTime() {
        var id = UUID.randomUUID();
        var teacher = service.wechatUser();
        var sheet = Sheets.teacher(school, school.certificate("物流管理"));
        var first = teacher.put("/api/v1/responses/" + id, sheet).expect(201).json();
        var plain = Sha256.digest(Json.canonical(sheet));
        assertThat(database.change("update response set body_hash = ? where id = ?", plain, UuidColumn.bytes(id)))
                .isOne();
        assertThat(teacher.put("/api/v1/responses/" + id, sheet).expect(200).json()).isEqualTo(first);
        teacher.put("/api/v1/responses/" + id, Sheets.with(sheet, "elapsedSeconds", "7"))
                .expectProblem(409, "response-id-reused");
        service.wechatUser().put("/api/v1/responses/" + id, sheet).expectProblem(409, "response-id-reused");
    }

    /// As the version before stored it.
    private Stored store(String name) {
        var id = UUID.randomUUID();
        var teacher = service.wechatUser();
        teacher.put("/api/v1/responses/" + id, Sheets.teacher(school, school.certificate("物流管理"))).expect(201);
        var sealed = new Seal(service.bean(Keys.class), "contacts").close(
                id.toString(),
                "{\"name\":\"%s\",\"phone\":\"13871234567\"}".formatted(name).getBytes(StandardCharsets.UTF_8));
        database.change(
                "insert into contact (response_id, campaign_id, key_id, sealed, created_at) "
                        + "values (?, ?, ?, ?, utc_timestamp(6))",
                UuidColumn.bytes(id),
                id(),
                sealed.keyId(),
                sealed.bytes());
        return new Stored(id, teacher);
    }

    private static String path(Stored stored) {
        return "/api/v1/responses/" + stored.response();
    }

    private List<String> names() {
        return Reply.items(province.office().get(province.path() + "/contacts").expect(200).json())
                .stream()
                .map(contact -> contact.get("name").getStringValue())
                .toList();
    }

    private int rows(String table) {
        return database.number("select count(*) from %s where campaign_id = ?".formatted(table), id());
    }

    private long id() {
        return TestDatabase.id(province.id());
    }
}
