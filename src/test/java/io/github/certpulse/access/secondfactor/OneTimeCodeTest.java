package io.github.certpulse.access.secondfactor;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Fast
class OneTimeCodeTest {
    private static final long STEP = 30;
    private final OneTimeCode code = new OneTimeCode("12345678901234567890".getBytes(StandardCharsets.US_ASCII));

    /// RFC 6238, appendix B, the last six of its eight digits.
    @ParameterizedTest
    @CsvSource({"59,287082", "1111111109,081804", "1111111111,050471", "1234567890,005924", "2000000000,279037",
            "20000000000,353130"})
    void areThoseOfTheStandard(long seconds, String expected) {
        assertThat(code.stepOf(expected, Instant.ofEpochSecond(seconds))).hasValue(seconds / STEP);
    }

    @ParameterizedTest
    @ValueSource(longs = {-STEP, 0, STEP})
    void mayBeOneStepOff(long off) {
        assertThat(code.stepOf("081804", Instant.ofEpochSecond(1_111_111_109 + off))).hasValue(1_111_111_109 / STEP);
    }

    @ParameterizedTest
    @ValueSource(longs = {-2 * STEP, 2 * STEP})
    void areWrongTwoStepsOff(long off) {
        assertThat(code.stepOf("081804", Instant.ofEpochSecond(1_111_111_109 + off))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567", "12345a", "１２３４５６", "ABCD-EFGH"})
    void haveSixDigits(String text) {
        assertThat(OneTimeCode.isWrittenLikeOne(text)).isFalse();
    }

    @Test
    void theKeyIsShownInBase32AndAsAnAddress() {
        assertThat(code.text()).isEqualTo("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ");
        assertThat(code.uri("office")).isEqualTo(
                "otpauth://totp/CertPulse:office?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=CertPulse");
    }

    @Test
    void recoveryCodesAreReadInEverySpelling() {
        var recovery = new RecoveryCode("23456789ABCDEFGH");
        assertThat(recovery.shown()).isEqualTo("2345-6789-ABCD-EFGH");
        for (var written : new String[]{"2345-6789-ABCD-EFGH", "2345 6789 abcd efgh", "23456789abcdefgh"}) {
            assertThat(RecoveryCode.parse(written)).isEqualTo(recovery);
        }
        assertThat(recovery.hashFor(1)).isNotEqualTo(recovery.hashFor(2));
    }

    @Test
    void recoveryCodesDiffer() {
        var random = new SecureRandom();
        var codes = new HashSet<String>();
        for (var i = 0; i < 1000; i++) {
            codes.add(RecoveryCode.random(random).text());
        }
        assertThat(codes).hasSize(1000).allMatch(text -> text.length() == RecoveryCode.LENGTH);
    }
}
