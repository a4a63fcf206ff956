package io.github.certpulse.survey.roster;

import io.github.certpulse.files.xlsx.XlsxRefusal;
import io.github.certpulse.files.xlsx.XlsxWorkbook;
import io.github.certpulse.survey.roster.RosterReading.Faulty;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Semaphore;
import javax.xml.stream.XMLStreamException;

/// Reads a roster from a workbook (XLSX, the first sheet that is not hidden) or from CSV (UTF-8 or GB18030; comma,
/// semicolon or tab), told apart by what the bytes are, never by a file's name.
///
/// Hostile files end as a fault like any other, at a cost that [RosterLimits] bounds; this never throws for what a file
/// holds.
@Singleton
public class RosterReader {
    private static final byte[] ZIP = {'P', 'K'};
    /// Office's binary formats before 2007; encrypted workbooks of today are wrapped in the same.
    private static final byte[] COMPOUND_FILE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};

    /// One file at a time: the worst that the limits let through takes most of a small heap.
    private final Semaphore oneAtATime = new Semaphore(1);

    public RosterReading read(byte[] file) {
        return read(file, new RosterCheck());
    }

    /// The same, with the rows themselves, so that somebody sees each fault in its place.
    public RosterReading.Glance glance(byte[] file) {
        var check = new RosterCheck();
        var reading = read(file, check);
        return new RosterReading.Glance(reading, check.filledRows(), check.lines(), check.warnings());
    }

    private RosterReading read(byte[] file, RosterCheck check) {
        oneAtATime.acquireUninterruptibly();
        try {
            readInto(check, file);
            return check.result();
        } catch (RosterFault.Refusal refusal) {
            return new Faulty(List.of(refusal.fault()));
        } catch (XlsxRefusal refusal) {
            return new Faulty(List.of(flaw(refusal.reason()).ofFile()));
        } catch (IOException | XMLStreamException | IllegalArgumentException notAWorkbook) {
            return new Faulty(List.of(RosterFlaw.FORMAT_UNSUPPORTED.ofFile()));
        } finally {
            oneAtATime.release();
        }
    }

    private static void readInto(RosterCheck check, byte[] file) throws IOException, XMLStreamException {
        if (file.length == 0) {
            throw new RosterFault.Refusal(RosterFlaw.EMPTY.ofFile());
        }
        if (file.length > RosterLimits.BYTES) {
            throw new RosterFault.Refusal(RosterFlaw.FILE_TOO_LARGE.ofFile());
        }
        if (startsWith(file, COMPOUND_FILE)) {
            throw new RosterFault.Refusal(RosterFlaw.FORMAT_UNSUPPORTED.ofFile());
        }
        if (startsWith(file, ZIP)) {
            XlsxWorkbook.open(file, RosterLimits.WORKBOOK).firstVisibleSheet().read(check::row);
        } else {
            CsvRoster.decode(file).readInto(check);
        }
    }

    private static RosterFlaw flaw(XlsxRefusal.Reason reason) {
        return switch (reason) {
            case TOO_LARGE -> RosterFlaw.FILE_TOO_LARGE;
            case TOO_MANY_ENTRIES -> RosterFlaw.TOO_MANY_ENTRIES;
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
