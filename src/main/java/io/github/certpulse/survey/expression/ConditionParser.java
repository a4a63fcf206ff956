package io.github.certpulse.survey.expression;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.questionnaire.Condition.In;
import io.github.certpulse.survey.questionnaire.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Reads the expressions in the columns `relevant` and `required` of an XLSForm: `${q7} = 'A'`, `!=`, `<`, `>`,
/// `${q7} != ''` (answered), `selected(${q5}, 'A')`, `count-selected(${q5}) > 1`, `not(…)`, `and`, `or` and brackets,
/// with XPath's precedence. Characters that keyboards and word processors write instead, such as `“`, `（` and `＝`, are
/// read as the plain ones. Reading what [ConditionWriter] wrote gives the same condition.
public final class ConditionParser {
    /// The most levels of nested brackets in one expression.
    static final int MAX_NESTING = 32;
    /// The levels of JSON around a condition: the document, its list of questions and the question.
    private static final int LEVELS_AROUND = 3;

    private static final Pattern REFERENCE =
            Pattern.compile("\\$\\{[\\s\\p{Z}]*([^{}\\s\\p{Z}]+)[\\s\\p{Z}]*}");

    private final ExpressionTokens tokens;
    private final OptionConditions conditions;
    private int nesting;

    /// @param isMergeable whether it is a choice without brackets: `or` merges those on the same question into one
    private record Term(Condition condition, boolean isMergeable) {}

    private ConditionParser(String expression, NamedQuestions questions) throws UnreadableExpression {
        this.tokens = new ExpressionTokens(expression);
        this.conditions = new OptionConditions(questions);
    }

    /// The condition of an expression; `true()` alone means always, `false()` alone means never.
    ///
    /// @throws UnreadableExpression with the first violation
    public static Condition parse(String expression, NamedQuestions questions) throws UnreadableExpression {
        var parser = new ConditionParser(expression, questions);
        var condition = parser.disjunction().condition();
        parser.tokens.end();
        return requireShallow(condition);
    }

    /// The condition that holds when all of these hold, such as those of a question and of the groups around it.
    ///
    /// @throws UnreadableExpression if it is nested too deeply for a definition
    public static Condition all(Collection<Condition> conditions) throws UnreadableExpression {
        var parts = conditions.stream().filter(each -> !(each instanceof Condition.Always)).distinct().toList();
        if (parts.contains(new Condition.Never())) {
            return new Condition.Never();
        }
        return switch (parts.size()) {
            case 0 -> new Condition.Always();
            case 1 -> parts.getFirst();
            default -> requireShallow(new Condition.All(parts));
        };
    }

    /// The names of the questions in an expression, whether it can be read or not.
    public static Set<String> references(String expression) {
        return REFERENCE.matcher(ExpressionTokens.plain(expression))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
    }

    private static Condition requireShallow(Condition condition) throws UnreadableExpression {
        if (levels(condition) > Json.MAX_DEPTH - LEVELS_AROUND) {
            throw new UnreadableExpression(ExpressionRule.EXPRESSION_TOO_DEEP);
        }
        return condition;
    }

    private Term disjunction() throws UnreadableExpression {
        var first = conjunction();
        if (!tokens.at("or")) {
            return first;
        }
        var terms = new ArrayList<Term>();
        if (!(first.condition() instanceof Condition.Never)) {
            join(terms, requireNoConstant(first));
        }
        boolean isAny = terms.isEmpty();
        while (tokens.take("or")) {
            join(terms, requireNoConstant(conjunction()));
        }
        return terms.size() == 1 && !isAny ? terms.getFirst() : new Term(new Condition.Any(conditions(terms)), false);
    }

    private static void join(List<Term> terms, Term next) {
        if (!terms.isEmpty() && terms.getLast() instanceof Term(In(var question, var options), var isMergeable)
                && isMergeable
                && next.isMergeable()
                && next.condition() instanceof In(var same, var more)
                && question.equals(same)) {
            var all = new HashSet<>(options);
            all.addAll(more);
            terms.set(terms.size() - 1, new Term(new In(question, all), true));
        } else {
            terms.add(next);
        }
    }

    private Term conjunction() throws UnreadableExpression {
        var first = factor();
        if (!tokens.at("and")) {
            return first;
        }
        var terms = new ArrayList<Term>();
        if (!(first.condition() instanceof Condition.Always)) {
            terms.add(requireNoConstant(first));
        }
        while (tokens.take("and")) {
            terms.add(requireNoConstant(factor()));
        }
        return new Term(new Condition.All(conditions(terms)), false);
    }

    private Term factor() throws UnreadableExpression {
        if (tokens.take("(")) {
            return new Term(bracketed(), false);
        }
        if (tokens.atReference() || tokens.atLiteral()) {
            return comparison();
        }
        var function = tokens.function();
        return switch (function) {
            case TRUE -> new Term(constant(new Condition.Always()), false);
            case FALSE -> new Term(constant(new Condition.Never()), false);
            case NOT -> new Term(new Condition.Not(requireNoConstant(new Term(bracketed(), false)).condition()), false);
            case SELECTED -> selected();
            case COUNT_SELECTED -> countSelected();
        };
    }

    private Condition bracketed() throws UnreadableExpression {
        if (++nesting > MAX_NESTING) {
            throw new UnreadableExpression(ExpressionRule.EXPRESSION_TOO_DEEP);
        }
        var condition = disjunction().condition();
        tokens.expect(")");
        nesting--;
        return condition;
    }

    private Condition constant(Condition condition) throws UnreadableExpression {
        tokens.expect(")");
        return condition;
    }

    private Term selected() throws UnreadableExpression {
        var question = tokens.reference();
        tokens.expect(",");
        var option = tokens.literal();
        tokens.expect(")");
        return new Term(conditions.chosen(question, option), true);
    }

    private Term comparison() throws UnreadableExpression {
        int position = tokens.position();
        boolean questionFirst = tokens.atReference();
        var left = questionFirst ? tokens.reference() : tokens.literal();
        var comparison = tokens.comparison();
        var right = questionFirst ? tokens.literal() : tokens.reference();
        var condition = questionFirst ? conditions.compared(left, comparison, right, position)
                : conditions.compared(right, comparison.mirrored(), left, position);
        return new Term(condition, condition instanceof In);
    }

    private Term countSelected() throws UnreadableExpression {
        int position = tokens.position();
        var question = tokens.reference();
        tokens.expect(")");
        return new Term(conditions.counted(question, tokens.comparison(), tokens.literal(), position), false);
    }

    /// Refuses a constant, which a definition cannot have inside a condition.
    private static Term requireNoConstant(Term term) throws UnreadableExpression {
        return switch (term.condition()) {
            case Condition.Always _, Condition.Never _ ->
                    throw new UnreadableExpression(ExpressionRule.CONSTANT_WITHIN);
            case In _, Condition.All _, Condition.Any _, Condition.Not _ -> term;
        };
    }

    private static List<Condition> conditions(List<Term> terms) {
        return terms.stream().map(Term::condition).toList();
    }

    /// The levels of JSON of a condition: one for each object and each array.
    private static int levels(Condition condition) {
        return switch (condition) {
            case Condition.Always _, Condition.Never _ -> 0;
            case In _ -> 2;
            case Condition.All(var conditions) -> 2 + deepest(conditions);
            case Condition.Any(var conditions) -> 2 + deepest(conditions);
            case Condition.Not(var inner) -> 1 + levels(inner);
        };
    }

    private static int deepest(Collection<Condition> conditions) {
        return conditions.stream().mapToInt(ConditionParser::levels).max().orElse(0);
    }
}
