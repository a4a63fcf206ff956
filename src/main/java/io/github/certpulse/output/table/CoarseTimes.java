package io.github.certpulse.output.table;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.tally.Answers;
import io.github.certpulse.numbers.tally.Selection;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import java.time.Instant;
import java.time.temporal.IsoFields;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.IntFunction;

/// The times in files of responses, made so coarse that none stands for few people (k-anonymity, Sweeney 2002): for
/// each certificate of a school and each role, the finest of hour, half-day, day and week at which every time that
/// occurs belongs to at least [#MIN_RESPONSES] responses of the campaign; otherwise no time. For a certificate and role
/// each response is another person's. All responses of the campaign count, whatever is filtered, so that two files with
/// different filters do not give away more, and neither do files before and after something was set aside.
public final class CoarseTimes {
    /// The least number of responses with the same school, certificate, role and time.
    public static final int MIN_RESPONSES = 5;
    private static final int SECONDS_OF_AN_HOUR = 3600;
    private static final int NOON = 12;
    private final Map<Group, Shown> groups = new HashMap<>();

    /// How coarse a time is, in China's time zone.
    private enum Grain {
        HOUR(ShownTime::hour),
        HALF_DAY(time -> ShownTime.day(time) + (time.atZone(Time.ZONE).getHour() < NOON ? " AM" : " PM")),
        DAY(ShownTime::day),
        WEEK(CoarseTimes::week);

        private final Function<Instant, String> text;

        Grain(Function<Instant, String> text) {
            this.text = text;
        }

        String text(int hour) {
            return text.apply(Instant.ofEpochSecond((long) hour * SECONDS_OF_AN_HOUR));
        }
    }

    private record Group(long certificate, Role role) {}

    /// @param times those that may be written
    private record Shown(IntFunction<String> text, Set<String> times) {
        private static final Shown NOTHING = new Shown(_ -> "", Set.of());
    }

    private CoarseTimes() {}

    /// The times of a campaign's responses as they are now.
    public static CoarseTimes from(Answers answers, Campaign campaign) {
        var times = new CoarseTimes();
        for (var role : Role.values()) {
            var hours = answers.count(campaign, Filter.all(role).withSetAside(true), CoarseTimes::hours);
            hours.forEach((certificate, each) -> times.groups.put(new Group(certificate, role), shown(each)));
        }
        return times;
    }

    /// How many responses came in each hour since 1970, by certificate.
    private static Map<Long, Map<Integer, Integer>> hours(List<Selection> selections) {
        var hours = new HashMap<Long, Map<Integer, Integer>>();
        if (!selections.isEmpty()) {
            var places = selections.getFirst().places();
            Selection.forEachArrival(
                    selections,
                    (place, hour, _) -> hours.computeIfAbsent(places.get(place).certificate(), _ -> new HashMap<>())
                            .merge(hour, 1, Integer::sum));
        }
        return hours;
    }

    private static Shown shown(Map<Integer, Integer> hours) {
        for (var grain : Grain.values()) {
            var counts = new HashMap<String, Integer>();
            hours.forEach((hour, number) -> counts.merge(grain.text(hour), number, Integer::sum));
            if (counts.values().stream().allMatch(number -> number >= MIN_RESPONSES)) {
                return new Shown(grain::text, Set.copyOf(counts.keySet()));
            }
        }
        return Shown.NOTHING;
    }

    /// The time of a response as it may be written: `2026-03-01 08:00`, `2026-03-01 AM`, `2026-03-01`, `2026-W09` or
    /// nothing. A response that came after [#from] may be the first of its time and gets none then.
    ///
    /// @param second in which it was received, since 1970
    String text(long certificate, Role role, long second) {
        var shown = groups.getOrDefault(new Group(certificate, role), Shown.NOTHING);
        var text = shown.text().apply((int) Math.floorDiv(second, SECONDS_OF_AN_HOUR));
        return shown.times().contains(text) ? text : "";
    }

    /// ISO 8601
    private static String week(Instant time) {
        var day = time.atZone(Time.ZONE);
        return "%d-W%02d".formatted(day.get(IsoFields.WEEK_BASED_YEAR), day.get(IsoFields.WEEK_OF_WEEK_BASED_YEAR));
    }
}
