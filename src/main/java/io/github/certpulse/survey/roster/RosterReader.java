package io.github.certpulse.survey.roster;

import io.github.certpulse.files.kind.ForeignFile;
import io.github.certpulse.files.xlsx.XlsxLimitExceeded;
import io.github.certpulse.files.xlsx.XlsxWorkbook;
import io.github.certpulse.survey.roster.RosterReading.Invalid;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.xml.stream.XMLStreamException;

/// Reads a roster from a workbook (XLSX, the first visible sheet with a heading and rows below it) or from CSV (UTF-8,
/// UTF-16 or GB18030; comma, semicolon or tab). The file's bytes decide, not its name.
///
/// The heading may stand below titles and notes, in one row or two. Merged cells count as filled. Blank rows are
/// ignored; totals, footnotes and repeated headings are dropped with a warning.
///
/// [RosterLimits] bounds what reading a file costs. Whatever a file contains, a violation is returned and no exception
/// is thrown.
@Singleton
public class RosterReader {
    private static final byte[] ZIP = {'P', 'K'};

    /// One file at a time, because the largest file within the limits needs most of a small heap.
    private final Semaphore oneAtATime = new Semaphore(1);

    /// All rows of a roster, or all its violations.
    public RosterReading read(byte[] file) {
        return read(file, new RosterCheck());
    }

    /// The same, with the rows as the file has them, so that a page can show each violation in its place.
    public RosterReading.Inspection inspect(byte[] file) {
        var check = new RosterCheck();
        var reading = read(file, check);
        return new RosterReading.Inspection(reading, check.filledRows(), check.rawRows(), check.notes().warnings());
    }

    private RosterReading read(byte[] file, RosterCheck check) {
        oneAtATime.acquireUninterruptibly();
        try {
            readInto(check, file);
            return check.result();
        } catch (RosterViolation.RosterReadingStopped stopped) {
            return new Invalid(List.of(stopped.violation()));
        } catch (XlsxLimitExceeded exceeded) {
            return new Invalid(List.of(rule(exceeded.reason()).ofFile()));
        } catch (IOException | XMLStreamException | IllegalArgumentException notAWorkbook) {
            return new Invalid(List.of(RosterRule.FORMAT_UNSUPPORTED.ofFile()));
        } finally {
            oneAtATime.release();
        }
    }

    private static void readInto(RosterCheck check, byte[] file) throws IOException, XMLStreamException {
        if (file.length == 0) {
            throw new RosterViolation.RosterReadingStopped(RosterRule.EMPTY.ofFile());
        }
        if (file.length > RosterLimits.MAX_BYTES) {
            throw new RosterViolation.RosterReadingStopped(RosterRule.FILE_TOO_LARGE.ofFile());
        }
        var foreign = ForeignFile.of(file);
        if (foreign.isPresent()) {
            throw new RosterViolation.RosterReadingStopped(rule(foreign.get()).ofFile());
        }
        if (startsWith(file, ZIP)) {
            readInto(check, XlsxWorkbook.open(file, RosterLimits.WORKBOOK));
        } else {
            CsvRoster.decode(file).readInto(check);
        }
    }

    private static void readInto(RosterCheck check, XlsxWorkbook workbook) throws IOException, XMLStreamException {
        var tabs = new ArrayList<Tab>();
        for (int place : workbook.visibleSheets()) {
            tabs.add(tab(workbook, place));
        }
        var chosen = tabs.stream().max(Comparator.comparingInt(Tab::fitness)).orElseThrow();
        var others = tabs.stream()
                .filter(tab -> tab.place() != chosen.place() && tab.fitness() == Tab.WITH_ROWS)
                .map(Tab::name)
                .toList();
        if (chosen.place() != tabs.getFirst().place() || !others.isEmpty()) {
            check.notes().add(RosterWarning.sheetChosen(chosen.name(), others));
        }
        check.heading(chosen.heading());
        workbook.filledSheet(chosen.place()).read(check::row);
    }

    private static Tab tab(XlsxWorkbook workbook, int place) throws IOException, XMLStreamException {
        var own = new HashMap<Integer, List<String>>();
        workbook.sheet(place).read(RosterHeading.MAX_ROWS, (number, _, cells) -> own.put(number, cells));
        var head = new ArrayList<RosterHeading.Line>();
        var sheet = workbook.filledSheet(place);
        sheet.read(
                RosterHeading.MAX_ROWS,
                (number, _, cells) -> head
                        .add(new RosterHeading.Line(number, cells, own.getOrDefault(number, List.of()))));
        var heading = RosterHeading.find(head, sheet.hiddenColumns());
        boolean rows = head.stream().anyMatch(line -> heading.isAbove(line.number()) && !line.isBlank());
        return new Tab(place, workbook.sheets().get(place), heading, rows);
    }

    /// A visible sheet.
    ///
    /// @param rows whether there are rows below the heading
    private record Tab(int place, String name, RosterHeading heading, boolean rows) {
        static final int WITH_ROWS = Integer.MAX_VALUE;

        /// A whole heading with rows below it, then a whole heading, then a part of one.
        int fitness() {
            if (!heading.missing().isEmpty()) {
                return heading.positions().size() > 1 ? heading.score() : 0;
            }
            return rows ? WITH_ROWS : WITH_ROWS - 1;
        }
    }

    private static RosterRule rule(ForeignFile kind) {
        return switch (kind) {
            case HTML -> RosterRule.HTML_FILE;
            case XML -> RosterRule.XML_FILE;
            case OLD_OFFICE -> RosterRule.OLD_OFFICE_FILE;
            case ENCRYPTED -> RosterRule.ENCRYPTED_FILE;
            case NUMBERS -> RosterRule.NUMBERS_FILE;
            case OPEN_DOCUMENT -> RosterRule.OPEN_DOCUMENT_FILE;
            case BINARY_WORKBOOK -> RosterRule.BINARY_WORKBOOK_FILE;
            case WORD -> RosterRule.WORD_FILE;
            case PDF -> RosterRule.PDF_FILE;
        };
    }

    private static RosterRule rule(XlsxLimitExceeded.Reason reason) {
        return switch (reason) {
            case TOO_LARGE -> RosterRule.FILE_TOO_LARGE;
            case TOO_MANY_ENTRIES -> RosterRule.TOO_MANY_ENTRIES;
        };
    }

    private static boolean startsWith(byte[] file, byte[] magic) {
        for (int i = 0; i < magic.length; i++) {
            if (i >= file.length || file[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
