package io.github.certpulse.survey.roster;

import io.github.certpulse.files.text.CellText;
import io.github.certpulse.survey.rosterwords.HeadingText;
import io.github.certpulse.survey.rosterwords.Remark;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Where a file has its heading, and which of its columns are read.
///
/// @param lines     the one or two rows of the heading; none where the file has no heading
/// @param positions the columns by their position, from 0
/// @param repeated  columns that several headings name equally well
record RosterHeading(List<Line> lines, Map<RosterColumn, Integer> positions, Set<RosterColumn> repeated) {
    static final RosterHeading NONE = new RosterHeading(List.of(), Map.of(), Set.of());

    /// The most rows, from the top, among which the heading is searched.
    static final int MAX_ROWS = 100;

    /// A row with at least so many required cells is data, whatever it begins with.
    private static final int CELLS_OF_DATA = 3;
    private static final int HIDDEN = 1_000_000;

    /// A row of the file.
    ///
    /// @param number as spreadsheets count rows
    /// @param cells  with merged cells filled
    /// @param own    the same without
    record Line(int number, List<String> cells, List<String> own) {
        boolean isBlank() {
            return cells.stream().allMatch(cell -> CellText.trim(cell).isEmpty());
        }

        private boolean isRepeatedBy(List<String> cells) {
            var filled = IntStream.range(0, cells.size()).filter(i -> !cell(cells, i).isEmpty()).toArray();
            return filled.length > 1 && IntStream.of(filled).allMatch(i -> HeadingText.same(at(i), cell(cells, i)));
        }

        private String at(int position) {
            return cell(cells, position);
        }
    }

    /// The best heading among the first rows: the row, or the two rows, that name the most columns. Two rows only if
    /// they name more together than each of them.
    ///
    /// @param hiddenColumns read only if no other column has their heading
    static RosterHeading find(List<Line> head, BitSet hiddenColumns) {
        var best = NONE;
        for (int i = 0; i < head.size(); i++) {
            var one = from(List.of(head.get(i)), hiddenColumns);
            var candidate = one;
            if (i + 1 < head.size()) {
                var two = from(head.subList(i, i + 2), hiddenColumns);
                var below = from(List.of(head.get(i + 1)), hiddenColumns);
                candidate = two.score() > Math.max(one.score(), below.score()) ? two : one;
            }
            best = candidate.score() > best.score() ? candidate : best;
        }
        return best;
    }

    /// The row that messages about the heading name.
    int row() {
        return lines.isEmpty() ? 1 : lines.getFirst().number();
    }

    /// Whether this is a row of the heading; the first row where the file has none.
    boolean contains(int row) {
        return lines.isEmpty() ? row == 1 : lines.stream().anyMatch(line -> line.number() == row);
    }

    /// Whether a row stands below the heading.
    boolean isAbove(int row) {
        return row > (lines.isEmpty() ? 1 : lines.getLast().number());
    }

    List<RosterColumn> missing() {
        return Stream.of(RosterColumn.values())
                .filter(column -> column.required() && !positions.containsKey(column))
                .toList();
    }

    /// The more the better: required columns count more than the others.
    int score() {
        return positions.size() + positions.keySet().stream().filter(RosterColumn::required).toList().size() * 100;
    }

    /// Whether the row is no data: the heading again, a total, a footnote, the title of a section, the template's
    /// example, or nothing in the roster's columns.
    ///
    /// @param afterFootnote whether the row before was one
    boolean isRemark(List<String> cells, boolean afterFootnote) {
        if (positions.isEmpty()) {
            return false;
        }
        if (at(RosterColumn.SCHOOL, cells).equals(Remark.EXAMPLE_SCHOOL) || isRepeatedBy(cells)
                || Remark.isTotal(at(RosterColumn.SCHOOL, cells))
                || Remark.isTotal(at(RosterColumn.CERTIFICATE, cells))) {
            return true;
        }
        var texts = cells.stream().map(CellText::trim).filter(text -> !text.isEmpty()).toList();
        var first = texts.getFirst();
        var data = Stream.of(RosterColumn.values())
                .filter(RosterColumn::required)
                .map(column -> at(column, cells))
                .filter(text -> !text.isEmpty() && !text.equals(first));
        if (data.count() >= CELLS_OF_DATA) {
            return false;
        }
        boolean outside = positions.keySet().stream().allMatch(column -> at(column, cells).isEmpty());
        boolean alone = texts.stream().allMatch(first::equals);
        return outside || Remark.isTotal(first)
                || Remark.isFootnote(first)
                || alone && (afterFootnote || Remark.isSection(first));
    }

    /// Whether the row's first text begins a footnote.
    static boolean isFootnote(List<String> cells) {
        return cells.stream()
                .map(CellText::trim)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .stream()
                .anyMatch(Remark::isFootnote);
    }

    private boolean isRepeatedBy(List<String> cells) {
        if (lines.stream().anyMatch(line -> line.isRepeatedBy(cells))) {
            return true;
        }
        var named = positions.keySet().stream().filter(column -> !at(column, cells).isEmpty()).toList();
        return named.size() >= CELLS_OF_DATA && named.stream()
                .allMatch(
                        column -> RosterColumn.match(at(column, cells))
                                .filter(match -> match.column() == column)
                                .isPresent());
    }

    private String at(RosterColumn column, List<String> cells) {
        var position = positions.get(column);
        return position == null ? "" : cell(cells, position);
    }

    private static RosterHeading from(List<Line> lines, BitSet hiddenColumns) {
        var found = new EnumMap<RosterColumn, Map<Integer, Integer>>(RosterColumn.class);
        int width = lines.stream().mapToInt(line -> line.cells().size()).max().orElse(0);
        for (int i = 0; i < width; i++) {
            int position = i;
            boolean own = lines.stream().anyMatch(line -> !cell(line.own(), position).isEmpty());
            int last = own && !hiddenColumns.get(position) ? 0 : HIDDEN;
            texts(lines, position).flatMap(text -> RosterColumn.match(text).stream())
                    .findFirst()
                    .ifPresent(
                            match -> found.computeIfAbsent(match.column(), _ -> new LinkedHashMap<>())
                                    .put(position, match.rank() + last));
        }
        var positions = new EnumMap<RosterColumn, Integer>(RosterColumn.class);
        var repeated = new HashSet<RosterColumn>();
        found.forEach((column, ranks) -> {
            int best = ranks.values().stream().mapToInt(rank -> rank).min().orElseThrow();
            var equals = ranks.entrySet()
                    .stream()
                    .filter(each -> each.getValue() == best)
                    .map(Map.Entry::getKey)
                    .toList();
            positions.put(column, equals.getFirst());
            if (equals.size() > 1 && best < HIDDEN) {
                repeated.add(column);
            }
        });
        return new RosterHeading(List.copyOf(lines), positions, repeated);
    }

    /// The texts under which a column of the heading is looked up: in two rows, both together (证书 above 名称), the lower
    /// one, and the upper one where the lower one is blank.
    private static Stream<String> texts(List<Line> lines, int position) {
        var upper = lines.getFirst().at(position);
        var lower = lines.getLast().at(position);
        if (upper.equals(lower) || lower.isEmpty()) {
            return Stream.of(upper);
        }
        return upper.isEmpty() ? Stream.of(lower) : Stream.of(upper + lower, lower + upper, lower);
    }

    /// The cell without blanks at its ends.
    private static String cell(List<String> cells, int position) {
        return position < cells.size() ? CellText.trim(cells.get(position)) : "";
    }
}
