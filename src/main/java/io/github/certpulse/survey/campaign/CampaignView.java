package io.github.certpulse.survey.campaign;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign.State;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.OptionalInt;
import java.util.Set;

/// A campaign in the API.
///
/// @param caps          null if the campaign has none
/// @param sample        made from public rosters with invented certificates, to be shown as 样例
/// @param schoolResults whether schools may see the distribution of their own answers; false if left out
@Serdeable
public record CampaignView(
        String id,
        String title,
        String province,
        OffsetDateTime opensAt,
        OffsetDateTime closesAt,
        State state,
        Quota quota,
        @Nullable Caps caps,
        Questionnaires questionnaires,
        Set<Campaign.Channel> channels,
        boolean sample,
        boolean schoolResults) {

    @Serdeable
    public record Quota(Counts perCertificate, PerSchool perSchool, QuotaRule.Counted counts) {}

    @Serdeable
    public record Counts(int teachers, int students) {}

    @Serdeable
    public record PerSchool(int teachers, int students, BigDecimal studentShare) {}

    @Serdeable
    public record Caps(Places perCertificate) {}

    /// The most responses of each role; null: no limit.
    @Serdeable
    public record Places(@Nullable Integer teachers, @Nullable Integer students) {}

    @Serdeable
    public record Questionnaires(String teacher, String student) {}

    public static CampaignView from(Campaign campaign, Instant now) {
        return new CampaignView(
                Ids.text(campaign.id()),
                campaign.title(),
                campaign.province(),
                Time.shown(campaign.opensAt()),
                Time.shown(campaign.closesAt()),
                campaign.state(now),
                quota(campaign.quotaRule()),
                campaign.hasCaps() ? caps(campaign) : null,
                new Questionnaires(
                        campaign.questionnaire(Role.TEACHER).toString(),
                        campaign.questionnaire(Role.STUDENT).toString()),
                campaign.channels(),
                campaign.sample(),
                campaign.schoolResults());
    }

    private static Quota quota(QuotaRule rule) {
        return new Quota(
                new Counts(rule.perCertificate().teacher(), rule.perCertificate().student()),
                new PerSchool(rule.perSchool().teacher(), rule.perSchool().student(), plain(rule.studentShare())),
                rule.counted());
    }

    private static Caps caps(Campaign campaign) {
        return new Caps(new Places(orNull(campaign.cap(Role.TEACHER)), orNull(campaign.cap(Role.STUDENT))));
    }

    private static @Nullable Integer orNull(OptionalInt cap) {
        return cap.isPresent() ? cap.getAsInt() : null;
    }

    /// 0.01, not 0.0100000000.
    private static BigDecimal plain(BigDecimal share) {
        var stripped = share.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }
}
