package io.github.certpulse.intake.siteword;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.secret.LastingKeys;
import io.github.certpulse.platform.secret.LastingKeys.Purpose;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import java.time.LocalDate;
import java.util.Map;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What people type, and the words with which it is compared.
@Fast
class TypedWordTest {
    private static final LocalDate DAY = LocalDate.of(2026, 11, 27);
    private final SiteWordMaker maker = new SiteWordMaker(
            new LastingKeys(Map.of(Purpose.SITE_WORDS, new SecretKeySpec(new byte[32], "HmacSHA256"))));

    @ParameterizedTest
    @ValueSource(strings = {"482913", " 482 913 ", "４８２９１３", "482-913", "482\u00a0913", "４８２\u3000９１３"})
    void isReadWhateverTheWidthAndTheBlanks(String typed) {
        assertThat(TypedWord.parse(typed)).hasValueSatisfying(word -> assertThat(word.is("482913")).isTrue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"482914", "48291", "4829130", "四八二九一三", "0482913"})
    void isAnotherWordWithAnotherDigit(String typed) {
        assertThat(TypedWord.parse(typed)).hasValueSatisfying(word -> assertThat(word.is("482913")).isFalse());
    }

    @Test
    void isNothingWhereNothingWasTyped() {
        assertThat(TypedWord.parse("")).isEmpty();
        assertThat(TypedWord.parse(" \u3000-")).isEmpty();
    }

    @Test
    void isHiddenInTexts() {
        assertThat(TypedWord.parse("482913").orElseThrow().toString()).doesNotContain("482913");
    }

    @Test
    void isMadeOfSixDigitsAndOfSchoolRoleDayAndChanges() {
        var first = maker.word(1, Role.TEACHER, DAY, 0);
        assertThat(first).matches("\\d{6}").isEqualTo(maker.word(1, Role.TEACHER, DAY, 0));
        assertThat(
                Stream.of(
                        maker.word(2, Role.TEACHER, DAY, 0),
                        maker.word(1, Role.STUDENT, DAY, 0),
                        maker.word(1, Role.TEACHER, DAY.plusDays(1), 0),
                        maker.word(1, Role.TEACHER, DAY, 1)))
                .allMatch(word -> word.matches("\\d{6}"))
                .doesNotHaveDuplicates()
                .doesNotContain(first);
    }
}
