package io.github.certpulse.numbers.suppression;

import io.github.certpulse.numbers.suppression.CountTable.Columns;
import io.github.certpulse.numbers.suppression.CountTable.Rows;
import java.util.List;
import java.util.stream.IntStream;

/// Which numbers of a published crosstab stay hidden, so that no small count can be computed from those that are shown
/// (cell suppression, primary and complementary). Small is a count from 1 to `minCell` - 1; 0 is shown. True means
/// hidden; where a count or its base is hidden, the share must be hidden too.
///
/// Computed means exactly, from the sums in this table and the row totals, knowing that a hidden count is at least 1.
/// The range of possible values of a hidden count is not limited, tables with other filters are not considered, and it
/// is not hidden that all respondents of a column chose the same.
///
/// @param cells       row by row
/// @param bases       of each column
/// @param totals      of each row, in the row question's distribution
/// @param respondents how many the columns hold together
/// @param totalsBase  [CountTable#respondents()], the base of that distribution; other than `respondents` only where
///                    some respondents are in no column
public record Suppression(
        List<List<Boolean>> cells,
        List<Boolean> bases,
        List<Boolean> totals,
        boolean respondents,
        boolean totalsBase) {

    public Suppression {
        cells = cells.stream().map(List::copyOf).toList();
        bases = List.copyOf(bases);
        totals = List.copyOf(totals);
    }

    /// - Single choice by a partition: one table with two margins, whose small counts are hidden like cells.
    /// - Multiple choice by a partition: a table of each option, chosen or not; small is a count where one of the two
    ///   is. A hidden base takes its column's counts with it.
    /// - Overlapping columns: a table of each column, in it or not, likewise.
    ///
    /// Of the further counts that can be hidden, the smallest are taken, margins only where no cells suffice, zeros
    /// never.
    ///
    /// @param minCell the smallest count that may be shown; 1 hides nothing
    public static Suppression compute(CountTable table, int minCell) {
        if (minCell < 1) {
            throw new IllegalArgumentException("minCell must be at least 1, not " + minCell);
        }
        var computation = new Computation(table.completed(), table.bases().size(), minCell);
        if (table.rows() == Rows.SINGLE && table.columns() == Columns.PARTITION) {
            computation.hideInTwoMargins();
        } else {
            computation.hideInEachOption();
        }
        return computation.result();
    }

    /// The state of the computation for a completed table: what is hidden so far.
    private static final class Computation {
        private final CountTable table;
        private final int shownColumns;
        private final int minCell;
        private final int rows;
        private final int columns;
        private final boolean multipleRows;
        private final boolean overlapping;
        private final boolean[][] cells;
        private final boolean[] bases;
        private final boolean[] totals;
        private boolean all;

        Computation(CountTable table, int shownColumns, int minCell) {
            this.table = table;
            this.shownColumns = shownColumns;
            this.minCell = minCell;
            rows = table.totals().size();
            columns = table.bases().size();
            multipleRows = table.rows() == Rows.MULTIPLE;
            overlapping = table.columns() == Columns.OVERLAPPING;
            cells = new boolean[rows][columns];
            bases = new boolean[columns];
            totals = new boolean[rows];
            all = isSmall(table.respondents());
        }

        private boolean isSmall(int count) {
            return count > 0 && count < minCell;
        }

        void hideInTwoMargins() {
            // As in the distribution alone, so that the same is hidden there and in most crosstabs.
            hideTotalsOfASingleChoice();
            var allColumns = rows + columns;
            var allRows = allColumns + 1;
            var circulation = new Circulation(allRows + 1);
            // Costs more than all cells of a cycle together; the totals, which are known elsewhere, cost more than the
            // bases of a cycle.
            var base = (long) table.respondents();
            var total = 10 * base;
            var number = new int[rows][columns];
            for (var row = 0; row < rows; row++) {
                for (var column = 0; column < columns; column++) {
                    var count = count(row, column);
                    // Cells of the column that is not shown can be hidden at no cost.
                    number[row][column] = hideIf(
                            circulation,
                            isSmall(count),
                            circulation.add(row, rows + column, count, column < shownColumns ? count : 0));
                }
            }
            var baseNumber = IntStream.range(0, columns)
                    .map(
                            column -> hideIf(
                                    circulation,
                                    isSmall(base(column)),
                                    circulation.add(rows + column, allColumns, base(column), base + base(column))))
                    .toArray();
            var totalNumber = IntStream.range(0, rows)
                    .map(
                            row -> hideIf(
                                    circulation,
                                    totals[row],
                                    circulation.add(allRows, row, total(row), total + total(row))))
                    .toArray();
            var allNumber =
                    hideIf(circulation, all, circulation.add(allColumns, allRows, table.respondents(), 2 * total));
            circulation.protect();
            for (var row = 0; row < rows; row++) {
                for (var column = 0; column < columns; column++) {
                    cells[row][column] = circulation.isHidden(number[row][column]);
                }
                totals[row] = circulation.isHidden(totalNumber[row]);
            }
            for (var column = 0; column < columns; column++) {
                bases[column] = circulation.isHidden(baseNumber[column]);
            }
            all = circulation.isHidden(allNumber);
        }

        private static int hideIf(Circulation circulation, boolean hidden, int number) {
            if (hidden) {
                circulation.hide(number);
            }
            return number;
        }

        void hideInEachOption() {
            for (var row = 0; row < rows; row++) {
                totals[row] = revealsSmallCount(total(row));
            }
            for (var column = 0; column < columns; column++) {
                bases[column] = overlapping ? revealsSmallCount(base(column)) : isSmall(base(column));
            }
            if (multipleRows && !overlapping) {
                all = Circulation.hideInSum(
                        bases,
                        table.bases().stream().mapToInt(Integer::intValue).toArray(),
                        table.respondents(),
                        all);
            }
            if (!multipleRows) {
                hideTotalsOfASingleChoice();
            }
            for (var row = 0; row < rows; row++) {
                for (var column = 0; column < columns; column++) {
                    cells[row][column] = revealsSmallCount(row, column)
                            || multipleRows && !overlapping && bases[column] && count(row, column) > 0;
                }
            }
            for (var row = 0; row < rows && multipleRows && !overlapping; row++) {
                totals[row] = Circulation.hideInSum(cells[row], table.row(row), total(row), totals[row]);
            }
            for (var column = 0; column < columns && !multipleRows; column++) {
                hideInColumn(column);
            }
        }

        /// With the number of respondents, a margin reveals how many are not in it.
        private boolean revealsSmallCount(int margin) {
            return isSmall(margin) || margin > 0 && isSmall(table.respondents() - margin);
        }

        /// With the margins, which are shown or small themselves, a count reveals how many are only in its row, only in
        /// its column, or in neither.
        private boolean revealsSmallCount(int row, int column) {
            var count = count(row, column);
            var notInRow = base(column) - count;
            var notInColumn = total(row) - count;
            return isSmall(count)
                    || count > 0 && (multipleRows && isSmall(notInRow) || overlapping && isSmall(notInColumn))
                    || multipleRows && overlapping && isSmall(table.respondents() - total(row) - notInRow);
        }

        private void hideTotalsOfASingleChoice() {
            for (var row = 0; row < rows; row++) {
                totals[row] = isSmall(total(row));
            }
            all = Circulation.hideInSum(
                    totals,
                    table.totals().stream().mapToInt(Integer::intValue).toArray(),
                    table.respondents(),
                    all);
        }

        private void hideInColumn(int column) {
            var parts = new boolean[rows];
            for (var row = 0; row < rows; row++) {
                parts[row] = cells[row][column];
            }
            bases[column] = Circulation.hideInSum(parts, table.column(column), base(column), bases[column]);
            for (var row = 0; row < rows; row++) {
                cells[row][column] = parts[row];
            }
        }

        private int count(int row, int column) {
            return table.counts().get(row).get(column);
        }

        private int base(int column) {
            return table.bases().get(column);
        }

        private int total(int row) {
            return table.totals().get(row);
        }

        /// The columns together contain the respondents without those in no column: where one of the two is hidden, the
        /// difference would reveal it.
        Suppression result() {
            var shown = IntStream.range(0, shownColumns).anyMatch(column -> base(column) > 0);
            var respondents = shown && (all || columns > shownColumns && bases[shownColumns]);
            return new Suppression(
                    IntStream.range(0, rows).mapToObj(row -> list(cells[row], shownColumns)).toList(),
                    list(bases, shownColumns),
                    list(totals, rows),
                    respondents,
                    all);
        }

        private static List<Boolean> list(boolean[] marks, int length) {
            return IntStream.range(0, length).mapToObj(index -> marks[index]).toList();
        }
    }
}
