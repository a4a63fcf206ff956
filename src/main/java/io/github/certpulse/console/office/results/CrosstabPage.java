package io.github.certpulse.console.office.results;

import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.console.office.results.Chart.Bar;
import io.github.certpulse.console.office.results.Chart.ChartKind;
import io.github.certpulse.console.office.results.Chart.Series;
import io.github.certpulse.console.office.results.ResultScope.Removal;
import io.github.certpulse.numbers.result.Columns.Place;
import io.github.certpulse.numbers.result.Columns;
import io.github.certpulse.numbers.result.Crosstab.RowLine;
import io.github.certpulse.numbers.result.Crosstab;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Question;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;

/// One question by another, or by the origin of responses.
///
/// @param replaced whether the address names a row or a column that this questionnaire does not have
/// @param removals where no response passes the filter: how many would pass without each of its parts
public record CrosstabPage(
        ResultScope scope,
        Instant asOf,
        Definition definition,
        Question row,
        Columns columns,
        Crosstab crosstab,
        boolean replaced,
        List<Removal> removals) {
    /// A chart with more bars does not fit on paper; the table does.
    private static final int MAX_PRINTED_BARS = 20;

    /// The questions that can be used for rows or columns.
    public List<Question> questions() {
        return definition.questions()
                .values()
                .stream()
                .filter(question -> Columns.choice(definition, question.id()).isPresent())
                .toList();
    }

    public List<Place> places() {
        return List.of(Place.values());
    }

    public Words columnWords() {
        return switch (columns) {
            case Place place -> ResultWords.place(place);
            case Columns.Answers(var question) -> new Words(title(question), title(question));
        };
    }

    public static String title(Question question) {
        return question.number() + ". " + question.text();
    }

    /// The address with rows and columns exchanged; empty where the columns are not a question.
    public Optional<String> swapped() {
        return switch (columns) {
            case Place _ -> Optional.empty();
            case Columns.Answers(var question) -> Optional.of(scope.crosstab(question.id(), row.id()));
        };
    }

    public boolean isEmpty() {
        return isEmpty(crosstab);
    }

    static boolean isEmpty(Crosstab crosstab) {
        return Integer.valueOf(0).equals(crosstab.respondents()) || crosstab.columns().isEmpty();
    }

    public boolean hasMultipleRows() {
        return row.kind() instanceof Question.Kind.Multiple;
    }

    /// Whether each row has a test of its own.
    public boolean testsRows() {
        return crosstab.rows().stream().map(RowLine::chiSquare).anyMatch(Objects::nonNull);
    }

    public boolean hasPrintableChart() {
        return crosstab.columns().size() <= MAX_PRINTED_BARS;
    }

    /// The chart has a bar for each column, stacked from the rows' shares. The options of a multiple choice overlap, so
    /// each of them has a bar of its own.
    public Chart chart(Visit visit) {
        var heads = crosstab.columns();
        return new Chart(
                hasMultipleRows() ? ChartKind.GROUPED : ChartKind.STACKED,
                heads.stream().map(Crosstab.ColumnHead::label).toList(),
                crosstab.rows()
                        .stream()
                        .map(
                                line -> new Series(
                                        line.code() + " " + line.label(),
                                        IntStream.range(0, heads.size()).mapToObj(column -> {
                                            var share = line.cells().get(column).share();
                                            return new Bar(
                                                    Optional.ofNullable(share),
                                                    Figures.share(visit, share, heads.get(column).base()));
                                        }).toList()))
                        .toList());
    }
}
