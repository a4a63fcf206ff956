package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Node;
import io.github.certpulse.testing.NodePackages;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/// All JavaScript has Prettier's layout (`mvn antrun:run@prettier` applies it), and ESLint reports nothing.
class JavaScriptTest {
    @Test
    void isLaidOutByPrettier() {
        var prettier = Path.of(System.getProperty("certpulse.test.prettier"));
        assertThat(Node.run(prettier, "--check", "src/**/*.{js,mjs}")).contains("All matched files use Prettier");
    }

    @Test
    void passesESLintWhichReportsWhatItShould() {
        assertThat(Node.test(Path.of("src/test/js/eslint"), NodePackages.installed())).as("tests that passed")
                .isGreaterThan(15);
    }
}
