package io.github.certpulse.survey.expression;

import io.github.certpulse.survey.questionnaire.Condition.In;
import io.github.certpulse.survey.questionnaire.Condition;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Conditions on how many options of a question were chosen, made of conditions on single options, which every client
/// of the service knows.
///
/// @param codes the question's options
record ChosenCount(String question, List<String> codes) {
    /// The most conditions on single options that one count may need.
    private static final int MAX_PARTS = 400;

    ChosenCount {
        codes = List.copyOf(codes);
    }

    /// The condition; empty if it would be too long.
    Optional<Condition> condition(Comparison comparison, int number) {
        return switch (comparison) {
            case AT_LEAST -> atLeast(number);
            case MORE -> atLeast(number + 1);
            case LESS -> atLeast(number).map(ChosenCount::not);
            case AT_MOST -> atLeast(number + 1).map(ChosenCount::not);
            case EQUAL -> exactly(number);
            case DIFFERENT -> exactly(number).map(ChosenCount::not);
        };
    }

    private Optional<Condition> exactly(int number) {
        return atLeast(number).flatMap(least -> atLeast(number + 1).map(more -> switch (more) {
            case Condition.Never() -> least;
            case Condition.Always _, In _, Condition.All _, Condition.Any _, Condition.Not _ ->
                    least instanceof Condition.Always ? not(more) : new Condition.All(List.of(least, not(more)));
        }));
    }

    private Optional<Condition> atLeast(int number) {
        if (number <= 0) {
            return Optional.of(new Condition.Always());
        }
        if (number > codes.size()) {
            return Optional.of(new Condition.Never());
        }
        return parts(number) > MAX_PARTS ? Optional.empty() : Optional.of(atLeast(number, codes));
    }

    /// The number of conditions on single options, at most: the ways to choose all options but the last.
    private long parts(int number) {
        long ways = 1;
        for (int i = 1; i < number && ways <= MAX_PARTS; i++) {
            ways = ways * (codes.size() - i + 1) / i;
        }
        return ways * number;
    }

    /// One option is the first that was chosen, and the others come after it.
    private Condition atLeast(int number, List<String> among) {
        if (number == 1) {
            return new In(question, Set.copyOf(among));
        }
        var ways = new ArrayList<Condition>();
        for (int first = 0; first + number <= among.size(); first++) {
            ways.add(
                    new Condition.All(
                            List.of(
                                    new In(question, Set.of(among.get(first))),
                                    atLeast(number - 1, among.subList(first + 1, among.size())))));
        }
        return ways.size() == 1 ? ways.getFirst() : new Condition.Any(ways);
    }

    private static Condition not(Condition condition) {
        return switch (condition) {
            case Condition.Always() -> new Condition.Never();
            case Condition.Never() -> new Condition.Always();
            case Condition.Not(var inner) -> inner;
            case In _, Condition.All _, Condition.Any _ -> new Condition.Not(condition);
        };
    }
}
