package io.github.certpulse.output.quota;

import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.progress.Progress.RoleCount;
import io.github.certpulse.numbers.progress.Progress.Total;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.School;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// How far the quotas are: a row for each certificate of each school, where responses count, or for each school, where
/// persons count.
///
/// @param rows  each with a cell for each column
/// @param total the row of all schools together; empty by certificate
public record QuotaTable(List<QuotaColumn> columns, List<List<Cell>> rows, Optional<List<Cell>> total) {
    private static final List<QuotaColumn> PLACE = List.of(
            new QuotaColumn(ColumnKind.SCHOOL, ResultWords.SCHOOL),
            new QuotaColumn(ColumnKind.LEVEL, ResultWords.LEVEL),
            new QuotaColumn(ColumnKind.CITY, ResultWords.CITY),
            new QuotaColumn(ColumnKind.ROUTE, ResultWords.ROUTE));
    private static final List<QuotaColumn> CERTIFICATE = List.of(
            new QuotaColumn(ColumnKind.CERTIFICATE, ResultWords.CERTIFICATE),
            new QuotaColumn(ColumnKind.CERTIFICATE_LEVEL, new Words("证书等级", "Certificate level")));
    private static final Words DOUBTFUL = new Words("其中存疑", "Doubtful among them");

    /// How detailed a table is.
    public enum Detail {
        /// With the number of flagged responses, and with words for what is missing.
        FULL,
        /// Only whether the quota is met.
        BRIEF
    }

    /// What a column holds.
    public enum ColumnKind {
        SCHOOL, LEVEL, CITY, ROUTE, CERTIFICATE, CERTIFICATE_LEVEL, NUMBER, STATE, DECLARED
    }

    public record QuotaColumn(ColumnKind kind, Words heading) {}

    /// The content of a cell.
    public sealed interface Cell {
        record None() implements Cell {}

        /// Of a row of totals.
        record Label(Words words) implements Cell {}

        /// @param text empty where the school has none
        record Text(String text) implements Cell {}

        record Count(int number) implements Cell {}

        record Missing(int number) implements Cell {}

        /// The share of what is required that has been received; surplus is not counted.
        record Share(int filled, int required) implements Cell {}

        record State(boolean met, Words words) implements Cell {}

        /// When the school declared its survey complete.
        record Declared(Optional<Instant> at) implements Cell {}
    }

    public QuotaTable {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
        total = total.map(List::copyOf);
    }

    public static QuotaTable byCertificate(List<ProgressLine> lines, Detail detail) {
        var rows = new ArrayList<List<Cell>>();
        for (var line : lines) {
            for (var certificate : line.progress().certificates()) {
                var row = row(line.school());
                row.add(new Cell.Text(certificate.name()));
                row.add(new Cell.Text(certificate.level()));
                addCounts(row, new Total(certificate.teachers(), certificate.students()), certificate.met(), detail);
                rows.add(row);
            }
        }
        return new QuotaTable(columns(CERTIFICATE, List.of(), detail), rows, Optional.empty());
    }

    public static QuotaTable bySchool(List<ProgressLine> lines, Detail detail) {
        var rows = new ArrayList<List<Cell>>();
        for (var line : lines) {
            var row = row(line.school());
            addCounts(row, line.progress().total(), line.progress().met(), detail);
            row.add(new Cell.Declared(line.completedAt()));
            rows.add(row);
        }
        var declared = new QuotaColumn(ColumnKind.DECLARED, switch (detail) {
            case FULL -> new Words("学校确认完成时间", "Declared complete at");
            case BRIEF -> new Words("学校确认完成", "Declared complete");
        });
        return new QuotaTable(columns(List.of(), List.of(declared), detail), rows, Optional.of(total(lines, detail)));
    }

    private static List<Cell> total(List<ProgressLine> lines, Detail detail) {
        var row = new ArrayList<Cell>();
        row.add(new Cell.Label(new Words("全省合计", "All schools")));
        PLACE.stream().skip(1).forEach(_ -> row.add(new Cell.None()));
        // In a campaign without schools nothing is missing, but a report must not call it met.
        var met = lines.stream().allMatch(line -> line.progress().met()) && (detail == Detail.FULL || !lines.isEmpty());
        addCounts(
                row,
                lines.stream().map(line -> line.progress().total()).reduce(Total.ZERO, Total::plus),
                met,
                detail);
        row.add(new Cell.None());
        return row;
    }

    private static List<QuotaColumn> columns(List<QuotaColumn> certificate, List<QuotaColumn> declared, Detail detail) {
        var state = new QuotaColumn(ColumnKind.STATE, switch (detail) {
            case FULL -> new Words("完成情况", "State");
            case BRIEF -> new Words("达标", "Met");
        });
        return Stream.of(PLACE, certificate, counts(detail), List.of(state), declared).flatMap(List::stream).toList();
    }

    private static List<QuotaColumn> counts(Detail detail) {
        return Stream.of(
                new Words("教师应收", "Teachers required"),
                new Words("教师已收", "Teachers received"),
                DOUBTFUL,
                new Words("教师缺额", "Teachers missing"),
                new Words("教师完成率", "Teachers, share"),
                new Words("学生应收", "Students required"),
                new Words("学生已收", "Students received"),
                DOUBTFUL,
                new Words("学生缺额", "Students missing"),
                new Words("学生完成率", "Students, share"))
                .filter(heading -> detail == Detail.FULL || !heading.equals(DOUBTFUL))
                .map(heading -> new QuotaColumn(ColumnKind.NUMBER, heading))
                .toList();
    }

    private static List<Cell> row(School school) {
        var row = new ArrayList<Cell>();
        row.add(new Cell.Text(school.name()));
        row.add(new Cell.Text(school.level()));
        row.add(new Cell.Text(Optional.ofNullable(school.city()).orElse("")));
        row.add(new Cell.Text(Optional.ofNullable(school.route()).orElse("")));
        return row;
    }

    private static void addCounts(List<Cell> row, Total total, boolean met, Detail detail) {
        addCounts(row, total.teachers(), detail);
        addCounts(row, total.students(), detail);
        row.add(new Cell.State(met, switch (detail) {
            case FULL -> met ? new Words("已达标", "Met") : missing(total);
            case BRIEF -> met ? new Words("是", "yes") : new Words("否", "no");
        }));
    }

    private static void addCounts(List<Cell> row, RoleCount count, Detail detail) {
        row.add(new Cell.Count(count.required()));
        row.add(new Cell.Count(count.received()));
        if (detail == Detail.FULL) {
            row.add(new Cell.Count(count.flagged()));
        }
        row.add(new Cell.Missing(count.missing()));
        row.add(new Cell.Share(count.filled(), count.required()));
    }

    /// The totals of a school may be complete while responses for a certificate are missing.
    private static Words missing(Total total) {
        var teachers = total.teachers().missing();
        var students = total.students().missing();
        if (teachers > 0 && students > 0) {
            return new Words("缺教师%1$d人、学生%2$d人", "%1$d teachers and %2$d students missing")
                    .with(teachers, students);
        }
        if (teachers > 0) {
            return new Words("缺教师%1$d人", "%1$d teachers missing").with(teachers);
        }
        return students > 0 ? new Words("缺学生%1$d人", "%1$d students missing").with(students)
                : new Words("有证书未达标", "A certificate is short");
    }
}
