package io.github.certpulse.console.office.roster;

import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.campaign.RosterPlan;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.roster.RosterColumn;
import io.github.certpulse.survey.roster.RosterFault;
import io.github.certpulse.survey.roster.RosterReading.Line;
import io.github.certpulse.survey.roster.RosterWarning;
import io.micronaut.core.annotation.Nullable;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/// A roster before it is imported: what it holds, what is wrong with it, what it would change.
///
/// @param rows     rows with content
/// @param lines    the first rows, and those with faults
/// @param plan     what would change; empty where the file has faults
/// @param students registered, all rows together
/// @param warnings what the import decides by itself: rows left out, names respelled
public record RosterPreview(
        Campaign campaign,
        int rows,
        List<Line> lines,
        List<RosterFault> faults,
        Optional<RosterPlan> plan,
        long students,
        List<RosterWarning> warnings) {
    /// Of each kind of change so many are named.
    public static final int NAMED = 30;
    private static final int HEADING = 1;

    public RosterPreview {
        lines = List.copyOf(lines);
        faults = List.copyOf(faults);
        warnings = List.copyOf(warnings);
    }

    /// What is wrong with a cell.
    public Optional<Words> fault(Line line, RosterColumn column) {
        return fault(line.row(), column.english());
    }

    /// What is wrong with a row as a whole.
    public Optional<Words> fault(Line line) {
        return fault(line.row(), "");
    }

    /// What is wrong with a column's heading.
    public Optional<Words> fault(RosterColumn column) {
        return fault(HEADING, column.english());
    }

    /// Whether a fault has its place in the table that is shown.
    public boolean isShown(RosterFault fault) {
        return column(fault).isPresent()
                && (fault.row() == HEADING || lines.stream().anyMatch(line -> line.row() == fault.row()));
    }

    /// The column that a fault is about.
    public Optional<RosterColumn> column(RosterFault fault) {
        return Stream.of(RosterColumn.values()).filter(column -> column.english().equals(fault.column())).findFirst();
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

    private Optional<Words> fault(int row, String column) {
        return faults.stream()
                .filter(fault -> fault.row() == row && fault.column().equals(column))
                .findFirst()
                .map(RosterFault::message);
    }
}
