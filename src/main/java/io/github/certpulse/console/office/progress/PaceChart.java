package io.github.certpulse.console.office.progress;

import io.github.certpulse.numbers.pace.Outlook.RangeView;
import io.github.certpulse.numbers.pace.Outlook.RoleView;
import io.github.certpulse.numbers.pace.Outlook.UnitView;
import io.github.certpulse.numbers.pace.Outlook;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// The pace as a chart for each role, from the opening at the left to the deadline at the right. A line shows how many
/// of the required responses were received, or, where nothing is required, how many were received at all. A band shows
/// the projection up to the deadline. Bars below show the responses of each day or hour, with those that count marked.
///
/// @param roles teachers, students
public record PaceChart(Outlook outlook, List<RoleChart> roles) {
    /// The size of the charts, in units of their SVG coordinates.
    public static final int WIDTH = 1000;
    public static final int HEIGHT = 300;
    public static final int BARS_HEIGHT = 100;

    /// @param counted    the value that the line has reached
    /// @param byDeadline the projected value at the deadline; empty without a projection
    /// @param top        the value at the chart's upper edge
    /// @param requiredAt the y coordinate of the required number
    /// @param soFar      the points of the line
    /// @param band       the corners of the area between low and high; empty without a projection
    /// @param ahead      the points of the line in the middle of the band; empty without a projection
    /// @param busiest    the most responses of a day or hour
    public record RoleChart(
            Role role,
            RoleView view,
            int counted,
            Optional<RangeView> byDeadline,
            int top,
            double requiredAt,
            String soFar,
            Optional<String> band,
            Optional<String> ahead,
            int busiest,
            List<UnitBar> bars) {}

    /// The bar of a day or hour; the last one has not ended.
    ///
    /// @param filled how many of its responses count towards the required number
    public record UnitBar(
            OffsetDateTime start,
            int count,
            int filled,
            double x,
            double width,
            double height,
            double filledHeight) {}

    static PaceChart from(Campaign campaign, Outlook outlook) {
        var builder = new ChartBuilder(campaign.opensAt(), campaign.closesAt(), outlook);
        return new PaceChart(
                outlook,
                List.of(
                        builder.role(Role.TEACHER, outlook.teachers(), UnitView::teachers, UnitView::teachersFilled),
                        builder.role(Role.STUDENT, outlook.students(), UnitView::students, UnitView::studentsFilled)));
    }

    private record ChartBuilder(Instant from, Instant to, Outlook outlook) {

        RoleChart role(Role role, RoleView view, ToIntFunction<UnitView> count, ToIntFunction<UnitView> filled) {
            var isRequired = view.required() > 0;
            var counted = isRequired ? view.filled() : view.received();
            var projected = Optional.ofNullable(isRequired ? view.filledByDeadline() : view.byDeadline());
            var top = Math.max(1, Math.max(view.required(), projected.map(RangeView::high).orElse(counted)));
            var begin = point(outlook.asOf().toInstant(), counted, top);
            return new RoleChart(
                    role,
                    view,
                    counted,
                    projected,
                    top,
                    y(view.required(), top),
                    soFar(isRequired ? filled : count, counted, top),
                    projected.map(
                            range -> begin + " " + point(to, range.high(), top) + " " + point(to, range.low(), top)),
                    projected.map(range -> begin + " " + point(to, range.middle(), top)),
                    busiest(count),
                    bars(count, filled));
        }

        private String soFar(ToIntFunction<UnitView> count, int reached, int top) {
            var points = new ArrayList<String>();
            var sum = 0;
            for (var unit : outlook.units()) {
                points.add(point(unit.start().toInstant(), sum, top));
                sum += count.applyAsInt(unit);
            }
            points.add(point(outlook.asOf().toInstant(), reached, top));
            return String.join(" ", points);
        }

        private List<UnitBar> bars(ToIntFunction<UnitView> count, ToIntFunction<UnitView> filled) {
            var units = outlook.units();
            var length = units.size() < 2 ? Duration.between(from, to)
                    : Duration.between(units.get(0).start(), units.get(1).start());
            return IntStream.range(0, units.size()).mapToObj(index -> {
                var start = units.get(index).start();
                var left = x(start.toInstant());
                var number = count.applyAsInt(units.get(index));
                var counting = filled.applyAsInt(units.get(index));
                var scale = (double) BARS_HEIGHT / busiest(count);
                return new UnitBar(
                        start,
                        number,
                        counting,
                        left,
                        x(start.toInstant().plus(length)) - left,
                        number * scale,
                        counting * scale);
            }).toList();
        }

        private int busiest(ToIntFunction<UnitView> count) {
            return Math.max(1, outlook.units().stream().mapToInt(count).max().orElse(0));
        }

        private String point(Instant moment, int number, int top) {
            return String.format(Locale.ROOT, "%.1f,%.1f", x(moment), y(number, top));
        }

        private double x(Instant moment) {
            var share = (double) Duration.between(from, moment).toSeconds()
                    / Math.max(1, Duration.between(from, to).toSeconds());
            return Math.clamp(share, 0, 1) * WIDTH;
        }

        private static double y(int number, int top) {
            return HEIGHT - (double) number * HEIGHT / top;
        }
    }
}
