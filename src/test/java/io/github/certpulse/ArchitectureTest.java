package io.github.certpulse;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.certpulse.testing.Fast;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

@Fast
class ArchitectureTest {
    private static final String ROOT = "io.github.certpulse";
    /// Groups and their packages in the order in which data flows: code uses only packages that stand above its own.
    private static final List<String> PACKAGES = Stream.of(
            group(
                    "platform",
                    "problem",
                    "settings",
                    "time",
                    "json",
                    "sql",
                    "database",
                    "migration",
                    "backup",
                    "id",
                    "redis",
                    "secret",
                    "body",
                    "connection",
                    "http",
                    "parameter",
                    "audit"),
            group("files", "text", "name", "kind", "xlsx", "csv", "workbook", "zip", "qr"),
            group(
                    "survey",
                    "questionnaire",
                    "sheet",
                    "codebook",
                    "definition",
                    "expression",
                    "form",
                    "xlsform",
                    "publishing",
                    "spelling",
                    "rosterwords",
                    "roster",
                    "campaign",
                    "rosterimport",
                    "entry",
                    "completion",
                    "retention",
                    "removal"),
            group("access", "account", "session", "secondfactor", "signin", "wechat", "respondent"),
            group(
                    "intake",
                    "siteword",
                    "admission",
                    "stored",
                    "storing",
                    "source",
                    "opening",
                    "contact",
                    "submission",
                    "response"),
            group(
                    "numbers",
                    "answer",
                    "following",
                    "arrival",
                    "tally",
                    "count",
                    "progress",
                    "pace",
                    "suppression",
                    "result",
                    "wording",
                    "alarm",
                    "feedback",
                    "setaside"),
            Stream.of("sample"),
            group("output", "code", "table", "quota", "report", "statistics", "export", "poster", "kit"),
            group("console", "frame", "signin", "school"),
            group(
                    "console.office",
                    "setup",
                    "retention",
                    "siteword",
                    "roster",
                    "administration",
                    "schools",
                    "progress",
                    "results",
                    "setaside",
                    "path",
                    "questionnaires"),
            Stream.of("respondentpage", "description")).flatMap(Function.identity()).toList();
    static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // Classes that the framework's annotation processors generate.
            .withImportOption(location -> !location.contains("/$"))
            .importPackages(ROOT);

    @Test
    void packagesUseOnlyPackagesAboveThem() {
        for (var i = 0; i < PACKAGES.size(); i++) {
            var below = PACKAGES.subList(i + 1, PACKAGES.size())
                    .stream()
                    .map(name -> ROOT + "." + name + "..")
                    .toArray(String[]::new);
            if (below.length > 0) {
                noClasses().that()
                        .resideInAPackage(ROOT + "." + PACKAGES.get(i) + "..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(below)
                        .check(CODE);
            }
        }
    }

    @Test
    void everyPackageIsInTheOrder() {
        assertThat(
                CODE.stream()
                        .map(JavaClass::getPackageName)
                        .distinct()
                        .filter(name -> !name.equals(ROOT))
                        .map(name -> name.substring(ROOT.length() + 1)))
                .containsOnlyOnceElementsOf(PACKAGES)
                .containsExactlyInAnyOrderElementsOf(Stream.concat(PACKAGES.stream(), Stream.of("embedded")).toList());
    }

    @Test
    void noPackageUsesTheEmbeddedServersOrTheRootPackage() {
        noClasses().that()
                .resideOutsideOfPackages(ROOT + ".embedded..", ROOT)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(ROOT + ".embedded..", ROOT)
                .check(CODE);
        noClasses().that()
                .resideInAPackage(ROOT)
                .should()
                .dependOnClassesThat(resideInAPackage(ROOT + ".embedded.."))
                .check(CODE);
    }

    private static Stream<String> group(String name, String... packages) {
        return Stream.of(packages).map(each -> name + "." + each);
    }
}
