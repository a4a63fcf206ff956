package io.github.certpulse.files.kind;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.XlsxFiles;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Files that are named like workbooks.
@Fast
class ForeignFileTest {
    private static final String COMPOUND_FILE = "\u00D0\u00CF\u0011\u00E0\u00A1\u00B1\u001A\u00E1";

    @ParameterizedTest
    @CsvSource({"<html xmlns:x=excel>,HTML", "<!DOCTYPE HTML><html>,HTML", "<table border=1>,HTML",
            "<?xml version=1.0?><html>,HTML", "MIME-Version: 1.0,HTML", "<?xml version=1.0?><Workbook>,XML"})
    void recognisesATextInAnyEncoding(String text, ForeignFile kind) {
        for (var charset : List.of(UTF_8, UTF_16LE)) {
            assertThat(ForeignFile.of(text.getBytes(charset))).contains(kind);
            assertThat(ForeignFile.of(("\uFEFF \n" + text).getBytes(charset))).contains(kind);
        }
    }

    @Test
    void recognisesPdf() {
        assertThat(ForeignFile.of("%PDF-1.7".getBytes(UTF_8))).contains(ForeignFile.PDF);
    }

    @Test
    void distinguishesOldWorkbooksFromThoseWithAPassword() {
        assertThat(ForeignFile.of((COMPOUND_FILE + "W\0o\0r\0k\0b\0o\0o\0k\0").getBytes(ISO_8859_1)))
                .contains(ForeignFile.OLD_OFFICE);
        var stream = new String("EncryptedPackage".getBytes(UTF_16LE), ISO_8859_1);
        assertThat(ForeignFile.of((COMPOUND_FILE + stream).getBytes(ISO_8859_1))).contains(ForeignFile.ENCRYPTED);
    }

    @ParameterizedTest
    @CsvSource({"Index/Document.iwa,NUMBERS", "Index.zip,NUMBERS", "xl/workbook.bin,BINARY_WORKBOOK",
            "word/document.xml,WORD"})
    void recognisesAnArchiveByItsParts(String part, ForeignFile kind) {
        assertThat(ForeignFile.of(XlsxFiles.zip(Map.of(part, new byte[1])))).contains(kind);
    }

    @Test
    void leavesWorkbooksAndTextsAlone() {
        assertThat(ForeignFile.of(XlsxFiles.workbook(Map.of("a.iwa", List.of(List.of("<html>")))))).isEmpty();
        assertThat(ForeignFile.of("学校,层次\n<b>,<html>\n".getBytes(UTF_8))).isEmpty();
        assertThat(ForeignFile.of(new byte[0])).isEmpty();
    }
}
