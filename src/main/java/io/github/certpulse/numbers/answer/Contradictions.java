package io.github.certpulse.numbers.answer;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Words;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.stream.StreamSupport;

/// The answers of one version of a questionnaire that contradict each other although the questionnaire takes them. They
/// stand beside its definition, as `<code>.<version>.contradictions.json`, and not in it: respondents need not know
/// them.
public final class Contradictions {
    private final List<Contradiction> all;
    private final long[][] masks;
    private final int[][] questions;

    /// @param choices a sheet holds the contradiction where it has an answer to each of these
    public record Contradiction(String id, Words meaning, List<Choice> choices) {
        public Contradiction {
            choices = List.copyOf(choices);
        }
    }

    /// Any of some options of a question.
    public record Choice(String question, SequencedSet<String> options) {}

    private Contradictions(List<Contradiction> all, Layout layout) {
        this.all = List.copyOf(all);
        this.questions = all.stream()
                .map(
                        each -> each.choices()
                                .stream()
                                .mapToInt(choice -> layout.ordinal(choice.question()).orElseThrow())
                                .toArray())
                .toArray(int[][]::new);
        this.masks = all.stream()
                .map(
                        each -> each.choices()
                                .stream()
                                .mapToLong(choice -> layout.mask(choice.question(), choice.options()))
                                .toArray())
                .toArray(long[][]::new);
    }

    /// Those of the layout's questionnaire; none where nobody has written any.
    ///
    /// @throws IllegalStateException where one names a question or an option that the questionnaire does not have
    static Contradictions load(Layout layout) {
        var definition = layout.definition();
        try (
                var resource = Contradictions.class.getResourceAsStream(
                        "/questionnaires/%s.%d.contradictions.json"
                                .formatted(definition.code(), definition.version()))) {
            return load(
                    layout,
                    resource == null ? JsonNode.createArrayNode(List.of()) : Json.read(resource.readAllBytes()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Contradictions load(Layout layout, JsonNode json) {
        var all = new ArrayList<Contradiction>();
        for (var each : json.values()) {
            all.add(
                    new Contradiction(
                            each.get("id").getStringValue(),
                            new Words(each.get("zh").getStringValue(), each.get("en").getStringValue()),
                            StreamSupport.stream(each.get("choices").values().spliterator(), false)
                                    .map(choice -> choice(layout, choice))
                                    .toList()));
        }
        return new Contradictions(all, layout);
    }

    private static Choice choice(Layout layout, JsonNode json) {
        var question = json.get("question").getStringValue();
        var options = new LinkedHashSet<String>();
        json.get("in").values().forEach(option -> options.add(option.getStringValue()));
        var known =
                layout.definition().question(question).filter(named -> named.options().keySet().containsAll(options));
        if (known.isEmpty() || options.isEmpty()) {
            throw new IllegalStateException(
                    "A contradiction of %s names %s %s, which it does not have"
                            .formatted(layout.definition().code(), question, options));
        }
        return new Choice(question, options);
    }

    public List<Contradiction> all() {
        return all;
    }

    /// Whether a sheet holds any.
    public boolean isIn(Marks marks) {
        for (var each = 0; each < masks.length; each++) {
            var held = true;
            for (var choice = 0; held && choice < masks[each].length; choice++) {
                held = (marks.chosen(questions[each][choice]) & masks[each][choice]) != 0;
            }
            if (held) {
                return true;
            }
        }
        return false;
    }
}
