package io.github.certpulse.testing;

import io.github.certpulse.platform.json.Json;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Valid answer sheets, from which tests make invalid ones.
public final class Sheets {
    private static final String TEACHER =
            """
                    {"entry":"%s","certificateId":"%s","questionnaire":{"code":"teacher-2020","version":1},
                     "answers":{"q3":"B","q4":"A","q5":["A","B"],"q6":"A","q7":"A","q8":["A"],"q9":"B","q10":"B",\
                    "q11":["A","C"],"q12":"A","q13":"B",
                                "q14":"A","q15":["A","E"],"q16":"B","q17":["A"],"q18":"A","q19":"B","q20":"C",\
                    "q21":"培训时间可以更长一些"},
                     "otherTexts":{"q15":"带薪休假"},"elapsedSeconds":214}""";
    private static final String STUDENT =
            """
                    {"entry":"%s","certificateId":"%s","questionnaire":{"code":"student-2020","version":1},
                     "answers":{"q3":"B","q4":"A","q5":"A","q6":"B","q7":"B","q8":"A","q9":"B","q10":"B","q11":"A",\
                    "q12":"A","q13":"A","q14":"A","q15":"B"},
                     "elapsedSeconds":96}""";

    private Sheets() {}

    public static JsonNode teacher(Province.School school, String certificateId) {
        return json(TEACHER.formatted(school.teacherCode(), certificateId));
    }

    public static JsonNode student(Province.School school, String certificateId) {
        return json(STUDENT.formatted(school.studentCode(), certificateId));
    }

    /// The sheet with another value at a path such as `answers.q7`; the value `null` removes the member.
    public static JsonNode with(JsonNode sheet, String path, String value) {
        var dot = path.indexOf('.');
        var name = dot < 0 ? path : path.substring(0, dot);
        var members = members(sheet);
        if (dot >= 0) {
            members.put(
                    name,
                    with(
                            members.getOrDefault(name, JsonNode.createObjectNode(Map.of())),
                            path.substring(dot + 1),
                            value));
        } else if (value.equals("null")) {
            members.remove(name);
        } else {
            members.put(name, json(value));
        }
        return JsonNode.createObjectNode(members);
    }

    /// The sheet as it stands among several in one request.
    public static JsonNode identified(UUID id, JsonNode sheet) {
        return with(sheet, "id", "\"%s\"".formatted(id));
    }

    /// The body of a request with several sheets, each with its id.
    public static JsonNode array(List<JsonNode> sheets) {
        return JsonNode.createObjectNode(Map.of("sheets", JsonNode.createArrayNode(sheets)));
    }

    /// A modifiable copy of an object's members.
    public static Map<String, JsonNode> members(JsonNode object) {
        var members = new LinkedHashMap<String, JsonNode>();
        object.entries().forEach(entry -> members.put(entry.getKey(), entry.getValue()));
        return members;
    }

    public static JsonNode json(String text) {
        try {
            return Json.read(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
