package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.settings.Setting;
import io.github.certpulse.testing.Fast;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// README and the pages that it links to are correct.
@Fast
class ReadmeTest {
    private static final Path README = Path.of("README.md");
    private static final Path CONTRIBUTING = Path.of(".github/CONTRIBUTING.md");
    private static final Path PAGES = Path.of("src/site/markdown");
    private static final Path CODE = Path.of("src/main/java/io/github/certpulse");
    private static final int MAX_README_BYTES = 8 * 1024;
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)([^)#\\s]*)(#[^)\\s]+)?\\)");

    @Test
    void listsEverySettingAndNoOther() throws IOException {
        var rows = Pattern.compile("^\\| `(CERTPULSE_\\w+)` \\|", Pattern.MULTILINE)
                .matcher(Files.readString(PAGES.resolve("operation.md")))
                .results()
                .map(row -> row.group(1));
        assertThat(rows).containsExactlyElementsOf(Stream.of(Setting.values()).map(Setting::variable).toList());
    }

    @Test
    void namesNoUnknownSetting() throws IOException {
        var known = Stream.of(Setting.values()).map(Setting::variable).toList();
        var files = new ArrayList<>(documents());
        files.add(Path.of("docker/compose.yml"));
        files.add(Path.of("docker/compose.scale.yml"));
        files.add(Path.of("docker/Dockerfile"));
        for (var file : files) {
            var named = new TreeSet<String>();
            Pattern.compile("CERTPULSE_[A-Z][A-Z_]*[A-Z]")
                    .matcher(Files.readString(file))
                    .results()
                    .forEach(name -> named.add(name.group()));
            assertThat(known).as(file.toString()).containsAll(named);
        }
    }

    @Test
    void composeTrustsTheProxyAndPublishesThePortOnLoopbackOnly() throws IOException {
        assertThat(Files.readString(Path.of("docker/compose.yml")))
                .contains("CERTPULSE_BEHIND_PROXY: \"yes\"", "ports: [\"127.0.0.1:8080:8080\"]");
    }

    @Test
    void linksOnlyToExistingFilesAndHeadings() throws IOException {
        for (var document : documents()) {
            var links = LINK.matcher(Files.readString(document)).results().toList();
            for (var link : links) {
                var target = link.group(1).isEmpty()
                        ? document
                        : document.toAbsolutePath().resolveSibling(link.group(1)).normalize();
                assertThat(target).as("%s: %s", document, link.group()).exists();
                if (link.group(2) != null) {
                    assertThat(headings(target)).as("%s: %s", document, link.group()).contains(link.group(2));
                }
            }
        }
        assertThat(LINK.matcher(Files.readString(README)).results()).isNotEmpty();
    }

    @Test
    void linksToEveryPage() throws IOException {
        var linked = LINK.matcher(Files.readString(README)).results().map(link -> Path.of(link.group(1))).toList();
        assertThat(linked).contains(CONTRIBUTING, Path.of("miniprogram-api.md")).containsAll(pages());
    }

    @Test
    void isShort() throws IOException {
        assertThat(Files.size(README)).isLessThanOrEqualTo(MAX_README_BYTES);
    }

    @Test
    void ciRunsTestsWithTheCommandOfTheReadme() throws IOException {
        assertThat(Files.readString(README)).contains("\nmvn verify\n");
        assertThat(Files.readAllLines(Path.of(".ci/run"))).contains("mvn verify \"$@\"");
    }

    @Test
    void namesEveryGroupOfPackages() throws IOException {
        var contributing = Files.readString(CONTRIBUTING);
        try (var groups = Files.list(CODE)) {
            assertThat(groups.filter(Files::isDirectory))
                    .allSatisfy(each -> assertThat(contributing).contains("\n| `" + each.getFileName() + "` |"));
        }
    }

    @Test
    void glossaryNamesOnlyExistingTypes() throws IOException {
        var glossary = Files.readString(CONTRIBUTING).split("\n## ")[2];
        assertThat(glossary).startsWith("Glossary\n");
        var named = Pattern.compile("^\\| (?!\\*\\*|term |---).* \\| (`[^|]*`) \\|$", Pattern.MULTILINE)
                .matcher(glossary)
                .results()
                .flatMap(row -> Stream.of(row.group(1).split(", ")))
                .map(name -> name.substring(1, name.length() - 1))
                .toList();
        assertThat(named).isNotEmpty();
        assertThat(types()).containsAll(named);
    }

    /// The service's top-level types, and the types directly inside them: `Question.Option`.
    private static Set<String> types() throws IOException {
        var types = new TreeSet<String>();
        try (var files = Files.walk(CODE)) {
            for (var file : files.filter(each -> each.toString().endsWith(".java")).toList()) {
                var outer = file.getFileName().toString().replace(".java", "");
                types.add(outer);
                Pattern.compile("^    (?:\\w+ )*(?:class|record|enum|interface) (\\w+)", Pattern.MULTILINE)
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(inner -> types.add(outer + "." + inner.group(1)));
            }
        }
        return types;
    }

    private static List<Path> documents() throws IOException {
        return Stream.concat(Stream.of(README, CONTRIBUTING, Path.of("miniprogram-api.md")), pages().stream()).toList();
    }

    private static List<Path> pages() throws IOException {
        try (var pages = Files.list(PAGES)) {
            return pages.sorted().toList();
        }
    }

    /// The anchors that GitHub gives a document's headings.
    private static List<String> headings(Path document) throws IOException {
        return Pattern.compile("^#+ (.+)$", Pattern.MULTILINE)
                .matcher(Files.readString(document))
                .results()
                .map(
                        heading -> "#" + heading.group(1)
                                .toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                .replace(' ', '-'))
                .toList();
    }
}
