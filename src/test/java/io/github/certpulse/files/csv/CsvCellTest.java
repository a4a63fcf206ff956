package io.github.certpulse.files.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class CsvCellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "=1+1", "+86 138", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1＋1", "＋1", "－1", "＠SUM(A1)",
                    " =1+1",
                    "\u3000=1+1", "\uFEFF=1+1", "\u00A0－1", "\u00AD=1", "\u2060=1", "\u180E=1", "\u202E=1", "\u2028=1",
                    "\u2029=1", "\u000B=1", "\u000C=1", "\u0000=1", "\u0085=1", "\u200B\u200D=1", "\u2066+1",
                    "\uFE0F=1",
                    "\u034F@x", "\u3164=1", "\u2800=1", "\uDB40\uDC01=1", "﹢86", "\u22125", " \u00AD\t"})
    void neutralisesTextsThatBeginLikeFormulas(String text) {
        assertThat(CsvCell.neutral(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                    "", " ", "培训时间可以更长一些", "a=b", "1+X", "3-5年", "'=1", "\"=1\"", "（－）", "\u00AD",
                    "\u200B甲校", "𠮷=1"})
    void leavesOtherTextsUnchanged(String text) {
        assertThat(CsvCell.neutral(text)).isEqualTo(text);
    }
}
