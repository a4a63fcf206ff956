package io.github.certpulse.survey.questionnaire;

import io.micronaut.json.tree.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// One item of a questionnaire.
///
/// @param id          identifies the question in answers and conditions; `q` + number in the official questionnaires
/// @param number      as printed
/// @param kind        how it is answered
/// @param text        the official wording
/// @param note        a sentence printed below the options, such as the instruction to skip questions
/// @param required    when an answer is required, if the question is asked
/// @param visibleWhen when the question is asked
/// @param prefill     the property of the school that answers it
public record Question(
        String id,
        int number,
        Kind kind,
        String text,
        Optional<String> note,
        Condition required,
        Condition visibleWhen,
        Optional<Prefill> prefill) {

    /// The most options of one question, because the chosen options are stored as the bits of a `long` for counting.
    public static final int MAX_OPTIONS = 64;

    /// The upper limit for the length of a text, in UTF-16 units.
    public static final int MAX_TEXT_LENGTH = 1000;

    /// The form of an id. It begins with a letter, because it names a variable in SPSS, and because JavaScript orders
    /// keys that consist of digits before all others.
    public static final Pattern ID = Pattern.compile("[A-Za-z][A-Za-z0-9_]{0,31}");

    /// How a question is answered.
    public sealed interface Kind {
        /// Exactly one of the options, by code in printed order.
        record Single(SequencedMap<String, Option> options) implements Kind {
            public Single {
                options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
            }
        }

        /// One or more of the options, by code in printed order.
        record Multiple(SequencedMap<String, Option> options) implements Kind {
            public Multiple {
                options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
            }
        }

        /// Free text of at most `maxLength` UTF-16 units.
        record Text(int maxLength) implements Kind {}
    }

    /// One answer to choose.
    ///
    /// @param code      the printed letter, or a name such as `not_sure`
    /// @param label     the official wording
    /// @param otherText whether the respondent must write a text if it is chosen
    /// @param level     the school level that the option stands for, in a question prefilled with it
    public record Option(String code, String label, boolean otherText, Optional<String> level) {
        /// The form of a code. With an id it makes a variable's name of at most 64 characters.
        public static final Pattern CODE = Pattern.compile("[A-Za-z0-9_]{1,30}");

        private JsonNode asJson() {
            var members = new LinkedHashMap<String, JsonNode>();
            members.put("code", JsonNode.createStringNode(code));
            members.put("label", JsonNode.createStringNode(label));
            if (otherText) {
                members.put("otherText", JsonNode.createBooleanNode(true));
            }
            level.ifPresent(name -> members.put("level", JsonNode.createStringNode(name)));
            return JsonNode.createObjectNode(members);
        }
    }

    /// A property of the school that can answer a question.
    public enum Prefill {
        SCHOOL_CITY("school.city"),
        SCHOOL_LEVEL("school.level");

        private final String source;

        Prefill(String source) {
            this.source = source;
        }

        /// Its name in a definition.
        public String source() {
            return source;
        }
    }

    /// The same question with another printed number.
    public Question withNumber(int newNumber) {
        return new Question(id, newNumber, kind, text, note, required, visibleWhen, prefill);
    }

    /// The options by code, in printed order; empty for a text.
    public SequencedMap<String, Option> options() {
        return switch (kind) {
            case Kind.Single(var options) -> options;
            case Kind.Multiple(var options) -> options;
            case Kind.Text _ -> Collections.emptySortedMap();
        };
    }

    /// As in a definition.
    JsonNode asJson() {
        var members = new LinkedHashMap<String, JsonNode>();
        members.put("id", JsonNode.createStringNode(id));
        members.put("number", JsonNode.createNumberNode(number));
        members.put("text", JsonNode.createStringNode(text));
        note.ifPresent(words -> members.put("note", JsonNode.createStringNode(words)));
        members.put("required", required.asJson());
        if (!visibleWhen.equals(new Condition.Always())) {
            members.put("visibleWhen", visibleWhen.asJson());
        }
        prefill.ifPresent(from -> members.put("prefill", JsonNode.createStringNode(from.source())));
        members.put("type", JsonNode.createStringNode(switch (kind) {
            case Kind.Single _ -> "single";
            case Kind.Multiple _ -> "multiple";
            case Kind.Text _ -> "text";
        }));
        if (kind instanceof Kind.Text(var maxLength)) {
            members.put("maxLength", JsonNode.createNumberNode(maxLength));
        } else {
            members.put("options", JsonNode.createArrayNode(options().values().stream().map(Option::asJson).toList()));
        }
        return JsonNode.createObjectNode(members);
    }
}
