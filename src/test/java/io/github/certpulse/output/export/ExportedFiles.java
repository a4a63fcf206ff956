package io.github.certpulse.output.export;

import static org.assertj.core.api.Assertions.assertThat;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Visitor;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipInputStream;

/// Downloads and reads exported files.
final class ExportedFiles {
    private ExportedFiles() {}

    static List<NamedCsvRecord> csv(Visitor visitor, Province province, String query) {
        var reply = visitor.get(province.path() + "/exports/responses.csv?" + query).expect(200);
        assertThat(reply.header("content-type")).isEqualTo("text/csv;charset=UTF-8");
        return read(reply.text());
    }

    static List<NamedCsvRecord> read(String text) {
        assertThat(text).startsWith("\uFEFF");
        try (var reader = CsvReader.builder().ofNamedCsvRecord(text.substring(1))) {
            return reader.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Map<String, String> unzipped(Reply reply) throws IOException {
        var files = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(reply.body()))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                files.put(entry.getName(), new String(zip.readAllBytes(), StandardCharsets.UTF_8));
            }
        }
        return files;
    }
}
