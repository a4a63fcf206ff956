package io.github.certpulse.numbers.pace;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.pace.Projection.NoProjectionReason;
import io.github.certpulse.numbers.pace.Projection.Outcome;
import io.github.certpulse.numbers.pace.Projection.Range;
import io.github.certpulse.numbers.pace.SchoolOutlook.Seat;
import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.progress.CampaignProgress;
import io.github.certpulse.numbers.tally.Answers;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.survey.campaign.Campaign.State;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.QuotaRule.Counted;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// Computes how fast a campaign's responses come, and what that means for the deadline.
@Singleton
public class Pace {
    private final Answers answers;
    private final CampaignProgress progress;

    Pace(Answers answers, CampaignProgress progress) {
        this.answers = answers;
        this.progress = progress;
    }

    /// What a role's responses fill of what is required.
    ///
    /// @param filledByUnit how much of what is required each unit has filled
    /// @param willBeFilled by the deadline; empty where the role has no projection
    record Filled(int required, int filled, int[] filledByUnit, Optional<Range> willBeFilled) {}

    /// @param arrivals   all responses, whether they count or not
    /// @param filled     what they fill of what is required
    /// @param outcomes   how many more come, or why there is no projection
    /// @param schools    how many there are
    /// @param schoolsMet how many of them have met their quotas
    /// @param willBeMet  how many will have; empty where a role of which something is missing has no projection
    record Forecast(
            Span span,
            PerRole<Arrivals> arrivals,
            PerRole<Filled> filled,
            PerRole<Outcome> outcomes,
            int schools,
            int schoolsMet,
            Optional<Range> willBeMet) {

        /// Why a role has no projection, the first one's reason.
        Optional<NoProjectionReason> reason() {
            return outcomes.stream()
                    .filter(Outcome.NotProjected.class::isInstance)
                    .map(outcome -> ((Outcome.NotProjected) outcome).reason())
                    .findFirst();
        }
    }

    /// The pace until a moment and the projection, with its method in a language.
    public Outlook outlook(Campaign campaign, Instant now, Locale language) {
        return Outlook.from(campaign, forecast(campaign, now), now, language);
    }

    Forecast forecast(Campaign campaign, Instant now) {
        var span = Span.from(campaign, now.isAfter(campaign.closesAt()) ? campaign.closesAt() : now);
        var lines = progress.of(campaign, Quality.ALL);
        var arrivals = PerRole.from(role -> arrivals(campaign, span, role, lines, Quality.ALL));
        var counting = campaign.quotaRule().counted() == Counted.RECEIVED ? arrivals
                : PerRole.from(role -> arrivals(campaign, span, role, lines, Quality.UNFLAGGED));
        var outcomes = PerRole.from(role -> outcome(campaign.state(now), span, arrivals.of(role)));
        var seats = lines.stream().map(line -> seats(line, counting)).toList();
        return new Forecast(
                span,
                arrivals,
                PerRole.from(role -> filled(role, lines, counting.of(role), seats, outcomes.of(role))),
                outcomes,
                lines.size(),
                (int) lines.stream().filter(line -> line.progress().met()).count(),
                willBeMet(seats, outcomes));
    }

    private Arrivals arrivals(Campaign campaign, Span span, Role role, List<ProgressLine> lines, Quality quality) {
        var filter = Filter.all(role, quality);
        return answers.count(campaign, filter, responses -> Arrivals.from(span, role, lines, responses));
    }

    private static Filled filled(
            Role role,
            List<ProgressLine> lines,
            Arrivals arrivals,
            List<List<Seat>> seats,
            Outcome outcome) {
        var required = lines.stream().mapToInt(line -> Vacancies.requiredOfSchool(role, line.progress())).sum();
        var willBeFilled = outcome instanceof Outcome.Projected(var projection)
                ? Optional.of(SchoolOutlook.filled(role, arrivals.filled(), seats, projection).atMost(required))
                : Optional.<Range>empty();
        return new Filled(required, arrivals.filled(), arrivals.filledByUnit(), willBeFilled);
    }

    private static Outcome outcome(State state, Span span, Arrivals arrivals) {
        return switch (state) {
            case SCHEDULED -> new Outcome.NotProjected(NoProjectionReason.NOT_OPEN);
            case OPEN -> Projection.compute(span, arrivals.byUnit());
            case CLOSING, CLOSED -> new Outcome.NotProjected(NoProjectionReason.CLOSED);
        };
    }

    private static Optional<Range> willBeMet(List<List<Seat>> seats, PerRole<Outcome> outcomes) {
        var projections = new EnumMap<Role, Projection>(Role.class);
        for (var role : Role.values()) {
            if (outcomes.of(role) instanceof Outcome.Projected(var projection)) {
                projections.put(role, projection);
            }
        }
        var needed = seats.stream()
                .flatMap(List::stream)
                .filter(seat -> seat.missing() > 0)
                .map(Seat::role)
                .collect(Collectors.toSet());
        return projections.keySet().containsAll(needed) ? Optional.of(SchoolOutlook.schoolsMet(seats, projections))
                : Optional.empty();
    }

    private static List<Seat> seats(ProgressLine line, PerRole<Arrivals> counting) {
        var seats = new ArrayList<Seat>();
        for (var role : Role.values()) {
            var came = counting.of(role).byCertificate();
            var responses = 0;
            var all = 0;
            for (var certificate : line.progress().certificates()) {
                var count = certificate.of(role);
                var here = came.getOrDefault(Ids.parse(certificate.id()).orElseThrow(), 0);
                seats.add(new Seat(role, false, count.missing(), here));
                responses += count.received();
                all += here;
            }
            // The school's total counts persons, and some answer for several certificates.
            var total = line.progress().total().of(role);
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
