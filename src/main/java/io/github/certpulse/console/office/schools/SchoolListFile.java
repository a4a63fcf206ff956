package io.github.certpulse.console.office.schools;

import io.github.certpulse.console.frame.Visit;
import io.github.certpulse.files.csv.CsvFile;
import io.github.certpulse.numbers.progress.Progress.RoleCount;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;

/// The list of schools for a spreadsheet: one line for each school, or, for the matrix, one line for each certificate
/// of a school.
final class SchoolListFile {
    private SchoolListFile() {}

    /// The list as the text of a CSV file.
    static String csv(Visit visit, SchoolListPage page) {
        var text = new StringWriter();
        write(visit, page, CsvFile.forExcel(text));
        return text.toString();
    }

    /// The list as text for the clipboard.
    static String tabSeparated(Visit visit, SchoolListPage page) {
        var text = new StringWriter();
        write(visit, page, CsvFile.tabSeparated(text));
        return text.toString();
    }

    private static void write(Visit visit, SchoolListPage page, CsvFile csv) {
        var headings = new ArrayList<>(
                List.of(
                        visit.say("学校", "School"),
                        visit.say("地市", "City"),
                        visit.say("层次", "Level"),
                        visit.say("状态", "State")));
        if (page.query().matrix()) {
            headings.add(visit.say("证书", "Certificate"));
        }
        headings.addAll(
                List.of(
                        visit.say("教师应收", "Teachers required"),
                        visit.say("教师已收", "Teachers received"),
                        visit.say("教师缺额", "Teachers missing"),
                        visit.say("学生应收", "Students required"),
                        visit.say("学生已收", "Students received"),
                        visit.say("学生缺额", "Students missing")));
        csv.line(headings);
        page.rows().forEach(row -> lines(visit, page, row).forEach(csv::line));
    }

    private static List<List<String>> lines(Visit visit, SchoolListPage page, SchoolRow row) {
        var school = List.of(row.school().name(), row.city(), row.school().level(), visit.say(row.state().words()));
        if (!page.query().matrix()) {
            return List.of(joined(school, numbers(row.teachers()), numbers(row.students())));
        }
        return row.progress()
                .certificates()
                .stream()
                .filter(
                        certificate -> page.query().certificate().isEmpty()
                                || certificate.name().equals(page.query().certificate()))
                .map(
                        certificate -> joined(
                                school,
                                List.of(certificate.name()),
                                numbers(certificate.teachers()),
                                numbers(certificate.students())))
                .toList();
    }

    private static List<String> numbers(Need need) {
        return List.of(
                Integer.toString(need.required()),
                Integer.toString(need.received()),
                Integer.toString(need.missing()));
    }

    private static List<String> numbers(RoleCount count) {
        return List.of(
                Integer.toString(count.required()),
                Integer.toString(count.received()),
                Integer.toString(count.missing()));
    }

    @SafeVarargs
    private static List<String> joined(List<String>... parts) {
        var all = new ArrayList<String>();
        for (var part : parts) {
            all.addAll(part);
        }
        return all;
    }
}
