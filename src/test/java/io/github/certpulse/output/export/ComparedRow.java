package io.github.certpulse.output.export;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import io.github.certpulse.numbers.result.RandomSheets.Handed;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Question.Kind;
import io.github.certpulse.testing.TestService;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// The values by which rows of teachers' responses are compared with the sheets that were handed in.
final class ComparedRow {
    private ComparedRow() {}

    /// The values of a row, question by question.
    static List<String> from(NamedCsvRecord row) {
        var values = new ArrayList<>(
                List.of(
                        row.getField("school"),
                        row.getField("level"),
                        row.getField("city"),
                        row.getField("route"),
                        row.getField("certificate"),
                        row.getField("elapsed_seconds")));
        for (var question : IntStream.rangeClosed(2, 20).mapToObj(number -> "q" + number).toList()) {
            values.add(
                    row.getHeader().contains(question) ? row.getField(question)
                            : row.getHeader()
                                    .stream()
                                    .filter(name -> name.matches(question + "_[A-Z]"))
                                    .map(row::getField)
                                    .toList()
                                    .toString());
        }
        values.add(row.getField("q21") + row.getField("q21_state"));
        values.add(row.getField("q15_other"));
        return values;
    }

    /// The values of the row that a sheet must have.
    static List<String> expected(Handed each) {
        var expected = new ArrayList<>(
                List.of(
                        each.school().name(),
                        each.level(),
                        orEmpty(each.city()),
                        orEmpty(each.route()),
                        each.certificate(),
                        "214"));
        for (var number = 2; number <= 20; number++) {
            var id = "q" + number;
            var options = TestService.shared()
                    .bean(Questionnaires.class)
                    .find("teacher-2020", 1)
                    .orElseThrow()
                    .definition()
                    .question(id)
                    .orElseThrow();
            var absent = each.isAsked(id) ? "99" : "98";
            if (options.kind() instanceof Kind.Multiple) {
                expected.add(
                        options.options()
                                .keySet()
                                .stream()
                                .map(
                                        code -> !each.isAsked(id) || !each.isAnswered(id) ? absent
                                                : each.chosen(id).contains(code) ? "1" : "0")
                                .toList()
                                .toString());
            } else {
                expected.add(each.isAsked(id) && each.isAnswered(id) ? each.chosen(id).getFirst() : absent);
            }
        }
        expected.add(each.isAnswered("q21") ? "意见1" : "99");
        expected.add(each.chosen("q15").contains("E") ? "别的" : "");
        return expected;
    }

    private static String orEmpty(String text) {
        return text == null ? "" : text;
    }
}
