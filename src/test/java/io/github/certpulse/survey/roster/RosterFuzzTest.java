package io.github.certpulse.survey.roster;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.code_intelligence.jazzer.mutation.annotation.NotNull;
import io.github.certpulse.survey.roster.RosterReading.Invalid;
import io.github.certpulse.survey.roster.RosterReading.Readable;
import io.github.certpulse.testing.Attack;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/// Whatever file is uploaded as a roster, it is read or refused with its violations.
@Attack
class RosterFuzzTest {

    static Stream<byte[]> files() {
        return Stream.of(
                "学校,层次,地市,路线,地址,证书,证书等级,登记学生数\n甲校,中职,,,,老年照护,初级,1\n",
                "school;level;certificate;certificateLevel;registeredStudents\n\"a\"\"b\";高职;x;中级;0\n",
                "学校\t层次\n").map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("files")
    @FuzzTest(maxDuration = "15s")
    void readsOrRefuses(byte @NotNull [] file) {
        switch (new RosterReader().read(file)) {
            case Readable(var rows) -> assertThat(rows).allSatisfy(row -> assertThat(row.school()).isNotBlank());
            case Invalid(var violations) -> assertThat(violations).isNotEmpty();
        }
    }
}
