package io.github.certpulse.respondentpage;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.publishing.QuestionnaireRepository;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// Valid sheets that come too late: the certificate has reached its cap, or the campaign uses another questionnaire by
/// now.
class AnswerPageRefusalTest {
    private static TestService later;

    @BeforeAll
    static void start() {
        later = withASecondVersion();
    }

    @AfterAll
    static void stop() {
        later.close();
    }

    @Test
    void offersAnotherCertificateWhenOneIsFull() {
        var service = TestService.shared();
        var province = province(service).change("{\"caps\":{\"perCertificate\":{\"teachers\":1}}}");
        var school = province.school("甲校");
        service.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("老年照护")))
                .expect(201);
        try (var phone = begun(Phone.chinese(), service, province)) {
            var sent = sheetsOf(phone);
            AnswerPageTest.answerAsTeacher(phone, true).press("提交").reads("该证书的答卷已经足够").isAccessible();
            phone.press("改选：母婴护理（中级）").reads("已改选证书").reads("证书：母婴护理（中级）");
            assertThat(phone.page().locator("#q15-other")).hasValue("带薪休假");
            phone.press("提交").reads("提交成功").reads("母婴护理（中级）");
            assertThat(sent).hasSize(2);
            assertThat(sent.getLast()).contains("\"" + school.certificate("母婴护理") + "\"")
                    .isNotEqualTo(sent.getFirst());
        }
    }

    @Test
    void thanksTheRespondentWhenAllCertificatesAreFullAndKeepsTheAnswers() {
        var service = TestService.shared();
        var province = province(service).change("{\"caps\":{\"perCertificate\":{\"teachers\":0}}}");
        try (var phone = begun(Phone.chinese(), service, province)) {
            AnswerPageTest.answerAsTeacher(phone, true).press("提交").press("改选：母婴护理").press("提交");
            phone.reads("您不需要再做什么，感谢您的参与").isAccessible();
            assertThat(phone.page().locator("main")).not().containsText("改选");
            province.change("{\"caps\":null}");
            phone.press("重新打开");
            assertThat(phone.page().locator("#q15-other")).hasValue("带薪休假");
            phone.press("提交").reads("提交成功");
        }
    }

    @Test
    void opensTheNewQuestionnaireWithTheAnswersThatStillFit() {
        var province = province(later);
        try (var phone = begun(Phone.chinese(), later, province)) {
            var sent = sheetsOf(phone);
            AnswerPageTest.answerAsTeacher(phone, true);
            askTheSecond(province);
            phone.press("提交").reads("问卷有了新版本").isAccessible();
            phone.press("打开新问卷").reads("问卷已更新").reads("您现在的职称是？").isAccessible();
            assertThat(phone.page().locator("#q3 :checked")).hasCount(0);
            assertThat(phone.page().locator("#q5 :checked")).hasCount(1);
            assertThat(phone.page().locator("#q5 input[value=A]")).isChecked();
            assertThat(phone.page().locator("#q15-other")).hasValue("带薪休假");
            phone.choose("q3", "C").press("提交").reads("提交成功");
            assertThat(sent.getLast()).contains("\"version\":2", "\"q3\":\"C\"", "\"q5\":[\"A\"]", "带薪休假");
        }
    }

    @Test
    void dropsAnswersWhoseOptionMeansSomethingElseInTheNewQuestionnaire() {
        var province = province(later);
        try (var phone = begun(Phone.chinese(), later, province)) {
            AnswerPageTest.answerAsTeacher(phone, true);
            askTheSecond(province);
            phone.page().reload();
            phone.reads("问卷已更新").reads("您现在的职称是？");
            assertThat(phone.page().locator("#q3 :checked")).hasCount(0);
            phone.choose("q3", "C").press("提交").reads("提交成功");
        }
    }

    private static Province province(TestService service) {
        return Province.with(service, AnswerPageTest.ROSTER.toArray(String[]::new));
    }

    private static Phone begun(Phone phone, TestService service, Province province) {
        return phone.scan(service.url(), province.school("甲校").teacherCode()).begin("老年照护");
    }

    private static void askTheSecond(Province province) {
        province.change("{\"questionnaires\":{\"teacher\":\"teacher-2020@2\"}}");
    }

    /// The address and body of every sheet that is sent from now on.
    private static List<String> sheetsOf(Phone phone) {
        var sent = new ArrayList<String>();
        phone.page().onRequest(request -> {
            if (request.method().equals("PUT")) {
                sent.add(request.url() + request.postData());
            }
        });
        return sent;
    }

    /// A service with a second version of the questionnaire: question 3 asks something else, and option B of question 5
    /// means something else.
    private static TestService withASecondVersion() {
        var servers = TestServers.shared();
        var database = servers.newDatabase();
        try (var earlier = TestService.start(servers.databasePort(), database, servers.redisPort(), Map.of())) {
            var first =
                    new String(earlier.bean(Questionnaires.class).find("teacher-2020", 1).orElseThrow().json(), UTF_8);
            var second = first.replace("\"version\":1", "\"version\":2")
                    .replace("您的职称是？", "您现在的职称是？")
                    .replace("学生培训", "别的工作");
            earlier.bean(QuestionnaireRepository.class).publish("teacher-2020", 2, "TEACHER", second, sha256(second));
        }
        return TestService.start(servers.databasePort(), database, servers.redisPort(), Map.of());
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
