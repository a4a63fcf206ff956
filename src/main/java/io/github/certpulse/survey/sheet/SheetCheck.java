package io.github.certpulse.survey.sheet;

import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.survey.questionnaire.Answer;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.questionnaire.WhiteSpace;
import io.github.certpulse.survey.sheet.Sheet.Checked;
import io.github.certpulse.survey.sheet.Sheet.Contact;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;

/// Checks a sheet in one pass through a questionnaire: for each question whether it is on the path, and whether the
/// answer keeps the rules. Pure; the same sheet always gets the same result.
public final class SheetCheck {
    /// The longest text beside an option such as 其他（请填写）, in UTF-16 units.
    public static final int MAX_OTHER_TEXT_LENGTH = 200;
    /// The longest name of a contact, in UTF-16 units.
    public static final int MAX_NAME_LENGTH = 50;

    /// Stands for what was not sent.
    private static final JsonNode NOTHING = JsonNode.createStringNode("");
    private final Definition definition;
    private final Map<String, String> prefilled;
    private final Sheet sheet;
    private final Map<String, Answer> answers;
    private final Map<String, String> otherTexts = new LinkedHashMap<>();
    private final List<Violation> violations = new ArrayList<>();
    /// How many answers and other-texts were sent for questions that exist.
    private int known;

    private SheetCheck(Definition definition, Map<String, String> prefilled, Sheet sheet) {
        this.definition = definition;
        this.prefilled = prefilled;
        this.sheet = sheet;
        this.answers = LinkedHashMap.newLinkedHashMap(definition.questions().size());
    }

    /// Checks a sheet against a questionnaire.
    ///
    /// @param prefilled the school's [prefilled][Definition#prefilled] answers
    public static Checked check(Definition definition, Map<String, String> prefilled, Sheet sheet) {
        return new SheetCheck(definition, prefilled, sheet).run();
    }

    private Checked run() {
        for (var question : definition.questions().values()) {
            checkAnswer(question);
            checkOtherText(question);
        }
        var contact = checkContact();
        checkUnknown();
        return violations.isEmpty() ? new Checked.Accepted(answers, otherTexts, contact)
                : new Checked.Invalid(violations);
    }

    private void checkAnswer(Question question) {
        var id = question.id();
        var sent = sent(sheet.answers(), id);
        var isAnswered = hasContent(sent);
        if (!question.visibleWhen().holds(answers)) {
            if (isAnswered) {
                report(question, SheetRule.NOT_APPLICABLE);
            }
        } else if (question.prefill().isPresent() && prefilled.containsKey(id)) {
            recordPrefilled(question, prefilled.get(id), isAnswered ? sent : NOTHING);
        } else if (isAnswered) {
            recordAnswer(question, sent);
        } else if (question.required().holds(answers)) {
            report(question, SheetRule.REQUIRED);
        }
    }

    private JsonNode sent(Map<String, JsonNode> values, String id) {
        var value = values.get(id);
        known += value == null ? 0 : 1;
        return value == null ? NOTHING : value;
    }

    private static boolean hasContent(JsonNode value) {
        return !(value.isArray() && value.size() == 0)
                && !(value.isString() && WhiteSpace.isBlank(value.getStringValue()));
    }

    private void recordPrefilled(Question question, String value, JsonNode sent) {
        if (hasContent(sent) && !sent.isString()) {
            report(question, SheetRule.WRONG_TYPE);
        } else if (hasContent(sent) && !sent.getStringValue().equals(value)) {
            report(question, SheetRule.PREFILLED_MISMATCH);
        }
        answers.put(
                question.id(),
                question.kind() instanceof Kind.Text ? new Answer.Text(value) : new Answer.One(value));
    }

    private void recordAnswer(Question question, JsonNode sent) {
        switch (question.kind()) {
            case Kind.Single(var options) -> {
                if (!sent.isString()) {
                    report(question, SheetRule.WRONG_TYPE);
                } else if (!options.containsKey(sent.getStringValue())) {
                    report(question, SheetRule.UNKNOWN_OPTION);
                } else {
                    answers.put(question.id(), new Answer.One(sent.getStringValue()));
                }
            }
            case Kind.Multiple(var options) -> recordChoices(question, options, sent);
            case Kind.Text(var maxLength) -> {
                if (!sent.isString()) {
                    report(question, SheetRule.WRONG_TYPE);
                } else if (sent.getStringValue().length() > maxLength) {
                    report(question, SheetRule.TOO_LONG, maxLength);
                } else {
                    answers.put(question.id(), new Answer.Text(sent.getStringValue()));
                }
            }
        }
    }

    private void recordChoices(Question question, Map<String, Option> options, JsonNode sent) {
        if (!sent.isArray()) {
            report(question, SheetRule.WRONG_TYPE);
            return;
        }
        // Known options are kept, so that an unknown one causes no violations in the questions that follow.
        var chosen = new ArrayList<String>(Math.min(sent.size(), options.size()));
        var unknown = new HashSet<String>();
        for (var each : sent.values()) {
            if (!each.isString()) {
                report(question, SheetRule.WRONG_TYPE);
                return;
            }
            var code = each.getStringValue();
            if (!options.containsKey(code)) {
                unknown.add(code);
            } else if (!chosen.contains(code)) {
                chosen.add(code);
            }
        }
        if (!unknown.isEmpty()) {
            report(question, SheetRule.UNKNOWN_OPTION);
        }
        if (chosen.size() + unknown.size() < sent.size()) {
            report(question, SheetRule.DUPLICATE_OPTION);
        }
        answers.put(question.id(), new Answer.Several(List.copyOf(chosen)));
    }

    private void checkOtherText(Question question) {
        var isRequired = requiresOtherText(question);
        var sent = sent(sheet.otherTexts(), question.id());
        if (sent.isString() && WhiteSpace.isBlank(sent.getStringValue())) {
            if (isRequired) {
                report(question, SheetRule.OTHER_TEXT_REQUIRED);
            }
        } else if (!sent.isString()) {
            report(question, SheetRule.WRONG_TYPE);
        } else if (!isRequired) {
            report(question, SheetRule.OTHER_TEXT_UNEXPECTED);
        } else if (sent.getStringValue().length() > MAX_OTHER_TEXT_LENGTH) {
            report(question, SheetRule.TOO_LONG, MAX_OTHER_TEXT_LENGTH);
        } else {
            otherTexts.put(question.id(), sent.getStringValue());
        }
    }

    private boolean requiresOtherText(Question question) {
        return switch (answers.get(question.id())) {
            case null -> false;
            case Answer.One(var option) -> Objects.requireNonNull(question.options().get(option)).otherText();
            case Answer.Several(var options) -> {
                for (var option : options) {
                    if (Objects.requireNonNull(question.options().get(option)).otherText()) {
                        yield true;
                    }
                }
                yield false;
            }
            case Answer.Text _ -> false;
        };
    }

    private Optional<Contact> checkContact() {
        var before = violations.size();
        var name = contactField("name", SheetRule.NAME_WRONG_TYPE);
        if (name.length() > MAX_NAME_LENGTH) {
            violations.add(SheetRule.NAME_TOO_LONG.at("contact.name", MAX_NAME_LENGTH));
        }
        var beforePhone = violations.size();
        var phone = contactField("phone", SheetRule.PHONE_WRONG_TYPE);
        if (violations.size() == beforePhone) {
            if (phone.isEmpty() && !name.isEmpty()) {
                violations.add(SheetRule.PHONE_REQUIRED.at("contact.phone"));
            } else if (!phone.isEmpty() && !Contact.isPhone(phone)) {
                violations.add(SheetRule.PHONE_INVALID.at("contact.phone"));
            }
        }
        return violations.size() > before || phone.isEmpty() ? Optional.empty() : Optional.of(new Contact(name, phone));
    }

    private String contactField(String field, SheetRule wrongType) {
        var sent = Optional.ofNullable(sheet.contact().get(field));
        if (sent.filter(value -> !value.isString()).isPresent()) {
            violations.add(wrongType.at("contact." + field));
        }
        return sent.filter(JsonNode::isString).map(JsonNode::getStringValue).map(WhiteSpace::trim).orElse("");
    }

    private void checkUnknown() {
        if (known == sheet.answers().size() + sheet.otherTexts().size()) {
            return;
        }
        var unknown = new TreeSet<>(sheet.answers().keySet());
        unknown.addAll(sheet.otherTexts().keySet());
        unknown.removeAll(definition.questions().keySet());
        unknown.forEach(id -> violations.add(SheetRule.UNKNOWN_QUESTION.at(id)));
    }

    private void report(Question question, SheetRule rule, Object... limits) {
        var violation = limits.length == 0
                ? rule.at(question.id(), question.number())
                : rule.at(question.id(), question.number(), limits[0]);
        // The answer and its other-text may both have the wrong type; that is reported once.
        if (violations.stream()
                .noneMatch(each -> each.field().equals(violation.field()) && each.code().equals(violation.code()))) {
            violations.add(violation);
        }
    }
}
