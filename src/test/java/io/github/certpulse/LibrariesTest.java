package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// The page about libraries lists those that the service uses itself.
@Fast
class LibrariesTest {
    private static final Pattern DEPENDENCY = Pattern.compile("(?s)<dependency>(.*?)</dependency>");
    private static final Pattern ARTIFACT = Pattern.compile("<artifactId>([^<$]+)</artifactId>");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| (`[^|]+) \\|");
    private static final Pattern NAME = Pattern.compile("`([^`]+)`");

    @Test
    void namesEveryLibraryOfThePomAndNoOther() throws IOException {
        var pom = Files.readString(Path.of("pom.xml"));
        var dependencies = pom.substring(pom.indexOf("<dependencies>"), pom.indexOf("</dependencies>"));
        var used = DEPENDENCY.matcher(dependencies)
                .results()
                .map(MatchResult::group)
                .map(dependency -> dependency.replaceAll("(?s)<exclusions>.*?</exclusions>", ""))
                .filter(dependency -> !dependency.matches("(?s).*<scope>(test|provided)</scope>.*"))
                .flatMap(dependency -> ARTIFACT.matcher(dependency).results())
                .map(found -> found.group(1))
                .toList();
        assertThat(used).hasSizeGreaterThan(30);
        var page = Files.readString(Path.of("src/site/markdown/libraries.md"));
        assertThat(
                ROW.matcher(page)
                        .results()
                        .flatMap(row -> NAME.matcher(row.group(1)).results())
                        .map(name -> name.group(1)))
                .containsExactlyInAnyOrderElementsOf(used);
    }
}
