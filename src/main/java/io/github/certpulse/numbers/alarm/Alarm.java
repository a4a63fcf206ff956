package io.github.certpulse.numbers.alarm;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import io.github.certpulse.numbers.arrival.Pattern;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.questionnaire.Role;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// A school that is worth a look. It proves nothing: an assembly in the lecture hall looks like many things.
///
/// @param school its id
/// @param span   when it was; empty for what concerns the whole time
/// @param number how many sheets there were
/// @param limit  above how many there is an alarm
public record Alarm(Kind kind, long school, String schoolName, Role role, Optional<Span> span, int number, int limit) {

    /// Some whole hours.
    ///
    /// @param hour  the first, in hours since 1970
    /// @param hours how many
    public record Span(int hour, int hours) {
        public Instant from() {
            return Instant.EPOCH.plus(Duration.ofHours(hour));
        }

        /// The end, which does not belong to it.
        public Instant to() {
            return from().plus(Duration.ofHours(hours));
        }
    }

    /// What is unusual.
    public enum Kind {
        /// More sheets of a role in an hour than the roster makes plausible,
        /// [io.github.certpulse.numbers.arrival.ArrivalPatterns#plausible].
        MANY_AT_ONCE(
                "一小时内数量异常",
                "too many in an hour",
                "一小时内收到的答卷超过120份，并超过登记学生数（教师：登记学生数的十分之一）",
                "more than 120 sheets in an hour, and more than registered students (teachers: a tenth of them)"),

        /// The busiest hour of a school has at least [#MIN_UNUSUAL] sheets and more than [#TIMES_EARLIER] times as many
        /// as any hour before; and for each sheet that its roster makes plausible it has more than the third quartile
        /// of the other schools' busiest hours and three times their interquartile range: the outer fence of Tukey,
        /// *Exploratory Data Analysis*, 1977. There must be [#MIN_OTHERS] other schools.
        UNUSUAL_HOUR(
                "远多于平时",
                "far more than usual",
                "一小时内至少60份，超过本校此前任何一小时的3倍，且按登记学生数折算远多于其他学校最忙的一小时（超出四分位距的3倍）",
                "at least 60 sheets in an hour, more than 3 times any hour before, and for the registered students "
                        + "far more than other schools' busiest hours (beyond 3 interquartile ranges)"),

        /// [Pattern#NIGHT_BURST]
        NIGHT(
                "深夜集中提交",
                "burst at night",
                "0:15至5:00之间30分钟内至少收到15份",
                "at least 15 sheets within 30 minutes between 0:15 and 5:00"),

        /// At least [#MIN_FLAGGED] flagged sheets of a role, and a share of more than [#FLAGGED_PERCENT] and more than
        /// [#TIMES_OTHERS] times the share at all other schools together.
        FLAGGED_SHARE(
                "存疑比例过高",
                "many doubtful sheets",
                "存疑答卷至少10份，占比超过20%，且超过其他学校合计占比的3倍",
                "at least 10 flagged sheets, more than 20 % of them, "
                        + "and more than 3 times the share of all other schools");

        static final int MIN_UNUSUAL = 60;
        static final int TIMES_EARLIER = 3;
        static final int MIN_OTHERS = 5;
        static final int FENCE = 3;
        static final int MIN_FLAGGED = 10;
        static final int FLAGGED_PERCENT = 20;
        static final int TIMES_OTHERS = 3;

        private final Words words;
        private final Words definition;

        Kind(String zh, String en, String definitionZh, String definitionEn) {
            this.words = new Words(zh, en);
            this.definition = new Words(definitionZh, definitionEn);
        }

        /// Its name for people.
        public Words words() {
            return words;
        }

        /// When there is such an alarm, in a sentence.
        public Words definition() {
            return definition;
        }

        /// In addresses: kebab-case.
        public String text() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /// Identifies the alarm within its campaign, also when its number grows: the kind, the school, the role and the
    /// hour in which it began.
    public String id() {
        var own = kind.text() + "." + Ids.text(school) + "." + role.name().toLowerCase(Locale.ROOT);
        return span.map(when -> own + "." + when.hour()).orElse(own);
    }

    /// The filter of its sheets, as the query of an address.
    public String query() {
        var origin = "role=" + role + "&school=" + Ids.text(school);
        return span.map(when -> origin + "&from=" + encoded(when.from()) + "&to=" + encoded(when.to())).orElse(origin);
    }

    private static String encoded(Instant time) {
        return URLEncoder.encode(ISO_OFFSET_DATE_TIME.format(Time.shown(time)), UTF_8);
    }

    /// How many times its limit the number is.
    double severity() {
        return (double) number / Math.max(1, limit);
    }
}
