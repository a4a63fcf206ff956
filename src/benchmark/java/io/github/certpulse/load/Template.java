package io.github.certpulse.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// The bytes of a request, with places for a sheet's id and a respondent's token.
public final class Template {
    /// Where a request needs the id of a new sheet.
    public static final String ID = "{id}";
    /// Where a request needs a respondent's token.
    public static final String TOKEN = "{token}";
    private static final Pattern PLACE = Pattern.compile("(?=\\{id}|\\{token})|(?<=\\{id}|\\{token})");
    private final List<byte[]> parts = new ArrayList<>();
    private final List<String> places = new ArrayList<>();

    Template(String text) {
        for (var part : PLACE.split(text)) {
            parts.add(part.getBytes(UTF_8));
            places.add(part.equals(ID) || part.equals(TOKEN) ? part : "");
        }
    }

    /// Appends the request of a respondent.
    void write(ByteBuffer buffer, byte[] id, byte[] token) {
        for (var i = 0; i < parts.size(); i++) {
            buffer.put(switch (places.get(i)) {
                case ID -> id;
                case TOKEN -> token;
                default -> parts.get(i);
            });
        }
    }

    /// Writes a file of templates.
    public static void store(Path file, List<String> templates) {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeInt(templates.size());
            for (var template : templates) {
                var bytes = template.getBytes(UTF_8);
                out.writeInt(bytes.length);
                out.write(bytes);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<Template> load(Path file) {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            var templates = new ArrayList<Template>();
            for (var left = in.readInt(); left > 0; left--) {
                templates.add(new Template(new String(in.readNBytes(in.readInt()), UTF_8)));
            }
            return templates;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
