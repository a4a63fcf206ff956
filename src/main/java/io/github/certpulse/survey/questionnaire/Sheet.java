package io.github.certpulse.survey.questionnaire;

import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.micronaut.json.tree.JsonNode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// An answer sheet as it was sent, before anybody has looked at it. A `null` value in the maps is JSON's null.
///
/// @param answers    by question id
/// @param otherTexts by the id of a question with an option such as 其他（请填写）
/// @param contact    `name` and `phone`; empty where nothing was left
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

    /// One recorded answer.
    public sealed interface Answer {
        /// A single choice: the option's code.
        record One(String option) implements Answer {}

        /// A multiple choice: the options' codes in the order in which they were sent, each once.
        record Several(List<String> options) implements Answer {
            public Several {
                options = List.copyOf(options);
            }
        }

        /// Words of the respondent, as written.
        record Text(String text) implements Answer {}

        default boolean choseAnyOf(Set<String> codes) {
            return switch (this) {
                case One(var option) -> codes.contains(option);
                case Several(var options) -> options.stream().anyMatch(codes::contains);
                case Text _ -> false;
            };
        }

        /// As in a sheet: a string, or for a multiple choice an array of strings.
        default JsonNode asJson() {
            return switch (this) {
                case One(var option) -> JsonNode.createStringNode(option);
                case Several(var options) ->
                        JsonNode.createArrayNode(options.stream().map(JsonNode::createStringNode).toList());
                case Text(var text) -> JsonNode.createStringNode(text);
            };
        }
    }

    /// Somebody who may be called back.
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

    /// What the check makes of a sheet.
    public sealed interface Checked {
        /// Fit to be stored.
        ///
        /// @param answers    the answers on the path, prefilled ones included, in question order
        /// @param otherTexts those that were asked for, in question order
        record Accepted(Map<String, Answer> answers, Map<String, String> otherTexts, Optional<Contact> contact)
                implements Checked {
            public Accepted {
                answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
                otherTexts = Collections.unmodifiableMap(new LinkedHashMap<>(otherTexts));
            }

            /// The answers to store: an object as in a sheet, read again by [Definition#stored].
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

        /// At fault, with everything that is wrong: in question order, then the contact, then unknown questions by id.
        record Flawed(List<Violation> violations) implements Checked {
            public Flawed {
                violations = List.copyOf(violations);
            }
        }
    }

    /// The faults a sheet can have; several share a code and differ in what they tell the respondent.
    enum Fault {
        REQUIRED("required", "第%d题还没有回答", "Question %d has not been answered"),
        NOT_APPLICABLE(
                "not-applicable",
                "按照前面的回答，第%d题不需要回答",
                "After the answers before it, question %d is not to be answered"),
        WRONG_TYPE(
                "wrong-type",
                "第%d题的回答格式有误，请重新作答",
                "The answer to question %d has the wrong form, please answer it again"),
        UNKNOWN_OPTION(
                "unknown-option",
                "第%d题没有所选的选项，请重新选择",
                "Question %d has no such option, please choose again"),
        DUPLICATE_OPTION(
                "duplicate-option",
                "第%d题重复选择了同一个选项",
                "Question %d has the same option chosen twice"),
        OTHER_TEXT_REQUIRED(
                "other-text-required",
                "第%d题选择了“其他”，请填写具体内容",
                "Please write what “other” means in question %d"),
        OTHER_TEXT_UNEXPECTED(
                "other-text-unexpected",
                "第%d题没有选择“其他”，不需要填写具体内容",
                "Question %d has a text for “other”, which was not chosen"),
        TOO_LONG("too-long", "第%d题最多填写%d个字", "Question %d takes at most %d characters"),
        PREFILLED_MISMATCH(
                "prefilled-mismatch",
                "第%d题由学校信息自动填写，不能修改",
                "Question %d is filled in from the school and cannot be changed"),
        NAME_WRONG_TYPE(
                "wrong-type",
                "联系人格式有误，请重新填写",
                "The contact's name has the wrong form, please enter it again"),
        NAME_TOO_LONG("too-long", "联系人最多填写%d个字", "The contact's name takes at most %d characters"),
        PHONE_WRONG_TYPE(
                "wrong-type",
                "联系电话格式有误，请重新填写",
                "The contact's phone has the wrong form, please enter it again"),
        PHONE_REQUIRED(
                "required",
                "填写了联系人，请同时填写联系电话",
                "You left a name, please leave a phone number as well"),
        PHONE_INVALID(
                "invalid-phone",
                "联系电话有误，请填写手机号码或带区号的固定电话",
                "Please enter a Chinese mobile number or a landline with area code"),
        UNKNOWN_QUESTION(
                "unknown-question",
                "问卷里没有这道题，请重新打开问卷",
                "The questionnaire has no such question, please open it again");

        private final String code;
        private final Words message;

        Fault(String code, String zh, String en) {
            this.code = code;
            this.message = new Words(zh, en);
        }

        /// The fault at a field; `values` fill the message: the question's number, a limit.
        Violation at(String field, Object... values) {
            return new Violation(field, code, message.with(values));
        }
    }

    /// Whether a text says nothing. White space is ECMAScript's, so that `text.trim() === ''` agrees on every client.
    public static boolean isBlank(String text) {
        return text.chars().allMatch(Sheet::isWhiteSpace);
    }

    private static boolean isWhiteSpace(int unit) {
        return switch (unit) {
            case '\t', '\n', 0x000B, '\f', '\r', ' ', 0x00A0, 0x1680, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000, 0xFEFF ->
                    true;
            default -> unit >= 0x2000 && unit <= 0x200A;
        };
    }

    /// The text without white space at its ends, as JavaScript's `trim()` leaves it.
    static String trim(String text) {
        int start = 0;
        int end = text.length();
        while (start < end && isWhiteSpace(text.charAt(start))) {
            start++;
        }
        while (end > start && isWhiteSpace(text.charAt(end - 1))) {
            end--;
        }
        return text.substring(start, end);
    }
}
