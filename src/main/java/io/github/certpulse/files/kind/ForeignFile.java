package io.github.certpulse.files.kind;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16LE;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Kinds of files that people send instead of a workbook in the current format, often under its name. The bytes decide.
public enum ForeignFile {
    /// A page or a table in HTML, which many systems name `.xls`.
    HTML,
    /// XML, such as an "XML Spreadsheet 2003".
    XML,
    /// A workbook of Excel before 2007 (`.xls`) or of WPS (`.et`), and other documents in that container.
    OLD_OFFICE,
    /// A workbook with a password.
    ENCRYPTED,
    /// A workbook of Apple's Numbers.
    NUMBERS,
    /// A workbook of LibreOffice (`.ods`).
    OPEN_DOCUMENT,
    /// A workbook in Excel's binary format (`.xlsb`).
    BINARY_WORKBOOK,
    /// A text document (`.docx`).
    WORD,
    PDF;

    private static final byte[] COMPOUND_FILE = {(byte) 0xD0, (byte) 0xCF, 0x11, (byte) 0xE0};
    private static final int BEGINNING = 2_000;
    private static final List<String> HTML_BEGINNINGS =
            List.of("<!doctype html", "<html", "<head", "<meta", "<table", "<style", "<div", "<body", "mime-version:");
    private static final List<String> XML_BEGINNINGS = List.of("<?xml", "<workbook", "<?mso-application");

    /// The file's kind, if it is one of these.
    public static Optional<ForeignFile> of(byte[] file) {
        if (startsWith(file, COMPOUND_FILE)) {
            // The names of streams in a compound file are UTF-16 (MS-CFB 2.6.1).
            return Optional.of(contains(file, "EncryptedPackage".getBytes(UTF_16LE)) ? ENCRYPTED : OLD_OFFICE);
        }
        if (startsWith(file, "PK".getBytes(ISO_8859_1))) {
            return ofArchive(file);
        }
        if (startsWith(file, "%PDF".getBytes(ISO_8859_1))) {
            return Optional.of(PDF);
        }
        return ofText(beginning(file));
    }

    private static Optional<ForeignFile> ofArchive(byte[] file) {
        if (contains(file, "xl/workbook.xml")) {
            return Optional.empty();
        }
        if (contains(file, ".iwa") || contains(file, "Index.zip")) {
            return Optional.of(NUMBERS);
        }
        if (contains(file, "application/vnd.oasis.opendocument")) {
            return Optional.of(OPEN_DOCUMENT);
        }
        if (contains(file, "xl/workbook.bin")) {
            return Optional.of(BINARY_WORKBOOK);
        }
        return contains(file, "word/document.xml") ? Optional.of(WORD) : Optional.empty();
    }

    private static Optional<ForeignFile> ofText(String beginning) {
        if (HTML_BEGINNINGS.stream().anyMatch(beginning::startsWith)) {
            return Optional.of(HTML);
        }
        if (XML_BEGINNINGS.stream().anyMatch(beginning::startsWith)) {
            return Optional.of(beginning.contains("<html") ? HTML : XML);
        }
        return Optional.empty();
    }

    /// The beginning of a text in small letters, whatever the encoding: the letters of ASCII are the same bytes in all,
    /// with zeros between them in UTF-16.
    private static String beginning(byte[] file) {
        return new String(file, 0, Math.min(file.length, BEGINNING), ISO_8859_1)
                .replaceAll("^[\u00EF\u00BB\u00BF\u00FE\u00FF]+", "")
                .replace("\0", "")
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    private static boolean contains(byte[] file, String text) {
        return contains(file, text.getBytes(ISO_8859_1));
    }

    private static boolean contains(byte[] file, byte[] text) {
        for (int i = 0; i + text.length <= file.length; i++) {
            if (file[i] == text[0] && matches(file, i, text)) {
                return true;
            }
        }
        return false;
    }

    private static boolean startsWith(byte[] file, byte[] text) {
        return file.length >= text.length && matches(file, 0, text);
    }

    private static boolean matches(byte[] file, int from, byte[] text) {
        for (int i = 0; i < text.length; i++) {
            if (file[from + i] != text[i]) {
                return false;
            }
        }
        return true;
    }
}
