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

/// A roster before it is imported: what it holds, what is wrong with it, what it would change.
///
/// @param rows     rows with content
/// @param lines    the first rows, and those with violations
/// @param plan     what would change; empty where the file has violations
/// @param students registered, all rows together
/// @param warnings what the import decides by itself: rows left out, names respelled
public record RosterPreview(
        Campaign campaign,
        int rows,
        List<RawRow> lines,
        List<RosterViolation> violations,
        Optional<RosterPlan> plan,
        long students,
        List<RosterWarning> warnings) {
    /// Of each kind of change so many are named.
    public static final int NAMED = 30;
    private static final int HEADING = 1;

    public RosterPreview {
        lines = List.copyOf(lines);
        violations = List.copyOf(violations);
        warnings = List.copyOf(warnings);
    }

    /// What is wrong with a cell.
    public Optional<Words> violation(RawRow line, RosterColumn column) {
        return violation(line.row(), column.english());
    }

    /// What is wrong with a row as a whole.
    public Optional<Words> violation(RawRow line) {
        return violation(line.row(), "");
    }

    /// What is wrong with a column's heading.
    public Optional<Words> violation(RosterColumn column) {
        return violation(HEADING, column.english());
    }

    /// Whether a violation has its place in the table that is shown.
    public boolean isShown(RosterViolation violation) {
        return column(violation).isPresent()
                && (violation.row() == HEADING || lines.stream().anyMatch(line -> line.row() == violation.row()));
    }

    /// The column that a violation is about.
    public Optional<RosterColumn> column(RosterViolation violation) {
        return Stream.of(RosterColumn.values())
                .filter(column -> column.english().equals(violation.column()))
                .findFirst();
    }

    /// What a school was and will be, told by what differs.
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
