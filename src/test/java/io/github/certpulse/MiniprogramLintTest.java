package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Node;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// The mini program is consistent, checked without WeChat's developer tools.
class MiniprogramLintTest {
    @Test
    void usesOnlyExistingHandlersAndLabelsEveryControl() {
        assertThat(Node.test(Path.of("src/test/js/lint"))).as("tests that passed").isGreaterThan(30);
    }
}
