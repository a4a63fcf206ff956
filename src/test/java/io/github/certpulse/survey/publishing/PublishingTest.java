package io.github.certpulse.survey.publishing;

import static io.github.certpulse.survey.publishing.PublishedForm.ALL;
import static io.github.certpulse.survey.publishing.PublishedForm.violations;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The office publishes questionnaires from workbooks.
class PublishingTest {
    private static final String SCHOOL = "甲校";
    private final TestService service = TestService.shared();
    private final PublishedForm form = PublishedForm.on(service);

    @Test
    void letsTeachersAnswerAVersionThatTheOfficeHasUploaded() {
        var province = Province.with(service, SCHOOL + ",高职,武汉市,,,物流管理,中级,120");
        var school = province.school(SCHOOL);
        var published = form.upload(form.workbook()).expect(201);
        assertThat(published.string("href")).isEqualTo(ALL + "/" + form.code() + "/1")
                .isEqualTo(published.header("location"));
        assertThat(
                service.stranger()
                        .get("/api/v1/entries/" + school.teacherCode())
                        .expect(200)
                        .string("questionnaire.code"))
                .isEqualTo("teacher-2020");

        province.office()
                .patch(province.path(), "{\"questionnaires\":{\"teacher\":\"%s@1\"}}".formatted(form.code()))
                .expect(200);
        var entry = service.stranger().get("/api/v1/entries/" + school.teacherCode()).expect(200);
        assertThat(entry.string("questionnaire.code") + "@" + entry.number("questionnaire.version"))
                .isEqualTo(form.code() + "@1");
        assertThat(service.stranger().get(entry.string("questionnaire.href")).expect(200).list("questions")).hasSize(3);

        var sheet = Sheets.json(
                """
                        {"entry":"%s","certificateId":"%s","questionnaire":{"code":"%s","version":1},
                         "answers":{"q1":"A","q2":["B","C"],"q3":"多办几场"},"otherTexts":{"q2":"自学"}}"""
                        .formatted(school.teacherCode(), school.certificate("物流管理"), form.code()));
        answer(Sheets.with(sheet, "answers.q1", "\"B\"")).expectProblem(422, "answers-invalid");
        answer(sheet).expect(201);
        var rows = province.office()
                .get(province.path() + "/exports/responses.csv?role=TEACHER")
                .expect(200)
                .text()
                .lines()
                .toList();
        assertThat(rows).hasSize(2);
        assertThat(rows.getFirst()).contains("q1", "q2_A", "q2_B", "q2_C", "q3");
        assertThat(rows.getLast()).contains(form.code(), "多办几场", "自学");
        assertThat(form.listed(1).get("campaigns").getIntValue()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher-2020", "student-2020"})
    void recognisesADownloadedOfficialQuestionnaireAsUnchanged(String official) {
        var download = service.viewer().get(ALL + "/" + official + "/1/xlsform").expect(200);
        assertThat(download.header("content-disposition"))
                .isEqualTo("attachment; filename=\"" + official + ".1.xlsx\"");
        assertThat(download.header("content-type"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        var refused =
                service.office().upload(ALL, "问卷.xlsx", download.body()).expectProblem(422, "questionnaire-invalid");
        assertThat(violations(refused)).containsExactly("settings 2 version unchanged");
    }

    @Test
    void storesNothingForAPreview() {
        var preview = service.office().upload(ALL + "?preview=true", "问卷.xlsx", form.workbook().bytes()).expect(200);
        assertThat(preview.number("version")).isEqualTo(1);
        assertThat(preview.at("follows")).isNull();
        assertThat(preview.at("href")).isNull();
        assertThat(preview.string("definition.title")).isEqualTo("短问卷");
        assertThat(Stream.of("role", "title").map(preview::string)).containsExactly("TEACHER", "短问卷");
        assertThat(preview.number("questions")).isEqualTo(3);
        service.stranger().get(ALL + "/" + form.code() + "/1").expectProblem(404, "questionnaire-unknown");

        form.upload(form.workbook()).expect(201);
        assertThat(service.stranger().get(ALL + "/" + form.code() + "/1").expect(200).body())
                .isEqualTo(Json.canonical(preview.at("definition")));
        var next = service.office()
                .upload(ALL + "?preview=true", "问卷.xlsx", form.workbook().set("survey", 4, "label", "换个说法").bytes())
                .expect(200);
        assertThat(List.of(next.number("version"), next.number("follows"), next.number("definition.version")))
                .containsExactly(2, 1, 2);
        service.stranger().get(ALL + "/" + form.code() + "/2").expectProblem(404, "questionnaire-unknown");
    }

    @Test
    void reportsEveryViolationByItsPlaceInBothLanguages() {
        var faulty = form.workbook()
                .set("survey", 5, "relevant", "${q9} = 'A'")
                .set("choices", 3, "name", "A")
                .set("settings", 2, "role", "");
        var chinese = form.upload(faulty).expectProblem(422, "questionnaire-invalid");
        assertThat(violations(chinese)).contains(
                "survey 5 relevant question-unknown",
                "choices 3 name choice-twice",
                "settings 2 role required");
        assertThat(chinese.string("violations.0.message")).isEqualTo("q2 的显示条件（relevant）引用了 q9，没有这道题");
        var english = service.office()
                .upload(ALL + "?preview=true", "a.xlsx", faulty.bytes(), "Accept-Language", "en")
                .expectProblem(422, "questionnaire-invalid");
        assertThat(violations(english)).isEqualTo(violations(chinese));
        assertThat(english.string("violations.0.message"))
                .isEqualTo("q2's relevant refers to q9, which is not a question");
        assertThat(
                violations(
                        service.office()
                                .upload(ALL, "a.xlsx", "no workbook".getBytes(UTF_8))
                                .expectProblem(422, "questionnaire-invalid")))
                .containsExactly(" 1  format-unsupported");
    }

    @Test
    void publishesAWorkbookThatStatesNoTitleCodeAndRole() {
        var workbook = form.workbook().without("settings").set("survey", 4, "appearance", "minimal");
        assertThat(violations(form.upload(workbook))).containsExactly("settings 1  sheet-missing");
        var supplied = ALL + "?title=Short&role=STUDENT&code=" + form.code();
        var preview = service.office()
                .upload(supplied + "&preview=true", "a.xlsx", workbook.bytes(), "Accept-Language", "en")
                .expect(200);
        assertThat(preview.string("title")).isEqualTo("Short");
        assertThat(preview.string("warnings.0.code")).isEqualTo("columns-ignored");
        assertThat(preview.string("warnings.0.message")).isEqualTo("survey: columns that were not read: appearance");
        assertThat(service.office().upload(supplied, "a.xlsx", workbook.bytes()).expect(201).string("role"))
                .isEqualTo("STUDENT");
    }

    @Test
    void letsTeachersAnswerAFormOfAnotherToolWithNamesOfItsOwn() {
        var province = Province.with(service, SCHOOL + ",高职,武汉市,,,物流管理,中级,120");
        var school = province.school(SCHOOL);
        form.upload(
                form.workbook()
                        .set("choices", 2, "name", "not_sure")
                        .set("choices", 3, "name", "是")
                        .set("survey", 5, "required", "")
                        .set("survey", 5, "relevant", "${q1} = 'not_sure'")
                        .set("survey", 8, "name", "您的_建议"))
                .expect(201);
        province.office()
                .patch(province.path(), "{\"questionnaires\":{\"teacher\":\"%s@1\"}}".formatted(form.code()))
                .expect(200);
        answer(
                Sheets.json(
                        """
                                {"entry":"%s","certificateId":"%s","questionnaire":{"code":"%s","version":1},
                                 "answers":{"q1":"not_sure","q2":["A"]}}"""
                                .formatted(school.teacherCode(), school.certificate("物流管理"), form.code())))
                .expect(201);
        assertThat(province.office().get(province.path() + "/exports/responses.csv?role=TEACHER").expect(200).text())
                .contains("q_");
    }

    @Test
    void letsOnlyTheOfficePublishAndRecordsIt() {
        service.viewer().upload(ALL, "a.xlsx", form.workbook().bytes()).expectProblem(403, "forbidden");
        service.stranger().upload(ALL, "a.xlsx", form.workbook().bytes()).expectProblem(401, "unauthorized");
        service.stranger().get(ALL).expectProblem(401, "unauthorized");
        service.wechatUser().get(ALL).expectProblem(403, "forbidden");
        service.stranger().get(ALL + "/teacher-2020/1/xlsform").expectProblem(401, "unauthorized");
        service.viewer().get(ALL).expect(200);
        service.viewer().get(ALL + "/teacher-2020/9/xlsform").expectProblem(404, "questionnaire-unknown");
        form.upload(form.workbook()).expect(201);
        var line = Reply.items(service.office().get("/api/v1/audit?size=500").expect(200).at("items"))
                .stream()
                .filter(item -> item.get("target").getStringValue().equals(form.code() + "@1"))
                .toList();
        assertThat(line).singleElement().satisfies(item -> {
            assertThat(item.get("action").getStringValue()).isEqualTo("questionnaire-published");
            assertThat(item.get("username").getStringValue()).isEqualTo("office");
        });
    }

    @Test
    void listsEveryVersion() {
        form.upload(form.workbook()).expect(201);
        var listed = form.listed(1);
        assertThat(listed.get("role").getStringValue()).isEqualTo("TEACHER");
        assertThat(listed.get("title").getStringValue()).isEqualTo("短问卷");
        assertThat(listed.get("questions").getIntValue()).isEqualTo(3);
        assertThat(listed.get("campaigns").getIntValue()).isZero();
        assertThat(listed.get("publishedAt").getStringValue()).endsWith("+08:00");
        assertThat(listed.get("href").getStringValue()).isEqualTo(ALL + "/" + form.code() + "/1");
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 23, 25})
    void refusesHugeFiles(int megabytes) {
        assertThat(service.office().upload(ALL, "a.xlsx", new byte[megabytes * 1024 * 1024]).status()).isIn(413, 422);
    }

    private Reply answer(JsonNode sheet) {
        return service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet);
    }
}
