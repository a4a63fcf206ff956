package io.github.certpulse.numbers.pace;

import io.github.certpulse.numbers.pace.Projection.NoProjectionReason;
import io.github.certpulse.numbers.pace.Projection.Outcome;
import io.github.certpulse.numbers.pace.Projection.Range;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/// A campaign's pace so far and its projection, as the API returns them.
///
/// @param grain  DAY, or HOUR for campaigns of less than three days
/// @param level  how often the truth lies between low and high
/// @param method how it was projected, in words
/// @param units  since the opening, in China's time; the last one is not over yet
@Serdeable
public record Outlook(
        OffsetDateTime asOf,
        OffsetDateTime closesAt,
        Grain grain,
        double level,
        String method,
        List<UnitView> units,
        RoleView teachers,
        RoleView students,
        SchoolsView schools) {
    private static final Words METHOD = new Words(
            "按最近最多%1$d个完整的%2$s推算（区分%3$s），假定节奏不变，未考虑节假日和截止前的集中答卷；"
                    + "超出所在学校或证书要求的答卷不计入已满足；真实结果落在区间内的把握为%4$d%%（准泊松预测区间）",
            """
                    Projected from the last %1$d whole %2$s at most (%3$s apart), as if the pace stayed the same; \
                    public holidays and a rush at the end \
                    are not considered; responses beyond what a school or certificate needs count for nothing. \
                    The outcome lies in the interval with %4$d %% confidence (quasi-Poisson prediction interval)""");

    /// @param teachers       responses received
    /// @param teachersFilled how many of them count towards what is required
    @Serdeable
    public record UnitView(OffsetDateTime start, int teachers, int students, int teachersFilled, int studentsFilled) {}

    /// @param required         of all schools together at least
    /// @param filled           how much of that is there: surplus of a certificate or a school counts for nothing
    /// @param byDeadline       responses that will have been received; absent where `lack` says why
    /// @param filledByDeadline how much of what is required will be there; absent likewise
    @Serdeable
    public record RoleView(
            int received,
            int required,
            int filled,
            @Nullable RangeView byDeadline,
            @Nullable RangeView filledByDeadline,
            @Nullable ReasonView lack) {}

    /// @param byDeadline schools that will have met their quotas
    @Serdeable
    public record SchoolsView(int total, int met, @Nullable RangeView byDeadline, @Nullable ReasonView lack) {}

    @Serdeable
    public record RangeView(int low, int middle, int high) {}

    /// Why there is no projection.
    @Serdeable
    public record ReasonView(String code, String message) {}

    static Outlook from(Campaign campaign, Pace.Forecast forecast, Instant now, Locale language) {
        return new Outlook(
                Time.shown(now),
                Time.shown(campaign.closesAt()),
                forecast.span().grain(),
                Projection.LEVEL,
                method(forecast.span().grain()).in(language),
                units(campaign, forecast),
                role(forecast, Role.TEACHER, language),
                role(forecast, Role.STUDENT, language),
                schools(forecast, language));
    }

    private static List<UnitView> units(Campaign campaign, Pace.Forecast forecast) {
        var span = forecast.span();
        if (span.now().isBefore(campaign.opensAt())) {
            return List.of();
        }
        return IntStream.range(0, span.units())
                .mapToObj(
                        unit -> new UnitView(
                                Time.shown(span.grain().start(span.first() + unit)),
                                forecast.arrivals().of(Role.TEACHER).byUnit()[unit],
                                forecast.arrivals().of(Role.STUDENT).byUnit()[unit],
                                forecast.filled().of(Role.TEACHER).filledByUnit()[unit],
                                forecast.filled().of(Role.STUDENT).filledByUnit()[unit]))
                .toList();
    }

    private static RoleView role(Pace.Forecast forecast, Role role, Locale language) {
        var received = forecast.arrivals().of(role).received();
        var counted = forecast.filled().of(role);
        return switch (forecast.outcomes().of(role)) {
            case Outcome.Projected(var projection) -> new RoleView(
                    received,
                    counted.required(),
                    counted.filled(),
                    view(projection.total(received)),
                    view(counted.willBeFilled().orElseThrow()),
                    null);
            case Outcome.NotProjected(var reason) ->
                    new RoleView(received, counted.required(), counted.filled(), null, null, view(reason, language));
        };
    }

    private static SchoolsView schools(Pace.Forecast forecast, Locale language) {
        return forecast.willBeMet()
                .map(range -> new SchoolsView(forecast.schools(), forecast.schoolsMet(), view(range), null))
                .orElseGet(
                        () -> new SchoolsView(
                                forecast.schools(),
                                forecast.schoolsMet(),
                                null,
                                view(forecast.reason().orElseThrow(), language)));
    }

    private static RangeView view(Range range) {
        return new RangeView(range.low(), range.middle(), range.high());
    }

    private static ReasonView view(NoProjectionReason reason, Locale language) {
        return new ReasonView(reason.name().toLowerCase(Locale.ROOT).replace('_', '-'), words(reason).in(language));
    }

    private static Words words(NoProjectionReason reason) {
        return switch (reason) {
            case NOT_OPEN -> new Words("调查尚未开始", "The campaign has not opened yet");
            case CLOSED -> new Words("调查已经结束", "The campaign is closed");
            case TOO_FEW_UNITS -> new Words(
                    "开始以来的完整时段太少，至少%d天或%d小时",
                    "Too little time has passed since the opening: at least %d whole days or %d whole hours are needed")
                    .with(Grain.DAY.minUnits(), Grain.HOUR.minUnits());
            case TOO_FEW_RESPONSES ->
                    new Words("近期答卷太少，至少%d份", "Too few responses came recently: at least %d are needed")
                            .with(Projection.MIN_RESPONSES);
            case UNSEEN_KIND -> new Words(
                    "截止前有周末（或夜间）等时段，目前还没有同类时段的数据",
                    "Weekends (or nights) or workdays lie ahead of which none has been seen yet");
        };
    }

    private static Words method(Grain grain) {
        var unit = switch (grain) {
            case DAY -> new Words("天", "days");
            case HOUR -> new Words("小时", "hours");
        };
        var kinds = switch (grain) {
            case DAY -> new Words("工作日和周末", "workdays and weekends");
            case HOUR -> new Words("白天和夜间", "day and night");
        };
        var percent = (int) Math.round(Projection.LEVEL * 100);
        return new Words(
                METHOD.zh().formatted(grain.maxUnits(), unit.zh(), kinds.zh(), percent),
                METHOD.en().formatted(grain.maxUnits(), unit.en(), kinds.en(), percent));
    }
}
