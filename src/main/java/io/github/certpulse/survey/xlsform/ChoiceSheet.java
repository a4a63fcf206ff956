package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.xlsform.FormTable.Row;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SequencedMap;

/// The lists of options by name, as the sheet `choices` holds them. Any number of questions may use a list.
final class ChoiceSheet {
    private final Map<String, SequencedMap<String, Choice>> lists = new LinkedHashMap<>();

    private record Choice(int row, Option option) {}

    ChoiceSheet(List<Row> rows, FormViolation.Collected violations) {
        rows.forEach(row -> add(row, violations));
    }

    boolean has(String list) {
        return lists.containsKey(list);
    }

    /// A list's options by code, in the order of their rows.
    SequencedMap<String, Option> options(String list) {
        var options = new LinkedHashMap<String, Option>();
        choices(list).forEach((code, choice) -> options.put(code, choice.option()));
        return options;
    }

    /// Where an option of a list stands.
    int row(String list, String option) {
        return Objects.requireNonNull(choices(list).get(option)).row();
    }

    private SequencedMap<String, Choice> choices(String list) {
        return lists.getOrDefault(list, Collections.emptySortedMap());
    }

    private void add(Row row, FormViolation.Collected violations) {
        row.needed(FormColumn.LIST_NAME, violations);
        row.needed(FormColumn.CHOICE_NAME, violations);
        var list = row.plain(FormColumn.LIST_NAME);
        var name = row.plain(FormColumn.CHOICE_NAME);
        if (!name.isEmpty() && !Option.CODE.matcher(name).matches()) {
            violations.add(row.number(), FormColumn.CHOICE_NAME, FormRule.CHOICE_NAME_MALFORMED, name);
        }
        var level = Optional.of(row.text(FormColumn.LEVEL)).filter(text -> !text.isEmpty());
        var option =
                new Option(name, row.needed(FormColumn.CHOICE_LABEL, violations), hasOtherText(row, violations), level);
        var earlier = lists.computeIfAbsent(list, _ -> new LinkedHashMap<>())
                .putIfAbsent(name, new Choice(row.number(), option));
        if (earlier != null && !name.isEmpty()) {
            violations.add(row.number(), FormColumn.CHOICE_NAME, FormRule.CHOICE_TWICE, list, name, earlier.row());
        }
    }

    private static boolean hasOtherText(Row row, FormViolation.Collected violations) {
        var flag = row.text(FormColumn.OTHER_TEXT);
        var truth = Row.truth(flag);
        if (!flag.isEmpty() && truth.isEmpty()) {
            violations.add(row.number(), FormColumn.OTHER_TEXT, FormRule.FLAG_UNKNOWN, flag);
        }
        return truth.orElse(false);
    }
}
