package io.github.certpulse.numbers.answer;

import io.github.certpulse.survey.questionnaire.Condition;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question.Option;
import io.github.certpulse.survey.questionnaire.Question;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.stream.IntStream;

/// A definition prepared for reading many sheets: questions are ordinals, the options chosen in a question are the bits
/// of a `long`, and conditions test bits. It gives the same results as [Definition#path] and [Definition#readAnswers],
/// without an object for each answer.
public final class Layout {
    private final Definition definition;
    private final List<Question> questions;
    private final List<List<Option>> options;
    private final Map<String, Integer> ordinals = new HashMap<>();
    private final boolean[] texts;
    private final boolean[] prefilled;
    private final Visibility[] visibilities;
    private final int[] judgedSingles;
    private final Contradictions contradictions;

    /// Whether a question is asked, given the options that were chosen in the questions before it.
    interface Visibility {
        boolean holds(long[] chosen);
    }

    public Layout(Definition definition) {
        this.definition = definition;
        this.questions = List.copyOf(definition.questions().values());
        this.options = questions.stream().map(question -> List.copyOf(question.options().values())).toList();
        for (var question = 0; question < questions.size(); question++) {
            ordinals.put(questions.get(question).id(), question);
        }
        this.texts = new boolean[questions.size()];
        this.prefilled = new boolean[questions.size()];
        this.visibilities = new Visibility[questions.size()];
        for (var question = 0; question < questions.size(); question++) {
            texts[question] = questions.get(question).kind() instanceof Kind.Text;
            prefilled[question] = questions.get(question).prefill().isPresent();
            visibilities[question] = visibility(questions.get(question).visibleWhen());
        }
        this.judgedSingles = IntStream.range(0, questions.size())
                .filter(
                        question -> questions.get(question).kind() instanceof Kind.Single
                                && questions.get(question).prefill().isEmpty())
                .toArray();
        this.contradictions = Contradictions.load(this);
    }

    public Definition definition() {
        return definition;
    }

    /// The questions by ordinal.
    public List<Question> questions() {
        return questions;
    }

    /// A question's options by bit; none for a text.
    public List<Option> options(int question) {
        return options.get(question);
    }

    public OptionalInt ordinal(String id) {
        var ordinal = ordinals.get(id);
        return ordinal == null ? OptionalInt.empty() : OptionalInt.of(ordinal);
    }

    public boolean isText(int question) {
        return texts[question];
    }

    /// Whether a property of the school may answer it.
    boolean isPrefilled(int question) {
        return prefilled[question];
    }

    boolean isAsked(int question, long[] chosen) {
        return visibilities[question].holds(chosen);
    }

    /// The single choices that are not prefilled.
    public int[] judgedSingles() {
        return judgedSingles.clone();
    }

    /// The answers that contradict each other.
    public Contradictions contradictions() {
        return contradictions;
    }

    /// The bits of some options.
    long mask(String question, Iterable<String> codes) {
        var all = options.get(Objects.requireNonNull(ordinals.get(question))).stream().map(Option::code).toList();
        var mask = 0L;
        for (var code : codes) {
            mask |= 1L << all.indexOf(code);
        }
        return mask;
    }

    private Visibility visibility(Condition condition) {
        return switch (condition) {
            case Condition.Always() -> _ -> true;
            case Condition.Never() -> _ -> false;
            case Condition.In(var question, var codes) -> {
                int ordinal = Objects.requireNonNull(ordinals.get(question));
                var mask = mask(question, codes);
                yield chosen -> (chosen[ordinal] & mask) != 0;
            }
            case Condition.All(var conditions) -> {
                var all = conditions.stream().map(this::visibility).toList();
                yield chosen -> all.stream().allMatch(each -> each.holds(chosen));
            }
            case Condition.Any(var conditions) -> {
                var any = conditions.stream().map(this::visibility).toList();
                yield chosen -> any.stream().anyMatch(each -> each.holds(chosen));
            }
            case Condition.Not(var inner) -> {
                var not = visibility(inner);
                yield chosen -> !not.holds(chosen);
            }
        };
    }
}
