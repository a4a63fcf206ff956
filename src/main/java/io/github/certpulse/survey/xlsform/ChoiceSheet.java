package io.github.certpulse.survey.xlsform;

import io.github.certpulse.survey.definition.PlainNames;
import io.github.certpulse.survey.form.RowType;
import io.github.certpulse.survey.form.YesNo;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.xlsform.FormReading.WarningKind;
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
    private static final String OTHER_LABEL = "其他";
    /// A multiple choice has a variable for this option and one for the text beside it.
    private static final String OTHER_CODE_OF_MULTIPLE = "or_other";

    private final Map<String, SequencedMap<String, ListedOption>> lists = new LinkedHashMap<>();

    /// @param option with the name as its code
    private record ListedOption(int row, Option option) {}

    ChoiceSheet(List<Row> rows, FormViolation.ViolationList violations) {
        rows.forEach(row -> add(row, violations));
        lists.forEach(
                (_, choices) -> PlainNames.codes(choices.keySet())
                        .entrySet()
                        .stream()
                        .filter(name -> !name.getKey().isEmpty() && !name.getKey().equals(name.getValue()))
                        .forEach(
                                name -> violations.warn(
                                        WarningKind.NAME_READ_AS,
                                        FormColumn.FormSheet.CHOICES.title(),
                                        Objects.requireNonNull(choices.get(name.getKey())).row(),
                                        name.getKey() + " → " + name.getValue())));
    }

    boolean has(String list) {
        return lists.containsKey(list);
    }

    /// The codes of a question's options by name, in the order of their rows.
    SequencedMap<String, String> codes(RowType.Choice type) {
        var choices = choices(type.list());
        var plain = PlainNames.codes(choices.keySet());
        var codes = new LinkedHashMap<String, String>();
        choices.keySet().forEach(name -> codes.put(name, Objects.requireNonNull(plain.get(name))));
        // A list may have such an option of its own, and a sheet has one text for them.
        if (type.orOther() && choices.values().stream().noneMatch(choice -> choice.option().otherText())) {
            codes.putIfAbsent(RowType.OTHER, type.multiple() ? OTHER_CODE_OF_MULTIPLE : RowType.OTHER);
        }
        return codes;
    }

    /// A question's options by code, in the order of their rows.
    SequencedMap<String, Option> options(RowType.Choice type) {
        var choices = choices(type.list());
        var options = new LinkedHashMap<String, Option>();
        codes(type).forEach((name, code) -> {
            var option = Optional.ofNullable(choices.get(name))
                    .map(ListedOption::option)
                    .orElseGet(() -> new Option(code, OTHER_LABEL, true, Optional.empty()));
            options.put(code, new Option(code, option.label(), option.otherText(), option.level()));
        });
        return options;
    }

    /// The row of an option in a list; 1 for an option that the list does not hold.
    int row(RowType.Choice type, String code) {
        return codes(type).entrySet()
                .stream()
                .filter(each -> each.getValue().equals(code))
                .findFirst()
                .flatMap(each -> Optional.ofNullable(choices(type.list()).get(each.getKey())))
                .map(ListedOption::row)
                .orElse(1);
    }

    private SequencedMap<String, ListedOption> choices(String list) {
        return lists.getOrDefault(list, Collections.emptySortedMap());
    }

    private void add(Row row, FormViolation.ViolationList violations) {
        row.require(FormColumn.LIST_NAME, violations);
        row.require(FormColumn.CHOICE_NAME, violations);
        var list = row.plain(FormColumn.LIST_NAME);
        var name = row.plain(FormColumn.CHOICE_NAME);
        if (!name.isEmpty() && !PlainNames.isChoiceName(name)) {
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
        var flag = row.plain(FormColumn.OTHER_TEXT);
        var value = YesNo.parse(flag);
        if (!flag.isEmpty() && value.isEmpty()) {
            violations.add(row.number(), FormColumn.OTHER_TEXT, FormRule.FLAG_UNKNOWN, flag);
        }
        return value.orElse(false);
    }
}
