package io.github.certpulse.survey.expression;

import io.github.certpulse.survey.questionnaire.Condition.In;
import io.github.certpulse.survey.questionnaire.Condition;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What an expression says about one question, as a condition on its options. A condition on anything but a choice is
/// refused by the rules of definitions, whatever it says, so it is read as a condition on an option that is not there.
record OptionConditions(NamedQuestions questions) {

    In chosen(String question, String option) {
        return new In(questions.id(question), Set.of(questions.options(question).getOrDefault(option, option)));
    }

    /// The condition of `${question} = 'value'` and of other comparisons; an empty value stands for no answer.
    Condition compared(String question, Comparison comparison, String value, int position)
            throws UnreadableExpression {
        var options = questions.options(question);
        if (value.isEmpty() && !options.isEmpty()) {
            var answered = new In(questions.id(question), Set.copyOf(options.values()));
            return comparison == Comparison.EQUAL ? new Condition.Not(answered) : answered;
        }
        if (questions.isMultiple(question)) {
            throw new UnreadableExpression(ExpressionRule.EQUALS_ON_MULTIPLE, position, question, question);
        }
        return switch (comparison) {
            case EQUAL -> chosen(question, value);
            case DIFFERENT -> new Condition.Not(chosen(question, value));
            case LESS, AT_MOST, MORE, AT_LEAST ->
                    options.isEmpty() ? chosen(question, value) : ordered(question, comparison, value, position);
        };
    }

    /// The options whose number compares so with a value.
    private In ordered(String question, Comparison comparison, String value, int position)
            throws UnreadableExpression {
        var codes = new HashSet<String>();
        try {
            var number = new BigDecimal(value);
            for (var option : questions.options(question).entrySet()) {
                if (comparison.holds(new BigDecimal(option.getKey()), number)) {
                    codes.add(option.getValue());
                }
            }
        } catch (NumberFormatException _) {
            throw new UnreadableExpression(ExpressionRule.ORDER_NEEDS_NUMBERS, position, question);
        }
        if (codes.isEmpty()) {
            throw new UnreadableExpression(ExpressionRule.COMPARISON_NEVER_TRUE, position, question);
        }
        return new In(questions.id(question), codes);
    }

    /// The condition of `count-selected(${question}) > 1` and of other comparisons.
    Condition counted(String question, Comparison comparison, String value, int position)
            throws UnreadableExpression {
        if (!value.matches("\\d{1,3}")) {
            throw new UnreadableExpression(ExpressionRule.COUNT_NEEDS_NUMBER, position);
        }
        if (questions.options(question).isEmpty()) {
            return chosen(question, value);
        }
        var count = new ChosenCount(questions.id(question), List.copyOf(questions.options(question).values()));
        var condition = count.condition(comparison, Integer.parseInt(value));
        if (condition.isEmpty()) {
            throw new UnreadableExpression(ExpressionRule.COUNT_TOO_LARGE, position, question);
        }
        return condition.get();
    }
}
