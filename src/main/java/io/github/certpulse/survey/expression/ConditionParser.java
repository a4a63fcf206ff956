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

/// Reads the expressions that XLSForm's authors write into `relevant` and `required`: `${q7} = 'A'`, `!=`,
/// `selected(${q5}, 'A')`, `not(…)`, `and`, `or` and brackets, with XPath's precedence. What [ConditionWriter] wrote
/// becomes the same condition again.
public final class ConditionParser {
    /// Brackets within brackets of one expression.
    static final int MAX_NESTING = 32;
    /// The document, its list of questions and the question, which count towards the depth that a document may have.
    private static final int LEVELS_AROUND = 3;

    private final ExpressionTokens tokens;
    private final Predicate<String> multiple;
    private int nesting;

    /// @param loose a comparison with `=` without brackets around it: those on the same question are joined within `or`
    private record Term(Condition condition, boolean loose) {}

    private ConditionParser(String expression, Predicate<String> multiple) throws UnreadableExpression {
        this.tokens = new ExpressionTokens(expression);
        this.multiple = multiple;
    }

    /// The condition that an expression states; `true()` alone means always, `false()` alone never.
    ///
    /// @param multiple whether a question is a multiple choice, which `=` cannot test
    public static Condition parse(String expression, Predicate<String> multiple) throws UnreadableExpression {
        var parser = new ConditionParser(expression, multiple);
        var condition = parser.alternatives().condition();
        parser.tokens.end();
        if (levels(condition) > Json.MAX_DEPTH - LEVELS_AROUND) {
            throw new UnreadableExpression(ExpressionRule.EXPRESSION_TOO_DEEP);
        }
        return condition;
    }

    private Term alternatives() throws UnreadableExpression {
        var first = conjunction();
        if (!tokens.at("or")) {
            return first;
        }
        var terms = new ArrayList<Term>();
        if (!(first.condition() instanceof Condition.Never)) {
            join(terms, inner(first));
        }
        boolean isAny = terms.isEmpty();
        while (tokens.take("or")) {
            join(terms, inner(conjunction()));
        }
        return terms.size() == 1 && !isAny ? terms.getFirst() : new Term(new Condition.Any(conditions(terms)), false);
    }

    private static void join(List<Term> terms, Term next) {
        if (!terms.isEmpty() && terms.getLast() instanceof Term(In(var question, var options), var loose)
                && loose
                && next.loose()
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
            terms.add(inner(first));
        }
        while (tokens.take("and")) {
            terms.add(inner(factor()));
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
            case NOT -> new Term(new Condition.Not(inner(new Term(bracketed(), false)).condition()), false);
            case SELECTED -> selected();
        };
    }

    private Condition bracketed() throws UnreadableExpression {
        if (++nesting > MAX_NESTING) {
            throw new UnreadableExpression(ExpressionRule.EXPRESSION_TOO_DEEP);
        }
        var condition = alternatives().condition();
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
        if (multiple.test(question)) {
            throw new UnreadableExpression(ExpressionRule.EQUALS_ON_MULTIPLE, position, question, question);
        }
        var in = new In(question, Set.of(questionFirst ? right : left));
        return differs ? new Term(new Condition.Not(in), false) : new Term(in, true);
    }

    /// A definition cannot hold a constant within a condition.
    private static Term inner(Term term) throws UnreadableExpression {
        return switch (term.condition()) {
            case Condition.Always _, Condition.Never _ ->
                    throw new UnreadableExpression(ExpressionRule.CONSTANT_WITHIN);
            case In _, Condition.All _, Condition.Any _, Condition.Not _ -> term;
        };
    }

    private static List<Condition> conditions(List<Term> terms) {
        return terms.stream().map(Term::condition).toList();
    }

    /// How many levels of JSON a condition has: an object for each, an array for each that lists something.
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
