package io.github.certpulse.survey.roster;

import io.github.certpulse.files.xlsx.XlsxLimitExceeded;
import io.github.certpulse.files.xlsx.XlsxWorkbook;
import io.github.certpulse.survey.roster.RosterReading.Invalid;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.xml.stream.XMLStreamException;

/// Reads a roster from a workbook (XLSX, the first sheet that is not hidden) or from CSV (UTF-8 or GB18030; comma,
/// semicolon or tab). The file's bytes decide, not its name.
///
/// [RosterLimits] bounds what reading a file costs. Whatever a file contains, a violation is returned and no exception
/// is thrown.
@Singleton
public class RosterReader {
    private static final byte[] ZIP = {'P', 'K'};
    /// The binary formats of Office before 2007, which are also the container of encrypted workbooks.
    private static final byte[] COMPOUND_FILE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

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
        return new RosterReading.Inspection(reading, check.filledRows(), check.rawRows(), check.warnings());
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
        if (startsWith(file, COMPOUND_FILE)) {
            throw new RosterViolation.RosterReadingStopped(RosterRule.FORMAT_UNSUPPORTED.ofFile());
        }
        if (startsWith(file, ZIP)) {
            XlsxWorkbook.open(file, RosterLimits.WORKBOOK).firstVisibleSheet().read(check::row);
        } else {
            CsvRoster.decode(file).readInto(check);
        }
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
