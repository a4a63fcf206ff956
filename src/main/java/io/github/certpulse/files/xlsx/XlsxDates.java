package io.github.certpulse.files.xlsx;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import java.util.BitSet;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamException;

/// Recognises dates and times among the numbers of a workbook by their cell formats (ECMA-376 part 1, 18.8.30). They
/// are returned as people read them, `2020-04-29`, `2020-04-29 08:30` or `08:30`, and never as days since 1900.
final class XlsxDates {
    /// Ids of built-in date formats, which need no code; from 27 on those of East Asia.
    private static final int[][] BUILT_IN = {{14, 22}, {27, 36}, {45, 47}, {50, 58}};
    /// In a format's code: literals, and text in brackets except elapsed hours, minutes or seconds.
    private static final Pattern LITERAL =
            Pattern.compile("\"[^\"]*\"?|[\\\\_*].|\\[(?![hms]+])[^\\]]*]?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    private static final Pattern PART_OF_A_DATE = Pattern.compile("[ymdhs]|aaa", Pattern.CASE_INSENSITIVE);
    private static final Pattern MIDNIGHT = Pattern.compile("T00:00(:00(\\.0{1,9})?)?Z?$");
    private static final int SECONDS_OF_A_DAY = 86_400;
    /// The first day of the year 10000.
    private static final int TOO_LATE = 2_958_466;
    /// Excel treats 1900 as a leap year: from 1 March 1900 on it counts one day too many.
    private static final int MARCH_1900 = 61;

    private final BitSet styles = new BitSet();
    private final boolean since1904;

    /// For a workbook without a `styles` part: only cells of the type `d` are dates.
    XlsxDates(boolean since1904) {
        this.since1904 = since1904;
    }

    /// Reads the formats of a workbook's `styles` part.
    XlsxDates(boolean since1904, XlsxXml xml) throws XMLStreamException {
        this(since1904);
        var own = new HashSet<String>();
        // Formats after cellXfs belong to conditional formatting.
        while (xml.next() && !xml.starts("cellXfs")) {
            if (xml.starts("numFmt") && isDateFormat(xml.attribute("formatCode").orElse(""))) {
                own.add(xml.attribute("numFmtId").orElse(""));
            }
        }
        int style = 0;
        while (xml.next() && !xml.ends("cellXfs")) {
            if (xml.starts("xf")) {
                styles.set(style++, isDate(xml.attribute("numFmtId").orElse("0"), own));
            }
        }
    }

    /// The value of a cell with this style as people read it; unchanged where it is no date.
    String shown(int style, String value) {
        if (!styles.get(style) || value.isEmpty()) {
            return value;
        }
        try {
            double days = Double.parseDouble(value);
            return days >= 0 && days < TOO_LATE ? shown(days) : value;
        } catch (NumberFormatException _) {
            return value;
        }
    }

    /// A date in ISO 8601 as people read it.
    static String fromIso(String iso) {
        return MIDNIGHT.matcher(iso).replaceFirst("").replace('T', ' ');
    }

    private String shown(double days) {
        long seconds = Math.round(days * SECONDS_OF_A_DAY);
        var base = since1904 ? LocalDate.of(1904, 1, 1) : LocalDate.of(1899, 12, days < MARCH_1900 ? 31 : 30);
        var moment = LocalDateTime.of(base, LocalTime.MIDNIGHT).plusSeconds(seconds).truncatedTo(ChronoUnit.MINUTES);
        if (days < 1) {
            return moment.toLocalTime().toString();
        }
        return moment.toLocalTime().equals(LocalTime.MIDNIGHT) ? moment.toLocalDate().toString()
                : moment.toLocalDate() + " " + moment.toLocalTime();
    }

    private static boolean isDate(String id, Set<String> own) {
        if (own.contains(id)) {
            return true;
        }
        for (var range : BUILT_IN) {
            if (id.length() == 2 && id.compareTo(String.valueOf(range[0])) >= 0
                    && id.compareTo(String.valueOf(range[1])) <= 0) {
                return true;
            }
        }
        return false;
    }

    private static boolean isDateFormat(String code) {
        return PART_OF_A_DATE.matcher(LITERAL.matcher(code).replaceAll("")).find();
    }
}
