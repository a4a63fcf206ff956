package io.github.certpulse.output.report;

import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.output.report.Styles.CellKind;
import io.github.certpulse.platform.problem.Words;
import io.micronaut.core.annotation.Nullable;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;

/// Fills the cells of one sheet from the top down. Every text is written as a string, so texts from people cannot
/// become formulas.
final class Grid {
    /// What programs would read as an escaped character (ECMA-376 part 1, 22.9.2.19, ST_Xstring).
    private static final Pattern CODE = Pattern.compile("_(?=x\\p{XDigit}{4}_)");
    private static final double LINE = 1.5;
    private static final int WIDE = 0x2E80;
    private final Sheet sheet;
    private final Styles styles;
    private final Locale language;

    Grid(Sheet sheet, Styles styles, Locale language) {
        this.sheet = sheet;
        this.styles = styles;
        this.language = language;
    }

    String in(Words words) {
        return words.in(language);
    }

    void text(int row, int column, String text, CellKind kind) {
        cell(row, column, kind).setCellValue(text.indexOf('_') < 0 ? text : CODE.matcher(text).replaceAll("_x005F_"));
    }

    void words(int row, int column, Words words, CellKind kind) {
        text(row, column, in(words), kind);
    }

    /// Empty cells, which complete the frame of merged ones.
    void blank(int row, int from, int to, CellKind kind) {
        for (var column = from; column <= to; column++) {
            cell(row, column, kind);
        }
    }

    /// @param count null where it is hidden
    void count(int row, int column, @Nullable Integer count) {
        if (count == null) {
            text(row, column, ResultWords.HIDDEN, CellKind.COUNT);
        } else {
            cell(row, column, CellKind.COUNT).setCellValue(count);
        }
    }

    /// @param share null where it is hidden or there is no base
    /// @param base  null where it is hidden
    void share(int row, int column, @Nullable BigDecimal share, @Nullable Integer base) {
        if (share == null) {
            text(row, column, base != null && base == 0 ? ResultWords.NONE : ResultWords.HIDDEN, CellKind.SHARE);
        } else {
            cell(row, column, CellKind.SHARE).setCellValue(share.doubleValue());
        }
    }

    /// Makes a row high enough for a text in a column of this width. Programs do not do so for merged cells, and must
    /// not do so where a chart is beside the row.
    double setHeight(int row, String text, int width, CellKind kind, double minHeight) {
        var height = Math.max(minHeight, lines(text, width * Styles.POINTS / kind.points()) * kind.points() * LINE + 4);
        row(row).setHeightInPoints((float) height);
        return height;
    }

    /// How many lines a text takes, by the widths of its characters: a Chinese one is twice as wide as a Latin one.
    static int lines(String text, int width) {
        return wrap(text, width - 1).size();
    }

    /// Breaks a text into lines of at most this width. Its own line breaks are kept.
    static List<String> wrap(String text, int width) {
        var lines = new ArrayList<String>();
        var start = 0;
        var used = 0;
        for (var i = 0; i < text.length(); i += Character.charCount(text.codePointAt(i))) {
            var own = text.codePointAt(i) >= WIDE ? 2 : 1;
            if (text.charAt(i) == '\n') {
                lines.add(text.substring(start, i));
                start = i + 1;
                used = 0;
            } else if (used + own > width && i > start) {
                lines.add(text.substring(start, i));
                start = i;
                used = own;
            } else {
                used += own;
            }
        }
        lines.add(text.substring(start));
        return lines;
    }

    private Cell cell(int row, int column, CellKind kind) {
        var cell = row(row).createCell(column);
        cell.setCellStyle(styles.of(kind));
        return cell;
    }

    private Row row(int number) {
        var row = sheet.getRow(number);
        return row == null ? sheet.createRow(number) : row;
    }
}
