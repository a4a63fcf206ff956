package io.github.certpulse.numbers.pace;

import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.pace.Projection.Lack;
import io.github.certpulse.numbers.pace.Projection.Outcome;
import io.github.certpulse.numbers.pace.Projection.Range;
import io.github.certpulse.numbers.pace.SchoolOutlook.Seat;
import io.github.certpulse.numbers.progress.CampaignProgress.Line;
import io.github.certpulse.numbers.progress.CampaignProgress;
import io.github.certpulse.numbers.tally.Answers;
import io.github.certpulse.platform.database.Ids;
import io.github.certpulse.survey.campaign.Campaign.State;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.QuotaRule.Counted;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/// How fast a campaign's answers come, and where that leads.
@Singleton
public class Pace {
    private final Answers answers;
    private final CampaignProgress progress;

    Pace(Answers answers, CampaignProgress progress) {
        this.answers = answers;
        this.progress = progress;
    }

    /// What counts of a role's responses.
    ///
    /// @param filledByUnit how many of what is required each unit has added
    /// @param willBeFilled by the deadline; empty where the role has no projection
    record Filled(int required, int filled, int[] filledByUnit, Optional<Range> willBeFilled) {}

    /// @param arrivals   all of them, whether they count or not
    /// @param filled  what of them counts
    /// @param outcomes   how many more come, or why that is not told
    /// @param schools    how many there are
    /// @param schoolsMet how many of them have met their quotas
    /// @param willBeMet  how many will have; empty where a role in which something is missing has no projection
    record Picture(
            Span span,
            Map<Role, Arrivals> arrivals,
            Map<Role, Filled> filled,
            Map<Role, Outcome> outcomes,
            int schools,
            int schoolsMet,
            Optional<Range> willBeMet) {

        /// Why a role has no projection, the first one's reason.
        Optional<Lack> lack() {
            return Arrays.stream(Role.values())
                    .map(outcomes::get)
                    .filter(Outcome.Lacking.class::isInstance)
                    .map(outcome -> ((Outcome.Lacking) outcome).lack())
                    .findFirst();
        }
    }

    /// The pace until a moment, and where it leads, in words of a language.
    public Outlook outlook(Campaign campaign, Instant now, Locale language) {
        return Outlook.from(campaign, of(campaign, now), now, language);
    }

    Picture of(Campaign campaign, Instant now) {
        var span = Span.from(campaign, now.isAfter(campaign.closesAt()) ? campaign.closesAt() : now);
        var arrivals = new EnumMap<Role, Arrivals>(Role.class);
        var filling = new EnumMap<Role, Arrivals>(Role.class);
        var outcomes = new EnumMap<Role, Outcome>(Role.class);
        var lines = progress.of(campaign, Quality.ALL);
        for (var role : Role.values()) {
            arrivals.put(role, arrivals(campaign, span, role, lines, Quality.ALL));
            filling.put(
                    role,
                    campaign.quotaRule().counted() == Counted.RECEIVED ? arrivals.get(role)
                            : arrivals(campaign, span, role, lines, Quality.UNFLAGGED));
            outcomes.put(role, outcome(campaign.state(now), span, arrivals.get(role)));
        }
        var seats = lines.stream().map(line -> seats(line, filling)).toList();
        var filled = new EnumMap<Role, Filled>(Role.class);
        filling.forEach(
                (role, came) -> filled
                        .put(role, filled(role, lines, came, seats, Objects.requireNonNull(outcomes.get(role)))));
        return new Picture(
                span,
                arrivals,
                filled,
                outcomes,
                lines.size(),
                (int) lines.stream().filter(line -> line.progress().met()).count(),
                willBeMet(seats, outcomes));
    }

    private Arrivals arrivals(Campaign campaign, Span span, Role role, List<Line> lines, Quality quality) {
        var filter = new Filter(
                role,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                quality);
        return answers.count(campaign, filter, responses -> Arrivals.from(span, role, lines, responses));
    }

    private static Filled filled(Role role, List<Line> lines, Arrivals came, List<List<Seat>> seats, Outcome outcome) {
        var required = lines.stream().mapToInt(line -> Vacancies.requiredOfSchool(role, line.progress())).sum();
        var willBeFilled = outcome instanceof Outcome.Projected(var projection)
                ? Optional.of(SchoolOutlook.filled(role, came.filled(), seats, projection).atMost(required))
                : Optional.<Range>empty();
        return new Filled(required, came.filled(), came.filledByUnit(), willBeFilled);
    }

    private static Outcome outcome(State state, Span span, Arrivals arrivals) {
        return switch (state) {
            case SCHEDULED -> new Outcome.Lacking(Lack.NOT_OPEN);
            case OPEN -> Projection.of(span, arrivals.byUnit());
            case CLOSING, CLOSED -> new Outcome.Lacking(Lack.CLOSED);
        };
    }

    private static Optional<Range> willBeMet(List<List<Seat>> seats, Map<Role, Outcome> outcomes) {
        var projections = new EnumMap<Role, Projection>(Role.class);
        outcomes.forEach((role, outcome) -> {
            if (outcome instanceof Outcome.Projected(var projection)) {
                projections.put(role, projection);
            }
        });
        var needed = seats.stream()
                .flatMap(List::stream)
                .filter(seat -> seat.missing() > 0)
                .map(Seat::role)
                .collect(Collectors.toSet());
        return projections.keySet().containsAll(needed) ? Optional.of(SchoolOutlook.of(seats, projections))
                : Optional.empty();
    }

    private static List<Seat> seats(Line line, Map<Role, Arrivals> filling) {
        var seats = new ArrayList<Seat>();
        for (var role : Role.values()) {
            var came = Objects.requireNonNull(filling.get(role)).byCertificate();
            var responses = 0;
            var all = 0;
            for (var certificate : line.progress().certificates()) {
                var count = role == Role.TEACHER ? certificate.teachers() : certificate.students();
                var here = came.getOrDefault(Ids.parse(certificate.id()).orElseThrow(), 0);
                seats.add(new Seat(role, false, count.missing(), here));
                responses += count.received();
                all += here;
            }
            // The school's total counts persons, and some answer for several certificates.
            var total = role == Role.TEACHER ? line.progress().total().teachers() : line.progress().total().students();
            seats.add(
                    new Seat(
                            role,
                            true,
                            total.missing(),
                            responses == 0 ? 0 : (double) all * total.received() / responses));
        }
        return seats;
    }
}
