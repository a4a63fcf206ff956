package io.github.certpulse.numbers.feedback;

import static java.util.Objects.requireNonNull;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.result.Distribution.QuestionResult;
import io.github.certpulse.numbers.result.Results.Respondents;
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
/// What the office sets aside leaves the school's results as well. A snapshot remembers which responses were set aside
/// when it was taken; while that is different, it is not shown. It is replaced as soon as the number of responses
/// differs by ten, so that the difference is again an aggregate, and shown again where everything was taken back.
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

        /// @param received fewer than needed
        /// @param needed   as many as make a view that differs from every earlier one by [#MIN_RESPONSES]
        record TooFew(int received, int needed) implements SnapshotResult {}
    }

    /// The latest snapshot; a new one is taken where enough further responses have been received.
    public SnapshotResult latest(Campaign campaign, School school, Role role) {
        if (!campaign.schoolResults()) {
            return new SnapshotResult.NotShared();
        }
        var own = Filter.ofSchool(role, school.id());
        var stored = snapshots.find(school.id(), role);
        var respondents = results.respondents(campaign, own);
        if (isDue(stored, respondents)) {
            take(campaign, school, own, respondents, stored);
            // Read back: another replica may have stored its snapshot first.
            stored = snapshots.find(school.id(), role);
        }
        return stored.filter(snapshot -> snapshot.setAside() == respondents.setAsideMark())
                .map(this::shown)
                .orElse(
                        new SnapshotResult.TooFew(
                                respondents.counted(),
                                respondents.counted() < MIN_RESPONSES ? MIN_RESPONSES
                                        : stored.map(Snapshot::respondents).orElse(0) + MIN_RESPONSES));
    }

    /// Whether a snapshot would have enough responses and differ enough from the last one.
    private static boolean isDue(Optional<Snapshot> last, Respondents now) {
        if (now.counted() < MIN_RESPONSES) {
            return false;
        }
        var before = last.map(Snapshot::respondents).orElse(0);
        var changed = last.filter(snapshot -> snapshot.setAside() != now.setAsideMark()).isPresent();
        return now.counted() >= before + MIN_RESPONSES || changed && now.counted() <= before - MIN_RESPONSES;
    }

    /// Takes a snapshot, unless what is set aside changes meanwhile: then the next look takes it.
    private void take(
            Campaign campaign,
            School school,
            Filter own,
            Respondents respondents,
            Optional<Snapshot> last) {
        var distribution = results.distribution(campaign, own, MIN_CELL);
        if (results.respondents(campaign, own).setAsideMark() != respondents.setAsideMark()) {
            return;
        }
        var number = requireNonNull(distribution.respondents(), "so many are never hidden");
        var snapshot = new Snapshot(
                school.id(),
                own.role(),
                number,
                toJson(distribution.questions()),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                respondents.setAsideMark());
        last.ifPresentOrElse(before -> replace(before, snapshot), () -> insert(snapshot));
    }

    private void insert(Snapshot first) {
        snapshots.insertFirst(
                first.schoolId(),
                first.role(),
                first.respondents(),
                first.questions(),
                first.takenAt(),
                first.setAside());
    }

    private void replace(Snapshot before, Snapshot snapshot) {
        snapshots.replace(
                snapshot.schoolId(),
                snapshot.role(),
                before.respondents(),
                before.setAside(),
                snapshot.respondents(),
                snapshot.questions(),
                snapshot.takenAt(),
                snapshot.setAside(),
                MIN_RESPONSES);
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
