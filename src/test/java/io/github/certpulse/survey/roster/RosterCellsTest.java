package io.github.certpulse.survey.roster;

import static io.github.certpulse.survey.roster.RosterFiles.csv;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.testing.Fast;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Levels in the words of clerks, and numbers as people type them.
@Fast
class RosterCellsTest {
    private final RosterReader reader = new RosterReader();

    @ParameterizedTest
    @CsvSource({"本科,本科", "本科院校,本科", "高职,高职", "高职院校,高职", "高职专科,高职", "高职（专科）院校,高职",
            "高职(专科)院校,高职", "高职高专,高职", "专科,高职", "高等职业学校,高职", "高职（专科）,高职", "大专,高职",
            "职业本科,本科", "普通本科,本科", "本科层次职业学校,本科", "职业技术大学,本科",
            "中专,中职", "中等职业学校,中职", "中等专业学校,中职", "职高,中职", "技工学校,中职", "中 职,中职", "高职(专科）,高职",
            "中职,中职", "中职学校,中职", "开放大学,开放大学", "电大,开放大学"})
    void replacesEveryNameOfALevelByItsShortForm(String written, String level) {
        assertThat(rows(csv("甲校," + written + ",,,,老年照护,初级,1"))).extracting(RosterRow::level)
                .containsExactly(level);
    }

    @Test
    void saysWhichLevelsWereReadAsOthers() {
        var warnings = reader.inspect(
                csv(
                        "甲校,专科,,,,老年照护,初级,1",
                        "乙校,高职高专,,,,老年照护,初级,1",
                        "甲校,大专,,,,物流管理,初级,1",
                        "丙校,专科,,,,物流管理,初级,1"))
                .warnings();
        assertThat(warnings).extracting(warning -> warning.code() + warning.rows() + warning.names())
                .containsExactly("value-read-as[2, 5][专科, 高职]", "value-read-as[4][大专, 高职]");
        assertThat(warnings.getFirst().message().zh()).isEqualTo("“专科”按“高职”导入：第 2、5 行");
        assertThat(warnings.getFirst().message().en()).isEqualTo("“专科” is imported as “高职”: rows 2, 5");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "120.0,120", "1.2E2,120", "１２０,120", "10000000,10000000", "302人,302", "302 名,302", "１２０（人）,120",
            "120(人),120", "'1,200',1200", "'1，200人',1200", "120．0,120", "'120，',120", "120.,120", "120.0000001,120",
            "119.99999999999999,120", "'1,200.00',1200", "+5,5"})
    void readsWholeNumbersHoweverASpreadsheetOrAPersonWritesThem(String written, int students) {
        assertThat(rows(csv("甲校,中职,,,,老年照护,初级,\"" + written + "\""))).extracting(RosterRow::registeredStudents)
                .containsExactly(students);
    }

    @ParameterizedTest
    @CsvSource({"10000001,out-of-range", "-1,out-of-range", "1E999999999,out-of-range", "1E-999999999,not-a-number",
            "100E2147483647,not-a-number", "1e99999999999,not-a-number", "12家,not-a-number", "1 2,not-a-number",
            "约100,not-a-number", "一百,not-a-number", "人,not-a-number", "-,not-a-number", "12.0001,not-a-number",
            "'12,5',not-a-number", "0.0000001,not-a-number", "10000001人,out-of-range",
            "#N/A,formula-error"})
    void refusesOtherNumbers(String written, String code) {
        assertThat(violations(csv("甲校,中职,,,,老年照护,初级,\"" + written + "\"")))
                .containsExactly("2 registeredStudents " + code);
    }

    private List<RosterRow> rows(byte[] file) {
        assertThat(reader.read(file)).isInstanceOf(Readable.class);
        return ((Readable) reader.read(file)).rows();
    }

    private List<String> violations(byte[] file) {
        return RosterFormatsTest.violations(reader.read(file));
    }
}
