package io.github.certpulse.numbers.setaside;

import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.progress.Progress.RoleCount;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.time.Time;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.OffsetDateTime;
import java.util.List;

/// What setting aside some responses would change.
///
/// @param responses       how many match
/// @param alreadySetAside how many of them are set aside already, which changes nothing
/// @param teachers        responses in the results
/// @param schoolsMet      schools that have met their quotas
/// @param schools         schools whose progress would change, in roster order
@Serdeable
public record SetAsidePreview(
        int responses,
        int alreadySetAside,
        NumberChange teachers,
        NumberChange students,
        NumberChange schoolsMet,
        List<SchoolChange> schools) {

    public SetAsidePreview {
        schools = List.copyOf(schools);
    }

    @Serdeable
    public record NumberChange(int before, int after) {}

    /// @param required of the school's total, in persons
    /// @param missing  what would be lacking to it
    @Serdeable
    public record QuotaChange(int required, int before, int after, int missing) {

        private static QuotaChange from(RoleCount before, RoleCount after) {
            return new QuotaChange(before.required(), before.received(), after.received(), after.missing());
        }
    }

    /// @param teachers    the school's total
    /// @param metBefore   whether the school has met its quota, of each certificate too
    /// @param completedAt when it declared its survey complete, which stays; absent where it did not
    @Serdeable
    public record SchoolChange(
            String id,
            String name,
            QuotaChange teachers,
            QuotaChange students,
            boolean metBefore,
            boolean metAfter,
            @Nullable OffsetDateTime completedAt) {

        static SchoolChange from(ProgressLine before, ProgressLine after) {
            var was = before.progress();
            var becomes = after.progress();
            return new SchoolChange(
                    Ids.text(before.school().id()),
                    before.school().name(),
                    QuotaChange.from(was.total().teachers(), becomes.total().teachers()),
                    QuotaChange.from(was.total().students(), becomes.total().students()),
                    was.met(),
                    becomes.met(),
                    before.completedAt().map(Time::shown).orElse(null));
        }

        /// Whether the school would fall below its quota.
        public boolean isLost() {
            return metBefore && !metAfter;
        }
    }

    /// How many schools would no longer have met their quotas.
    public int lost() {
        return (int) schools.stream().filter(SchoolChange::isLost).count();
    }
}
