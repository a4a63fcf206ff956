package io.github.certpulse.files.xlsx;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import javax.xml.stream.XMLStreamException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/// The XML parts of a workbook, each inflated once. Sizes and counts in the archive's directory are not trusted, and
/// nothing is inflated a second time, so everything that is read has been counted.
///
/// The JDK's `ZipInputStream` refuses workbooks with 64-bit sizes after their entries, such as those of fastexcel.
final class XlsxParts {
    private final Map<String, byte[]> parts = new HashMap<>();
    private final XlsxLimits limits;
    private int inflated;

    XlsxParts(XlsxLimits limits) {
        this.limits = limits;
    }

    /// @throws XlsxLimitExceeded as soon as a limit is exceeded
    /// @throws ZipException      where the archive is broken or encrypted
    void inflate(byte[] file) throws IOException {
        if (file.length > limits.bytes()) {
            throw new XlsxLimitExceeded(XlsxLimitExceeded.Reason.TOO_LARGE);
        }
        // The library reads the whole directory before it returns the first entry.
        if (directoryEntries(file) > XlsxLimits.MAX_ZIP_ENTRIES) {
            throw new XlsxLimitExceeded(XlsxLimitExceeded.Reason.TOO_MANY_ENTRIES);
        }
        try (var zip = ZipFile.builder().setByteArray(file).get()) {
            for (var entry : Collections.list(zip.getEntries())) {
                keep(entry, content(zip, entry));
            }
        }
    }

    /// The part with this name, ignoring case and a leading slash.
    Optional<byte[]> part(String name) {
        return Optional.ofNullable(parts.get(key(name)));
    }

    /// How many bytes were inflated so far.
    int inflated() {
        return inflated;
    }

    private byte[] content(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        // Other methods need libraries that are not here, and Office does not use them.
        if (!zip.canReadEntryData(entry)
                || entry.getMethod() != ZipEntry.DEFLATED && entry.getMethod() != ZipEntry.STORED) {
            throw new ZipException("encrypted or compressed by an unsupported method");
        }
        try (var stream = zip.getInputStream(entry)) {
            // One byte more than allowed shows that there is more, and nothing further is inflated.
            var content = stream.readNBytes(limits.bytes() - inflated + 1);
            inflated += content.length;
            if (inflated > limits.bytes()) {
                throw new XlsxLimitExceeded(XlsxLimitExceeded.Reason.TOO_LARGE);
            }
            return content;
        }
    }

    private void keep(ZipArchiveEntry entry, byte[] content) throws ZipException {
        var key = key(entry.getName());
        if ((key.endsWith(".xml") || key.endsWith(".rels")) && parts.put(key, content) != null) {
            throw new ZipException("two parts with one name");
        }
    }

    /// An upper bound of the directory's entries, counted by their signature (APPNOTE 4.3.12) instead of the number
    /// that the archive states. The signature occurs by chance once in 4 GB.
    private static int directoryEntries(byte[] file) {
        int entries = 0;
        for (int i = 0; i + 3 < file.length; i++) {
            if (file[i] == 'P' && file[i + 1] == 'K' && file[i + 2] == 1 && file[i + 3] == 2) {
                entries++;
            }
        }
        return entries;
    }

    private static String key(String name) {
        var key = name.replace('\\', '/').toLowerCase(Locale.ROOT);
        return key.startsWith("/") ? key.substring(1) : key;
    }

    /// A relationship from one part of a workbook to another (ECMA-376 part 2).
    ///
    /// @param type   a URI that ends with the kind of target
    /// @param target the other part's name within the archive
    record Relation(String id, String type, String target) {

        /// The relationships of the part, or of the whole archive where the name is empty; maybe none.
        static List<Relation> read(String part, XlsxParts parts) throws XMLStreamException {
            var folder = part.substring(0, part.lastIndexOf('/') + 1);
            var declared = parts.part(folder + "_rels/" + part.substring(folder.length()) + ".rels");
            if (declared.isEmpty()) {
                return List.of();
            }
            var relations = new ArrayList<Relation>();
            var xml = new XlsxXml(declared.get(), parts.limits);
            while (xml.nextStartOf("Relationship")) {
                var target = xml.attribute("Target").orElse("");
                relations.add(
                        new Relation(
                                xml.attribute("Id").orElse(""),
                                xml.attribute("Type").orElse(""),
                                target.startsWith("/") ? target : folder + target));
            }
            return relations;
        }

        /// Compares only the last word: the namespace differs between strict and transitional workbooks.
        boolean is(String kind) {
            return type.endsWith("/" + kind);
        }
    }
}
