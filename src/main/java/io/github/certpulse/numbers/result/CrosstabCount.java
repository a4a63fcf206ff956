package io.github.certpulse.numbers.result;

import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.result.Crosstab.Cell;
import io.github.certpulse.numbers.result.Crosstab.ColumnHead;
import io.github.certpulse.numbers.result.Crosstab.RowLine;
import io.github.certpulse.numbers.suppression.CountTable;
import io.github.certpulse.numbers.suppression.Suppression;
import io.github.certpulse.numbers.tally.Selection;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.survey.questionnaire.Question;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Counts a crosstab. Options of the same code are the same option in all versions of a questionnaire.
final class CrosstabCount {
    private final SequencedMap<String, String> rows;
    private final SequencedMap<String, String> columns;
    private final CountTable.Rows kind;
    private final CountTable.Columns division;
    private final int[][] cells;
    private final int[] bases;
    private final int[] totals;
    private int totalsBase;
    private final int setAside;
    private int respondents;

    private CrosstabCount(
            Question row,
            SequencedMap<String, String> columns,
            CountTable.Columns division,
            List<Selection> responses) {
        this.rows = labels(row, responses);
        this.columns = columns;
        this.kind = isMultiple(row, responses) ? CountTable.Rows.MULTIPLE : CountTable.Rows.SINGLE;
        this.division = division;
        this.cells = new int[rows.size()][columns.size()];
        this.bases = new int[columns.size()];
        this.totals = new int[rows.size()];
        this.setAside = responses.stream().mapToInt(Selection::setAside).sum();
    }

    /// @param origins in the order of the columns
    /// @param minCell the smallest count that may be shown
    static Crosstab compute(
            Question row,
            Columns columns,
            List<Selection> responses,
            Collection<Origin> origins,
            int minCell) {
        return switch (columns) {
            case Columns.Place place -> byPlace(row, place, responses, origins, minCell);
            case Columns.Answers(var column) -> byAnswers(row, column, responses, minCell);
        };
    }

    /// The columns are the places from which any response was counted.
    private static Crosstab byPlace(
            Question row,
            Columns.Place place,
            List<Selection> responses,
            Collection<Origin> origins,
            int minCell) {
        var columns = new LinkedHashMap<String, String>();
        origins.forEach(origin -> place.code(origin).ifPresent(code -> columns.putIfAbsent(code, place.label(origin))));
        var numbers = numbers(columns);
        var count = new CrosstabCount(row, columns, CountTable.Columns.PARTITION, responses);
        for (var each : responses) {
            each.layout().ordinal(row.id()).ifPresent(question -> {
                count.add(
                        each,
                        question,
                        some -> some.byOrigin(origin -> place.code(origin).map(numbers::get), numbers.size()));
                count.respondents = IntStream.of(count.bases).sum();
            });
        }
        return count.crosstab(IntStream.range(0, columns.size()).filter(column -> count.bases[column] > 0), minCell);
    }

    /// The columns are all options.
    private static Crosstab byAnswers(Question row, Question column, List<Selection> responses, int minCell) {
        var columns = labels(column, responses);
        var numbers = numbers(columns);
        var count = new CrosstabCount(
                row,
                columns,
                isMultiple(column, responses) ? CountTable.Columns.OVERLAPPING : CountTable.Columns.PARTITION,
                responses);
        for (var each : responses) {
            var question = each.layout().ordinal(row.id());
            var columnQuestion = each.layout().ordinal(column.id());
            if (question.isPresent() && columnQuestion.isPresent()) {
                var options = each.layout().options(columnQuestion.getAsInt());
                count.add(each, question.getAsInt(), some -> {
                    var counts = new int[numbers.size()];
                    for (var option = 0; option < options.size(); option++) {
                        counts[Objects.requireNonNull(numbers.get(options.get(option).code()))] =
                                some.chose(columnQuestion.getAsInt(), option);
                    }
                    return counts;
                });
                count.respondents += each.whoAnswered(columnQuestion.getAsInt()).answered(question.getAsInt());
            }
        }
        return count.crosstab(IntStream.range(0, columns.size()), minCell);
    }

    private void add(Selection responses, int question, Function<Selection, int[]> byColumn) {
        add(bases, byColumn.apply(responses.whoAnswered(question)));
        totalsBase += responses.answered(question);
        var numbers = numbers(rows);
        var options = responses.layout().options(question);
        for (var option = 0; option < options.size(); option++) {
            int row = Objects.requireNonNull(numbers.get(options.get(option).code()));
            add(cells[row], byColumn.apply(responses.whoChose(question, option)));
            totals[row] += responses.chose(question, option);
        }
    }

    private static void add(int[] sums, int[] counts) {
        for (var column = 0; column < sums.length; column++) {
            sums[column] += counts[column];
        }
    }

    private Crosstab crosstab(IntStream shown, int minCell) {
        var indexes = shown.toArray();
        var counts = IntStream.range(0, rows.size())
                .mapToObj(row -> IntStream.of(indexes).mapToObj(column -> cells[row][column]).toList())
                .toList();
        var shownBases = IntStream.of(indexes).mapToObj(column -> bases[column]).toList();
        var heads = List.copyOf(columns.sequencedEntrySet());
        var lines = List.copyOf(rows.sequencedEntrySet());
        var tests = tests(counts, shownBases);
        var crosstab = new Crosstab(
                respondents,
                setAside,
                IntStream.of(indexes)
                        .mapToObj(
                                column -> new ColumnHead(
                                        heads.get(column).getKey(),
                                        heads.get(column).getValue(),
                                        bases[column]))
                        .toList(),
                IntStream.range(0, lines.size())
                        .mapToObj(
                                row -> new RowLine(
                                        lines.get(row).getKey(),
                                        lines.get(row).getValue(),
                                        IntStream.of(indexes)
                                                .mapToObj(
                                                        column -> new Cell(
                                                                cells[row][column],
                                                                Share.of(cells[row][column], bases[column])))
                                                .toList(),
                                        tests.isEmpty() ? null : tests.get(row)))
                        .toList(),
                tests.isEmpty() ? test(counts) : null);
        return minCell == 1 ? crosstab
                : crosstab.without(
                        Suppression.compute(
                                new CountTable(
                                        counts,
                                        shownBases,
                                        IntStream.of(totals).boxed().toList(),
                                        totalsBase,
                                        kind,
                                        division),
                                minCell));
    }

    /// One for each row of a multiple choice.
    private List<ChiSquare> tests(List<List<Integer>> counts, List<Integer> shownBases) {
        return kind == CountTable.Rows.MULTIPLE && division == CountTable.Columns.PARTITION
                ? ChiSquare.ofOptions(counts, shownBases)
                : List.of();
    }

    private ChiSquare test(List<List<Integer>> counts) {
        return switch (division) {
            case PARTITION -> ChiSquare.test(counts);
            case OVERLAPPING -> ChiSquare.ofOverlappingColumns();
        };
    }

    private static boolean isMultiple(Question question, List<Selection> responses) {
        return question.kind() instanceof Kind.Multiple
                || responses.stream()
                        .flatMap(each -> each.layout().definition().question(question.id()).stream())
                        .anyMatch(other -> other.kind() instanceof Kind.Multiple);
    }

    private static SequencedMap<String, Integer> numbers(SequencedMap<String, String> labels) {
        var numbers = new LinkedHashMap<String, Integer>();
        labels.keySet().forEach(code -> numbers.put(code, numbers.size()));
        return numbers;
    }

    /// A question's options by code: those of the given version, then those that only other versions have.
    static SequencedMap<String, String> labels(Question question, List<Selection> responses) {
        var labels = new LinkedHashMap<String, String>();
        question.options().forEach((code, option) -> labels.put(code, option.label()));
        responses.forEach(
                each -> each.layout()
                        .definition()
                        .question(question.id())
                        .ifPresent(
                                other -> other.options()
                                        .forEach((code, option) -> labels.putIfAbsent(code, option.label()))));
        return labels;
    }
}
