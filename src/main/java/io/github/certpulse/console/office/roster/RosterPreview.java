package io.github.certpulse.console.office.roster;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.roster.RosterColumn;
import io.github.certpulse.survey.roster.RosterReading.RawRow;
import io.github.certpulse.survey.roster.RosterViolation;
import io.github.certpulse.survey.roster.RosterWarning;
import io.github.certpulse.survey.rosterimport.RosterPlan;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A roster before its import: its content, its violations, and what it would change.
///
/// @param rows     rows with content
/// @param lines    the first rows, and those with violations
/// @param plan     what would change; empty where the file has violations
/// @param students the registered students of all rows together
/// @param warnings what the import does without asking: rows left out, names respelled
public record RosterPreview(
        Campaign campaign,
        int rows,
        List<RawRow> lines,
        List<RosterViolation> violations,
        Optional<RosterPlan> plan,
        long students,
        List<RosterWarning> warnings) {
    /// The most changes of each kind that are listed.
    public static final int MAX_LISTED = 30;
    private static final int HEADING = 1;

    public RosterPreview {
        lines = List.copyOf(lines);
        violations = List.copyOf(violations);
        warnings = List.copyOf(warnings);
    }

    /// The message about a cell.
    public Optional<Words> violation(RawRow line, RosterColumn column) {
        return violation(line.row(), column.english());
    }

    /// The message about a whole row.
    public Optional<Words> violation(RawRow line) {
        return violation(line.row(), "");
    }

    /// The message about a column's heading.
    public Optional<Words> violation(RosterColumn column) {
        return violation(HEADING, column.english());
    }

    /// Whether the table on the page contains the place of a violation.
    public boolean isShown(RosterViolation violation) {
        return column(violation).isPresent()
                && (violation.row() == HEADING || lines.stream().anyMatch(line -> line.row() == violation.row()));
    }

    /// The column of a violation.
    public Optional<RosterColumn> column(RosterViolation violation) {
        return Stream.of(RosterColumn.values())
                .filter(column -> column.english().equals(violation.column()))
                .findFirst();
    }

    /// The fields of a school that would change, with old and new values.
    public List<Words> differences(RosterPlan.Change<School> change) {
        return Stream.of(
                difference(RosterColumn.LEVEL, change.before().level(), change.after().level()),
                difference(RosterColumn.CITY, change.before().city(), change.after().city()),
                difference(RosterColumn.ROUTE, change.before().route(), change.after().route()),
                difference(RosterColumn.ADDRESS, change.before().address(), change.after().address()))
                .flatMap(Optional::stream)
                .toList();
    }

    private static Optional<Words> difference(RosterColumn column, @Nullable String before, @Nullable String after) {
        return Objects.equals(before, after) ? Optional.empty()
                : Optional.of(
                        new Words(
                                "%s：%s → %s".formatted(
                                        column.chinese(),
                                        Objects.requireNonNullElse(before, "（空）"),
                                        Objects.requireNonNullElse(after, "（空）")),
                                "%s: %s → %s".formatted(
                                        column.english(),
                                        Objects.requireNonNullElse(before, "(none)"),
                                        Objects.requireNonNullElse(after, "(none)"))));
    }

    private Optional<Words> violation(int row, String column) {
        return violations.stream()
                .filter(violation -> violation.row() == row && violation.column().equals(column))
                .findFirst()
                .map(RosterViolation::message);
    }
}
