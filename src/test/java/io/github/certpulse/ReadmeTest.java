package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.settings.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {
    private final String readme = Files.readString(Path.of("README.md"));

    ReadmeTest() throws IOException {}

    @Test
    void listsEverySettingAndNoOther() {
        var rows = Pattern.compile("^\\| `(CERTPULSE_\\w+)` \\|", Pattern.MULTILINE)
                .matcher(readme)
                .results()
                .map(row -> row.group(1));
        assertThat(rows).containsExactlyElementsOf(Stream.of(Setting.values()).map(Setting::variable).toList());
    }

    @Test
    void namesNoSettingThatThereIsNot() throws IOException {
        var known = Stream.of(Setting.values()).map(Setting::variable).toList();
        for (var file : List.of("README.md", "docker/compose.yml", "docker/Dockerfile")) {
            var named = new TreeSet<String>();
            Pattern.compile("CERTPULSE_[A-Z][A-Z_]*[A-Z]")
                    .matcher(Files.readString(Path.of(file)))
                    .results()
                    .forEach(name -> named.add(name.group()));
            assertThat(known).as(file).containsAll(named);
        }
    }

    @Test
    void composeBelievesTheProxyThatAloneReachesIt() throws IOException {
        assertThat(Files.readString(Path.of("docker/compose.yml")))
                .contains("CERTPULSE_BEHIND_PROXY: \"yes\"", "ports: [\"127.0.0.1:8080:8080\"]");
    }

    @Test
    void pointsAtFilesThatAreThere() {
        var links = Pattern.compile("\\]\\((?!https?:|#)([^)#]+)")
                .matcher(readme)
                .results()
                .map(link -> link.group(1))
                .toList();
        assertThat(links).isNotEmpty().allSatisfy(link -> assertThat(Path.of(link)).exists());
    }

    @Test
    void testsAreRunAsItSays() throws IOException {
        assertThat(readme).contains("\nmvn verify\n");
        assertThat(Files.readAllLines(Path.of(".ci/run"))).contains("mvn verify");
    }

    @Test
    void namesEveryGroupOfPackages() throws IOException {
        try (var groups = Files.list(Path.of("src/main/java/io/github/certpulse"))) {
            assertThat(groups.filter(Files::isDirectory))
                    .allSatisfy(each -> assertThat(readme).contains("\n| `" + each.getFileName() + "` |"));
        }
    }
}
