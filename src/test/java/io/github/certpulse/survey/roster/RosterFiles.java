package io.github.certpulse.survey.roster;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.testing.XlsxFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.dhatim.fastexcel.Workbook;

/// Roster files of every kind, valid and hostile.
final class RosterFiles {
    static final String HEADING = "school,level,city,route,address,certificate,certificateLevel,registeredStudents";

    private static final String RELATIONSHIPS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String RELS =
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
                    + "<Relationship Id=\"r1\" Type=\""
                    + RELATIONSHIPS
                    + "/%s\" Target=\"%s\"/>"
                    + "<Relationship Id=\"r2\" Type=\""
                    + RELATIONSHIPS
                    + "/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>";

    private RosterFiles() {}

    /// A CSV with the English heading and these lines.
    static byte[] csv(String... lines) {
        return (HEADING + "\n" + String.join("\n", lines) + "\n").getBytes(UTF_8);
    }

    /// A workbook written by a library; numbers become numeric cells.
    static byte[] xlsx(List<List<Object>> rows) {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new Workbook(bytes, "CertPulse", "1.0")) {
            var sheet = workbook.newWorksheet("名单");
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < rows.get(row).size(); column++) {
                    switch (rows.get(row).get(column)) {
                        case Number number -> sheet.value(row, column, number);
                        case Object text -> sheet.value(row, column, text.toString());
                    }
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// A workbook with the given XML as the rows of its sheet.
    static byte[] xlsxOf(String rows, String... sharedStrings) {
        return XlsxFiles.zip(parts(sheet(rows), strings(sharedStrings)));
    }

    static String sheet(String rows) {
        return "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>" + rows
                + "</sheetData></worksheet>";
    }

    static String strings(String... items) {
        var xml = new StringBuilder("<sst>");
        for (var item : items) {
            xml.append("<si><t>").append(item).append("</t></si>");
        }
        return xml.append("</sst>").toString();
    }

    static Map<String, byte[]> parts(String sheet, String strings) {
        var parts = new LinkedHashMap<String, byte[]>();
        parts.put("_rels/.rels", RELS.formatted("officeDocument", "xl/workbook.xml").getBytes(UTF_8));
        parts.put(
                "xl/workbook.xml",
                ("<workbook xmlns:r=\"" + RELATIONSHIPS
                        + "\"><sheets>"
                        + "<sheet name=\"1\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>").getBytes(UTF_8));
        parts.put("xl/_rels/workbook.xml.rels", RELS.formatted("worksheet", "worksheets/sheet1.xml").getBytes(UTF_8));
        parts.put("xl/worksheets/sheet1.xml", sheet.getBytes(UTF_8));
        parts.put("xl/sharedStrings.xml", strings.getBytes(UTF_8));
        return parts;
    }

    /// One row of text cells, as XML.
    static String row(String... values) {
        var xml = new StringBuilder("<row>");
        for (var value : values) {
            xml.append("<c t=\"inlineStr\"><is><t>").append(value).append("</t></is></c>");
        }
        return xml.append("</row>").toString();
    }

    static String headingRow() {
        return row(HEADING.split(","));
    }
}
