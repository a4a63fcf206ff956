package io.github.certpulse.survey.roster;

import static io.github.certpulse.survey.roster.RosterFiles.csv;
import static io.github.certpulse.survey.roster.RosterFiles.headingRow;
import static io.github.certpulse.survey.roster.RosterFiles.row;
import static io.github.certpulse.survey.roster.RosterFiles.xlsxOf;
import static io.github.certpulse.survey.roster.RosterFormatsTest.violations;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.files.xlsx.XlsxLimits;
import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.testing.XlsxFiles;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Both sides of every limit.
class RosterLimitsTest {
    private static final String ROW = "甲校,中职,,,,老年照护,初级,1";

    private final RosterReader reader = new RosterReader();

    @Test
    void readsTwentyMegabytesOfCsvAndRefusesOneByteMore() {
        var lines = csv(ROW);
        // Lines of 1,999 blanks.
        var file = Arrays.copyOf(lines, RosterLimits.MAX_BYTES);
        for (int i = lines.length; i < file.length; i++) {
            file[i] = (byte) (i % 2000 == 0 ? '\n' : ' ');
        }
        assertThat(reader.read(file)).isInstanceOf(Readable.class);
        assertThat(violations(reader.read(Arrays.copyOf(file, file.length + 1)))).containsExactly("1  file-too-large");
    }

    @Test
    void inflatesTwentyMegabytesOfAWorkbookAndRefusesOneByteMore() {
        var parts = workbook();
        int size = parts.values().stream().mapToInt(part -> part.length).sum();
        parts.put("xl/media/picture.png", new byte[RosterLimits.MAX_BYTES - size]);
        assertThat(reader.read(XlsxFiles.zip(parts))).isInstanceOf(Readable.class);

        parts.put("xl/media/picture.png", new byte[RosterLimits.MAX_BYTES - size + 1]);
        assertThat(violations(reader.read(XlsxFiles.zip(parts)))).containsExactly("1  file-too-large");
    }

    @Test
    void refusesAZipBomb() throws IOException {
        assertThat(violations(reader.read(XlsxFiles.gigabyteOfZeros()))).containsExactly("1  file-too-large");
    }

    @Test
    void opensTwoHundredEntriesAndRefusesOneMore() {
        var parts = workbook();
        IntStream.range(parts.size(), XlsxLimits.MAX_ZIP_ENTRIES).forEach(i -> parts.put("xl/media/" + i, new byte[0]));
        assertThat(reader.read(XlsxFiles.zip(parts))).isInstanceOf(Readable.class);

        parts.put("xl/media/more", new byte[0]);
        assertThat(violations(reader.read(XlsxFiles.zip(parts)))).containsExactly("1  too-many-entries");
    }

    @Test
    void readsTwentyThousandRowsAndRefusesOneMore() {
        assertThat(((Readable) reader.read(csv(schools(RosterLimits.MAX_DATA_ROWS)))).rows())
                .hasSize(RosterLimits.MAX_DATA_ROWS);
        assertThat(violations(reader.read(csv(schools(RosterLimits.MAX_DATA_ROWS + 1)))))
                .containsExactly("20002  too-many-rows");

        assertThat(((Readable) reader.read(xlsxOf(schoolRows(RosterLimits.MAX_DATA_ROWS)))).rows())
                .hasSize(RosterLimits.MAX_DATA_ROWS);
        assertThat(violations(reader.read(xlsxOf(schoolRows(RosterLimits.MAX_DATA_ROWS + 1)))))
                .containsExactly("20002  too-many-rows");
    }

    @Test
    void ignoresAMillionBlankRows() {
        assertThat(violations(reader.read(csv("\n".repeat(1_000_000))))).containsExactly("1  empty");
        assertThat(reader.read(csv("\n".repeat(1_000_000) + ROW))).isInstanceOf(Readable.class);
        assertThat(reader.read(xlsxOf(headingRow() + "<row><c s=\"1\"/></row>".repeat(600_000) + row(ROW.split(",")))))
                .isInstanceOf(Readable.class);
    }

    @Test
    void refusesMoreRowsThanASheetHas() {
        assertThat(violations(reader.read(csv(",\n".repeat(RosterLimits.MAX_ROWS) + ROW))))
                .containsExactly("1048577  too-many-rows");
    }

    @Test
    void readsTwoThousandCharactersOfACellAndRefusesOneMore() {
        var most = "长".repeat(RosterLimits.MAX_CELL_CHARACTERS);
        assertThat(reader.read(csv(ROW + "," + most))).isInstanceOf(Readable.class);
        assertThat(violations(reader.read(csv(ROW + "," + most + "长")))).containsExactly("2 I cell-too-long");
        assertThat(violations(reader.read(csv(ROW.replace("甲校", most))))).containsExactly("2 school too-long");
        assertThat(violations(reader.read(csv(ROW.replace("甲校", most + "长")))))
                .containsExactly("2 school cell-too-long");

        var cells = (ROW + ",").split(",", -1);
        cells[8] = most;
        assertThat(reader.read(xlsxOf(headingRow() + row(cells)))).isInstanceOf(Readable.class);
        cells[8] = most + "长";
        assertThat(violations(reader.read(xlsxOf(headingRow() + row(cells))))).containsExactly("2 I cell-too-long");
    }

    @Test
    void readsTwoHundredAndFiftySixColumnsOfAWorkbook() {
        var data = row(ROW.substring(0, ROW.length() - 2).split(","));
        var heading = row(RosterFiles.HEADING.replace(",registeredStudents", "").split(","));
        assertThat(reader.read(xlsxOf(wide(heading, "IV1", "registeredStudents") + wide(data, "IV2", "1"))))
                .isInstanceOf(Readable.class);
        assertThat(violations(reader.read(xlsxOf(wide(heading, "IW1", "registeredStudents") + wide(data, "IW2", "1")))))
                .containsExactly("1 registeredStudents column-missing");
    }

    private static String wide(String row, String reference, String value) {
        return row.replace("</row>", "<c r=\"" + reference + "\" t=\"str\"><v>" + value + "</v></c></row>");
    }

    private static Map<String, byte[]> workbook() {
        return RosterFiles.parts(RosterFiles.sheet(headingRow() + row(ROW.split(","))), RosterFiles.strings());
    }

    private static String[] schools(int count) {
        return IntStream.range(0, count).mapToObj(i -> ROW.replace("甲校", "学校" + i)).toArray(String[]::new);
    }

    private static String schoolRows(int count) {
        var rows = new StringBuilder(headingRow());
        for (var school : schools(count)) {
            rows.append(row(school.split(",")));
        }
        return rows.toString();
    }
}
