package io.github.certpulse.survey.roster;

import static io.github.certpulse.survey.roster.RosterFiles.csv;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.roster.RosterReading.Invalid;
import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.testing.Fast;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// The content of rosters, and how violations are reported.
@Fast
class RosterReaderTest {
    private final RosterReader reader = new RosterReader();

    @Test
    void readsOneRowPerSchoolAndCertificate() {
        var rows = rows(
                csv(
                        "咸宁卫生学校,中职,咸宁市,,,老年照护,初级,120",
                        "武汉工程大学,本科,,路线一,雄楚大道,Web前端开发,高级,0"));

        assertThat(rows).containsExactly(
                new RosterRow(
                        2,
                        "咸宁卫生学校",
                        "中职",
                        Optional.of("咸宁市"),
                        Optional.empty(),
                        Optional.empty(),
                        "老年照护",
                        "初级",
                        120),
                new RosterRow(
                        3,
                        "武汉工程大学",
                        "本科",
                        Optional.empty(),
                        Optional.of("路线一"),
                        Optional.of("雄楚大道"),
                        "Web前端开发",
                        "高级",
                        0));
    }

    @Test
    void readsHeadingsOfBothLanguagesInAnyOrderAndIgnoresOtherColumns() {
        var file = """
                备注,登记学生数,证书等级,CERTIFICATE,地址,路线,City,院校类型,院校名称
                随便,30,中级,物流管理,,,孝感市,高职,湖北职业技术学院
                """;

        assertThat(rows(file.getBytes(UTF_8))).containsExactly(
                new RosterRow(
                        2,
                        "湖北职业技术学院",
                        "高职",
                        Optional.of("孝感市"),
                        Optional.empty(),
                        Optional.empty(),
                        "物流管理",
                        "中级",
                        30));
        assertThat(
                rows(
                        "学校,层次,地市,路线,地址,证书,证书等级,登记学生数\n甲校,中职,,,,老年照护,初级,1\n"
                                .getBytes(UTF_8)))
                .hasSize(1);
    }

    @Test
    void reportsEveryMissingAndRepeatedColumn() {
        var file = "school,SCHOOL,学校,level,route,certificate,certificateLevel\n甲校,,,小学,,老年照护,初级\n";

        assertThat(violations(file.getBytes(UTF_8))).containsExactly(
                "1 school column-duplicate",
                "1 registeredStudents column-missing",
                "2 level level-unknown");
    }

    @Test
    void reportsAllViolationsAtOnceByRowAndColumn() {
        assertThat(
                violations(csv(",,,,,,,", ",小学,,,,,,很多", "甲校,,,,,老年照护,,-1", "乙校,本科,,,,物流管理,高级,12.5")))
                .containsExactly(
                        "3 school required",
                        "3 level level-unknown",
                        "3 certificate required",
                        "3 certificateLevel required",
                        "3 registeredStudents not-a-number",
                        "4 level required",
                        "4 certificateLevel required",
                        "4 registeredStudents out-of-range",
                        "5 registeredStudents not-a-number");
    }

    @Test
    void reportsARepeatedCertificateAtTheLaterRow() {
        assertThat(
                violations(
                        csv(
                                "甲校,中职,,,,老年照护,初级,1",
                                "乙校,中职,,,,老年照护,初级,1",
                                "",
                                "甲校,中职,,,,老年照护,中级,1")))
                .containsExactly("5 certificate duplicate");
    }

    @Test
    void reportsASchoolThatContradictsItsFirstRow() {
        assertThat(
                violations(
                        csv(
                                "甲校,中职,合肥市,一,街,老年照护,初级,1",
                                "甲校,中职学校,合肥市,一,街,物流管理,初级,1",
                                "甲校,高职,芜湖市,,路,母婴护理,初级,1")))
                .containsExactly(
                        "4 level school-inconsistent",
                        "4 city school-inconsistent",
                        "4 route school-inconsistent",
                        "4 address school-inconsistent");
    }

    @ParameterizedTest
    @CsvSource({"0,100,school", "2,50,city", "3,50,route", "4,200,address", "5,100,certificate",
            "6,50,certificateLevel"})
    void limitsTheLengthOfTextsInCodePoints(int position, int most, String column) {
        var cells = "甲校,中职,市,一,街,老年照护,初级,1".split(",");
        // Characters outside the basic plane: two chars each.
        cells[position] = "𠮷".repeat(most);
        assertThat(rows(csv(String.join(",", cells)))).hasSize(1);

        cells[position] = "𠮷".repeat(most + 1);
        assertThat(violations(csv(String.join(",", cells)))).containsExactly("2 " + column + " too-long");
    }

    @ParameterizedTest
    @ValueSource(strings = {"甲\u0000校", "甲\u0007校", "甲\u202E校", "甲\u2066校"})
    void refusesInvisibleCharacters(String school) {
        assertThat(violations(csv(school + ",中职,,,,老年照护,初级,1"))).containsExactly("2 school illegal-character");
    }

    @Test
    void trimsBlanksOfEveryKind() {
        assertThat(rows(csv("\u3000甲校\u00A0,\t中职 ,\u3000,,,老年照护,初级,\u00A01\u3000")))
                .containsExactly(
                        new RosterRow(
                                2,
                                "甲校",
                                "中职",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                "老年照护",
                                "初级",
                                1));
    }

    @Test
    void putsATextOnOneLineAndRemovesCharactersWithoutWidth() {
        assertThat(rows(csv("\"甲\r\n 校\",中职,,,\"East\nRoad\n一号\",\u200B老年\u00AD照\t护\uFEFF,初级,1")))
                .containsExactly(
                        new RosterRow(
                                2,
                                "甲校",
                                "中职",
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of("East Road一号"),
                                "老年照护",
                                "初级",
                                1));
    }

    @Test
    void reportsAnEmptyRoster() {
        assertThat(violations(new byte[0])).containsExactly("1  empty");
        assertThat(violations(csv())).containsExactly("1  empty");
        assertThat(violations(csv(",,,,,,,", "", "   "))).containsExactly("1  empty");
    }

    @Test
    void reportsAtMostAThousandViolationsAndThatThereAreMore() {
        assertThat(violations(manyFaults(1000))).hasSize(1000).last().isEqualTo("1001 level level-unknown");
        assertThat(violations(manyFaults(1001))).hasSize(1000).last().isEqualTo("1001 level more-faults");
        assertThat(violations(manyFaults(5000))).hasSize(1000).last().isEqualTo("1001 level more-faults");
    }

    @Test
    void describesAViolationInBothLanguages() {
        var reading = (Invalid) reader.read("school\n甲校\n".getBytes(UTF_8));

        assertThat(reading.violations().getFirst().message().zh()).isEqualTo("表头（第 1 行）缺少“层次”（level）列");
        assertThat(reading.violations().getFirst().message().en())
                .isEqualTo("The heading (row 1) lacks the column level (层次)");
    }

    private static byte[] manyFaults(int count) {
        return csv(
                IntStream.range(0, count)
                        .mapToObj(i -> "学校" + i + ",小学,,,,老年照护,初级,1")
                        .toArray(String[]::new));
    }

    private List<RosterRow> rows(byte[] file) {
        assertThat(reader.read(file)).isInstanceOf(Readable.class);
        return ((Readable) reader.read(file)).rows();
    }

    private List<String> violations(byte[] file) {
        return RosterFormatsTest.violations(reader.read(file));
    }
}
