package io.github.certpulse.platform.time;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// Formats times for files and pages: in China's time zone, one format for each precision.
public final class ShownTime {
    private static final DateTimeFormatter DAY = formatter("yyyy-MM-dd");
    private static final DateTimeFormatter HOUR = formatter("yyyy-MM-dd HH:00");
    private static final DateTimeFormatter MINUTE = formatter("yyyy-MM-dd HH:mm");
    private static final DateTimeFormatter SECOND = formatter("yyyy-MM-dd HH:mm:ss");
    private static final DateTimeFormatter CHINESE_MINUTE = formatter("yyyy年M月d日 HH:mm");

    private ShownTime() {}

    /// `2026-03-01`
    public static String day(Instant instant) {
        return DAY.format(instant);
    }

    /// The hour of the instant: `2026-03-01 08:00`
    public static String hour(Instant instant) {
        return HOUR.format(instant);
    }

    /// `2026-03-01 08:05`
    public static String minute(Instant instant) {
        return MINUTE.format(instant);
    }

    /// `2026-03-01 08:05:09`
    public static String second(Instant instant) {
        return SECOND.format(instant);
    }

    /// For texts in Chinese: `2026年3月1日 08:05`
    public static String chineseMinute(Instant instant) {
        return CHINESE_MINUTE.format(instant);
    }

    private static DateTimeFormatter formatter(String pattern) {
        return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(Time.ZONE);
    }
}
