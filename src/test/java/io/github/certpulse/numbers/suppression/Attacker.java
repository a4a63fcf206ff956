package io.github.certpulse.numbers.suppression;

import static java.util.stream.Collectors.toMap;

import io.github.certpulse.numbers.suppression.CountTable.Columns;
import io.github.certpulse.numbers.suppression.CountTable.Rows;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.IntStream;

/// An attacker who has everything that is published of a table, knows which sums hold in it, and solves them exactly.
final class Attacker {
    /// Hidden numbers that [#guesses] tries every step of.
    static final int MAX_GUESSED = 8;
    private final Map<String, Integer> truth = new LinkedHashMap<>();
    private final Set<String> published = new TreeSet<>();
    private final List<Map<String, Integer>> sums = new ArrayList<>();

    /// Also uses numbers that are not published but can be computed: who of a row is in no column, who of a base chose
    /// something else, and so on.
    Attacker(CountTable table, Suppression suppression) {
        var rows = table.totals().size();
        var columns = table.bases().size();
        var partition = table.columns() == Columns.PARTITION;
        var counted = partition ? table.bases().stream().mapToInt(Integer::intValue).sum() : table.respondents();
        number("counted", counted, !suppression.respondents());
        number("all", table.respondents(), !suppression.totalsBase());
        number("rest", table.respondents() - counted, counted == table.respondents());
        sum("all", List.of("counted", "rest"));
        for (var column = 0; column < columns; column++) {
            number("base" + column, table.bases().get(column), !suppression.bases().get(column));
        }
        for (var row = 0; row < rows; row++) {
            number("total" + row, table.totals().get(row), !suppression.totals().get(row));
            for (var column = 0; column < columns; column++) {
                number(
                        cell(row, column),
                        table.counts().get(row).get(column),
                        !suppression.cells().get(row).get(column));
            }
        }
        if (partition) {
            sum("counted", names("base", columns));
            for (var row = 0; row < rows; row++) {
                var at = row;
                number(
                        "rest of " + row,
                        table.totals().get(row) - table.counts().get(row).stream().mapToInt(Integer::intValue).sum(),
                        counted == table.respondents());
                sum(
                        "total" + row,
                        concat(
                                IntStream.range(0, columns).mapToObj(column -> cell(at, column)).toList(),
                                "rest of " + row));
            }
        }
        if (table.rows() == Rows.SINGLE) {
            sum("all", names("total", rows));
            IntStream.range(0, columns)
                    .forEach(
                            column -> sum(
                                    "base" + column,
                                    IntStream.range(0, rows).mapToObj(row -> cell(row, column)).toList()));
            if (partition) {
                sum("rest", names("rest of ", rows));
            }
        }
        for (var column = 0; column < columns && !partition; column++) {
            rest("all not in " + column, "all", "base" + column);
        }
        for (var row = 0; row < rows; row++) {
            if (table.rows() == Rows.MULTIPLE) {
                rest("all without " + row, "all", "total" + row);
            }
            if (table.rows() == Rows.MULTIPLE && partition) {
                rest("rest without " + row, "rest", "rest of " + row);
            }
            for (var column = 0; column < columns; column++) {
                if (table.rows() == Rows.MULTIPLE) {
                    rest("base " + column + " without " + row, "base" + column, cell(row, column));
                }
                if (!partition) {
                    rest("total " + row + " without " + column, "total" + row, cell(row, column));
                }
                if (table.rows() == Rows.MULTIPLE && !partition) {
                    rest(
                            "neither " + row + " nor " + column,
                            "all",
                            "base" + column,
                            "total " + row + " without " + column);
                }
            }
        }
    }

    private static String cell(int row, int column) {
        return "cell" + row + "," + column;
    }

    private static List<String> names(String name, int count) {
        return IntStream.range(0, count).mapToObj(index -> name + index).toList();
    }

    private static List<String> concat(List<String> names, String further) {
        var all = new ArrayList<>(names);
        all.add(further);
        return all;
    }

    private void number(String name, int value, boolean isPublished) {
        truth.put(name, value);
        if (isPublished) {
            published.add(name);
        }
    }

    private void sum(String whole, List<String> parts) {
        var coefficients =
                parts.stream().collect(toMap(Function.identity(), _ -> 1, (one, _) -> one, LinkedHashMap::new));
        coefficients.put(whole, -1);
        if (parts.stream().mapToInt(truth::get).sum() != truth.get(whole)) {
            throw new IllegalStateException(whole + " is not the sum of " + parts);
        }
        sums.add(coefficients);
    }

    private void rest(String name, String whole, String... parts) {
        number(name, truth.get(whole) - Arrays.stream(parts).mapToInt(truth::get).sum(), false);
        sum(whole, concat(List.of(parts), name));
    }

    /// The unpublished numbers that the sums leave one solution for, by Gaussian elimination in whole numbers.
    Set<String> computes() {
        var unknown = unknown();
        var matrix = new ArrayList<>(
                sums.stream()
                        .map(
                                sum -> unknown.stream()
                                        .map(name -> BigInteger.valueOf(sum.getOrDefault(name, 0)))
                                        .toArray(BigInteger[]::new))
                        .toList());
        var reduced = new ArrayList<BigInteger[]>();
        for (var column = 0; column < unknown.size(); column++) {
            var at = column;
            var pivot = matrix.stream().filter(row -> row[at].signum() != 0).findFirst();
            if (pivot.isPresent()) {
                matrix.remove(pivot.get());
                matrix.replaceAll(row -> eliminated(row, pivot.get(), at));
                reduced.replaceAll(row -> eliminated(row, pivot.get(), at));
                reduced.add(pivot.get());
            }
        }
        var computed = new TreeSet<String>();
        for (var row : reduced) {
            var left = IntStream.range(0, row.length).filter(column -> row[column].signum() != 0).toArray();
            if (left.length == 1) {
                computed.add(unknown.get(left[0]));
            }
        }
        return computed;
    }

    private static BigInteger[] eliminated(BigInteger[] row, BigInteger[] pivot, int column) {
        if (row[column].signum() == 0) {
            return row;
        }
        var eliminated = IntStream.range(0, row.length)
                .mapToObj(at -> row[at].multiply(pivot[column]).subtract(pivot[at].multiply(row[column])))
                .toArray(BigInteger[]::new);
        var divisor = Arrays.stream(eliminated).reduce(BigInteger.ZERO, BigInteger::gcd).max(BigInteger.ONE);
        return Arrays.stream(eliminated).map(value -> value.divide(divisor)).toArray(BigInteger[]::new);
    }

    /// The unpublished numbers that are the same in every solution one step away in which what is hidden is at least 1;
    /// nothing where there are too many to try. Sums of a table with two margins are totally unimodular, so one step is
    /// enough to see whether a number can differ at all.
    Set<String> guesses() {
        var unknown = unknown();
        if (unknown.size() > MAX_GUESSED) {
            return Set.of();
        }
        var fixed = new TreeSet<>(unknown);
        var steps = new int[unknown.size()];
        for (var code = 0; code < Math.pow(3, unknown.size()); code++) {
            for (int index = 0, left = code; index < steps.length; index++, left /= 3) {
                steps[index] = left % 3 - 1;
            }
            if (IntStream.range(0, steps.length).allMatch(index -> truth.get(unknown.get(index)) + steps[index] >= 1)
                    && holds(unknown, steps)) {
                IntStream.range(0, steps.length)
                        .filter(index -> steps[index] != 0)
                        .forEach(index -> fixed.remove(unknown.get(index)));
            }
        }
        return fixed;
    }

    private boolean holds(List<String> unknown, int[] steps) {
        return sums.stream()
                .allMatch(
                        sum -> IntStream.range(0, steps.length)
                                .map(index -> steps[index] * sum.getOrDefault(unknown.get(index), 0))
                                .sum() == 0);
    }

    private List<String> unknown() {
        return truth.keySet().stream().filter(name -> !published.contains(name)).toList();
    }

    /// What must not be known: small numbers, published or not.
    Set<String> small(int minCell) {
        return new TreeSet<>(
                truth.keySet().stream().filter(name -> truth.get(name) > 0 && truth.get(name) < minCell).toList());
    }

    Set<String> published() {
        return published;
    }

    /// What a table has a place for and does not show.
    Set<String> hidden() {
        return new TreeSet<>(
                unknown().stream().filter(name -> name.matches("cell.*|base\\d+|total\\d+|counted|all")).toList());
    }

    int valueOf(String name) {
        return truth.get(name);
    }
}
