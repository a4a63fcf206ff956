package io.github.certpulse.survey.entry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.testing.Fast;
import java.security.SecureRandom;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class EntryCodeTest {
    private static final String EVERY_CHARACTER = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ.-/ 码";
    private static final SecureRandom RANDOM = new SecureRandom();
    private final List<String> codes = Stream.generate(() -> EntryCode.draw(RANDOM).text()).limit(2000).toList();

    @Test
    void usesNoCharactersThatLookAlikeAndNoDot() {
        assertThat(codes).allMatch(code -> code.matches("[2-9A-HJKMNP-TV-Z]{11}")).doesNotHaveDuplicates();
    }

    @Test
    void readsItsOwnCodesInAnyCase() {
        assertThat(codes)
                .allMatch(code -> EntryCode.parse(code.toLowerCase(Locale.ROOT)).orElseThrow().text().equals(code));
    }

    @Test
    void readsCodesWithBlanksAndInAnyWidth() {
        for (var typed : List.of(" zz7h h697 jnw ", "ＺＺ７ＨＨ６９７ＪＮＷ", "ZZ7HH697JNW\u3000", "zz7hh697jnw\n")) {
            assertThat(EntryCode.parse(typed)).as(typed).contains(new EntryCode("ZZ7HH697JNW"));
        }
    }

    @Test
    void detectsEveryMistypedCharacter() {
        for (var code : codes.subList(0, 200)) {
            for (var i = 0; i < code.length(); i++) {
                for (var at = 0; at < EVERY_CHARACTER.length(); at++) {
                    var other = EVERY_CHARACTER.charAt(at);
                    if (other != code.charAt(i)) {
                        assertThat(EntryCode.parse(code.substring(0, i) + other + code.substring(i + 1)))
                                .as(code + " with " + other + " at " + i)
                                .isEmpty();
                    }
                }
            }
        }
    }

    @Test
    void detectsEverySwapOfNeighbours() {
        for (var code : codes) {
            for (var i = 0; i + 1 < code.length(); i++) {
                if (code.charAt(i) != code.charAt(i + 1)) {
                    assertThat(
                            EntryCode.parse(
                                    code.substring(0, i) + code.charAt(i + 1) + code.charAt(i) + code.substring(i + 2)))
                            .as(code + " swapped at " + i)
                            .isEmpty();
                }
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "2", "22222222222", "ABCDEFGHJKMN", "............"})
    void refusesTextsThatAreNotCodes(String text) {
        assertThat(EntryCode.parse(text)).isEmpty();
        assertThatThrownBy(() -> new EntryCode(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
