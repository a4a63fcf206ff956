package io.github.certpulse.survey.expression;

import io.github.certpulse.survey.questionnaire.Condition.In;
import io.github.certpulse.survey.questionnaire.Condition;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Writes conditions as expressions of XLSForm (https://xlsform.org, "Relevant"; functions of XPath 1.0), each in
/// exactly one way, so that [ConditionParser] reads the same condition again:
///
/// - several options in one condition are joined by `or` without brackets; two conditions on one question get brackets;
/// - `all` or `any` around a single condition is `true() and …` or `false() or …`.
///
/// @param isMultiple whether a question is a multiple choice: `=` would compare with all chosen options, `selected()`
///                   tests one of them
public record ConditionWriter(Predicate<String> isMultiple) {

    public String write(Condition condition) {
        return switch (condition) {
            case Condition.Always() -> "true()";
            case Condition.Never() -> "false()";
            case In(var question, var options) -> options.stream()
                    .sorted()
                    .map(option -> chosen(question, option))
                    .collect(Collectors.joining(" or "));
            case Condition.All(var conditions) -> (conditions.size() == 1 ? "true() and " : "")
                    + conditions.stream().map(this::operandOfAnd).collect(Collectors.joining(" and "));
            case Condition.Any(var conditions) ->
                    (conditions.size() == 1 ? "false() or " : "") + String.join(" or ", operandsOfOr(conditions));
            case Condition.Not(In(var question, var options)) when options.size() == 1 && !isMultiple.test(question) ->
                    "${%s} != '%s'".formatted(question, options.iterator().next());
            case Condition.Not(var inner) -> "not(" + write(inner) + ")";
        };
    }

    private String chosen(String question, String option) {
        return (isMultiple.test(question) ? "selected(${%s}, '%s')" : "${%s} = '%s'").formatted(question, option);
    }

    private String operandOfAnd(Condition condition) {
        return switch (condition) {
            case Condition.All _, Condition.Any _ -> bracketed(condition);
            case In(_, var options) when options.size() > 1 -> bracketed(condition);
            case In _, Condition.Not _, Condition.Always _, Condition.Never _ -> write(condition);
        };
    }

    private List<String> operandsOfOr(List<Condition> conditions) {
        return IntStream.range(0, conditions.size())
                .mapToObj(
                        place -> operandOfOr(
                                conditions.get(place),
                                place == 0 ? new Condition.Never() : conditions.get(place - 1)))
                .toList();
    }

    private String operandOfOr(Condition condition, Condition before) {
        return switch (condition) {
            case Condition.All _, Condition.Any _ -> bracketed(condition);
            case In(var question, _) when before instanceof In(var same, _) && same.equals(question) ->
                    bracketed(condition);
            case In _, Condition.Not _, Condition.Always _, Condition.Never _ -> write(condition);
        };
    }

    private String bracketed(Condition condition) {
        return "(" + write(condition) + ")";
    }
}
