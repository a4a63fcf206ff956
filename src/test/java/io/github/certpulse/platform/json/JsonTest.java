package io.github.certpulse.platform.json;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Fast
class JsonTest {

    @ParameterizedTest
    @CsvSource({"0, 0", "0e9, 0", "10, 10", "1000, 1000", "1e3, 1000", "1000.0, 1000", "-20, -20", "0.50, 0.5",
            "214, 214",
            "1e17, 100000000000000000", "1e18, 1E+18", "1e999999999, 1E+999999999"})
    void writesEqualNumbersInOneFormAndWholeOnesInDigits(String written, String canonical) throws IOException {
        assertThat(new String(Json.canonical(Json.read(written.getBytes(UTF_8))), UTF_8)).isEqualTo(canonical);
    }
}
