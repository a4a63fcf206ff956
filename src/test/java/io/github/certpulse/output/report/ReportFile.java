package io.github.certpulse.output.report;

import io.github.certpulse.testing.Province;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.xssf.usermodel.XSSFChart;
import org.apache.poi.xssf.usermodel.XSSFClientAnchor;
import org.apache.poi.xssf.usermodel.XSSFGraphicFrame;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/// A workbook of results as its readers find it.
public final class ReportFile {
    private final XSSFWorkbook workbook;

    private ReportFile(XSSFWorkbook workbook) {
        this.workbook = workbook;
    }

    public static ReportFile of(Province province, String query, String... headers) {
        return of(province.office().get(province.path() + "/exports/results.xlsx" + query, headers).expect(200).body());
    }

    static ReportFile of(byte[] bytes) {
        try {
            return new ReportFile(new XSSFWorkbook(new ByteArrayInputStream(bytes)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    XSSFWorkbook workbook() {
        return workbook;
    }

    XSSFSheet sheet(String name) {
        return workbook.getSheet(name);
    }

    List<String> names() {
        var names = new ArrayList<String>();
        workbook.sheetIterator().forEachRemaining(sheet -> names.add(sheet.getSheetName()));
        return names;
    }

    /// A sheet's charts by the number of the question in their titles, in its order.
    SortedMap<Integer, XSSFChart> charts(String sheet) {
        var charts = new TreeMap<Integer, XSSFChart>();
        sheet(sheet).getDrawingPatriarch()
                .getCharts()
                .forEach(
                        chart -> charts.put(
                                Integer.parseInt(chart.getTitleText().getString().replaceAll("\\..*", "")),
                                chart));
        return charts;
    }

    /// Where the chart of this name is.
    XSSFClientAnchor place(String sheet, String chart) {
        return sheet(sheet).getDrawingPatriarch()
                .getShapes()
                .stream()
                .filter(XSSFGraphicFrame.class::isInstance)
                .map(XSSFGraphicFrame.class::cast)
                .filter(frame -> frame.getName().equals(chart))
                .findFirst()
                .orElseThrow()
                .getAnchor();
    }

    /// A sheet's rows as texts: numbers plainly, what is not there empty.
    List<List<String>> rows(String sheet) {
        var rows = new ArrayList<List<String>>();
        for (var number = 0; number <= sheet(sheet).getLastRowNum(); number++) {
            var row = sheet(sheet).getRow(number);
            rows.add(row == null ? List.of() : texts(row));
        }
        return rows;
    }

    private static List<String> texts(Row row) {
        var texts = new ArrayList<String>();
        for (var column = 0; column < row.getLastCellNum(); column++) {
            texts.add(text(row.getCell(column)));
        }
        return texts;
    }

    private static String text(Cell cell) {
        return cell == null ? "" : cell.getCellType() == CellType.NUMERIC ? number(cell) : cell.getStringCellValue();
    }

    private static String number(Cell cell) {
        return BigDecimal.valueOf(cell.getNumericCellValue()).stripTrailingZeros().toPlainString();
    }

    /// The rows of each question's table on a questionnaire's sheet, by the question's printed number: option, wording,
    /// count, share.
    public Map<Integer, List<List<String>>> tables(String sheet) {
        var tables = new LinkedHashMap<Integer, List<List<String>>>();
        var current = new ArrayList<List<String>>();
        for (var row : rows(sheet)) {
            if (row.size() > 2 && row.getFirst().matches("\\d+")) {
                current = new ArrayList<>();
                tables.put(Integer.parseInt(row.getFirst()), current);
            } else if (row.size() > 3) {
                current.add(row);
            }
        }
        return tables;
    }

    /// The open answers to a question of that number.
    List<String> answers(int question) {
        return rows("开放题").stream()
                .filter(row -> row.size() > 5 && row.get(1).equals(String.valueOf(question)))
                .map(List::getLast)
                .toList();
    }

    /// The rows below a question's headings on a sheet by places: place, base, then count and share of each option.
    /// Both questionnaires may ask the same: which of them, from 1.
    Map<String, List<String>> places(String sheet, String title, int occurrence) {
        var places = new LinkedHashMap<String, List<String>>();
        var found = 0;
        var inside = false;
        for (var row : rows(sheet)) {
            var first = row.isEmpty() ? "" : row.getFirst();
            if (first.matches("\\d+\\. .*")) {
                var continued = first.equals(title + "（续）");
                found += first.equals(title) ? 1 : 0;
                inside = found == occurrence && (continued || first.equals(title));
            } else if (inside && row.size() > 2 && row.get(1).matches("\\d+|＊")) {
                places.put(first, row.subList(1, row.size()));
            }
        }
        return places;
    }
}
