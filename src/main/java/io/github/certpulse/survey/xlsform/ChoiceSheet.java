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

/// The lists of options in the sheet `choices`, by name. Any number of questions may use a list.
final class ChoiceSheet {
    private final Map<String, SequencedMap<String, ListedOption>> lists = new LinkedHashMap<>();

    private record ListedOption(int row, Option option) {}

    ChoiceSheet(List<Row> rows, FormViolation.ViolationList violations) {
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

    /// The row of an option in a list.
    int row(String list, String option) {
        return Objects.requireNonNull(choices(list).get(option)).row();
    }

    private SequencedMap<String, ListedOption> choices(String list) {
        return lists.getOrDefault(list, Collections.emptySortedMap());
    }

    private void add(Row row, FormViolation.ViolationList violations) {
        row.require(FormColumn.LIST_NAME, violations);
        row.require(FormColumn.CHOICE_NAME, violations);
        var list = row.plain(FormColumn.LIST_NAME);
        var name = row.plain(FormColumn.CHOICE_NAME);
        if (!name.isEmpty() && !Option.CODE.matcher(name).matches()) {
            violations.add(row.number(), FormColumn.CHOICE_NAME, FormRule.CHOICE_NAME_MALFORMED, name);
        }
        var level = Optional.of(row.text(FormColumn.LEVEL)).filter(text -> !text.isEmpty());
        var option =
                new Option(
                        name,
                        row.require(FormColumn.CHOICE_LABEL, violations),
                        hasOtherText(row, violations),
                        level);
        var earlier = lists.computeIfAbsent(list, _ -> new LinkedHashMap<>())
                .putIfAbsent(name, new ListedOption(row.number(), option));
        if (earlier != null && !name.isEmpty()) {
            violations.add(row.number(), FormColumn.CHOICE_NAME, FormRule.CHOICE_TWICE, list, name, earlier.row());
        }
    }

    private static boolean hasOtherText(Row row, FormViolation.ViolationList violations) {
        var flag = row.text(FormColumn.OTHER_TEXT);
        var value = Row.parseFlag(flag);
        if (!flag.isEmpty() && value.isEmpty()) {
            violations.add(row.number(), FormColumn.OTHER_TEXT, FormRule.FLAG_UNKNOWN, flag);
        }
        return value.orElse(false);
    }
}
