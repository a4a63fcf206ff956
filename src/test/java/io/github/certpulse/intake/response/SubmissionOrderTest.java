package io.github.certpulse.intake.response;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Of several reasons to refuse a sheet, the reply states the first in this order: replay and reused id, entry,
/// campaign state, channel, questionnaire version, certificate, site word, answers, already answered, cap. Each test
/// has two neighbouring reasons; those of the site word are in `SiteWordTest`.
@Fast
class SubmissionOrderTest {
    private static final String FLAW = "answers.q3";
    private final TestService service = TestService.shared();
    private final Province province =
            Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120", "乙校,高职,武汉市,,,老年照护,中级,80");
    private final Province.School school = province.school("甲校");
    private final JsonNode sheet = Sheets.teacher(school, school.certificate("物流管理"));
    private final Visitor teacher = service.wechatUser();
    private final String path = "/api/v1/responses/" + UUID.randomUUID();

    @Test
    void aReusedIdComesBeforeAnUnknownEntry() {
        teacher.put(path, sheet).expect(201);
        teacher.put(path, Sheets.with(sheet, "entry", "\"22222222222\"")).expectProblem(409, "response-id-reused");
    }

    @Test
    void anUnknownEntryComesBeforeAClosedCampaign() {
        closed(Duration.ofMinutes(-16));
        teacher.put(path, Sheets.with(sheet, "entry", "\"22222222222\"")).expectProblem(404, "entry-unknown");
        teacher.put(path, sheet).expectProblem(409, "campaign-closed");
    }

    @Test
    void aClosedCampaignComesBeforeAnythingInTheSheet() {
        closed(Duration.ofMinutes(-16));
        teacher.put(path, Sheets.with(sheet, FLAW, "\"Z\"")).expectProblem(409, "campaign-closed");
        teacher.put(path, Sheets.with(sheet, "questionnaire.version", "9")).expectProblem(409, "campaign-closed");
        service.browser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.with(sheet, "certificateId", "\"x\""))
                .expectProblem(409, "campaign-closed");
    }

    @Test
    void aCampaignThatIsYetToOpenComesBeforeTheQuestionnaire() {
        province.change("{\"opensAt\":\"%s\"}".formatted(Instant.now().plusSeconds(60)));
        teacher.put(path, Sheets.with(sheet, "questionnaire.version", "9")).expectProblem(409, "campaign-not-open");
    }

    @Test
    void theQuestionnaireComesBeforeTheCertificate() {
        var outdated = Sheets.with(Sheets.with(sheet, "certificateId", "\"x\""), "questionnaire.version", "2");
        teacher.put(path, outdated).expectProblem(409, "questionnaire-outdated");
        teacher.put(path, Sheets.with(outdated, "questionnaire", "{\"code\":\"student-2020\",\"version\":1}"))
                .expectProblem(409, "questionnaire-outdated");
    }

    @Test
    void theCertificateComesBeforeTheAnswers() {
        var foreign = province.school("乙校").certificate("老年照护");
        for (var certificate : new String[]{foreign, "x", "", school.id()}) {
            teacher.put(
                    path,
                    Sheets.with(Sheets.with(sheet, FLAW, "\"Z\""), "certificateId", "\"" + certificate + "\""))
                    .expectProblem(404, "certificate-unknown");
        }
    }

    @Test
    void theAnswersComeBeforeHavingAnsweredAlready() {
        teacher.put(path, sheet).expect(201);
        teacher.put("/api/v1/responses/" + UUID.randomUUID(), Sheets.with(sheet, FLAW, "\"Z\""))
                .expectProblem(422, "answers-invalid");
        teacher.put("/api/v1/responses/" + UUID.randomUUID(), sheet).expectProblem(409, "already-answered");
    }

    @Test
    void havingAnsweredAlreadyComesBeforeAFullQuota() {
        province.change("{\"caps\":{\"perCertificate\":{\"teachers\":1}}}");
        teacher.put(path, sheet).expect(201);
        teacher.put("/api/v1/responses/" + UUID.randomUUID(), sheet).expectProblem(409, "already-answered");
        service.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.with(sheet, FLAW, "\"Z\""))
                .expectProblem(422, "answers-invalid");
        service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expectProblem(409, "quota-full");
        service.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.student(school, school.certificate("物流管理")))
                .expect(201);
    }

    @Test
    void aWithdrawnCertificateIsUnknown() {
        province.importRoster("甲校,高职,武汉市,,,母婴护理,中级,120").expect(200);
        teacher.put(path, sheet).expectProblem(404, "certificate-unknown");
    }

    @Test
    void acceptsSheetsForAQuarterOfAnHourAfterTheEnd() {
        closed(Duration.ofMinutes(-15).plusSeconds(20));
        teacher.put(path, sheet).expect(201);
        closed(Duration.ofMinutes(-15).minusSeconds(1));
        service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expectProblem(409, "campaign-closed");
    }

    @Test
    void refusesSheetsFromBrowsersIfTheCampaignIsForWechatOnly() {
        var browser = service.browser();
        province.change("{\"channels\":[\"WECHAT\"]}");
        browser.put(path, Sheets.with(sheet, "questionnaire.version", "9")).expectProblem(403, "web-channel-off");
        teacher.put(path, sheet).expect(201);
        province.change("{\"channels\":[\"WEB\",\"WECHAT\"]}");
        browser.put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
    }

    private void closed(Duration closesIn) {
        province.change("{\"closesAt\":\"%s\"}".formatted(Instant.now().plus(closesIn)));
    }
}
