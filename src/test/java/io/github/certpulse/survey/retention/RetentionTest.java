package io.github.certpulse.survey.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.time.Time;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/// The personal data of a campaign are kept until a day.
class RetentionTest {
    @AutoClose
    private static final TestService SERVICE = KeptData.startService();
    @AutoClose
    private final KeptData data = new KeptData(SERVICE);

    @Test
    void isSixtyDaysAfterTheEndUnlessTheOfficeChoosesAnotherDay() {
        var lastDay = data.lastDay();
        var usual = office().get(data.path()).expect(200);
        assertThat(usual.string("destroyAfter")).isEqualTo(lastDay.plusDays(60).toString());
        assertThat(usual.at("isDefault").getBooleanValue()).isTrue();
        assertThat(usual.string("state")).isEqualTo("COLLECTING");
        for (var day : List.of(lastDay, lastDay.plusDays(Retention.MAX_DAYS))) {
            assertThat(data.choose(day).expect(200).string("destroyAfter")).isEqualTo(day.toString());
        }
        assertThat(office().get(data.path()).expect(200).at("isDefault").getBooleanValue()).isFalse();
        for (var day : List.of(lastDay.minusDays(1), lastDay.plusDays(Retention.MAX_DAYS + 1))) {
            assertThat(data.choose(day).expectProblem(422, "retention-invalid").violations())
                    .containsExactly("destroyAfter out-of-range");
        }
        for (var wrong : List.of("\"soon\"", "5", "\"2027-02-30\"")) {
            assertThat(
                    data.put("{\"destroyAfter\":%s}".formatted(wrong))
                            .expectProblem(422, "retention-invalid")
                            .violations())
                    .containsExactly("destroyAfter not-a-day");
        }
        data.put("[]").expectProblem(400, "malformed");
        assertThat(data.put("{}").expect(200).string("destroyAfter")).isEqualTo(lastDay.plusDays(60).toString());
        SERVICE.viewer().get(data.path()).expect(200);
        SERVICE.viewer().put(data.path(), Sheets.json("{}")).expectProblem(403, "forbidden");
        assertThat(
                office().get("/api/v1/audit?action=retention-changed&target=" + data.province().id())
                        .expect(200)
                        .number("total"))
                .isEqualTo(3);
    }

    @Test
    void thePreviewDoesNotTellWhichResponseLeftAContactWhileAnswersComeIn() {
        data.leave();
        var preview = office().get(data.path() + "/preview").expect(200);
        assertThat(List.of(preview.number("contacts"), preview.number("persons"))).containsExactly(0, KeptData.PEOPLE);
        office().get(data.province().path() + "/contacts").expect(200);
        assertThat(office().get(data.path() + "/preview").expect(200).number("contacts")).isEqualTo(KeptData.PEOPLE);
    }

    @Test
    void anEndThatIsSetIntoThePastDestroysNothingAndCanBeTakenBack() {
        data.leave();
        var today = LocalDate.ofInstant(SERVICE.clock().instant(), Time.ZONE);
        data.province().change("{\"opensAt\":\"2021-01-01T00:00:00Z\",\"closesAt\":\"2021-02-01T00:00:00Z\"}");
        SERVICE.bean(Destruction.class).runDue();
        assertThat(office().get(data.path()).expect(200).string("destroyAfter"))
                .isEqualTo(today.plusDays(60).toString());
        SERVICE.clock().moveOn(Duration.ofDays(59));
        SERVICE.bean(Destruction.class).runDue();
        assertThat(office().get(data.path()).expect(200).number("daysLeft")).isEqualTo(1);
        assertThat(data.rows("left_contact")).isEqualTo(KeptData.PEOPLE);
        office().patch(data.province().path(), "{\"closesAt\":\"2035-01-01T00:00:00Z\"}").expect(200);
        SERVICE.bean(Destruction.class).runDue();
        office().patch(data.province().path(), "{\"closesAt\":\"2021-02-01T00:00:00Z\"}").expect(200);
        SERVICE.bean(Destruction.class).runDue();
        assertThat(office().get(data.path()).expect(200).string("destroyAfter"))
                .isEqualTo(today.plusDays(59 + 60).toString());
        assertThat(data.rows("left_contact")).isEqualTo(KeptData.PEOPLE);
    }

    @Test
    void countsTheDaysAndDestroysAfterTheLastOne() {
        data.leave();
        data.choose(data.lastDay().plusDays(3)).expect(200);
        data.closeCampaign();
        SERVICE.bean(Destruction.class).runDue();
        var kept = office().get(data.path()).expect(200);
        assertThat(kept.string("state")).isEqualTo("KEPT");
        assertThat(kept.number("daysLeft")).isBetween(2, 3);
        SERVICE.clock().moveOn(Duration.ofDays(4));
        // The service may have begun by itself.
        assertThat(office().get(data.path()).expect(200).string("state")).isIn("DUE", "DESTROYING", "DESTROYED");
        data.runDue();
        assertThat(data.rows("left_contact")).isZero();
        assertThat(SERVICE.bean(Destruction.class).runDue()).as("a second run").isZero();
    }

    private static Visitor office() {
        return SERVICE.office();
    }
}
