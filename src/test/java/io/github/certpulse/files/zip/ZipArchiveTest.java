package io.github.certpulse.files.zip;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

class ZipArchiveTest {

    @Test
    void containsEveryEntryEvenIfOneClosesItsStream() throws IOException {
        var closed = new AtomicBoolean();
        var bytes = new ByteArrayOutputStream() {
            @Override
            public void close() {
                closed.set(true);
            }
        };
        var zip = new ZipArchive(bytes);
        zip.add("甲.txt", "one".getBytes(UTF_8));
        zip.addStream("b.txt", out -> {
            out.write("two".getBytes(UTF_8));
            out.close();
        });
        zip.addText("c.txt", text -> text.write("三"));
        zip.finish();
        assertThat(closed).isFalse();
        assertThat(entries(bytes.toByteArray()))
                .containsExactly(Map.entry("甲.txt", "one"), Map.entry("b.txt", "two"), Map.entry("c.txt", "三"));
    }

    private static Map<String, String> entries(byte[] archive) throws IOException {
        var entries = new LinkedHashMap<String, String>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(archive), UTF_8)) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries.put(entry.getName(), new String(zip.readAllBytes(), UTF_8));
            }
        }
        return entries;
    }
}
