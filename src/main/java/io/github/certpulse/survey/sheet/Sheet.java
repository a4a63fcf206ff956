package io.github.certpulse.survey.sheet;

import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.survey.questionnaire.Answer;
import io.github.certpulse.survey.questionnaire.Definition;
import io.micronaut.json.tree.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// An answer sheet as it was sent, not checked yet. JSON's null appears as a null node.
///
/// @param answers    by question id
/// @param otherTexts by the id of a question with an option such as 其他（请填写）
/// @param contact    `name` and `phone`; empty if the respondent left no contact
public record Sheet(Map<String, JsonNode> answers, Map<String, JsonNode> otherTexts, Map<String, JsonNode> contact) {

    public Sheet {
        answers = copyOf(answers);
        otherTexts = copyOf(otherTexts);
        contact = copyOf(contact);
    }

    private static Map<String, JsonNode> copyOf(Map<String, JsonNode> sent) {
        var copy = new LinkedHashMap<String, JsonNode>();
        sent.forEach((name, value) -> copy.put(name, value == null ? JsonNode.nullNode() : value));
        return Collections.unmodifiableMap(copy);
    }

    /// A respondent whom the office may call.
    ///
    /// @param name  may be empty
    /// @param phone a Chinese mobile or landline number, as written
    public record Contact(String name, String phone) {
        private static final int MAX_PHONE_LENGTH = 40;
        private static final Pattern MOBILE = Pattern.compile("(?:\\+?86[ -]*)?1[3-9](?:[ -]*[0-9]){9}");
        private static final Pattern LANDLINE =
                Pattern.compile("0[0-9]{2,3}[ -]*[0-9](?:[ -]*[0-9]){6,7}(?: *(?:-|转|[xX]|ext\\.?) *[0-9]{1,6})?");

        /// Whether a text is a mobile number, with or without +86, or a landline with area code and perhaps an
        /// extension.
        static boolean isPhone(String text) {
            return text.length() <= MAX_PHONE_LENGTH
                    && (MOBILE.matcher(text).matches() || LANDLINE.matcher(text).matches());
        }
    }

    /// The result of the check of a sheet.
    public sealed interface Checked {
        /// The sheet can be stored.
        ///
        /// @param answers    the answers on the path, prefilled ones included, in question order
        /// @param otherTexts the texts that were required, in question order
        record Accepted(Map<String, Answer> answers, Map<String, String> otherTexts, Optional<Contact> contact)
                implements Checked {
            public Accepted {
                answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
                otherTexts = Collections.unmodifiableMap(new LinkedHashMap<>(otherTexts));
            }

            /// The answers to store: an object as in a sheet, which is read with
            /// [io.github.certpulse.survey.questionnaire.Definition#readAnswers].
            public JsonNode answersAsJson() {
                var values = new LinkedHashMap<String, JsonNode>();
                answers.forEach((question, answer) -> values.put(question, answer.asJson()));
                return JsonNode.createObjectNode(values);
            }

            /// The other-texts to store: an object of strings.
            public JsonNode otherTextsAsJson() {
                var values = new LinkedHashMap<String, JsonNode>();
                otherTexts.forEach((question, text) -> values.put(question, JsonNode.createStringNode(text)));
                return JsonNode.createObjectNode(values);
            }
        }

        /// The sheet has violations: all of them, in question order, then the contact's, then unknown questions by id.
        record Invalid(List<Violation> violations) implements Checked {
            public Invalid {
                violations = List.copyOf(violations);
            }
        }
    }
}
