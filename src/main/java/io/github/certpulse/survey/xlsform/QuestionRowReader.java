package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.expression.ConditionParser;
import io.github.certpulse.survey.expression.UnreadableExpression;
import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Prefill;
import io.github.certpulse.survey.questionnaire.Question;
import io.github.certpulse.survey.xlsform.FormTable.Row;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Reads a question from its row in the sheet `survey`. Parts with violations are replaced by placeholders. For one
/// file and one thread.
final class QuestionRowReader {
    private static final Pattern CHOICE_TYPE = Pattern.compile("select[ _](one|multiple)\\s+(\\S+)");
    private static final Pattern CONSTRAINT = Pattern.compile("string-length\\s*\\(\\s*\\.\\s*\\)\\s*<=\\s*(\\d{1,6})");
    private static final Pattern NUMBERED_ID = Pattern.compile("q(\\d{1,4})");
    private static final String TYPES = "begin_group, end_group, select_one LIST, select_multiple LIST, text, note";
    private static final int MAX_NUMBER = 9999;

    private final ChoiceSheet choices;
    private final FormViolation.ViolationList violations;
    private final Set<String> multipleChoices = new HashSet<>();

    /// @param rows all rows of the sheet, because reading a condition needs the types of the questions that it names
    QuestionRowReader(List<Row> rows, ChoiceSheet choices, FormViolation.ViolationList violations) {
        this.choices = choices;
        this.violations = violations;
        rows.stream()
                .filter(row -> type(row).startsWith("select_multiple "))
                .forEach(row -> multipleChoices.add(row.plain(FormColumn.NAME)));
    }

    /// The row's type, with one blank between words; older spellings with a blank get the underscore.
    static String type(Row row) {
        var type = row.text(FormColumn.TYPE).replaceAll("\\s+", " ");
        var choice = CHOICE_TYPE.matcher(type);
        return choice.matches() ? "select_" + choice.group(1) + " " + choice.group(2) : type;
    }

    /// The name of the row's list of options; empty for a text.
    static String list(Row row) {
        var type = type(row);
        return type.startsWith("select_") && CHOICE_TYPE.matcher(type).matches()
                ? type.substring(type.indexOf(' ') + 1)
                : "";
    }

    /// @param next the number for a question that states none
    Question read(Row row, int next) {
        row.require(FormColumn.NAME, violations);
        var id = row.plain(FormColumn.NAME);
        if (!id.isEmpty() && !Question.ID.matcher(id).matches()) {
            violations.add(row.number(), FormColumn.NAME, FormRule.NAME_MALFORMED, id);
        }
        var type = type(row);
        var list = list(row);
        return new Question(
                id,
                number(row, id, next),
                kind(row, type, list),
                row.require(FormColumn.LABEL, violations),
                Optional.of(row.text(FormColumn.HINT)).filter(hint -> !hint.isEmpty()),
                required(row),
                relevant(row),
                prefill(row));
    }

    private Kind kind(Row row, String type, String list) {
        if (type.equals("text")) {
            return new Kind.Text(length(row));
        }
        if (list.isEmpty()) {
            violations.add(row.number(), FormColumn.TYPE, FormRule.TYPE_UNKNOWN, type, TYPES);
            return new Kind.Text(Question.MAX_TEXT_LENGTH);
        }
        if (!row.text(FormColumn.CONSTRAINT).isEmpty()) {
            violations.add(row.number(), FormColumn.CONSTRAINT, FormRule.CELL_MISPLACED, type);
        }
        if (!choices.has(list)) {
            violations.add(row.number(), FormColumn.TYPE, FormRule.LIST_UNKNOWN, list);
        }
        return type.startsWith("select_one ") ? new Kind.Single(choices.options(list))
                : new Kind.Multiple(choices.options(list));
    }

    private int length(Row row) {
        var text = row.text(FormColumn.CONSTRAINT);
        var constraint = CONSTRAINT.matcher(text);
        int length = text.isEmpty() ? Question.MAX_TEXT_LENGTH
                : constraint.matches() ? Integer.parseInt(constraint.group(1)) : 0;
        if (length < 1 || length > Question.MAX_TEXT_LENGTH) {
            violations.add(
                    row.number(),
                    FormColumn.CONSTRAINT,
                    FormRule.CONSTRAINT_UNSUPPORTED,
                    Question.MAX_TEXT_LENGTH);
            return Question.MAX_TEXT_LENGTH;
        }
        return length;
    }

    private int number(Row row, String id, int next) {
        var text = row.plain(FormColumn.NUMBER);
        var numberedId = NUMBERED_ID.matcher(id);
        if (text.isEmpty()) {
            return numberedId.matches() ? Integer.parseInt(numberedId.group(1)) : next;
        }
        int number = text.matches("\\d{1,4}") ? Integer.parseInt(text) : 0;
        if (number < 1) {
            violations.add(row.number(), FormColumn.NUMBER, FormRule.NUMBER_MALFORMED, text, 1, MAX_NUMBER);
            return next;
        }
        return number;
    }

    private Condition required(Row row) {
        var text = row.text(FormColumn.REQUIRED);
        return Row.parseFlag(text.isEmpty() ? "no" : text)
                .<Condition>map(flag -> flag ? new Condition.Always() : new Condition.Never())
                .orElseGet(() -> condition(row, FormColumn.REQUIRED, text));
    }

    private Condition relevant(Row row) {
        var text = row.text(FormColumn.RELEVANT);
        var condition = text.isEmpty() ? new Condition.Always() : condition(row, FormColumn.RELEVANT, text);
        if (condition instanceof Condition.Never) {
            violations.add(row.number(), FormColumn.RELEVANT, FormRule.NEVER_ASKED);
        }
        return condition;
    }

    private Condition condition(Row row, FormColumn column, String text) {
        try {
            return ConditionParser.parse(text, multipleChoices::contains);
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
