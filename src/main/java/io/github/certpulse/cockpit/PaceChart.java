package io.github.certpulse.cockpit;

import io.github.certpulse.campaign.Campaign;
import io.github.certpulse.pace.Outlook;
import io.github.certpulse.pace.Outlook.RangeView;
import io.github.certpulse.pace.Outlook.RoleView;
import io.github.certpulse.pace.Outlook.UnitView;
import io.github.certpulse.questionnaire.Role;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/// The pace as a drawing: for each role the responses so far as a line, the projection as a band up to the deadline, and
/// below the responses of each day or hour. From the opening at the left to the deadline at the right.
///
/// @param roles teachers, students
public record PaceChart(Outlook outlook, List<RoleChart> roles) {
    /// The drawing's own units.
    public static final int WIDTH = 1000;
    public static final int HEIGHT = 300;
    public static final int BARS_HEIGHT = 100;

    /// @param required   responses that all schools need together at least
    /// @param top        the number at the drawing's upper edge
    /// @param requiredAt the height of what is required, from above
    /// @param soFar      points of the line of what has come in
    /// @param band       corners of the area between low and high; empty without a projection
    /// @param ahead      points of the line of the projection's middle; empty without one
    /// @param busiest    the most responses of a day or hour
    public record RoleChart(Role role, RoleView view, int required, int top, double requiredAt, String soFar, Optional<String> band, Optional<String> ahead, int busiest, List<Bar> bars) {}

    /// A day or hour; the last one is not over.
    public record Bar(OffsetDateTime start, int count, double x, double width, double height) {}

    static PaceChart of(Campaign campaign, Outlook outlook, Group all) {
        var drawing = new Drawing(campaign.opensAt(), campaign.closesAt(), outlook);
        return new PaceChart(outlook, List.of(drawing.role(Role.TEACHER, outlook.teachers(), all.teachers().required(), UnitView::teachers),
                drawing.role(Role.STUDENT, outlook.students(), all.students().required(), UnitView::students)));
    }

    private record Drawing(Instant from, Instant to, Outlook outlook) {

        RoleChart role(Role role, RoleView view, int required, ToIntFunction<UnitView> count) {
            var projected = Optional.ofNullable(view.byDeadline());
            var top = Math.max(1, Math.max(required, projected.map(RangeView::high).orElse(view.received())));
            var now = outlook.asOf().toInstant();
            var begin = point(now, view.received(), top);
            return new RoleChart(role, view, required, top, y(required, top), soFar(count, view.received(), top),
                    projected.map(range -> begin + " " + point(to, range.high(), top) + " " + point(to, range.low(), top)),
                    projected.map(range -> begin + " " + point(to, range.middle(), top)), busiest(count), bars(count));
        }

        private String soFar(ToIntFunction<UnitView> count, int received, int top) {
            var points = new ArrayList<String>();
            var sum = 0;
            for (var unit : outlook.units()) {
                points.add(point(unit.start().toInstant(), sum, top));
                sum += count.applyAsInt(unit);
            }
            points.add(point(outlook.asOf().toInstant(), received, top));
            return String.join(" ", points);
        }

        private List<Bar> bars(ToIntFunction<UnitView> count) {
            var units = outlook.units();
            var length = units.size() < 2 ? Duration.between(from, to) : Duration.between(units.get(0).start(), units.get(1).start());
            return IntStream.range(0, units.size()).mapToObj(index -> {
                var start = units.get(index).start();
                var left = x(start.toInstant());
                var number = count.applyAsInt(units.get(index));
                return new Bar(start, number, left, x(start.toInstant().plus(length)) - left, (double) number * BARS_HEIGHT / busiest(count));
            }).toList();
        }

        private int busiest(ToIntFunction<UnitView> count) {
            return Math.max(1, outlook.units().stream().mapToInt(count).max().orElse(0));
        }

        private String point(Instant moment, int number, int top) {
            return String.format(Locale.ROOT, "%.1f,%.1f", x(moment), y(number, top));
        }

        private double x(Instant moment) {
            var share = (double) Duration.between(from, moment).toSeconds() / Math.max(1, Duration.between(from, to).toSeconds());
            return Math.clamp(share, 0, 1) * WIDTH;
        }

        private static double y(int number, int top) {
            return HEIGHT - (double) number * HEIGHT / top;
        }
    }
}
