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

/// Answers to one version of a questionnaire that contradict each other although the questionnaire accepts them. They
/// are read from a file of their own, `<code>.<version>.contradictions.json`, and not from the definition, which
/// respondents receive.
public final class Contradictions {
    private final List<Contradiction> all;
    private final long[][] masks;
    private final int[][] questions;

    /// @param choices a sheet has the contradiction if it has an answer to each of these
    public record Contradiction(String id, Words meaning, List<AnyOption> choices) {
        public Contradiction {
            choices = List.copyOf(choices);
        }
    }

    /// One of these options of a question is chosen.
    public record AnyOption(String question, SequencedSet<String> options) {}

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

    /// Reads the contradictions of the layout's questionnaire; none where it has no such file.
    ///
    /// @throws IllegalStateException where a contradiction names a question or an option that the questionnaire does
    /// not have
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

    private static AnyOption choice(Layout layout, JsonNode json) {
        var question = json.get("question").getStringValue();
        var options = new LinkedHashSet<String>();
        json.get("in").values().forEach(option -> options.add(option.getStringValue()));
        var found =
                layout.definition().question(question).filter(each -> each.options().keySet().containsAll(options));
        if (found.isEmpty() || options.isEmpty()) {
            throw new IllegalStateException(
                    "A contradiction of %s names %s %s, which it does not have"
                            .formatted(layout.definition().code(), question, options));
        }
        return new AnyOption(question, options);
    }

    public List<Contradiction> all() {
        return all;
    }

    /// Whether a sheet has any of the contradictions.
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
