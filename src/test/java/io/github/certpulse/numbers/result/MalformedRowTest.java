package io.github.certpulse.numbers.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A damaged row does not keep the office from the other answers.
@Fast
class MalformedRowTest {
    private final TestService service = TestService.shared();
    private final TestDatabase database = TestDatabase.of(service);

    @AfterEach
    void close() {
        database.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                    "answers | 'no JSON'", "answers | '[]'", "answers | '{\"q7\":{}}'", "answers | '{\"q7\":\"Z\"}'",
                    "answers | '{\"q5\":\"A\"}'", "answers | '{\"q99\":\"A\"}'", "answers | '{\"q7\":7}'",
                    "answers | '{\"q21\":\"\\x\"}'", "other_texts | 'no JSON'", "questionnaire | 'lost-2019'",
                    "version | '77'"})
    void isLeftOutOfTheResults(String column, String value) {
        var province = Province.with(service, "甲校,高职,武汉市,,,物流管理,中级,120");
        var school = province.school("甲校");
        var sheet = Sheets.teacher(school, school.certificate("物流管理"));
        var spoilt = UUID.randomUUID();
        service.wechatUser().put("/api/v1/responses/" + UUID.randomUUID(), sheet).expect(201);
        service.wechatUser().put("/api/v1/responses/" + spoilt, sheet).expect(201);
        assertThat(
                database.change(
                        "update response set " + column
                                + " = ? where id = unhex('"
                                + spoilt.toString().replace("-", "")
                                + "')",
                        value))
                .isEqualTo(1);
        var results = province.office().get(province.path() + "/results?role=TEACHER").expect(200);
        assertThat(results.number("respondents")).isEqualTo(1);
        for (var crosstab : new String[]{"row=q7&column=level", "row=q4&column=q7", "row=q4&column=q5",
                "row=q5&column=school"}) {
            assertThat(
                    province.office()
                            .get(province.path() + "/crosstab?role=TEACHER&" + crosstab)
                            .expect(200)
                            .number("respondents"))
                    .isEqualTo(1);
        }
    }
}
