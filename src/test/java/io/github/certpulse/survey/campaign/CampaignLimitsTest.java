package io.github.certpulse.survey.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.TestService;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Both sides of every limit.
@Fast
class CampaignLimitsTest {
    private static Province province;

    @BeforeAll
    static void createCampaign() {
        province = Province.empty(TestService.shared(), "{}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "quota.perCertificate.teachers | 0", "quota.perCertificate.teachers | 1000000",
                    "quota.perCertificate.students | 1e2",
                    "quota.perSchool.teachers | 1000000", "quota.perSchool.students | 1.0",
                    "quota.perSchool.studentShare | 0", "quota.perSchool.studentShare | 1",
                    "quota.perSchool.studentShare | 0.0000000001", "quota.perSchool.studentShare | 0.010000000000",
                    "caps.perCertificate.teachers | 0",
                    "caps.perCertificate.students | 1000000", "channels | [\"WEB\"]", "channels | [\"WEB\",\"WEB\"]",
                    "channels | [\"WECHAT\",\"WEB\"]",
                    "questionnaires.teacher | \"teacher-2020@1\"", "province | \"\"", "province | null",
                    "opensAt | \"2020-01-01T00:00:00Z\"", "closesAt | \"2019-12-31T23:59:59.999999+08:00\"",
                    "closesAt | \"9999-12-31T00:00:00Z\""})
    void acceptsTheLastValidValue(String field, String value) {
        province.change(patch(field, value));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "quota.perCertificate.teachers | -1 | out-of-range",
                    "quota.perCertificate.teachers | 1000001 | out-of-range",
                    "quota.perCertificate.students | 1.5 | out-of-range",
                    "quota.perCertificate.students | \"5\" | out-of-range",
                    "quota.perSchool.teachers | true | out-of-range", "quota.perSchool.students | 1e400 | out-of-range",
                    "quota.perSchool.studentShare | -0.0000000001 | out-of-range",
                    "quota.perSchool.studentShare | 1.0000000001 | out-of-range",
                    "quota.perSchool.studentShare | 0.00000000001 | out-of-range",
                    "quota.perSchool.studentShare | \"0.01\" | out-of-range",
                    "caps.perCertificate.teachers | -1 | out-of-range",
                    "caps.perCertificate.students | 1000001 | out-of-range",
                    "channels | [] | unknown-channel", "channels | [\"SMS\"] | unknown-channel",
                    "channels | \"WEB\" | unknown-channel", "channels | null | unknown-channel",
                    "channels | [1] | unknown-channel",
                    "questionnaires.teacher | \"student-2020@1\" | unknown-questionnaire",
                    "questionnaires.student | \"student-2020@2\" | unknown-questionnaire",
                    "questionnaires.teacher | \"teacher-2020\" | unknown-questionnaire",
                    "questionnaires.teacher | null | unknown-questionnaire",
                    "title | \"\" | required", "title | \"  \" | required", "title | 5 | required",
                    "title | null | required", "province | 5 | required",
                    "opensAt | \"2026-01-01T00:00:00\" | not-a-time", "opensAt | \"2026-01-01\" | not-a-time",
                    "opensAt | 0 | not-a-time", "closesAt | null | not-a-time",
                    "closesAt | \"+999999999-12-31T00:00:00Z\" | not-a-time",
                    "closesAt | \"9999-12-31T23:59:59-18:00\" | not-a-time",
                    "opensAt | \"-0001-01-01T00:00:00Z\" | not-a-time"})
    void refusesTheFirstInvalidValue(String field, String value, String code) {
        var refused =
                province.office().patch(province.path(), patch(field, value)).expectProblem(422, "campaign-invalid");
        assertThat(refused.violations()).containsExactly(field + " " + code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"title:200", "province:50"})
    void countsTheCharactersOfATextUpToItsLimit(String limit) {
        var field = limit.substring(0, limit.indexOf(':'));
        var longest = Integer.parseInt(limit.substring(limit.indexOf(':') + 1));
        province.change(patch(field, "\"" + "省".repeat(longest) + "\""));
        var refused = province.office()
                .patch(province.path(), patch(field, "\"" + "省".repeat(longest + 1) + "\""))
                .expectProblem(422, "campaign-invalid");
        assertThat(refused.violations()).containsExactly(field + " too-long");
    }

    @Test
    void refusesAnEndThatIsNotAfterTheBeginning() {
        var same = "{\"title\":\"t\",\"opensAt\":\"2026-01-01T00:00:00Z\",\"closesAt\":\"2026-01-01T08:00:%s+08:00\"}";
        var refused = province.office()
                .post("/api/v1/campaigns", same.formatted("00"))
                .expectProblem(422, "campaign-invalid");
        assertThat(refused.violations()).containsExactly("closesAt not-after-opening");
        province.office().post("/api/v1/campaigns", same.formatted("01")).expect(201);
    }

    @Test
    void reportsEveryViolationAtOnce() {
        var refused = province.office()
                .post(
                        "/api/v1/campaigns",
                        """
                                {"opensAt":"soon","quota":{"perCertificate":{"teachers":-1}},"caps":7,"channels":[]}""",
                        "Accept-Language",
                        "en")
                .expectProblem(422, "campaign-invalid");
        assertThat(refused.violations())
                .contains(
                        "opensAt not-a-time",
                        "closesAt not-a-time",
                        "title required",
                        "quota.perCertificate.teachers out-of-range",
                        "channels unknown-channel")
                .anyMatch(violation -> violation.startsWith("caps"));
        assertThat(refused.string("violations.0.message")).contains("time with an offset");
    }

    private static String patch(String field, String value) {
        var names = field.split("\\.");
        return "{\"" + String.join("\":{\"", names) + "\":" + value + "}".repeat(names.length);
    }
}
