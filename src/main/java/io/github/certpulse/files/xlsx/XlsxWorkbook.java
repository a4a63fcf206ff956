package io.github.certpulse.files.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;

/// A workbook (Office Open XML, ECMA-376): the values of its sheets.
///
/// Only values are read; the value of a formula is the saved one. fastexcel-reader interprets more, and some small
/// files make it fill the memory or run for hours: one reference to shared string 2,000,000,000 is enough, or one long
/// shared formula in a hundred thousand cells.
public final class XlsxWorkbook {
    private final XlsxParts parts;
    private final XlsxLimits limits;
    private final List<Tab> tabs;
    private final List<XlsxParts.Relation> relations;
    private final List<String> sharedStrings;
    private final XlsxDates dates;

    private record Tab(String name, Optional<String> relation, boolean visible) {}

    private XlsxWorkbook(byte[] file, XlsxLimits limits) throws IOException, XMLStreamException {
        this.limits = limits;
        parts = new XlsxParts(limits);
        parts.inflate(file);
        var workbook = XlsxParts.Relation.read("", parts)
                .stream()
                .filter(relation -> relation.is("officeDocument"))
                .findFirst()
                .map(XlsxParts.Relation::target)
                .orElse("xl/workbook.xml");
        relations = XlsxParts.Relation.read(workbook, parts);
        tabs = tabs(xml(workbook));
        var strings = related("sharedStrings");
        sharedStrings = strings.isPresent() ? sharedStrings(xml(strings.get())) : List.of();
        var styles = related("styles");
        var since1904 = isSince1904(xml(workbook));
        dates = styles.isPresent() ? new XlsxDates(since1904, xml(styles.get())) : new XlsxDates(since1904);
    }

    /// Opens a workbook.
    ///
    /// @throws XlsxLimitExceeded        where it exceeds a limit
    /// @throws IOException              where the bytes are no workbook, or an encrypted one
    /// @throws XMLStreamException       the same
    /// @throws IllegalArgumentException the same; the ZIP library throws it for some malformed entries
    public static XlsxWorkbook open(byte[] file, XlsxLimits limits) throws IOException, XMLStreamException {
        return new XlsxWorkbook(file, limits);
    }

    /// The names of the sheets, from left to right; at least one.
    public List<String> sheets() {
        return tabs.stream().map(Tab::name).toList();
    }

    /// The places of the sheets that are not hidden, from left to right, counted from 0; at least one.
    public List<Integer> visibleSheets() {
        var visible = IntStream.range(0, tabs.size()).filter(place -> tabs.get(place).visible()).boxed().toList();
        // No program writes a workbook without a visible sheet.
        return visible.isEmpty() ? List.of(0) : visible;
    }

    /// One of the sheets, counted from 0, to be read once.
    public XlsxSheet sheet(int place) throws IOException, XMLStreamException {
        return new XlsxSheet(new XlsxXml(part(place), limits), sharedStrings, dates, XlsxMerges.none());
    }

    /// The same with the value of merged cells in each of them, down and across.
    public XlsxSheet filledSheet(int place) throws IOException, XMLStreamException {
        var part = part(place);
        return new XlsxSheet(new XlsxXml(part, limits), sharedStrings, dates, XlsxMerges.read(part, limits));
    }

    private byte[] part(int place) throws IOException {
        var id = tabs.get(place).relation().orElseThrow(() -> new ZipException("a sheet without a part"));
        return relations.stream()
                .filter(relation -> relation.id().equals(id))
                .findFirst()
                .flatMap(relation -> parts.part(relation.target()))
                .orElseThrow(() -> new ZipException("no part for the sheet"));
    }

    private static List<Tab> tabs(XlsxXml workbook) throws IOException, XMLStreamException {
        var tabs = new ArrayList<Tab>();
        while (workbook.nextStartOf("sheet")) {
            tabs.add(
                    new Tab(
                            workbook.attribute("name")
                                    .orElse(""),
                            workbook.attribute("id"),
                            workbook.attribute("state")
                                    .orElse("visible")
                                    .equals("visible")));
        }
        if (tabs.isEmpty()) {
            throw new ZipException("no sheet");
        }
        return tabs;
    }

    /// Whether days are counted from 1904, as Excel for Macintosh did (ECMA-376 part 1, 18.2.28).
    private static boolean isSince1904(XlsxXml workbook) throws XMLStreamException {
        return workbook.nextStartOf("workbookPr")
                && workbook.attribute("date1904")
                        .filter(value -> value.equals("1") || value.equals("true"))
                        .isPresent();
    }

    /// The workbook's part of this kind, if there is one.
    private Optional<String> related(String kind) {
        return relations.stream()
                .filter(relation -> relation.is(kind))
                .map(XlsxParts.Relation::target)
                .filter(target -> parts.part(target).isPresent())
                .findFirst();
    }

    private static List<String> sharedStrings(XlsxXml xml) throws XMLStreamException {
        var strings = new ArrayList<String>();
        while (xml.nextStartOf("si")) {
            strings.add(xml.richText("si"));
        }
        return strings;
    }

    private XlsxXml xml(String part) throws IOException, XMLStreamException {
        return new XlsxXml(parts.part(part).orElseThrow(() -> new ZipException("a part is missing")), limits);
    }
}
