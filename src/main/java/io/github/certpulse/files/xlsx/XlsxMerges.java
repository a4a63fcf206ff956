package io.github.certpulse.files.xlsx;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.certpulse.files.text.CellText;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import javax.xml.stream.XMLStreamException;

/// The merged cells of a sheet (ECMA-376 part 1, 18.3.1.55): only the upper left cell of an area has a value, and the
/// spreadsheet shows it in the whole area. Areas stand after the rows in the file, so they are read before the rows, in
/// a pass of their own. For one pass over the rows.
final class XlsxMerges {
    private static final byte[] ELEMENT = "mergeCell".getBytes(US_ASCII);
    private static final Pattern AREA = Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");
    private static final int ROW_BITS = 21;
    private static final int COLUMN_BITS = 8;

    /// One number for each area, because there can be a million: first row, last row, first column, last column.
    /// Ascending, so in the order of their first rows.
    private final long[] areas;
    private final String[] values = new String[XlsxLimits.MAX_COLUMNS];
    private final int[] lastRows = new int[XlsxLimits.MAX_COLUMNS];
    private int next;

    private XlsxMerges(long[] areas) {
        this.areas = areas;
        Arrays.fill(values, "");
    }

    static XlsxMerges none() {
        return new XlsxMerges(new long[0]);
    }

    /// The merged cells of a sheet's part.
    static XlsxMerges read(byte[] part, XlsxLimits limits) throws XMLStreamException {
        if (!mentionsMerges(part)) {
            return none();
        }
        var areas = LongStream.builder();
        var xml = new XlsxXml(part, limits);
        while (xml.nextStartOf("mergeCell")) {
            var area = AREA.matcher(xml.attribute("ref").orElse(""));
            if (area.matches() && column(area, 1) < XlsxLimits.MAX_COLUMNS && row(area, 4) <= mask(ROW_BITS)) {
                areas.add(packed(area));
            }
        }
        return new XlsxMerges(areas.build().sorted().toArray());
    }

    /// Fills the row's empty cells that belong to areas. A row without values of its own stays empty. Rows come in
    /// ascending order.
    void fill(int row, List<String> cells) {
        for (; next < areas.length && firstRow(areas[next]) <= row; next++) {
            if (firstRow(areas[next]) == row) {
                begin(areas[next], cells);
            }
        }
        if (next == 0 || cells.stream().allMatch(cell -> CellText.trim(cell).isEmpty())) {
            return;
        }
        for (int column = 0; column < values.length; column++) {
            if (lastRows[column] >= row && !values[column].isEmpty() && valueAt(cells, column).isEmpty()) {
                while (cells.size() <= column) {
                    cells.add("");
                }
                cells.set(column, values[column]);
            }
        }
    }

    private void begin(long area, List<String> cells) {
        int first = bits(area >> COLUMN_BITS, COLUMN_BITS);
        int last = bits(area, COLUMN_BITS);
        var value = valueAt(cells, first);
        for (int column = first; column <= last; column++) {
            values[column] = value;
            lastRows[column] = bits(area >> (2 * COLUMN_BITS), ROW_BITS);
        }
    }

    private static String valueAt(List<String> cells, int column) {
        return column < cells.size() ? CellText.trim(cells.get(column)) : "";
    }

    private static int firstRow(long area) {
        return (int) (area >> (ROW_BITS + 2 * COLUMN_BITS));
    }

    private static long packed(Matcher area) {
        long rows = ((long) Math.min(row(area, 2), row(area, 4)) << ROW_BITS) + row(area, 4);
        int last = Math.min(column(area, 3), XlsxLimits.MAX_COLUMNS - 1);
        return (((rows << COLUMN_BITS) + column(area, 1)) << COLUMN_BITS) + last;
    }

    private static int row(Matcher area, int group) {
        return Integer.parseInt(area.group(group));
    }

    /// From 0 for A.
    private static int column(Matcher area, int group) {
        return area.group(group).chars().reduce(0, (column, letter) -> column * 26 + letter - 'A' + 1) - 1;
    }

    private static int bits(long number, int bits) {
        return (int) number & mask(bits);
    }

    private static int mask(int bits) {
        return (1 << bits) - 1;
    }

    /// Whether the name of the element occurs in UTF-8 or UTF-16, so that most sheets are parsed only once.
    private static boolean mentionsMerges(byte[] part) {
        for (int i = 0; i < part.length; i++) {
            if (part[i] == ELEMENT[0] && (occurs(part, i, 1) || occurs(part, i, 2))) {
                return true;
            }
        }
        return false;
    }

    private static boolean occurs(byte[] part, int from, int width) {
        for (int i = 0; i < ELEMENT.length; i++) {
            int place = from + i * width;
            if (place >= part.length || part[place] != ELEMENT[i]) {
                return false;
            }
        }
        return true;
    }
}
