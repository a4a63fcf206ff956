package io.github.certpulse.console.office.results;

import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.results.Chart.Bar;
import io.github.certpulse.console.office.results.Chart.Kind;
import io.github.certpulse.console.office.results.Chart.Series;
import io.github.certpulse.console.office.results.Scope.Removal;
import io.github.certpulse.numbers.result.Results.ResultLine;
import io.github.certpulse.numbers.result.Results.TabulatedQuestion;
import io.github.certpulse.numbers.result.Results.Tabulation;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/// Every question's distribution.
///
/// @param removals where nothing passes the filter: what there would be without each of its parts
public record ResultsPage(
        Scope scope,
        Instant asOf,
        Tabulation tabulation,
        List<Section> sections,
        List<Removal> removals) {

    /// A heading of the questionnaire and the questions below it.
    public record Section(Words title, List<TabulatedQuestion> items) {
        public Section {
            items = List.copyOf(items);
        }
    }

    public ResultsPage {
        sections = List.copyOf(sections);
        removals = List.copyOf(removals);
    }

    /// Questions below the headings of the current version; what only other versions ask comes last.
    static List<Section> sections(Definition definition, Tabulation tabulation) {
        var sections = new ArrayList<Section>();
        var placed = new HashSet<String>();
        for (var section : definition.sections()) {
            placed.addAll(section.questions());
            sections.add(
                    new Section(
                            new Words(section.title(), section.title()),
                            tabulation.items()
                                    .stream()
                                    .filter(item -> section.questions().contains(item.question().id()))
                                    .toList()));
        }
        var others = tabulation.items().stream().filter(item -> !placed.contains(item.question().id())).toList();
        if (!others.isEmpty()) {
            sections.add(new Section(new Words("问卷其他版本的题目", "Questions of other versions"), others));
        }
        return sections;
    }

    public boolean isEmpty() {
        return isEmpty(tabulation);
    }

    static boolean isEmpty(Tabulation tabulation) {
        return Integer.valueOf(0).equals(tabulation.respondents());
    }

    public static boolean isMultiple(Question question) {
        return question.kind() instanceof Question.Kind.Multiple;
    }

    /// What a line counts.
    public static String label(Visit visit, ResultLine line) {
        return (line.code() + " " + line.label().orElseGet(() -> visit.say(ResultWords.WRITTEN))).strip();
    }

    /// The options in printed order.
    public static Chart chart(Visit visit, TabulatedQuestion item) {
        var lines = item.lines();
        return new Chart(
                Kind.BAR,
                lines.stream().map(line -> label(visit, line)).toList(),
                List.of(
                        new Series(
                                visit.say(ResultWords.SHARE),
                                lines.stream()
                                        .map(
                                                line -> new Bar(
                                                        Optional.ofNullable(line.share()),
                                                        Figures.share(visit, line.share(), item.result().base())))
                                        .toList())));
    }
}
