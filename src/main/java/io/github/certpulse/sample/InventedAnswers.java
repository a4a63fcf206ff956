package io.github.certpulse.sample;

import io.github.certpulse.numbers.answer.Contradictions.Contradiction;
import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.survey.questionnaire.Answer;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.stream.StreamSupport;

/// The answers of invented people of one role. Each person has a mood from 0 to 1, on which all answers depend, so that
/// they are consistent: the weight of an option is interpolated between its weights for the worst and the best mood in
/// `samples/answers.json`.
final class InventedAnswers {
    private static final double SHARE_WITHOUT_TIME = 0.03;
    private static final double SPREAD_OF_TIMES = 0.4;
    private static final String CERTIFICATE = "{certificate}";
    private final Definition definition;
    private final List<Contradiction> contradictions;
    private final JsonNode model;
    private final RandomGenerator random;
    private final Map<String, Deque<String>> unusedSentences = new HashMap<>();

    InventedAnswers(Layout layout, JsonNode model, RandomGenerator random) {
        this.definition = layout.definition();
        this.contradictions = layout.contradictions().all();
        this.model = model;
        this.random = random;
    }

    /// How carefully a person answers.
    enum Care {
        USUAL,
        TOO_FAST,
        /// The same letter in every single choice.
        STRAIGHT_LINING,
        CONTRADICTORY
    }

    /// @param city  the city to enter if the school has none
    /// @param fixed answers that are the same on every sheet of this person; set by the first sheet
    record InventedPerson(double mood, Care care, String city, Map<String, Answer> fixed) {}

    /// @param answers    without prefilled answers
    /// @param otherTexts by question
    record AnswerSet(Map<String, JsonNode> answers, Map<String, JsonNode> otherTexts) {}

    /// The answers of a person for a certificate.
    AnswerSet next(InventedPerson person, Map<String, String> prefilled, String certificate) {
        Map<String, Answer> answers;
        do {
            answers = new RandomAnswers(person, prefilled).run();
        } while (isContradictory(answers) != (person.care() == Care.CONTRADICTORY));
        for (var question : fixedQuestions()) {
            person.fixed().put(question, answers.get(question));
        }
        if (person.care() == Care.USUAL) {
            addSentences(answers, certificate);
        }
        var sent = new LinkedHashMap<String, JsonNode>();
        var otherTexts = new LinkedHashMap<String, JsonNode>();
        answers.forEach((question, answer) -> {
            if (!prefilled.containsKey(question)) {
                sent.put(question, answer.asJson());
            }
            if (Objects.requireNonNull(definition.questions().get(question))
                    .options()
                    .values()
                    .stream()
                    .anyMatch(option -> option.otherText() && answer.choseAnyOf(Set.of(option.code())))) {
                otherTexts.put(question, JsonNode.createStringNode(nextSentence("otherTexts", question)));
            }
        });
        return new AnswerSet(sent, otherTexts);
    }

    /// The time that a person takes, in seconds; empty if the client does not send it.
    Optional<Integer> seconds(InventedPerson person) {
        if (random.nextDouble() < SHARE_WITHOUT_TIME) {
            return Optional.empty();
        }
        var median = model.get("medianSeconds").getIntValue();
        return Optional.of(
                (int) (person.care() == Care.TOO_FAST
                        ? median * (0.08 + 0.12 * random.nextDouble())
                        : median * Math.exp(SPREAD_OF_TIMES * random.nextGaussian())));
    }

    private boolean isContradictory(Map<String, Answer> answers) {
        return contradictions.stream()
                .anyMatch(
                        each -> each.choices()
                                .stream()
                                .allMatch(
                                        choice -> answers.containsKey(choice.question())
                                                && answers.get(choice.question()).choseAnyOf(choice.options())));
    }

    private List<String> fixedQuestions() {
        return texts(model.get("ofThePerson"));
    }

    /// Adds sentences to some of the optional texts.
    private void addSentences(Map<String, Answer> answers, String certificate) {
        model.get("texts").entries().forEach(entry -> {
            if (random.nextDouble() < share(entry.getKey())) {
                var sentence = nextSentence("texts", entry.getKey()).replace(CERTIFICATE, certificate);
                answers.put(entry.getKey(), new Answer.Text(sentence));
            }
        });
    }

    /// The next sentence for a question; every sentence is used once before one is used again.
    private String nextSentence(String kind, String question) {
        var sentences = unusedSentences.computeIfAbsent(question, _ -> new ArrayDeque<>());
        if (sentences.isEmpty()) {
            var all = new ArrayList<>(texts(model.get(kind).get(question)));
            Collections.shuffle(all, Random.from(random));
            sentences.addAll(all);
        }
        return sentences.removeFirst();
    }

    private double share(String question) {
        return Optional.ofNullable(model.get("unaskedShare").get(question)).map(JsonNode::getDoubleValue).orElse(0.0);
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.values().spliterator(), false).map(JsonNode::getStringValue).toList();
    }

    /// Random answers on one path through the questionnaire, without sentences.
    private final class RandomAnswers {
        private final InventedPerson person;
        private final Map<String, String> prefilled;
        private final String letter = random.nextBoolean() ? "A" : "B";
        private final Map<String, Answer> answers = new LinkedHashMap<>();

        RandomAnswers(InventedPerson person, Map<String, String> prefilled) {
            this.person = person;
            this.prefilled = prefilled;
        }

        Map<String, Answer> run() {
            definition.questions()
                    .values()
                    .stream()
                    .filter(question -> question.visibleWhen().holds(answers))
                    .forEach(question -> answer(question).ifPresent(answer -> answers.put(question.id(), answer)));
            return answers;
        }

        private Optional<Answer> answer(Question question) {
            var isText = question.kind() instanceof Kind.Text;
            if (prefilled.containsKey(question.id())) {
                var value = prefilled.get(question.id());
                return Optional.of(isText ? new Answer.Text(value) : new Answer.One(value));
            }
            if (person.fixed().containsKey(question.id())) {
                return Optional.of(person.fixed().get(question.id()));
            }
            if (!question.required().holds(answers) && (isText || random.nextDouble() >= share(question.id()))) {
                return Optional.empty();
            }
            return Optional.of(switch (question.kind()) {
                case Kind.Single _ when person.care() == Care.STRAIGHT_LINING -> new Answer.One(letter);
                case Kind.Multiple _ when person.care() == Care.STRAIGHT_LINING -> new Answer.Several(List.of(letter));
                case Kind.Single _ -> new Answer.One(drawOption(question));
                case Kind.Multiple _ -> new Answer.Several(drawOptions(question));
                case Kind.Text _ -> new Answer.Text(person.city());
            });
        }

        private String drawOption(Question question) {
            var weights = weights(question);
            var left = random.nextDouble() * weights.values().stream().mapToDouble(Double::doubleValue).sum();
            for (var option : weights.entrySet()) {
                left -= option.getValue();
                if (left < 0) {
                    return option.getKey();
                }
            }
            return weights.lastEntry().getKey();
        }

        /// The weights of a multiple choice are independent percentages.
        private List<String> drawOptions(Question question) {
            var chosen = weights(question).entrySet()
                    .stream()
                    .filter(option -> random.nextDouble() * 100 < option.getValue())
                    .map(Map.Entry::getKey)
                    .toList();
            return chosen.isEmpty() ? List.of(drawOption(question)) : chosen;
        }

        private LinkedHashMap<String, Double> weights(Question question) {
            var rows = model.get("weights").get(question.id());
            var worst = rows.get(0);
            var best = rows.get(rows.size() - 1);
            var weights = new LinkedHashMap<String, Double>();
            for (var code : question.options().keySet()) {
                var low = worst.get(weights.size()).getDoubleValue();
                weights.put(code, low + (best.get(weights.size()).getDoubleValue() - low) * person.mood());
            }
            return weights;
        }
    }
}
