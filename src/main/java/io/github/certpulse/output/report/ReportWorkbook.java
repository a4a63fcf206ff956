package io.github.certpulse.output.report;

import io.github.certpulse.numbers.result.Columns.Place;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.platform.problem.Words;
import java.io.IOException;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.SequencedMap;
import org.apache.poi.xssf.streaming.DeferredSXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/// Writes the workbook. Cover and questionnaires, with their charts, are made in memory, which they need as much of for
/// ten answers as for ten million; the rows of the other sheets are made while they are written.
final class ReportWorkbook {
    /// A sheet whose rows are made while the workbook is written, so that memory does not grow with them.
    interface StreamedSheet {
        /// Sets everything but rows: widths, merged cells, what is printed. Called before the rows are made.
        void layOut(XSSFSheet sheet, PageSetup pageSetup);

        /// Makes the rows, from the top down.
        void write(Grid grid) throws Exception;
    }

    private static final Words COVER = new Words("封面", "Cover");
    private final Report report;
    private final OpenAnswers openAnswers;
    private final Locale language;

    ReportWorkbook(Report report, OpenAnswers openAnswers, Locale language) {
        this.report = report;
        this.openAnswers = openAnswers;
        this.language = language;
    }

    /// Places by which questions are crossed, and the names of their sheets, in their order.
    static SequencedMap<Place, Words> places() {
        var places = new LinkedHashMap<Place, Words>();
        places.put(Place.CITY, new Words("按地市", "By city"));
        places.put(Place.LEVEL, new Words("按层次", "By level"));
        places.put(Place.CERTIFICATE, new Words("按证书", "By certificate"));
        places.put(Place.ROUTE, new Words("按路线", "By route"));
        return places;
    }

    void writeTo(OutputStream out) throws IOException {
        try (var whole = new XSSFWorkbook()) {
            var properties = whole.getProperties().getCoreProperties();
            properties.setCreator("CertPulse");
            properties.setTitle(report.campaign().title());
            var styles = new Styles(whole);
            var pageSetup = new PageSetup(report, language);
            var streamed = streamed();
            var coverSheet = whole.createSheet(COVER.in(language));
            var cover = new Cover(coverSheet, new Grid(coverSheet, styles, language), report, language);
            for (var part : report.parts()) {
                var sheet = whole.createSheet(ResultWords.questionnaire(part.filter().role()).in(language));
                new QuestionnaireSheet(sheet, new Grid(sheet, styles, language), part).fill(pageSetup, cover.scope());
            }
            streamed.forEach((name, sheet) -> sheet.layOut(whole.createSheet(name), pageSetup));
            var names = new ArrayList<String>();
            whole.sheetIterator().forEachRemaining(sheet -> names.add(sheet.getSheetName()));
            cover.fill(pageSetup, names.subList(1, names.size()));
            write(whole, streamed, styles, out);
        }
    }

    private void write(
            XSSFWorkbook whole,
            SequencedMap<String, StreamedSheet> streamed,
            Styles styles,
            OutputStream out) throws IOException {
        try (var workbook = new DeferredSXSSFWorkbook(whole)) {
            streamed.forEach(
                    (name, sheet) -> workbook.getStreamingSheet(name)
                            .setRowGenerator(rows -> sheet.write(new Grid(rows, styles, language))));
            workbook.writeAvoidingTempFiles(out);
        }
    }

    private SequencedMap<String, StreamedSheet> streamed() {
        var sheets = new LinkedHashMap<String, StreamedSheet>();
        places().forEach(
                (place, title) -> sheets
                        .put(
                                title.in(language),
                                new PlaceSheet(place, ResultWords.place(place), title, report.parts())));
        if (report.isPublished()) {
            return sheets;
        }
        sheets.put(
                new Words("学校完成情况", "Completion by school").in(language),
                QuotaSheet.bySchool(report.progress()));
        sheets.put(
                new Words("证书完成情况", "Completion by certificate").in(language),
                QuotaSheet.byCertificate(report.progress()));
        List<StreamedSheet> open = openAnswers.sheets();
        for (var i = 0; i < open.size(); i++) {
            sheets.put(new Words("开放题", "Open answers").in(language) + (i == 0 ? "" : " " + (i + 1)), open.get(i));
        }
        return sheets;
    }
}
