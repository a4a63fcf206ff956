package io.github.certpulse.result;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.micronaut.core.annotation.Nullable;
import io.micronaut.serde.annotation.Serdeable;
import java.math.BigDecimal;
import java.util.List;

/// One choice question by another or by where the respondents come from. Counted are responses with the row question
/// answered and a column value; with multiple choices a response counts in each of its options.
///
/// @param respondents responses counted
public record Crosstab(int respondents, List<ColumnHead> columns, List<RowLine> rows) {
    public Crosstab {
        columns = List.copyOf(columns);
        rows = List.copyOf(rows);
    }

    /// @param code the value that a filter by the same column takes: a school's id, a city's name, an option's letter
    /// @param base responses counted in the column
    @Serdeable
    public record ColumnHead(String code, String label, int base) {}

    /// One option of the row question.
    @Serdeable
    public record RowLine(String code, String label, List<Cell> cells) {}

    /// @param share of the column's base; null where that is 0
    @Serdeable
    public record Cell(int count, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable BigDecimal share) {}
}
