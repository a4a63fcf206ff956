package io.github.certpulse.files.csv;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class CsvCellTest {
    private static final Set<Byte> INVISIBLE = Set.of(
            Character.CONTROL,
            Character.FORMAT,
            Character.SPACE_SEPARATOR,
            Character.LINE_SEPARATOR,
            Character.PARAGRAPH_SEPARATOR);
    private static final List<String> SIGNS = List.of("=", "+", "-", "@", "\t=", "\r=", "＝", "＋", "－", "＠");

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

    /// Every code point that programs may drop or not show, alone and between others, before every sign.
    @Test
    void neutralisesFormulasBehindEverythingInvisible() {
        var invisible = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(point -> INVISIBLE.contains((byte) Character.getType(point)) || isReservedForInvisible(point))
                .toArray();
        assertThat(invisible).hasSizeGreaterThan(4000);
        var random = new Random(13);
        for (var point : invisible) {
            for (var sign : SIGNS) {
                var others = Character.toString(invisible[random.nextInt(invisible.length)]);
                for (var text : List.of(
                        Character.toString(point) + sign + "1",
                        others + Character.toString(point) + sign,
                        Character.toString(point) + others + sign + "SUM(A1)")) {
                    assertThat(CsvCell.neutral(text)).as("U+%04X before %s", point, sign).isEqualTo("'" + text);
                }
            }
        }
    }

    /// Unicode, Default_Ignorable_Code_Point: the ranges that hold no characters yet.
    private static boolean isReservedForInvisible(int point) {
        return point == 0x2065 || point >= 0xFFF0 && point <= 0xFFF8 || point >= 0xE0000 && point <= 0xE0FFF;
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
