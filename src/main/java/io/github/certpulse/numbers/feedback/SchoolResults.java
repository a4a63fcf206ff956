package io.github.certpulse.numbers.feedback;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.result.Distribution.QuestionResult;
import io.github.certpulse.numbers.result.Distribution;
import io.github.certpulse.numbers.result.Results;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.type.Argument;
import io.micronaut.json.JsonMapper;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// What a school sees of its own respondents' answers.
///
/// A school knows at every moment how many responses it has, and often who answered last: a clerk may be in the room
/// with the teacher. So the difference of two distributions, before and after one response, would be that person's
/// sheet; a lower limit on the number of responses does not prevent that. Therefore a school is shown *snapshots*: a
/// snapshot stays unchanged until [#MIN_RESPONSES] further responses of the role have been received. Any two views are
/// then equal or differ by at least that many responses, and their difference is itself an aggregate of as many
/// responses as a first view must have. There are no filters, so no other sets can be queried and subtracted (D. E.
/// Denning, P. J. Denning, M. D. Schwartz, "The tracker: a threat to statistical database security", ACM TODS 4 (1979),
/// 76–96). A risk remains: a difference may show that one of ten chose something, though not which one, and where all
/// ten chose the same, it shows the choice of each.
///
/// The snapshot is stored in the database. If it were computed each time, for example from the first ten or twenty
/// responses, it would change by one when a response becomes visible late, is removed, or moves with a correction of
/// the roster.
///
/// Within a snapshot counts below [#MIN_CELL] are hidden as in published numbers, see [Results#distribution]. Open
/// texts are never shown. Responses after the last snapshot are not shown to the school, also after the campaign's end.
@Singleton
public class SchoolResults {
    /// The fewest responses of a role of which a school is shown anything, and the smallest difference of two views.
    public static final int MIN_RESPONSES = 10;
    public static final int MIN_CELL = 5;
    private static final Argument<List<QuestionResult>> QUESTIONS = Argument.listOf(QuestionResult.class);
    private final Results results;
    private final SnapshotRepository snapshots;
    private final JsonMapper json;
    private final Clock clock;

    SchoolResults(Results results, SnapshotRepository snapshots, JsonMapper json, Clock clock) {
        this.results = results;
        this.snapshots = snapshots;
        this.json = json;
        this.clock = clock;
    }

    /// What a school gets when it asks for its results.
    public sealed interface SnapshotResult {
        /// @param questions numbers that are not to be shown are null
        /// @param asOf      when the answers were counted
        record Shown(int respondents, List<QuestionResult> questions, Instant asOf) implements SnapshotResult {
            public Shown {
                questions = List.copyOf(questions);
            }
        }

        /// The campaign does not share results.
        record NotShared() implements SnapshotResult {}

        /// @param received fewer than [#MIN_RESPONSES]
        record TooFew(int received) implements SnapshotResult {}
    }

    /// The latest snapshot; a new one is taken where enough further responses have been received.
    public SnapshotResult latest(Campaign campaign, School school, Role role) {
        if (!campaign.schoolResults()) {
            return new SnapshotResult.NotShared();
        }
        var own = new Filter(
                role,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(school.id()),
                Optional.empty(),
                Quality.ALL);
        var stored = snapshots.find(school.id(), role);
        var received = results.respondents(campaign, own);
        if (received < stored.map(Snapshot::respondents).orElse(0) + MIN_RESPONSES) {
            return stored.map(this::shown).orElseGet(() -> new SnapshotResult.TooFew(received));
        }
        store(school, role, results.distribution(campaign, own, MIN_CELL));
        // Read back: another replica may have stored its snapshot first.
        return shown(snapshots.find(school.id(), role).orElseThrow());
    }

    private void store(School school, Role role, Distribution distribution) {
        var respondents = requireNonNull(distribution.respondents(), "so many are never hidden");
        var questions = toJson(distribution.questions());
        var takenAt = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        if (snapshots.replace(school.id(), role, respondents, questions, takenAt, MIN_RESPONSES) == 0) {
            snapshots.insertFirst(school.id(), role, respondents, questions, takenAt);
        }
    }

    private SnapshotResult shown(Snapshot snapshot) {
        try {
            return new SnapshotResult.Shown(
                    snapshot.respondents(),
                    json.readValue(snapshot.questions(), QUESTIONS),
                    snapshot.takenAt());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String toJson(List<QuestionResult> questions) {
        try {
            return json.writeValueAsString(QUESTIONS, questions);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
