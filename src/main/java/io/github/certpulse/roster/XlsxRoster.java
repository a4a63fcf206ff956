package io.github.certpulse.roster;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;

/// A roster as a workbook (Office Open XML, ECMA-376): the values of its first sheet.
///
/// Only values are read, a formula's being the one that was saved with it. fastexcel-reader, which interprets more, fills the
/// memory or counts for hours over files that pass every limit of size: one shared string number 2,000,000,000 is enough, or one
/// long shared formula in a hundred thousand cells.
final class XlsxRoster {
    private static final int LAST_ROW = 1_048_576;

    private final XlsxXml sheet;
    private final List<String> sharedStrings;

    private XlsxRoster(XlsxXml sheet, List<String> sharedStrings) {
        this.sheet = sheet;
        this.sharedStrings = sharedStrings;
    }

    /// Fails with a [RosterFault.Refusal] beyond the limits, otherwise with an exception of zip or XML where this is no workbook.
    static XlsxRoster open(byte[] file) throws IOException, XMLStreamException {
        var parts = new XlsxParts();
        parts.inflate(file);
        var workbook = XlsxParts.Relation.of("", parts).stream()
                .filter(relation -> relation.is("officeDocument")).findFirst()
                .map(XlsxParts.Relation::target).orElse("xl/workbook.xml");
        var relations = XlsxParts.Relation.of(workbook, parts);
        var id = firstSheet(xml(workbook, parts));
        var sheet = relations.stream().filter(relation -> relation.id().equals(id)).findFirst()
                .orElseThrow(() -> new ZipException("no part for the first sheet"));
        var strings = relations.stream().filter(relation -> relation.is("sharedStrings")).findFirst();
        return new XlsxRoster(xml(sheet.target(), parts),
                strings.isPresent() ? sharedStrings(xml(strings.get().target(), parts)) : List.of());
    }

    /// Hands over row by row, so that a sheet is never held as a whole.
    void readInto(RosterCheck check) throws IOException, XMLStreamException {
        int number = 0;
        // Not beyond the data: anchors of drawings below have elements named row as well.
        while (sheet.next() && !sheet.ends("sheetData")) {
            if (!sheet.starts("row")) {
                continue;
            }
            int stated = whole(sheet.attribute("r").orElse(String.valueOf(number + 1)), LAST_ROW);
            if (stated <= number) {
                throw new ZipException("rows out of order");
            }
            number = stated;
            check.row(number, cells());
        }
    }

    private List<String> cells() throws IOException, XMLStreamException {
        var cells = new ArrayList<String>();
        int column = 0;
        while (sheet.next() && !sheet.ends("row")) {
            if (sheet.starts("c")) {
                var reference = sheet.attribute("r");
                column = reference.isPresent() ? column(reference.get()) : column + 1;
                put(cells, column, value());
            }
        }
        return cells;
    }

    /// The value of the cell that has just started.
    private String value() throws IOException, XMLStreamException {
        var type = sheet.attribute("t").orElse("n");
        var value = "";
        while (sheet.next() && !sheet.ends("c")) {
            if (sheet.starts("v")) {
                value = sheet.text();
            } else if (sheet.starts("is")) {
                value = sheet.richText("is");
            }
        }
        return type.equals("s") && !value.isEmpty() ? sharedStrings.get(whole(value, sharedStrings.size() - 1)) : value;
    }

    private static void put(List<String> cells, int column, String value) {
        if (column > RosterLimits.COLUMNS || value.isEmpty()) {
            return;
        }
        while (cells.size() < column) {
            cells.add("");
        }
        cells.set(column - 1, value);
    }

    /// The column of a cell's reference, A being 1; one beyond the limit for everything further to the right.
    private static int column(String reference) throws ZipException {
        int column = 0;
        for (int i = 0; i < reference.length() && reference.charAt(i) >= 'A' && reference.charAt(i) <= 'Z'; i++) {
            column = Math.min(column * 26 + reference.charAt(i) - 'A' + 1, RosterLimits.COLUMNS + 1);
        }
        if (column == 0) {
            throw new ZipException("a cell without a column");
        }
        return column;
    }

    private static int whole(String digits, int max) throws ZipException {
        try {
            int number = Integer.parseInt(digits.strip());
            if (number >= 0 && number <= max) {
                return number;
            }
        } catch (NumberFormatException _) {
            // falls through to the one complaint
        }
        throw new ZipException("not a number up to " + max);
    }

    private static String firstSheet(XlsxXml workbook) throws IOException, XMLStreamException {
        if (!workbook.nextStartOf("sheet")) {
            throw new ZipException("no sheet");
        }
        return workbook.attribute("id").orElseThrow(() -> new ZipException("a sheet without a part"));
    }

    private static List<String> sharedStrings(XlsxXml xml) throws XMLStreamException {
        var strings = new ArrayList<String>();
        while (xml.nextStartOf("si")) {
            strings.add(xml.richText("si"));
        }
        return strings;
    }

    private static XlsxXml xml(String part, XlsxParts parts) throws IOException, XMLStreamException {
        return new XlsxXml(parts.part(part).orElseThrow(() -> new ZipException("a part is missing")));
    }
}
