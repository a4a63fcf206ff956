package io.github.certpulse.console.office.path;

import io.github.certpulse.console.office.path.PathInWords.Skip;
import io.github.certpulse.console.office.path.PathInWords.Step;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/// A questionnaire's path as a diagram, in the units of SVG. The questions are below each other in their sections. An
/// arc on the right leads from each question that a condition refers to, an arc on the left leads over skipped
/// questions.
///
/// @param end the node for the end of the questionnaire
public record Diagram(
        int width,
        int height,
        List<Band> bands,
        List<Node> nodes,
        Node end,
        List<Arc> arcs,
        List<Arc> skips,
        List<NodeLabel> labels) {
    private static final int NODE_WIDTH = 420;
    private static final int LINE = 20;
    private static final int PADDING = 10;
    private static final int GAP = 16;
    private static final int HEADING = 40;
    private static final int HALF = 7;
    /// The width of text in a node, in halves of a Chinese character.
    private static final int NODE_TEXT = 50;
    private static final int LABEL_TEXT = 26;

    /// A section.
    public record Band(String title, int x, int y, int width, int height) {}

    /// A question, or the end.
    ///
    /// @param full the whole wording, which the lines may shorten
    public record Node(String id, int x, int y, int width, int height, List<TextLine> lines, String full) {
        private int middle() {
            return y + height / 2;
        }
    }

    /// A line of text; `y` is its baseline.
    public record TextLine(int x, int y, String text) {}

    /// @param path as SVG writes it
    /// @param kind a class of the style sheet: `asked`, `required` or `jump`
    public record Arc(String path, String kind, String from, String to) {}

    /// Words beside a question; `anchor` is `start` or `end`.
    public record NodeLabel(String anchor, List<TextLine> lines) {}

    /// A connection of two questions, to be drawn as an arc.
    private record Link(String kind, String from, String to) {}

    /// The questions and the end, in the order of answering.
    public List<Node> inOrder() {
        return Stream.concat(nodes.stream(), Stream.of(end)).toList();
    }

    public static Diagram from(Definition definition, Locale language) {
        return new DiagramBuilder(definition, language).build();
    }

    private static final class DiagramBuilder {
        private static final String END = "";
        private final Definition definition;
        private final Locale language;
        private final PathInWords path;
        private final Map<String, Node> nodes = new LinkedHashMap<>();
        private final List<Band> bands = new ArrayList<>();
        private final List<NodeLabel> labels = new ArrayList<>();
        private final Lanes right = new Lanes();
        private final Lanes left = new Lanes();
        private int x;

        DiagramBuilder(Definition definition, Locale language) {
            this.definition = definition;
            this.language = language;
            this.path = PathInWords.from(definition);
        }

        Diagram build() {
            var asked = path.steps().stream().flatMap(step -> references(step.question())).toList();
            var skipped = path.steps()
                    .stream()
                    .flatMap(
                            step -> step.skips()
                                    .stream()
                                    .map(
                                            skip -> new Link(
                                                    "jump",
                                                    step.question().id(),
                                                    skip.to().map(Question::id).orElse(END))))
                    .toList();
            // The left margin's width depends on its lanes, which depend only on the order of the questions.
            var order = List.copyOf(definition.questions().keySet());
            skipped.forEach(
                    link -> left.add(
                            order.indexOf(link.from()),
                            link.to().isEmpty() ? order.size() : order.indexOf(link.to())));
            asked.forEach(link -> right.add(order.indexOf(link.from()), order.indexOf(link.to())));
            x = GAP + (skipped.isEmpty() ? 0 : widest(this::skipLines) + GAP + left.width());
            int height = placeNodes();
            path.steps().forEach(this::label);
            int width = x + NODE_WIDTH + right.width() + GAP + widest(this::conditionLines) + GAP;
            var end = Objects.requireNonNull(nodes.get(END));
            return new Diagram(
                    width,
                    height,
                    bands,
                    nodes.values().stream().filter(node -> !node.equals(end)).toList(),
                    end,
                    arcs(asked, right, 1),
                    arcs(skipped, left, -1),
                    labels);
        }

        private Stream<Link> references(Question question) {
            return Stream.concat(
                    question.visibleWhen()
                            .references()
                            .map(reference -> new Link("asked", reference.question(), question.id())),
                    question.required()
                            .references()
                            .map(reference -> new Link("required", reference.question(), question.id())));
        }

        /// Places all questions and returns their total height.
        private int placeNodes() {
            int y = GAP;
            var steps = new LinkedHashMap<String, Step>();
            path.steps().forEach(step -> steps.put(step.question().id(), step));
            for (var section : definition.sections()) {
                int top = y;
                y += HEADING;
                for (var id : section.questions()) {
                    var node = node(Objects.requireNonNull(steps.get(id)), y);
                    nodes.put(id, node);
                    y += node.height() + GAP;
                }
                bands.add(new Band(section.title(), x - PADDING, top, NODE_WIDTH + 2 * PADDING, y - top));
                y += GAP;
            }
            int height = LINE + 2 * PADDING;
            nodes.put(
                    END,
                    new Node(
                            END,
                            x,
                            y,
                            NODE_WIDTH,
                            height,
                            lines(List.of(new Words("提交", "Submit").in(language)), x + PADDING, y + PADDING),
                            ""));
            return y + height + GAP;
        }

        private Node node(Step step, int y) {
            var question = step.question();
            var full = question.number() + ". " + question.text();
            var lines = SvgText.shortened(SvgText.wrapped(full, NODE_TEXT));
            int beside = Math.max(conditionLines(step).size(), skipLines(step).size());
            int height = Math.max(lines.size(), beside) * LINE + 2 * PADDING;
            return new Node(question.id(), x, y, NODE_WIDTH, height, lines(lines, x + PADDING, y + PADDING), full);
        }

        private List<String> conditionLines(Step step) {
            return step.conditions()
                    .stream()
                    .flatMap(words -> SvgText.wrapped(words.in(language), LABEL_TEXT).stream())
                    .toList();
        }

        private List<String> skipLines(Step step) {
            return step.skips()
                    .stream()
                    .map(Skip::words)
                    .flatMap(words -> SvgText.wrapped(words.in(language), LABEL_TEXT).stream())
                    .toList();
        }

        private int widest(Function<Step, List<String>> labels) {
            return HALF * path.steps()
                    .stream()
                    .flatMap(step -> labels.apply(step).stream())
                    .mapToInt(SvgText::halves)
                    .max()
                    .orElse(0);
        }

        private void label(Step step) {
            var node = Objects.requireNonNull(nodes.get(step.question().id()));
            if (!step.conditions().isEmpty()) {
                labels.add(
                        new NodeLabel(
                                "start",
                                lines(conditionLines(step), x + NODE_WIDTH + right.width() + GAP, node.y() + PADDING)));
            }
            if (!step.skips().isEmpty()) {
                labels.add(new NodeLabel("end", lines(skipLines(step), x - left.width(), node.y() + PADDING)));
            }
        }

        private List<Arc> arcs(List<Link> links, Lanes lanes, int side) {
            int edge = side > 0 ? x + NODE_WIDTH : x;
            var arcs = new ArrayList<Arc>();
            for (var link : links) {
                var from = Objects.requireNonNull(nodes.get(link.from()));
                var to = Objects.requireNonNull(nodes.get(link.to()));
                int bend = edge + side * (PADDING + Lanes.WIDTH * (1 + lanes.laneOf(arcs.size())));
                // The arrowhead is drawn beyond the end of the line.
                int tip = edge + side * PADDING / 2;
                arcs.add(
                        new Arc(
                                "M%d %dH%dV%dH%d".formatted(
                                        edge,
                                        from.middle() + side * PADDING / 2,
                                        bend,
                                        to.middle() - side * PADDING / 2,
                                        tip),
                                link.kind(),
                                link.from(),
                                link.to()));
            }
            return arcs;
        }
    }

    private static List<TextLine> lines(List<String> texts, int x, int y) {
        var lines = new ArrayList<TextLine>();
        texts.forEach(text -> lines.add(new TextLine(x, y + LINE * lines.size() + LINE * 3 / 4, text)));
        return lines;
    }
}
