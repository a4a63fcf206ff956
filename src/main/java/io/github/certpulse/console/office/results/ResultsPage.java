package io.github.certpulse.console.office.results;

import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.results.Chart.Bar;
import io.github.certpulse.console.office.results.Chart.ChartKind;
import io.github.certpulse.console.office.results.Chart.Series;
import io.github.certpulse.console.office.results.ResultScope.Removal;
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

/// The distribution of each question.
///
/// @param removals where no response passes the filter: how many would pass without each of its parts
public record ResultsPage(
        ResultScope scope,
        Instant asOf,
        Tabulation tabulation,
        List<ResultSection> sections,
        List<Removal> removals) {

    /// A heading of the questionnaire and the questions below it.
    public record ResultSection(Words title, List<TabulatedQuestion> items) {
        public ResultSection {
            items = List.copyOf(items);
        }
    }

    public ResultsPage {
        sections = List.copyOf(sections);
        removals = List.copyOf(removals);
    }

    /// The questions below the headings of the current version. Questions of other versions only come last.
    static List<ResultSection> sections(Definition definition, Tabulation tabulation) {
        var sections = new ArrayList<ResultSection>();
        var placed = new HashSet<String>();
        for (var section : definition.sections()) {
            placed.addAll(section.questions());
            sections.add(
                    new ResultSection(
                            new Words(section.title(), section.title()),
                            tabulation.items()
                                    .stream()
                                    .filter(item -> section.questions().contains(item.question().id()))
                                    .toList()));
        }
        var others = tabulation.items().stream().filter(item -> !placed.contains(item.question().id())).toList();
        if (!others.isEmpty()) {
            sections.add(new ResultSection(new Words("问卷其他版本的题目", "Questions of other versions"), others));
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

    /// The label of a line.
    public static String label(Visit visit, ResultLine line) {
        return (line.code() + " " + line.label().orElseGet(() -> visit.say(ResultWords.WRITTEN))).strip();
    }

    /// A chart of the options in printed order.
    public static Chart chart(Visit visit, TabulatedQuestion item) {
        var lines = item.lines();
        return new Chart(
                ChartKind.BAR,
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
