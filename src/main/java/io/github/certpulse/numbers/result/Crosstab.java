package io.github.certpulse.numbers.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.github.certpulse.numbers.suppression.Suppression;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;
import java.util.stream.IntStream;

/// One choice question by another or by the respondents' places. Counted are responses in which the row question is
/// answered and which belong to a column; with multiple choices a response counts in each of its options. A number that
/// must not be published is null.
///
/// @param respondents responses counted
/// @param setAside    responses that pass the filter, whatever they answer, but are set aside
/// @param chiSquare   whether rows depend on columns; null where each row has a test of its own, and where a number is
///                    hidden
public record Crosstab(
        @Nullable Integer respondents,
        int setAside,
        List<ColumnHead> columns,
        List<RowLine> rows,
        @Nullable ChiSquare chiSquare) {
    public Crosstab {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// @param code the value that a filter by the same column takes: a school's id, a city's name, an option's letter
    /// @param base responses counted in the column
    @Serdeable
    public record ColumnHead(
            String code,
            String label,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer base) {}

    /// One option of the row question.
    ///
    /// @param chiSquare whether choosing it depends on the column: of a multiple choice, whose options overlap
    @Serdeable
    public record RowLine(String code, String label, List<Cell> cells, @Nullable ChiSquare chiSquare) {}

    /// @param share of the column's base; null where that is 0
    @Serdeable
    public record Cell(
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Integer count,
            @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal share) {}

    /// The same without what [Suppression] hides.
    Crosstab without(Suppression hidden) {
        var anyHidden = hidden.respondents() || hidden.bases().contains(true)
                || hidden.cells().stream().anyMatch(row -> row.contains(true));
        if (!anyHidden) {
            return this;
        }
        var heads = IntStream.range(0, columns.size())
                .mapToObj(
                        column -> new ColumnHead(
                                columns.get(column).code(),
                                columns.get(column).label(),
                                hidden.bases().get(column) ? null : columns.get(column).base()))
                .toList();
        var lines = IntStream.range(0, rows.size())
                .mapToObj(row -> line(rows.get(row), hidden.cells().get(row), hidden.bases()))
                .toList();
        return new Crosstab(hidden.respondents() ? null : respondents, setAside, heads, lines, null);
    }

    private static RowLine line(RowLine line, List<Boolean> hiddenCells, List<Boolean> hiddenBases) {
        var cells = IntStream.range(0, line.cells().size()).mapToObj(column -> {
            var cell = line.cells().get(column);
            if (hiddenCells.get(column)) {
                return new Cell(null, null);
            }
            return new Cell(cell.count(), hiddenBases.get(column) ? null : cell.share());
        }).toList();
        return new RowLine(line.code(), line.label(), cells, null);
    }
}
