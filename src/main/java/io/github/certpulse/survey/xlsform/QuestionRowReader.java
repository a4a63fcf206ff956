package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.expression.ConditionParser;
import io.github.certpulse.survey.expression.UnreadableExpression;
import io.github.certpulse.survey.form.RowType;
import io.github.certpulse.survey.form.YesNo;
import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.xlsform.FormTable.Row;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a question from its row in the sheet `survey`. Parts with violations are replaced by placeholders. For one
/// file and one thread.
final class QuestionRowReader {
    private static final Pattern CONSTRAINT =
            Pattern.compile("string-length\\s*\\(\\s*\\.\\s*\\)\\s*(<=?)\\s*(\\d{1,6})");
    private static final Pattern NUMBERED_ID = Pattern.compile("q(\\d{1,4})");
    private static final int MAX_NUMBER = 9999;

    private final FormNames names;
    private final ChoiceSheet choices;
    private final FormViolation.ViolationList violations;

    QuestionRowReader(FormNames names, ChoiceSheet choices, FormViolation.ViolationList violations) {
        this.names = names;
        this.choices = choices;
        this.violations = violations;
    }

    /// @param next   the number for a question that states none
    /// @param around the condition of the groups around the question
    Question read(Row row, RowType type, int next, Condition around) {
        row.require(FormColumn.NAME, violations);
        var name = row.plain(FormColumn.NAME);
        var id = names.id(name);
        if (!row.text(FormColumn.CHOICE_FILTER).isEmpty()) {
            violations.addUnsupported(
                    row.number(),
                    FormColumn.CHOICE_FILTER,
                    FormRule.COLUMN_UNSUPPORTED,
                    FormColumn.CHOICE_FILTER.heading());
        }
        return new Question(
                id,
                number(row, id, next),
                kind(row, type),
                row.require(FormColumn.LABEL, violations),
                Optional.of(row.text(FormColumn.HINT)).filter(hint -> !hint.isEmpty()),
                required(row),
                relevant(row, around),
                prefill(row));
    }

    private Kind kind(Row row, RowType type) {
        var constraint = row.text(FormColumn.CONSTRAINT);
        if (!(type instanceof RowType.Choice choice)) {
            return new Kind.Text(length(row, constraint));
        }
        if (!constraint.isEmpty()) {
            violations.addUnsupported(row.number(), FormColumn.CONSTRAINT, FormRule.CONSTRAINT_UNSUPPORTED, "");
        }
        if (choice.list().isEmpty()) {
            violations.add(row.number(), FormColumn.TYPE, FormRule.LIST_MISSING);
        } else if (!choices.has(choice.list())) {
            violations.add(row.number(), FormColumn.TYPE, FormRule.LIST_UNKNOWN, choice.list());
        }
        return choice.multiple() ? new Kind.Multiple(choices.options(choice))
                : new Kind.Single(choices.options(choice));
    }

    private int length(Row row, String text) {
        if (text.isEmpty()) {
            return Question.MAX_TEXT_LENGTH;
        }
        var constraint = CONSTRAINT.matcher(Normalizer.normalize(text, Normalizer.Form.NFKC));
        int length = constraint.matches()
                ? Integer.parseInt(constraint.group(2)) - (constraint.group(1).equals("<") ? 1 : 0)
                : 0;
        if (length < 1 || length > Question.MAX_TEXT_LENGTH) {
            violations.addUnsupported(row.number(), FormColumn.CONSTRAINT, FormRule.CONSTRAINT_UNSUPPORTED, "");
            return Question.MAX_TEXT_LENGTH;
        }
        return length;
    }

    private int number(Row row, String id, int next) {
        var text = row.plain(FormColumn.NUMBER);
        var numberedId = NUMBERED_ID.matcher(id);
        if (text.isEmpty()) {
            int number = numberedId.matches() ? Integer.parseInt(numberedId.group(1)) : next;
            return number > 0 ? number : next;
        }
        int number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (number < 1) {
            violations.add(row.number(), FormColumn.NUMBER, FormRule.NUMBER_MALFORMED, text, 1, MAX_NUMBER);
            return next;
        }
        return number;
    }

    private Condition required(Row row) {
        var text = row.plain(FormColumn.REQUIRED);
        return YesNo.parse(text.isEmpty() ? "no" : text)
                .<Condition>map(flag -> flag ? new Condition.Always() : new Condition.Never())
                .orElseGet(() -> condition(row, FormColumn.REQUIRED, text));
    }

    /// When a row is asked or shown: its own `relevant` and the condition of the groups around it.
    Condition relevant(Row row, Condition around) {
        var text = row.text(FormColumn.RELEVANT);
        var own = YesNo.parse(text.isEmpty() ? "yes" : text)
                .<Condition>map(flag -> flag ? new Condition.Always() : new Condition.Never())
                .orElseGet(() -> condition(row, FormColumn.RELEVANT, text));
        if (own instanceof Condition.Never) {
            violations.add(row.number(), FormColumn.RELEVANT, FormRule.NEVER_ASKED);
            return new Condition.Always();
        }
        try {
            return ConditionParser.all(List.of(around, own));
        } catch (UnreadableExpression unreadable) {
            violations.add(row.number(), FormColumn.RELEVANT, unreadable);
            return new Condition.Always();
        }
    }

    /// A condition on a question that cannot be asked adds no violation to those of that question.
    private Condition condition(Row row, FormColumn column, String text) {
        var references = ConditionParser.references(text);
        var notCollected = names.notCollected(references);
        notCollected.forEach(
                kind -> violations.addUnsupported(row.number(), column, FormRule.NOT_COLLECTED_USED, kind));
        if (!notCollected.isEmpty() || names.haveUnsupported(references)) {
            return new Condition.Always();
        }
        try {
            return ConditionParser.parse(text, names);
        } catch (UnreadableExpression unreadable) {
            violations.add(row.number(), column, unreadable);
            return new Condition.Always();
        }
    }

    private Optional<Prefill> prefill(Row row) {
        var text = row.text(FormColumn.PREFILL);
        var prefill = Stream.of(Prefill.values()).filter(each -> each.source().equals(text)).findFirst();
        if (prefill.isEmpty() && !text.isEmpty()) {
            violations.add(
                    row.number(),
                    FormColumn.PREFILL,
                    FormRule.WORD_UNKNOWN,
                    text,
                    Stream.of(Prefill.values()).map(Prefill::source).collect(Collectors.joining(", ")));
        }
        return prefill;
    }
}
