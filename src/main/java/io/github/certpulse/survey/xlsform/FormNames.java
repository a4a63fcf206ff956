package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.definition.PlainNames;
import io.github.certpulse.survey.expression.NamedQuestions;
import io.github.certpulse.survey.form.RowType;
import io.github.certpulse.survey.xlsform.FormReading.WarningKind;
import io.github.certpulse.survey.xlsform.FormTable.Row;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.Set;

/// The names in the sheet `survey` and what they stand for, known before any condition is read. For one file and one
/// thread.
final class FormNames implements NamedQuestions {
    private final ChoiceSheet choices;
    private final Map<String, String> ids;
    private final Map<String, RowType.Choice> choiceTypes = new HashMap<>();
    private final Map<String, String> notCollected = new HashMap<>();
    private final Set<String> unsupported = new HashSet<>();

    FormNames(List<Row> rows, ChoiceSheet choices, FormViolation.ViolationList violations) {
        this.choices = choices;
        var questions = new LinkedHashSet<String>();
        int repeats = 0;
        for (var row : rows) {
            var name = row.plain(FormColumn.NAME);
            var type = RowType.parse(row.text(FormColumn.TYPE));
            repeats += type instanceof RowType.BeginRepeat ? 1 : 0;
            repeats -= type instanceof RowType.EndRepeat && repeats > 0 ? 1 : 0;
            if (repeats > 0) {
                unsupported.add(name);
            } else if (isQuestion(name, type)) {
                questions.add(name);
            }
        }
        ids = PlainNames.ids(questions);
        rows.forEach(row -> check(row, violations));
    }

    private boolean isQuestion(String name, RowType type) {
        switch (type) {
            case RowType.Choice choice -> {
                choiceTypes.put(name, choice);
                if (!choices.has(choice.list())) {
                    unsupported.add(name);
                }
                return true;
            }
            case RowType.Text() -> {
                return true;
            }
            case RowType.NotCollected(var kind) -> notCollected.put(name, kind);
            case RowType.Unsupported _, RowType.Unknown _, RowType.Missing _ -> unsupported.add(name);
            case RowType.Note _, RowType.BeginGroup _, RowType.EndGroup _ -> {}
            case RowType.BeginRepeat _, RowType.EndRepeat _ -> {}
        }
        return false;
    }

    private void check(Row row, FormViolation.ViolationList violations) {
        var name = row.plain(FormColumn.NAME);
        if (!ids.containsKey(name) || name.isEmpty()) {
            return;
        }
        if (!PlainNames.isName(name)) {
            violations.add(row.number(), FormColumn.NAME, FormRule.NAME_MALFORMED, name);
        } else if (!id(name).equals(name)) {
            violations.warn(
                    WarningKind.NAME_READ_AS,
                    FormColumn.FormSheet.SURVEY.title(),
                    row.number(),
                    name + " → " + id(name));
        }
    }

    @Override
    public String id(String name) {
        return name.isEmpty() ? "" : ids.getOrDefault(name, name);
    }

    @Override
    public boolean isMultiple(String name) {
        return choiceTypes.containsKey(name) && Objects.requireNonNull(choiceTypes.get(name)).multiple();
    }

    @Override
    public SequencedMap<String, String> options(String name) {
        var type = choiceTypes.get(name);
        return type == null ? Collections.emptySortedMap() : choices.codes(type);
    }

    /// The kinds of those names that the service does not collect, `start` or `calculate`.
    Set<String> notCollected(Collection<String> references) {
        var kinds = new LinkedHashSet<String>();
        references.forEach(name -> Optional.ofNullable(notCollected.get(name)).ifPresent(kinds::add));
        return kinds;
    }

    /// Whether one of these names belongs to a question that is reported as a whole.
    boolean haveUnsupported(Collection<String> references) {
        return references.stream().anyMatch(unsupported::contains);
    }
}
