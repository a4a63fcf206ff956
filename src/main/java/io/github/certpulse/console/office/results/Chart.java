package io.github.certpulse.console.office.results;

import io.github.certpulse.platform.json.Json;
import io.micronaut.json.tree.JsonNode;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A chart as `charts.js` draws it. A table beside it always shows the same numbers.
///
/// @param labels one for each bar, from the top
public record Chart(ChartKind kind, List<String> labels, List<Series> series) {

    /// How the series are drawn together.
    public enum ChartKind {
        /// One series.
        BAR("bar"),
        /// Parts of a whole.
        STACKED("stacked"),
        /// Series beside each other, because they overlap.
        GROUPED("grouped");

        private final String text;

        ChartKind(String text) {
            this.text = text;
        }
    }

    public record Series(String name, List<Bar> bars) {
        public Series {
            bars = List.copyOf(bars);
        }
    }

    /// @param length from 0 to 1; empty where nothing can be shown
    /// @param shown  the text beside the bar
    public record Bar(Optional<BigDecimal> length, String shown) {}

    public Chart {
        labels = List.copyOf(labels);
        series = List.copyOf(series);
    }

    /// The value of `data-chart`.
    public String json() {
        var drawn = JsonNode.createObjectNode(
                Map.of(
                        "kind",
                        JsonNode.createStringNode(kind.text),
                        "labels",
                        texts(labels),
                        "series",
                        JsonNode.createArrayNode(series.stream().map(Chart::json).toList())));
        return new String(Json.canonical(drawn), StandardCharsets.UTF_8);
    }

    private static JsonNode json(Series series) {
        return JsonNode.createObjectNode(
                Map.of(
                        "name",
                        JsonNode.createStringNode(series.name()),
                        "shown",
                        texts(series.bars().stream().map(Bar::shown).toList()),
                        "values",
                        JsonNode.createArrayNode(
                                series.bars()
                                        .stream()
                                        .map(
                                                bar -> bar.length()
                                                        .map(JsonNode::createNumberNode)
                                                        .orElseGet(JsonNode::nullNode))
                                        .toList())));
    }

    private static JsonNode texts(List<String> texts) {
        return JsonNode.createArrayNode(texts.stream().map(JsonNode::createStringNode).toList());
    }
}
