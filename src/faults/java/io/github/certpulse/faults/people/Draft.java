package io.github.certpulse.faults.people;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.json.Sha256;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Sheets;
import io.micronaut.json.tree.JsonNode;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// A sheet that a person wants to hand in. No two drafts have the same content, so that a row tells which one it is.
///
/// @param person  a name for the journal
/// @param token   the person's
/// @param mark    different for each draft: the seconds that answering took
/// @param isValid whether the service must take it in
public record Draft(UUID id, String person, String token, Seat seat, int mark, JsonNode body, boolean isValid) {
    /// The service answers these itself.
    private static final Set<String> PREFILLED = Set.of("q1", "q2");
    private static final String CONTACT = "{\"name\":\"王老师\",\"phone\":\"13800000000\"}";

    /// A draft that must be taken in, unless the person has answered already or the cap is reached.
    static Draft valid(String person, String token, Seat seat, int mark) {
        var sheet = seat.role() == Role.TEACHER ? Sheets.teacher(seat.school(), seat.certificate())
                : Sheets.student(seat.school(), seat.certificate());
        var body = Sheets.with(sheet, "elapsedSeconds", Integer.toString(mark));
        if (seat.role() == Role.TEACHER) {
            body = Sheets.with(body, "answers.q21", "\"%s\"".formatted(text(mark)));
        }
        return new Draft(UUID.randomUUID(), person, token, seat, mark, body, true);
    }

    /// What a teacher with this mark writes.
    public static String text(int mark) {
        return "培训时间可以更长一些-" + mark;
    }

    Draft withContact() {
        return with(Sheets.with(body, "contact", CONTACT));
    }

    /// The same with this text, by which a proxy knows the statement.
    Draft withText(String text) {
        return with(Sheets.with(body, "otherTexts.q15", "\"%s\"".formatted(text)));
    }

    /// Another content under the same id.
    Draft changed(int otherMark) {
        return new Draft(
                id,
                person,
                token,
                seat,
                otherMark,
                Sheets.with(
                        seat.role() == Role.TEACHER
                                ? Sheets.with(body, "answers.q21", "\"%s\"".formatted(text(otherMark)))
                                : body,
                        "elapsedSeconds",
                        Integer.toString(otherMark)),
                isValid);
    }

    /// The same person once more, under another id.
    Draft again(int otherMark) {
        var changed = changed(otherMark);
        return new Draft(UUID.randomUUID(), person, token, seat, otherMark, changed.body, isValid);
    }

    /// An option that does not exist.
    Draft flawed() {
        return new Draft(id, person, token, seat, mark, Sheets.with(body, "answers.q4", "\"Z\""), false);
    }

    private Draft with(JsonNode newBody) {
        return new Draft(id, person, token, seat, mark, newBody, isValid);
    }

    byte[] bytes() {
        return Json.canonical(body);
    }

    /// Stands for the content, as [#hash(JsonNode, JsonNode, int)] makes it.
    String hash() {
        return hash(member("answers"), member("otherTexts"), mark);
    }

    private JsonNode member(String name) {
        return body.get(name) instanceof JsonNode found ? found : JsonNode.createObjectNode(Map.of());
    }

    /// Stands for what a sheet says: SHA-256, in hexadecimal, of the answers as sent or as stored.
    public static String hash(JsonNode answers, JsonNode otherTexts, int mark) {
        var own = Sheets.members(answers);
        PREFILLED.forEach(own::remove);
        var content = Map.of(
                "answers",
                JsonNode.createObjectNode(own),
                "otherTexts",
                otherTexts,
                "elapsedSeconds",
                JsonNode.createNumberNode(mark));
        return HexFormat.of().formatHex(Sha256.digest(Json.canonical(JsonNode.createObjectNode(content))));
    }
}
