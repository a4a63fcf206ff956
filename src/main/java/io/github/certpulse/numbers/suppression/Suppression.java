package io.github.certpulse.numbers.suppression;

import io.github.certpulse.numbers.suppression.CountTable.Columns;
import io.github.certpulse.numbers.suppression.CountTable.Rows;
import java.util.List;
import java.util.stream.IntStream;

/// What of a published crosstab stays hidden, so that nobody can compute a small count from what is shown (cell
/// suppression, primary and complementary). Small is a count from 1 to `minCell` - 1; 0 is shown. True is hidden; where
/// a count or its base is hidden, so must be the share.
///
/// Computed means exactly, by sums of what this table shows and of the row totals, knowing that a hidden count is at
/// least 1. How many each hidden count could be is not bounded, tables with other filters are not looked at, and that
/// everybody in a column chose the same is not hidden.
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
    /// Further counts are hidden where the smallest of them suffice, margins only where no cells do, zeros never: where
    /// no other count is left, a margin is.
    ///
    /// @param minCell the smallest count that may be shown; 1 hides nothing
    public static Suppression compute(CountTable table, int minCell) {
        if (minCell < 1) {
            throw new IllegalArgumentException("minCell must be at least 1, not " + minCell);
        }
        var marks = new Marks(table.completed(), table.bases().size(), minCell);
        if (table.rows() == Rows.SINGLE && table.columns() == Columns.PARTITION) {
            marks.hideInTwoMargins();
        } else {
            marks.hideInEachOption();
        }
        return marks.shown();
    }

    /// What is hidden so far, of a completed table.
    private static final class Marks {
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

        Marks(CountTable table, int shownColumns, int minCell) {
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
            // As the distribution alone has it, so that it hides the same beside most crosstabs.
            hideTotalsOfASingleChoice();
            var allColumns = rows + columns;
            var allRows = allColumns + 1;
            var circulation = new Circulation(allRows + 1);
            // More than all cells of a cycle together; and the totals, which are known elsewhere, more than a cycle's
            // bases.
            var base = (long) table.respondents();
            var total = 10 * base;
            var number = new int[rows][columns];
            for (var row = 0; row < rows; row++) {
                for (var column = 0; column < columns; column++) {
                    var count = count(row, column);
                    // Nobody misses what is not shown anyway.
                    number[row][column] = hiding(
                            circulation,
                            isSmall(count),
                            circulation.add(row, rows + column, count, column < shownColumns ? count : 0));
                }
            }
            var baseNumber = IntStream.range(0, columns)
                    .map(
                            column -> hiding(
                                    circulation,
                                    isSmall(base(column)),
                                    circulation.add(rows + column, allColumns, base(column), base + base(column))))
                    .toArray();
            var totalNumber = IntStream.range(0, rows)
                    .map(
                            row -> hiding(
                                    circulation,
                                    totals[row],
                                    circulation.add(allRows, row, total(row), total + total(row))))
                    .toArray();
            var allNumber =
                    hiding(circulation, all, circulation.add(allColumns, allRows, table.respondents(), 2 * total));
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

        private static int hiding(Circulation circulation, boolean hidden, int number) {
            if (hidden) {
                circulation.hide(number);
            }
            return number;
        }

        void hideInEachOption() {
            for (var row = 0; row < rows; row++) {
                totals[row] = tellsASmallCount(total(row));
            }
            for (var column = 0; column < columns; column++) {
                bases[column] = overlapping ? tellsASmallCount(base(column)) : isSmall(base(column));
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
                    cells[row][column] = tellsASmallCount(row, column)
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

        /// Whoever has the respondents has with a margin also those who are not in it.
        private boolean tellsASmallCount(int margin) {
            return isSmall(margin) || margin > 0 && isSmall(table.respondents() - margin);
        }

        /// Whoever has the margins, which are shown or small themselves, has with a count those who are in its row or
        /// its column only, or in neither.
        private boolean tellsASmallCount(int row, int column) {
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

        /// The columns hold together what the respondents are without those in no column: where either is hidden, the
        /// difference would tell it.
        Suppression shown() {
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
