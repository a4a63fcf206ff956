package io.github.certpulse.output.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.output.report.Styles.CellKind;
import io.github.certpulse.testing.Fast;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Locale;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

@Fast
class GridTest {
    @Test
    void tellsHiddenNumbersFromZeroAndFromNone() throws IOException {
        try (var workbook = new XSSFWorkbook()) {
            var sheet = workbook.createSheet();
            var grid = new Grid(sheet, new Styles(workbook), Locale.CHINESE);
            grid.count(0, 0, 0);
            grid.share(0, 1, BigDecimal.ZERO, 7);
            grid.count(0, 2, null);
            grid.share(0, 3, null, null);
            grid.share(0, 4, null, 0);
            var row = sheet.getRow(0);
            assertThat(row.getCell(0).getNumericCellValue() + row.getCell(1).getNumericCellValue()).isZero();
            assertThat(IntStream.of(2, 3, 4).mapToObj(column -> row.getCell(column).getStringCellValue()))
                    .containsExactly("＊", "＊", "–");
        }
    }

    @Test
    void breaksTextsByTheWidthOfTheirCharacters() {
        assertThat(Grid.wrap("很有必要abcd𠮷。", 8)).containsExactly("很有必要", "abcd𠮷。");
        assertThat(Grid.wrap("一二三", 4)).containsExactly("一二", "三");
        assertThat(Grid.wrap("一\n二", 8)).containsExactly("一", "二");
        assertThat(Grid.wrap("", 8)).containsExactly("");
        assertThat(Grid.wrap("一二", 1)).containsExactly("一", "二");
    }

    @Test
    void keepsRowsHighEnoughForLongTexts() throws IOException {
        try (var workbook = new XSSFWorkbook()) {
            var sheet = workbook.createSheet();
            var grid = new Grid(sheet, new Styles(workbook), Locale.CHINESE);
            var one = grid.setHeight(0, "一", 20, CellKind.TEXT, 10);
            var five = grid.setHeight(1, "一".repeat(45), 20, CellKind.TEXT, 10);
            assertThat(five).isGreaterThan(4 * one * 0.7);
            assertThat((double) sheet.getRow(1).getHeightInPoints()).isEqualTo(five);
        }
    }
}
