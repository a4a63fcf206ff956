package io.github.certpulse.output.report;

import io.github.certpulse.files.workbook.CellColor;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.IndexedColors;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/// The styles of the workbook's cells.
final class Styles {
    /// Every Windows and every Office in China has it; where it is missing, programs take a similar one.
    static final String FONT = "微软雅黑";
    static final int POINTS = 10;
    static final String BAR = "2F6EBA";
    private static final String PLAIN = "";
    private static final String QUESTION = "EEF3FA";
    private static final String COUNT = "#,##0";
    private static final String SHARE = "0.0%";
    private final Map<CellKind, CellStyle> styles = new EnumMap<>(CellKind.class);

    /// The kinds of cells.
    enum CellKind {
        TITLE(16, true, PLAIN, HorizontalAlignment.LEFT, false),
        NOTE(9, false, PLAIN, HorizontalAlignment.LEFT, false),
        SECTION(12, true, PLAIN, HorizontalAlignment.LEFT, false),
        HEADING(POINTS, true, CellColor.HEADING, HorizontalAlignment.CENTER, true),
        /// Beside a question's wording.
        TYPE(POINTS, false, Styles.QUESTION, HorizontalAlignment.CENTER, true),
        QUESTION(POINTS, true, Styles.QUESTION, HorizontalAlignment.LEFT, true),
        OPTION(9, false, Styles.QUESTION, HorizontalAlignment.CENTER, true),
        LABEL(POINTS, true, Styles.QUESTION, HorizontalAlignment.LEFT, true),
        TEXT(POINTS, false, PLAIN, HorizontalAlignment.LEFT, true),
        CODE(POINTS, false, PLAIN, HorizontalAlignment.CENTER, true),
        COUNT(POINTS, false, PLAIN, HorizontalAlignment.RIGHT, true),
        SHARE(POINTS, false, PLAIN, HorizontalAlignment.RIGHT, true),
        MET(POINTS, false, CellColor.MET, HorizontalAlignment.CENTER, true),
        SHORT(POINTS, false, CellColor.SHORT, HorizontalAlignment.CENTER, true),
        LINK(POINTS, false, PLAIN, HorizontalAlignment.LEFT, false);

        private final int points;
        private final boolean bold;
        private final String fill;
        private final HorizontalAlignment alignment;
        private final boolean framed;

        CellKind(int points, boolean bold, String fill, HorizontalAlignment alignment, boolean framed) {
            this.points = points;
            this.bold = bold;
            this.fill = fill;
            this.alignment = alignment;
            this.framed = framed;
        }

        int points() {
            return points;
        }
    }

    Styles(XSSFWorkbook workbook) {
        var usual = workbook.getFontAt(0);
        usual.setFontName(FONT);
        usual.setFontHeightInPoints((short) POINTS);
        for (var kind : CellKind.values()) {
            styles.put(kind, style(workbook, kind));
        }
    }

    CellStyle of(CellKind kind) {
        return Objects.requireNonNull(styles.get(kind));
    }

    private static XSSFCellStyle style(XSSFWorkbook workbook, CellKind kind) {
        var font = workbook.createFont();
        font.setFontName(FONT);
        font.setFontHeightInPoints((short) kind.points);
        font.setBold(kind.bold);
        var style = workbook.createCellStyle();
        style.setFont(font);
        style.setAlignment(kind.alignment);
        if (kind.framed && kind.alignment != HorizontalAlignment.CENTER) {
            style.setIndention((short) 1);
        }
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        style.setWrapText(kind.framed || kind == CellKind.NOTE);
        if (kind.framed) {
            frame(style);
        }
        if (!kind.fill.isEmpty()) {
            style.setFillForegroundColor(color(kind.fill));
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        }
        switch (kind) {
            case COUNT -> style.setDataFormat(workbook.createDataFormat().getFormat(COUNT));
            case SHARE -> style.setDataFormat(workbook.createDataFormat().getFormat(SHARE));
            case LINK -> font.setColor(IndexedColors.BLUE.getIndex());
            // Editing such a cell, or typing Enter in it, must not make a formula of a text that looks like one.
            case TEXT, LABEL, OPTION -> style.setQuotePrefixed(true);
            case TITLE, NOTE, SECTION, HEADING, QUESTION, TYPE, CODE, MET, SHORT -> {}
        }
        return style;
    }

    private static void frame(XSSFCellStyle style) {
        style.setBorderTop(BorderStyle.THIN);
        style.setBorderBottom(BorderStyle.THIN);
        style.setBorderLeft(BorderStyle.THIN);
        style.setBorderRight(BorderStyle.THIN);
        var grey = IndexedColors.GREY_25_PERCENT.getIndex();
        style.setTopBorderColor(grey);
        style.setBottomBorderColor(grey);
        style.setLeftBorderColor(grey);
        style.setRightBorderColor(grey);
    }

    private static XSSFColor color(String rgb) {
        return new XSSFColor(HexFormat.of().parseHex("FF" + rgb), null);
    }
}
