package io.github.certpulse.survey.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The personal data of a campaign that is over are destroyed, and its answers stay.
class DestructionTest {
    @AutoClose
    private static final TestService SERVICE = KeptData.startService();
    @AutoClose
    private final KeptData data = new KeptData(SERVICE);

    @Test
    void aDestructionDeletesContactsAndLinksAndKeepsEveryAnswer() {
        var left = data.leave();
        SERVICE.wechatUser("openid-without")
                .put(
                        "/api/v1/responses/" + UUID.randomUUID(),
                        Sheets.teacher(data.school(), data.school().certificate("物流管理")))
                .expect(201);
        data.closeCampaign();
        var office = office();
        var before = data.results(office);
        var preview = office.get(data.path() + "/preview").expect(200);
        assertThat(List.of(preview.number("contacts"), preview.number("persons"), preview.number("responses")))
                .containsExactly(KeptData.PEOPLE, KeptData.PEOPLE + 1, KeptData.PEOPLE + 1);
        assertThat(office.get(data.province().path() + "/contacts").expect(200).json().size())
                .as("the preview keeps them")
                .isEqualTo(KeptData.PEOPLE);
        office.post(data.path() + "/destruction", "{\"title\":\"another\"}").expectProblem(422, "title-unconfirmed");
        office.post(data.path() + "/destruction", "{}").expectProblem(422, "title-unconfirmed");
        SERVICE.viewer().post(data.path() + "/destruction", data.confirmed()).expectProblem(403, "forbidden");
        assertThat(data.rows("left_contact")).isEqualTo(KeptData.PEOPLE);
        assertThat(data.rows("source_key")).isOne();

        var done = office.post(data.path() + "/destruction", data.confirmed()).expect(200);

        assertThat(done.string("state")).isEqualTo("DESTROYED");
        assertThat(List.of(done.number("contacts"), done.number("persons")))
                .containsExactly(KeptData.PEOPLE, KeptData.PEOPLE + 1);
        assertThat(data.rows("left_contact")).isZero();
        assertThat(data.rows("source_key")).isZero();
        assertThat(data.database().column("select hex(respondent_key) from campaign where id = ?", data.id()))
                .containsExactly("0".repeat(64));
        assertThat(
                data.database()
                        .number(
                                "select count(*) from response where campaign_id = ? "
                                        + "and body_hash <> repeat(char(0), 32)",
                                data.id()))
                .isZero();
        assertThat(office.get(data.province().path() + "/contacts").expect(200).json().size()).isZero();
        assertThat(data.results(office)).isEqualTo(before);
        assertThat(
                office.get("/api/v1/audit?action=personal-data-destroyed&target=" + data.province().id())
                        .expect(200)
                        .at("items.0.facts"))
                .isEqualTo(Sheets.json("{\"contacts\":9,\"persons\":10}"));
        office.post(data.path() + "/destruction", data.confirmed()).expect(200);
        assertThat(
                office.get("/api/v1/audit?action=personal-data-destroyed&target=" + data.province().id())
                        .expect(200)
                        .number("total"))
                .isOne();
        data.choose(data.lastDay().plusDays(9)).expectProblem(409, "retention-over");
        answersWhoComesLate(left.getFirst());
    }

    private void answersWhoComesLate(KeptData.Left left) {
        var teacher = SERVICE.wechatUser(left.openid());
        teacher.put(left.path(), left.sheet()).expectProblem(409, "campaign-closed");
        teacher.put("/api/v1/responses/" + UUID.randomUUID(), left.sheet()).expectProblem(409, "campaign-closed");
        teacher.delete(left.path() + "/contact").expectProblem(404, "not-found");
        assertThat(
                teacher.get("/api/v1/entries/" + data.school().teacherCode())
                        .expect(200)
                        .at("certificates.0.answered")
                        .getBooleanValue())
                .isFalse();
        assertThat(
                office().patch(data.province().path(), "{\"closesAt\":\"2035-01-01T00:00:00Z\"}")
                        .expectProblem(422, "campaign-invalid")
                        .violations())
                .containsExactly("closesAt persons-destroyed");
    }

    @Test
    void isRefusedWhileTheCampaignRuns() {
        data.leave();
        office().post(data.path() + "/destruction", data.confirmed()).expectProblem(409, "campaign-not-closed");
        SERVICE.clock().moveOn(Duration.ofDays(30).plusMinutes(14));
        office().post(data.path() + "/destruction", data.confirmed()).expectProblem(409, "campaign-not-closed");
        assertThat(data.rows("left_contact")).isEqualTo(KeptData.PEOPLE);
        SERVICE.clock().moveOn(Duration.ofMinutes(2));
        office().post(data.path() + "/destruction", data.confirmed()).expect(200);
        assertThat(data.rows("left_contact")).isZero();
    }

    /// The database refuses the deletion of contacts after the keys are destroyed, as if the service had been killed
    /// there.
    @Test
    void continuesADestructionThatBrokeOffInTheMiddle() throws SQLException {
        var left = data.leave();
        data.closeCampaign();
        var before = data.results(office());
        try (var other = TestDatabase.of(SERVICE)) {
            other.connection().setAutoCommit(false);
            other.column("select link from left_contact where campaign_id = ? for update", data.id());
            office().post(data.path() + "/destruction", data.confirmed()).expectProblem(503, "database-unavailable");
            assertThat(office().get(data.path()).expect(200).string("state")).isEqualTo("DESTROYING");
            assertThat(data.rows("left_contact")).as("still there").isEqualTo(KeptData.PEOPLE);
            other.connection().rollback();
        }
        SERVICE.wechatUser(left.getFirst().openid())
                .put(left.getFirst().path(), left.getFirst().sheet())
                .expectProblem(409, "campaign-closed");
        data.runDue();
        assertThat(data.rows("left_contact")).isZero();
        assertThat(data.results(office())).isEqualTo(before);
        assertThat(office().get(data.path()).expect(200).number("contacts")).isEqualTo(KeptData.PEOPLE);
    }

    @Test
    void isDoneByOneReplicaAtATimeAndContinuedWhenThatOneIsKilled() {
        data.leave();
        data.closeCampaign();
        var id = data.id();
        data.database()
                .change(
                        "insert into retention (campaign_id, destroy_from, closed_seen, held_until) "
                                + "values (?, utc_timestamp(6), utc_timestamp(6) + interval 30 day, "
                                + "utc_timestamp(6) + interval 1 minute)",
                        id);
        SERVICE.clock().moveOn(Duration.ofDays(70));
        SERVICE.bean(Destruction.class).runDue();
        assertThat(data.rows("left_contact")).as("another one is at it").isEqualTo(KeptData.PEOPLE);
        data.database().change("update retention set held_until = utc_timestamp(6) - interval 1 second");
        data.runDue();
        assertThat(data.rows("left_contact")).isZero();
    }

    @Test
    void nobodyWhoHasTheDatabaseAfterwardsFindsAPersonsRow() {
        var left = data.leave();
        data.closeCampaign();
        office().post(data.path() + "/destruction", data.confirmed()).expect(200);
        var campaign = SERVICE.bean(CampaignRepository.class).findById(data.id()).orElseThrow();
        assertThat(campaign.isUnlinked()).isTrue();
        assertThat(data.database().allContent()).doesNotContain(left.getFirst().openid(), "13871234567");
    }

    private static Visitor office() {
        return SERVICE.office();
    }
}
