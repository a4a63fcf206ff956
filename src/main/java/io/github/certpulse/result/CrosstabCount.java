package io.github.certpulse.result;

import io.github.certpulse.answer.Origin;
import io.github.certpulse.questionnaire.Question;
import io.github.certpulse.result.Crosstab.Cell;
import io.github.certpulse.result.Crosstab.ColumnHead;
import io.github.certpulse.result.Crosstab.RowLine;
import io.github.certpulse.tally.Selection;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.SequencedMap;
import java.util.function.Function;
import java.util.stream.IntStream;

/// Counts a crosstab. Options of the same code are the same option in all versions of a questionnaire.
final class CrosstabCount {
    private final SequencedMap<String, String> rows;
    private final SequencedMap<String, String> columns;
    private final int[][] cells;
    private final int[] bases;
    private int respondents;

    private CrosstabCount(SequencedMap<String, String> rows, SequencedMap<String, String> columns) {
        this.rows = rows;
        this.columns = columns;
        this.cells = new int[rows.size()][columns.size()];
        this.bases = new int[columns.size()];
    }

    /// @param origins in the order of the columns
    static Crosstab of(Question row, Columns columns, List<Selection> responses, Collection<Origin> origins) {
        return switch (columns) {
            case Columns.Place place -> byPlace(row, place, responses, origins);
            case Columns.Answers(var column) -> byAnswers(row, column, responses);
        };
    }

    /// Columns are the places from which a response was counted.
    private static Crosstab byPlace(Question row, Columns.Place place, List<Selection> responses, Collection<Origin> origins) {
        var columns = new LinkedHashMap<String, String>();
        origins.forEach(origin -> place.code(origin).ifPresent(code -> columns.putIfAbsent(code, place.label(origin))));
        var numbers = numbers(columns);
        var count = new CrosstabCount(labels(row, responses), columns);
        for (var each : responses) {
            each.layout().ordinal(row.id()).ifPresent(question -> {
                count.add(each, question, some -> some.byOrigin(origin -> place.code(origin).map(numbers::get), numbers.size()));
                count.respondents = IntStream.of(count.bases).sum();
            });
        }
        return count.crosstab(IntStream.range(0, columns.size()).filter(column -> count.bases[column] > 0));
    }

    /// Columns are all options.
    private static Crosstab byAnswers(Question row, Question column, List<Selection> responses) {
        var columns = labels(column, responses);
        var numbers = numbers(columns);
        var count = new CrosstabCount(labels(row, responses), columns);
        for (var each : responses) {
            var question = each.layout().ordinal(row.id());
            var other = each.layout().ordinal(column.id());
            if (question.isPresent() && other.isPresent()) {
                var options = each.layout().options(other.getAsInt());
                count.add(each, question.getAsInt(), some -> {
                    var counts = new int[numbers.size()];
                    for (var option = 0; option < options.size(); option++) {
                        counts[numbers.get(options.get(option).code())] = some.chose(other.getAsInt(), option);
                    }
                    return counts;
                });
                count.respondents += each.whoAnswered(other.getAsInt()).answered(question.getAsInt());
            }
        }
        return count.crosstab(IntStream.range(0, columns.size()));
    }

    private void add(Selection responses, int question, Function<Selection, int[]> byColumn) {
        add(bases, byColumn.apply(responses.whoAnswered(question)));
        var numbers = numbers(rows);
        var options = responses.layout().options(question);
        for (var option = 0; option < options.size(); option++) {
            add(cells[numbers.get(options.get(option).code())], byColumn.apply(responses.whoChose(question, option)));
        }
    }

    private static void add(int[] sums, int[] counts) {
        for (var column = 0; column < sums.length; column++) {
            sums[column] += counts[column];
        }
    }

    private Crosstab crosstab(IntStream shown) {
        var indexes = shown.toArray();
        var heads = List.copyOf(columns.sequencedEntrySet());
        var lines = List.copyOf(rows.sequencedEntrySet());
        return new Crosstab(respondents,
                IntStream.of(indexes).mapToObj(column -> new ColumnHead(heads.get(column).getKey(), heads.get(column).getValue(), bases[column])).toList(),
                IntStream.range(0, lines.size()).mapToObj(row -> new RowLine(lines.get(row).getKey(), lines.get(row).getValue(),
                        IntStream.of(indexes).mapToObj(column -> new Cell(cells[row][column], Share.of(cells[row][column], bases[column]))).toList())).toList());
    }

    private static SequencedMap<String, Integer> numbers(SequencedMap<String, String> labels) {
        var numbers = new LinkedHashMap<String, Integer>();
        labels.keySet().forEach(code -> numbers.put(code, numbers.size()));
        return numbers;
    }

    /// A question's options by code, as the current version words them, then those that only other versions have.
    static SequencedMap<String, String> labels(Question question, List<Selection> responses) {
        var labels = new LinkedHashMap<String, String>();
        question.options().forEach((code, option) -> labels.put(code, option.label()));
        responses.forEach(each -> each.layout().definition().question(question.id())
                .ifPresent(other -> other.options().forEach((code, option) -> labels.putIfAbsent(code, option.label()))));
        return labels;
    }
}
