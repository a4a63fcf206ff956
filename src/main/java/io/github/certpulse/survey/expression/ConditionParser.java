package io.github.certpulse.survey.expression;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.questionnaire.Condition.In;
import io.github.certpulse.survey.questionnaire.Condition;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Reads the expressions in the columns `relevant` and `required` of an XLSForm: `${q7} = 'A'`, `!=`,
/// `selected(${q5}, 'A')`, `not(…)`, `and`, `or` and brackets, with XPath's precedence. Reading what [ConditionWriter]
/// wrote gives the same condition.
public final class ConditionParser {
    /// The most levels of nested brackets in one expression.
    static final int MAX_NESTING = 32;
    /// The levels of JSON around a condition: the document, its list of questions and the question.
    private static final int LEVELS_AROUND = 3;

    private final ExpressionTokens tokens;
    private final Predicate<String> isMultiple;
    private int nesting;

    /// @param isMergeable whether it is a choice without brackets: `or` merges those on the same question into one
    private record Term(Condition condition, boolean isMergeable) {}

    private ConditionParser(String expression, Predicate<String> isMultiple) throws UnreadableExpression {
        this.tokens = new ExpressionTokens(expression);
        this.isMultiple = isMultiple;
    }

    /// The condition of an expression; `true()` alone means always, `false()` alone means never.
    ///
    /// @param isMultiple whether a question is a multiple choice, to which `=` does not apply
    /// @throws UnreadableExpression with the first violation
    public static Condition parse(String expression, Predicate<String> isMultiple) throws UnreadableExpression {
        var parser = new ConditionParser(expression, isMultiple);
        var condition = parser.disjunction().condition();
        parser.tokens.end();
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
        return new Term(new In(question, Set.of(option)), true);
    }

    private Term comparison() throws UnreadableExpression {
        int position = tokens.position();
        boolean questionFirst = tokens.atReference();
        var left = questionFirst ? tokens.reference() : tokens.literal();
        boolean differs = tokens.comparison();
        var right = questionFirst ? tokens.literal() : tokens.reference();
        var question = questionFirst ? left : right;
        if (isMultiple.test(question)) {
            throw new UnreadableExpression(ExpressionRule.EQUALS_ON_MULTIPLE, position, question, question);
        }
        var in = new In(question, Set.of(questionFirst ? right : left));
        return differs ? new Term(new Condition.Not(in), false) : new Term(in, true);
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
