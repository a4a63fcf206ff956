package io.github.certpulse.output.report;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.ShownTime;
import java.util.Arrays;
import java.util.Locale;
import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.usermodel.PaperSize;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/// The page setup of every sheet: A4 landscape, fitted to one page in width or, where that would be too small to read,
/// to several pages with the first columns on each; headings and page numbers on each.
final class PageSetup {
    /// A footer holds 255 characters, codes included.
    private static final int MAX_TITLE_LENGTH = 60;
    private static final int CHARACTER = 256;
    /// In characters: about half of the usual size.
    private static final int MAX_PAGE_WIDTH = 240;
    private static final double SIDE_INCHES = 0.45;
    private static final double EDGE_INCHES = 0.6;
    private final Report report;
    private final Locale language;

    PageSetup(Report report, Locale language) {
        this.report = report;
        this.language = language;
    }

    /// @param headings how many rows stay on the screen
    /// @param repeated how many of them, from the last one up, are printed on every page
    /// @param columns  how many columns stay on the screen
    /// @param widths   of all columns, in characters
    void layOut(XSSFSheet sheet, int headings, int repeated, int columns, int... widths) {
        for (var column = 0; column < widths.length; column++) {
            sheet.setColumnWidth(column, widths[column] * CHARACTER);
        }
        if (headings > 0) {
            sheet.createFreezePane(columns, headings);
            sheet.setRepeatingRows(new CellRangeAddress(headings - repeated, headings - 1, -1, -1));
        }
        sheet.setDisplayGridlines(false);
        sheet.setFitToPage(true);
        sheet.setAutobreaks(true);
        sheet.setHorizontallyCenter(true);
        var setup = sheet.getPrintSetup();
        setup.setPaperSize(PaperSize.A4_PAPER);
        setup.setLandscape(true);
        var pages = Math.ceilDiv(Arrays.stream(widths).sum(), MAX_PAGE_WIDTH);
        setup.setFitWidth((short) Math.max(1, pages));
        if (pages > 1 && columns > 0) {
            sheet.setRepeatingColumns(new CellRangeAddress(-1, -1, 0, columns - 1));
        }
        setup.setFitHeight((short) 0);
        sheet.setMargin(PageMargin.LEFT, SIDE_INCHES);
        sheet.setMargin(PageMargin.RIGHT, SIDE_INCHES);
        sheet.setMargin(PageMargin.TOP, EDGE_INCHES);
        sheet.setMargin(PageMargin.BOTTOM, EDGE_INCHES);
        // Without the space a title that begins with a number would become part of the font size.
        var font = "&\"" + Styles.FONT + "\"&9 ";
        var footer = sheet.getFooter();
        footer.setLeft(font + title());
        footer.setCenter(font + "&P / &N");
        footer.setRight(font + new Words("数据截至 ", "As of ").in(language) + ShownTime.minute(report.asOf()));
    }

    // A title from people must not be taken for the codes of a footer; "&&" is what Excel writes, but the library takes
    // "&&C" for a code.
    private String title() {
        var title = report.campaign().title();
        var shown = title.codePointCount(0, title.length()) <= MAX_TITLE_LENGTH ? title
                : title.substring(0, title.offsetByCodePoints(0, MAX_TITLE_LENGTH)) + "…";
        return (report.campaign().sample() ? new Words("［样例］", "[Sample] ").in(language) : "")
                + shown.replace("&", "＆").replaceAll("\\p{Cntrl}", " ");
    }
}
