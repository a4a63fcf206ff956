package io.github.certpulse.survey.publishing;

import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Workbook;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.UUID;

/// A questionnaire with its own code that tests publish from the valid workbook.
record PublishedForm(TestService service, String code) {
    static final String ALL = "/api/v1/questionnaires";

    static PublishedForm on(TestService service) {
        return new PublishedForm(service, "q-" + UUID.randomUUID().toString().substring(0, 8));
    }

    Workbook workbook() {
        return Workbook.sound().set("settings", 2, "form_id", code);
    }

    Reply upload(Workbook workbook) {
        return service.office().upload(ALL, "问卷.xlsx", workbook.bytes());
    }

    /// A version in the list of all versions.
    JsonNode listed(int version) {
        return Reply.items(service.office().get(ALL).expect(200).json())
                .stream()
                .filter(
                        each -> each.get("code").getStringValue().equals(code)
                                && each.get("version").getIntValue() == version)
                .findFirst()
                .orElseThrow();
    }

    /// Sheet, row, column and code of every violation.
    static List<String> violations(Reply refused) {
        return refused.expectProblem(422, "questionnaire-invalid")
                .list("violations")
                .stream()
                .map(
                        violation -> "%s %d %s %s".formatted(
                                violation.get("sheet").getStringValue(),
                                violation.get("row").getIntValue(),
                                violation.get("column").getStringValue(),
                                violation.get("code").getStringValue()))
                .toList();
    }
}
