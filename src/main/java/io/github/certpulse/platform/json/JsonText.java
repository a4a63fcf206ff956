package io.github.certpulse.platform.json;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Cuts JSON into the texts of its members or items, so that each can be read, or refused, by itself. Some things that
/// [Json] refuses inside of them are not looked at: members that come twice, odd numbers, values that nest deeper.
public final class JsonText {
    /// Deeper values would take much memory.
    public static final int MAX_DEPTH = 1000;
    private static final JsonFactory FACTORY = Json.factory(
            StreamReadConstraints.builder()
                    .maxNestingDepth(MAX_DEPTH)
                    .maxNumberLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build());

    private JsonText() {}

    /// A member of an object.
    ///
    /// @param text  the member as it is written: name, colon and value
    /// @param value the value as it is written
    public record Member(String name, byte[] text, byte[] value) {}

    /// The members of an object, in their order; several may have the same name.
    ///
    /// @throws IOException where the bytes are not one object in UTF-8
    public static List<Member> members(byte[] object) throws IOException {
        try (var parser = parser(object, JsonToken.START_OBJECT)) {
            var members = new ArrayList<Member>();
            while (parser.nextToken() != JsonToken.END_OBJECT) {
                var name = parser.currentName();
                var nameAt = start(parser);
                parser.nextToken();
                var valueAt = start(parser);
                var end = end(parser);
                members.add(
                        new Member(
                                name,
                                Arrays.copyOfRange(object, nameAt, end),
                                Arrays.copyOfRange(object, valueAt, end)));
            }
            checkOver(parser);
            return members;
        }
    }

    /// The items of an array, in their order.
    ///
    /// @throws IOException where the bytes are not one array in UTF-8
    public static List<byte[]> items(byte[] array) throws IOException {
        try (var parser = parser(array, JsonToken.START_ARRAY)) {
            var items = new ArrayList<byte[]>();
            while (parser.nextToken() != JsonToken.END_ARRAY) {
                items.add(Arrays.copyOfRange(array, start(parser), end(parser)));
            }
            checkOver(parser);
            return items;
        }
    }

    /// The object that has these members as they are written.
    public static byte[] object(List<Member> members) {
        var object = new ByteArrayOutputStream();
        object.write('{');
        for (var member : members) {
            if (object.size() > 1) {
                object.write(',');
            }
            object.writeBytes(member.text());
        }
        object.write('}');
        return object.toByteArray();
    }

    private static JsonParser parser(byte[] bytes, JsonToken first) throws IOException {
        var parser = FACTORY.createParser(bytes);
        if (parser.nextToken() != first || start(parser) < 0) {
            parser.close();
            throw new IOException("no value of this kind, or another encoding than UTF-8");
        }
        return parser;
    }

    /// Where the current name or value begins; negative where the encoding is another one.
    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    /// Goes to the end of the current value.
    private static int end(JsonParser parser) throws IOException {
        parser.skipChildren();
        parser.finishToken();
        return (int) parser.currentLocation().getByteOffset();
    }

    private static void checkOver(JsonParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new IOException("content after the value");
        }
    }
}
