package io.github.certpulse.table;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CellTest {

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+86 138", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "＝1＋1", "＋1", "－1", "＠SUM(A1)", " =1+1", "\u3000=1+1", "\uFEFF=1+1", "\u00A0－1"})
    void isNoFormulaAnyMore(String text) {
        assertThat(Cell.neutral(text)).isEqualTo("'" + text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "培训时间可以更长一些", "a=b", "1+X", "3-5年", "'=1", "\"=1\"", "（－）"})
    void staysAsItIsWhereNobodyTakesItForAFormula(String text) {
        assertThat(Cell.neutral(text)).isEqualTo(text);
    }
}
