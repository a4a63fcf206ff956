package io.github.certpulse.survey.questionnaire;

import io.micronaut.json.tree.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.regex.Pattern;

/// One item of a questionnaire.
///
/// @param id          names the question in answers and conditions; for the official questionnaires `q` + number
/// @param number      as printed
/// @param kind        how it is answered
/// @param text        the official wording
/// @param note        a sentence printed below the options, such as the one that tells of a jump
/// @param required    when an answer is demanded, provided that the question is asked
/// @param visibleWhen when the question is asked
/// @param prefill     what of the school answers it beforehand
public record Question(
        String id,
        int number,
        Kind kind,
        String text,
        Optional<String> note,
        Condition required,
        Condition visibleWhen,
        Optional<Prefill> prefill) {

    /// The most options of one question: the chosen ones are the bits of a `long` wherever answers are counted.
    public static final int MAX_OPTIONS = 64;

    /// The most UTF-16 units that a text may be allowed to have.
    public static final int MAX_TEXT_LENGTH = 1000;

    /// What an id looks like. It begins with a letter: an id is a column in SPSS and a key in JavaScript,
    /// which puts keys of digits before all others.
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
    /// @param code      the printed letter
    /// @param label     the official wording
    /// @param otherText whether choosing it asks for a text of one's own
    /// @param level     the kind of school that this option stands for, in a question prefilled from it
    public record Option(String code, String label, boolean otherText, Optional<String> level) {
        /// What a code looks like.
        public static final Pattern CODE = Pattern.compile("[A-Za-z0-9]{1,8}");

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

    /// What is known of the school from the scanned code.
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

    /// The options by code, in printed order; none for a text.
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
