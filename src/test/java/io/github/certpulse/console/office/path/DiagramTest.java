package io.github.certpulse.console.office.path;

import io.github.certpulse.survey.definition.DefinitionReader;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.console.office.path.Diagram.Arc;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.testing.PublishedInMemory;
import io.github.certpulse.testing.RandomQuestionnaires;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The path through a questionnaire, as a diagram and in words.
class DiagramTest {

    @Test
    void describesTheTeachersPathInWords() {
        var steps = PathInWords.from(official("teacher-2020")).steps();
        assertThat(steps).filteredOn(step -> !step.conditions().isEmpty())
                .extracting(step -> step.question().number() + " " + step.conditions().getFirst().zh())
                .containsExactly("8 第7题选A时才问", "9 第7题选A时才问", "15 第14题选A时必答");
        assertThat(steps).filteredOn(step -> !step.skips().isEmpty()).singleElement().satisfies(step -> {
            assertThat(step.question().number()).isEqualTo(7);
            assertThat(step.skips()).extracting(skip -> skip.words().zh() + " / " + skip.words().en())
                    .containsExactly("选B跳到第10题 / B skips to question 10");
        });
    }

    @Test
    void drawsAnArcForEachQuestionThatAConditionRefersTo() {
        assertThat(Diagram.from(official("teacher-2020"), Locale.CHINESE).arcs())
                .extracting(arc -> arc.from() + " " + arc.kind() + " " + arc.to())
                .containsExactly("q7 asked q8", "q7 asked q9", "q14 required q15");
        assertThat(Diagram.from(official("student-2020"), Locale.CHINESE).arcs()).extracting(Arc::to)
                .containsExactly("q16");
        anyQuestionnaires().forEach(definition -> {
            var diagram = Diagram.from(definition, Locale.CHINESE);
            var references = definition.questions()
                    .values()
                    .stream()
                    .mapToLong(
                            question -> question.visibleWhen().references().count()
                                    + question.required().references().count())
                    .sum();
            assertThat(diagram.arcs()).hasSize((int) references);
            assertThat(diagram.nodes()).extracting(Diagram.Node::id)
                    .containsExactlyElementsOf(definition.questions().keySet());
        });
    }

    @Test
    void drawsNodesWithoutOverlapsAndEverythingWithinTheBounds() {
        Stream.concat(anyQuestionnaires(), Stream.of(official("teacher-2020"), official("student-2020")))
                .forEach(definition -> {
                    for (var language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
                        var diagram = Diagram.from(definition, language);
                        var nodes = diagram.inOrder();
                        IntStream.range(1, nodes.size())
                                .forEach(
                                        next -> assertThat(nodes.get(next).y())
                                                .isGreaterThan(nodes.get(next - 1).y() + nodes.get(next - 1).height()));
                        assertThat(nodes.getLast().y() + nodes.getLast().height())
                                .isLessThanOrEqualTo(diagram.height());
                        assertThat(
                                Stream.concat(diagram.arcs().stream(), diagram.skips().stream())
                                        .flatMap(
                                                arc -> Stream.of(arc.path().split("[MHV ]"))
                                                        .filter(number -> !number.isEmpty())))
                                .allSatisfy(
                                        number -> assertThat(Integer.parseInt(number))
                                                .isBetween(0, Math.max(diagram.width(), diagram.height())));
                        assertThat(diagram.labels()).allSatisfy(
                                label -> assertThat(label.lines())
                                        .allSatisfy(line -> assertThat(line.x()).isBetween(0, diagram.width())));
                    }
                });
    }

    private static Stream<Definition> anyQuestionnaires() {
        var random = new RandomQuestionnaires(2020);
        return Stream.generate(() -> DefinitionReader.read(random.next())).limit(200);
    }

    private static Definition official(String code) {
        return new Questionnaires(new PublishedInMemory()).find(code, 1).orElseThrow().definition();
    }
}
