package io.github.certpulse.intake.response;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.json.JsonText.Member;
import io.github.certpulse.platform.json.JsonText;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.ProblemException;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Several sheets in one request. Their ids are valid; the sheets are not read yet, so that a malformed one does not
/// hold up the others.
///
/// @param sitting names the visit in which the sheets were filled in; not stored
record SheetArray(Optional<UUID> sitting, List<IdentifiedSheet> sheets) {
    static final int MAX_SHEETS = 20;
    /// An example of a body.
    static final String EXAMPLE =
            """
                    { "sitting": "7d1f8d0a-5d0c-4a5e-9a4f-0c8f5c1b7a52",
                      "sheets": [
                        { "id": "60c61b9e-240b-41b6-848b-4aa301e77c39", "entry": "ZZ7HH697JNW", \
                    "certificateId": "0S9NY4W2PYW35",
                          "questionnaire": { "code": "student-2020", "version": 1 }, "answers": { "q3": "B" } },
                        { "id": "2e0c5c3e-7f0e-4c55-9f62-1f0f6f5a2c11", "entry": "ZZ7HH697JNW", \
                    "certificateId": "0S9NY4W2PYW36",
                          "questionnaire": { "code": "student-2020", "version": 1 }, "answers": { "q3": "A" } } ] }""";
    private static final String SITTING = "sitting";
    private static final String SHEETS = "sheets";
    private static final String ID = "id";

    SheetArray {
        sheets = List.copyOf(sheets);
    }

    /// A sheet of an array.
    ///
    /// @param body what the body would be if the sheet came alone: the same text without its id
    record IdentifiedSheet(UUID id, byte[] body) {}

    /// Reads the array in a request's body. Members that it does not know are ignored.
    ///
    /// @throws ProblemException `malformed`
    static SheetArray read(byte[] body) {
        var members = members(body);
        var sitting = only(SITTING, members).map(SheetArray::value)
                .filter(value -> !value.isNull())
                .map(
                        value -> uuid(value).orElseThrow(
                                () -> malformed("sitting 须为 UUID", "sitting must be a UUID")));
        var items = only(SHEETS, members).map(SheetArray::items).orElseGet(List::of);
        if (items.isEmpty() || items.size() > MAX_SHEETS) {
            throw wrongNumber();
        }
        return new SheetArray(sitting, items.stream().map(SheetArray::identified).toList());
    }

    private static IdentifiedSheet identified(byte[] item) {
        try {
            var members = JsonText.members(item);
            var sheet = JsonText.object(members.stream().filter(member -> !member.name().equals(ID)).toList());
            return only(ID, members).flatMap(id -> uuid(value(id)))
                    .map(id -> new IdentifiedSheet(id, sheet))
                    .orElseThrow(SheetArray::unidentified);
        } catch (IOException noObject) {
            throw unidentified();
        }
    }

    private static List<Member> members(byte[] body) {
        try {
            return JsonText.members(body);
        } catch (IOException noObject) {
            throw malformed("请求正文须为 JSON 对象", "The body must be a JSON object");
        }
    }

    private static List<byte[]> items(Member sheets) {
        try {
            return JsonText.items(sheets.value());
        } catch (IOException noArray) {
            throw wrongNumber();
        }
    }

    /// The member with a name.
    private static Optional<Member> only(String name, List<Member> members) {
        var found = members.stream().filter(member -> member.name().equals(name)).toList();
        if (found.size() > 1) {
            throw malformed(name + " 重复出现", name + " comes twice");
        }
        return found.stream().findFirst();
    }

    private static JsonNode value(Member member) {
        try {
            return Json.read(member.value());
        } catch (IOException unreadable) {
            throw malformed(member.name() + " 格式有误", member.name() + " has the wrong form");
        }
    }

    private static Optional<UUID> uuid(JsonNode value) {
        return Optional.of(value).filter(JsonNode::isString).map(JsonNode::getStringValue).flatMap(ClientId::parse);
    }

    private static ProblemException wrongNumber() {
        return malformed(
                "sheets 须为 1 到 %d 份答卷的数组".formatted(MAX_SHEETS),
                "sheets must be an array of 1 to %d sheets".formatted(MAX_SHEETS));
    }

    private static ProblemException unidentified() {
        return malformed(
                "sheets 中的每一项须为对象，其 id 须为 UUID",
                "Each of the sheets must be an object whose id is a UUID");
    }

    private static ProblemException malformed(String zh, String en) {
        return Problem.MALFORMED.because(zh, en);
    }
}
