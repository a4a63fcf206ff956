package io.github.certpulse.survey.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Workbook;
import io.micronaut.json.tree.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The office publishes questionnaires from workbooks.
class PublishingTest {
    private static final String ALL = "/api/v1/questionnaires";
    private static final String SCHOOL = "甲校";
    private final TestService service = TestService.shared();
    private final String code = "q-" + UUID.randomUUID().toString().substring(0, 8);

    @Test
    void teachersAnswerTheVersionThatTheOfficeHasJustUploaded() {
        var province = Province.with(service, SCHOOL + ",高职,武汉市,,,物流管理,中级,120");
        var school = province.school(SCHOOL);
        var published = upload(sound()).expect(201);
        assertThat(published.string("href")).isEqualTo(ALL + "/" + code + "/1").isEqualTo(published.header("location"));
        assertThat(
                service.stranger()
                        .get("/api/v1/entries/" + school.teacherCode())
                        .expect(200)
                        .string("questionnaire.code"))
                .isEqualTo("teacher-2020");

        province.office()
                .patch(province.path(), "{\"questionnaires\":{\"teacher\":\"%s@1\"}}".formatted(code))
                .expect(200);
        var entry = service.stranger().get("/api/v1/entries/" + school.teacherCode()).expect(200);
        assertThat(entry.string("questionnaire.code") + "@" + entry.number("questionnaire.version"))
                .isEqualTo(code + "@1");
        assertThat(service.stranger().get(entry.string("questionnaire.href")).expect(200).list("questions")).hasSize(3);

        var sheet = Sheets.json(
                """
                        {"entry":"%s","certificateId":"%s","questionnaire":{"code":"%s","version":1},
                         "answers":{"q1":"A","q2":["B","C"],"q3":"多办几场"},"otherTexts":{"q2":"自学"}}"""
                        .formatted(school.teacherCode(), school.certificate("物流管理"), code));
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
        assertThat(rows.getLast()).contains(code, "多办几场", "自学");
        assertThat(listed(1).get("campaigns").getIntValue()).isEqualTo(1);
    }

    @Test
    void anEditedWorkbookBecomesTheNextVersionAndTheOldOneStays() {
        upload(sound()).expect(201);
        var before = service.stranger().get(ALL + "/" + code + "/1").expect(200);
        var second = upload(sound().set("survey", 4, "label", "您是否参加？")).expect(201);
        assertThat(second.number("version")).isEqualTo(2);
        assertThat(second.number("follows")).isEqualTo(1);
        assertThat(service.stranger().get(ALL + "/" + code + "/1").expect(200).body()).isEqualTo(before.body());
        assertThat(service.stranger().get(ALL + "/" + code + "/2").expect(200).text()).contains("您是否参加？");
        upload(sound().set("settings", 2, "version", 3)).expect(201);
        assertThat(Stream.of(1, 2, 3).map(version -> listed(version).get("version").getIntValue()))
                .containsExactly(1, 2, 3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"teacher-2020", "student-2020"})
    void anOfficialQuestionnaireIsTheSameAfterTheRoundTrip(String official) {
        var download = service.viewer().get(ALL + "/" + official + "/1/xlsform").expect(200);
        assertThat(download.header("content-disposition"))
                .isEqualTo("attachment; filename=\"" + official + ".1.xlsx\"");
        assertThat(download.header("content-type"))
                .isEqualTo("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
        var refused =
                service.office().upload(ALL, "问卷.xlsx", download.body()).expectProblem(422, "questionnaire-invalid");
        assertThat(told(refused)).containsExactly("settings 2 version unchanged");
    }

    @Test
    void aPreviewStoresNothing() {
        var preview = service.office().upload(ALL + "?preview=true", "问卷.xlsx", sound().bytes()).expect(200);
        assertThat(preview.number("version")).isEqualTo(1);
        assertThat(preview.at("follows")).isNull();
        assertThat(preview.at("href")).isNull();
        assertThat(preview.string("definition.title")).isEqualTo("短问卷");
        assertThat(Stream.of("role", "title").map(preview::string)).containsExactly("TEACHER", "短问卷");
        assertThat(preview.number("questions")).isEqualTo(3);
        service.stranger().get(ALL + "/" + code + "/1").expectProblem(404, "questionnaire-unknown");

        upload(sound()).expect(201);
        assertThat(service.stranger().get(ALL + "/" + code + "/1").expect(200).body())
                .isEqualTo(Json.canonical(preview.at("definition")));
        var next = service.office()
                .upload(ALL + "?preview=true", "问卷.xlsx", sound().set("survey", 4, "label", "换个说法").bytes())
                .expect(200);
        assertThat(List.of(next.number("version"), next.number("follows"), next.number("definition.version")))
                .containsExactly(2, 1, 2);
        service.stranger().get(ALL + "/" + code + "/2").expectProblem(404, "questionnaire-unknown");
    }

    @Test
    void everyViolationIsToldByItsPlaceInBothLanguages() {
        var faulty = sound().set("survey", 5, "relevant", "${q9} = 'A'")
                .set("choices", 3, "name", "A")
                .set("settings", 2, "role", "");
        var chinese = upload(faulty).expectProblem(422, "questionnaire-invalid");
        assertThat(told(chinese)).contains(
                "survey 5 relevant question-unknown",
                "choices 3 name choice-twice",
                "settings 2 role required");
        assertThat(chinese.string("violations.0.message")).isEqualTo("q2 的显示条件引用了 q9，没有这道题");
        var english = service.office()
                .upload(ALL + "?preview=true", "a.xlsx", faulty.bytes(), "Accept-Language", "en")
                .expectProblem(422, "questionnaire-invalid");
        assertThat(told(english)).isEqualTo(told(chinese));
        assertThat(english.string("violations.0.message"))
                .isEqualTo("q2's visibleWhen looks at q9, which is no question");
        assertThat(
                told(
                        service.office()
                                .upload(ALL, "a.xlsx", "no workbook".getBytes(UTF_8))
                                .expectProblem(422, "questionnaire-invalid")))
                .containsExactly(" 1  format-unsupported");
    }

    @Test
    void versionsComeOneAfterTheOtherForOneRole() {
        assertThat(told(upload(sound().set("settings", 2, "version", 2))))
                .containsExactly("settings 2 version version-not-next");
        upload(sound().set("settings", 2, "version", 1)).expect(201);
        assertThat(told(upload(sound()))).containsExactly("settings 2 version unchanged");
        var changed = sound().set("survey", 4, "label", "换个说法");
        assertThat(told(upload(changed.set("settings", 2, "version", 1).set("settings", 2, "role", "STUDENT"))))
                .containsExactly("settings 2 role role-changed");
        assertThat(told(upload(changed.set("settings", 2, "version", 3).set("settings", 2, "role", "TEACHER"))))
                .containsExactly("settings 2 version version-not-next");
        var reordered = sound().delete("choices", 2).insert("choices", 3, "yesno", "A", "是");
        assertThat(upload(reordered).expect(201).number("version")).isEqualTo(2);
        assertThat(upload(changed.set("settings", 2, "version", 2)).expect(201).number("version")).isEqualTo(3);
        assertThat(told(upload(reordered.set("settings", 2, "version", 2))))
                .as("made from a version that is no longer the latest")
                .containsExactly("settings 2 version version-not-next");
    }

    @Test
    void anotherReplicaKnowsWhatWasPublishedHere() {
        var servers = TestServers.shared();
        try (
                var replica =
                        TestService.start(servers.databasePort(), service.database(), servers.redisPort(), Map.of())) {
            replica.stranger().get(ALL + "/" + code + "/1").expectProblem(404, "questionnaire-unknown");
            upload(sound()).expect(201);
            assertThat(replica.stranger().get(ALL + "/" + code + "/1").expect(200).list("questions")).hasSize(3);
            assertThat(
                    replica.office()
                            .upload(ALL, "a.xlsx", sound().set("survey", 4, "label", "换个说法").bytes())
                            .expect(201)
                            .number("version"))
                    .isEqualTo(2);
            assertThat(upload(sound()).expect(201).number("version")).isEqualTo(3);
        }
    }

    @Test
    void ofManyAtOnceEachVersionIsPublishedOnce() {
        var uploads = IntStream.range(0, 8)
                .mapToObj(i -> sound().set("survey", 4, "label", "说法" + i / 2))
                .map(Workbook::bytes)
                .toList();
        var office = service.office();
        try (var clerks = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = uploads.stream()
                    .map(file -> CompletableFuture.supplyAsync(() -> office.upload(ALL, "a.xlsx", file), clerks))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
            var published = replies.stream()
                    .filter(reply -> reply.status() == 201)
                    .map(reply -> reply.number("version"))
                    .sorted()
                    .toList();
            assertThat(published).isNotEmpty().isEqualTo(IntStream.rangeClosed(1, published.size()).boxed().toList());
            assertThat(replies).filteredOn(reply -> reply.status() != 201)
                    .allSatisfy(
                            reply -> assertThat(told(reply))
                                    .isSubsetOf("settings 2 version version-taken", "settings 2 version unchanged"));
        }
    }

    @Test
    void publishingIsTheOfficesRightAndOnRecord() {
        service.viewer().upload(ALL, "a.xlsx", sound().bytes()).expectProblem(403, "forbidden");
        service.stranger().upload(ALL, "a.xlsx", sound().bytes()).expectProblem(401, "unauthorized");
        service.stranger().get(ALL).expectProblem(401, "unauthorized");
        service.wechatUser().get(ALL).expectProblem(403, "forbidden");
        service.stranger().get(ALL + "/teacher-2020/1/xlsform").expectProblem(401, "unauthorized");
        service.viewer().get(ALL).expect(200);
        service.viewer().get(ALL + "/teacher-2020/9/xlsform").expectProblem(404, "questionnaire-unknown");
        upload(sound()).expect(201);
        var line = Reply.items(service.office().get("/api/v1/audit?size=500").expect(200).at("items"))
                .stream()
                .filter(item -> item.get("target").getStringValue().equals(code + "@1"))
                .toList();
        assertThat(line).singleElement().satisfies(item -> {
            assertThat(item.get("action").getStringValue()).isEqualTo("questionnaire-published");
            assertThat(item.get("username").getStringValue()).isEqualTo("office");
        });
    }

    @Test
    void listsEveryVersion() {
        upload(sound()).expect(201);
        var listed = listed(1);
        assertThat(listed.get("role").getStringValue()).isEqualTo("TEACHER");
        assertThat(listed.get("title").getStringValue()).isEqualTo("短问卷");
        assertThat(listed.get("questions").getIntValue()).isEqualTo(3);
        assertThat(listed.get("campaigns").getIntValue()).isZero();
        assertThat(listed.get("publishedAt").getStringValue()).endsWith("+08:00");
        assertThat(listed.get("href").getStringValue()).isEqualTo(ALL + "/" + code + "/1");
    }

    @ParameterizedTest
    @ValueSource(ints = {9, 23, 25})
    void refusesHugeFiles(int megabytes) {
        assertThat(service.office().upload(ALL, "a.xlsx", new byte[megabytes * 1024 * 1024]).status()).isIn(413, 422);
    }

    private Workbook sound() {
        return Workbook.sound().set("settings", 2, "form_id", code);
    }

    private Reply upload(Workbook workbook) {
        return service.office().upload(ALL, "问卷.xlsx", workbook.bytes());
    }

    private Reply answer(JsonNode sheet) {
        return service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet);
    }

    private JsonNode listed(int version) {
        return Reply.items(service.office().get(ALL).expect(200).json())
                .stream()
                .filter(
                        each -> each.get("code").getStringValue().equals(code)
                                && each.get("version").getIntValue() == version)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> told(Reply refused) {
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
