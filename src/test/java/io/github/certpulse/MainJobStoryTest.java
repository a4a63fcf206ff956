package io.github.certpulse;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.certpulse.survey.entry.PublicUrl;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.ScannedCode;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The whole course of a campaign, from the roster to the results, with Hubei's published schools and quota.
@Fast
class MainJobStoryTest {
    private static final Duration UP_TO_DATE = Duration.ofSeconds(5);
    private static final int TEACHERS = 5;
    private static final int STUDENTS = 10;
    private final TestService service = TestService.shared();
    private final Province province = Province.empty(service, "{\"perCertificate\":{\"teachers\":5,\"students\":10}}");
    private final Visitor office = province.office();

    @Test
    void hubeiSurveysItsSchoolsAndReadsTheResults() {
        var imported = office.upload(province.path() + "/roster", "hubei.csv", sampleRoster()).expect(200);
        assertThat(imported.number("schools")).isEqualTo(25);
        assertThat(imported.number("rows")).isEqualTo(imported.number("certificates")).isEqualTo(96);
        var name = "武汉工程大学";
        var school = province.school(name);
        phonesReadTheCodes(school);

        var clerk = province.clerk(name);
        var certificates = certificatesOf(school);
        refusesCompletion(
                clerk,
                certificates.stream()
                        .flatMap(each -> List.of(each + " TEACHER 5", each + " STUDENT 10").stream())
                        .toList());

        var first = certificates.getFirst();
        var teachers = people(TEACHERS);
        teachers.forEach(teacher -> submit(teacher, teacherSheet(school, first, teachers.indexOf(teacher))));
        await().atMost(UP_TO_DATE)
                .untilAsserted(() -> assertFirstCertificateComplete(clerk, first, certificates.size()));
        var open = new ArrayList<String>();
        certificates.forEach(
                each -> open.addAll(
                        each.equals(first) ? List.of(each + " STUDENT 10")
                                : List.of(each + " TEACHER 5", each + " STUDENT 10")));
        refusesCompletion(clerk, open);

        certificates.stream()
                .skip(1)
                .forEach(
                        each -> teachers.forEach(
                                teacher -> submit(teacher, teacherSheet(school, each, teachers.indexOf(teacher)))));
        var students = people(STUDENTS);
        certificates.forEach(each -> students.forEach(student -> submit(student, Sheets.student(school, each))));
        declaresCompletion(clerk);
        theOfficeReadsTheResults(school, certificates.size());
        theOfficeSeesWhoDidWhat(school);
    }

    private void phonesReadTheCodes(Province.School school) {
        var link = service.bean(PublicUrl.class).base() + "/s/" + school.teacherCode();
        var codes = province.path() + "/schools/" + school.id() + "/qrcodes/teacher.";
        var png = office.get(codes + "png").expect(200);
        assertThat(png.header("content-type")).isEqualTo("image/png");
        assertThat(ScannedCode.png(png.body())).isEqualTo(link);
        var svg = office.get(codes + "svg").expect(200);
        assertThat(svg.header("content-type")).startsWith("image/svg+xml");
        assertThat(ScannedCode.svg(svg.text())).isEqualTo(link);
    }

    private List<String> certificatesOf(Province.School school) {
        return service.stranger()
                .get("/api/v1/entries/" + school.teacherCode())
                .expect(200)
                .list("certificates")
                .stream()
                .map(certificate -> certificate.get("id").getStringValue())
                .toList();
    }

    private static void refusesCompletion(Visitor clerk, List<String> expected) {
        var shortages = clerk.post("/api/v1/school/completion", "")
                .expectProblem(409, "quota-unmet")
                .list("shortages")
                .stream()
                .map(
                        shortage -> "%s %s %d".formatted(
                                shortage.get("certificate").getStringValue(),
                                shortage.get("role").getStringValue(),
                                shortage.get("missing").getIntValue()))
                .toList();
        assertThat(shortages).containsExactlyInAnyOrderElementsOf(expected);
    }

    private static void assertFirstCertificateComplete(Visitor clerk, String first, int certificates) {
        var progress = clerk.get("/api/v1/school/progress").expect(200);
        var met = progress.list("certificates")
                .stream()
                .filter(each -> each.get("id").getStringValue().equals(first))
                .findFirst()
                .orElseThrow();
        assertThat(Reply.at(met, "teachers.received").getIntValue()).isEqualTo(TEACHERS);
        assertThat(Reply.at(met, "teachers.missing").getIntValue()).isZero();
        assertThat(Reply.at(met, "students.missing").getIntValue()).isEqualTo(STUDENTS);
        assertThat(Reply.at(met, "met").getBooleanValue()).isFalse();
        assertThat(progress.list("certificates")).hasSize(certificates);
        assertThat(progress.number("total.teachers.received")).isEqualTo(TEACHERS);
        assertThat(progress.number("total.teachers.required")).isZero();
        assertThat(progress.at("met").getBooleanValue()).isFalse();
    }

    private static void declaresCompletion(Visitor clerk) {
        var declared = clerk.post("/api/v1/school/completion", "").expect(201);
        assertThat(declared.string("receipt")).isNotBlank();
        assertThat(clerk.post("/api/v1/school/completion", "").expect(200).json()).isEqualTo(declared.json());
        await().atMost(UP_TO_DATE)
                .untilAsserted(
                        () -> assertThat(clerk.get("/api/v1/school/progress").at("met").getBooleanValue()).isTrue());
    }

    private void theOfficeReadsTheResults(Province.School school, int certificates) {
        var results = office.get(province.path() + "/results?role=TEACHER").expect(200);
        var questions = results.list("questions")
                .stream()
                .collect(toMap(question -> question.get("id").getStringValue(), question -> question));
        assertThat(results.number("respondents")).isEqualTo(TEACHERS * certificates);
        // Two of five teachers had no training, so the questions about it were skipped.
        assertThat(counted(questions.get("q7")))
                .containsOnly(Map.entry("A", 3 * certificates), Map.entry("B", 2 * certificates));
        assertThat(Reply.at(questions.get("q9"), "base").getIntValue()).isEqualTo(3 * certificates);
        assertThat(Reply.at(questions.get("q9"), "skipped").getIntValue()).isEqualTo(2 * certificates);
        assertThat(Reply.at(questions.get("q9"), "missing").getIntValue()).isZero();
        assertThat(Reply.at(questions.get("q7"), "options.0.share").getDoubleValue()).isEqualTo(0.6);
        assertThat(Reply.at(questions.get("q2"), "options.2.count").getIntValue()).as("本科")
                .isEqualTo(TEACHERS * certificates);
        assertThat(questions.get("q21").get("options")).isNull();

        var byLevel = office.get(province.path() + "/crosstab?role=TEACHER&row=q7&column=level").expect(200);
        assertThat(byLevel.string("columns.0.code")).isEqualTo("本科");
        assertThat(byLevel.number("rows.1.cells.0.count")).isEqualTo(2 * certificates);
        var byCertificate =
                office.get(province.path() + "/crosstab?role=TEACHER&row=q7&column=certificate").expect(200);
        assertThat(byCertificate.list("columns")).hasSize(certificates)
                .allMatch(column -> column.get("base").getIntValue() == TEACHERS);
        var byTraining = office.get(province.path() + "/crosstab?role=TEACHER&row=q9&column=q7&school=" + school.id())
                .expect(200);
        assertThat(byTraining.number("respondents")).isEqualTo(3 * certificates);
        assertThat(byTraining.string("columns.1.code")).isEqualTo("B");
        assertThat(byTraining.number("columns.1.base")).isZero();
        assertThat(byTraining.number("rows.1.cells.0.count")).isEqualTo(3 * certificates);
        assertThat(byTraining.at("rows.1.cells.1.share").isNull()).isTrue();
        assertThat(office.get(province.path() + "/results?role=STUDENT").expect(200).number("respondents"))
                .isEqualTo(STUDENTS * certificates);
    }

    private void theOfficeSeesWhoDidWhat(Province.School school) {
        var audit = office.get("/api/v1/audit?size=200")
                .expect(200)
                .list("items")
                .stream()
                .map(row -> row.get("action").getStringValue() + " " + row.get("target").getStringValue())
                .toList();
        assertThat(audit).contains(
                "campaign-created " + province.id(),
                "roster-imported " + province.id(),
                "accounts-opened " + province.id(),
                "completion-declared " + school.id());
    }

    private static Map<String, Integer> counted(JsonNode question) {
        return Reply.items(question.get("options"))
                .stream()
                .collect(
                        toMap(
                                option -> option.get("code").getStringValue(),
                                option -> option.get("count").getIntValue()));
    }

    private List<Visitor> people(int number) {
        return Stream.generate(service::wechatUser).limit(number).toList();
    }

    private static JsonNode teacherSheet(Province.School school, String certificate, int teacher) {
        var sheet = Sheets.teacher(school, certificate);
        return teacher < 3 ? sheet
                : Sheets.with(
                        Sheets.with(Sheets.with(sheet, "answers.q7", "\"B\""), "answers.q8", "null"),
                        "answers.q9",
                        "null");
    }

    private static void submit(Visitor respondent, JsonNode sheet) {
        respondent.put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
    }

    private static byte[] sampleRoster() {
        try (var in = MainJobStoryTest.class.getResourceAsStream("/samples/hubei.csv")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
