package io.github.certpulse;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.testing.Fast;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.HttpMethodMapping;
import io.micronaut.security.annotation.Secured;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.apache.poi.ss.usermodel.Cell;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

@Fast
class ArchitectureTest {
    private static final String ROOT = "io.github.certpulse";
    /// Groups and their packages in the order in which data flows: code names only what stands above it.
    private static final List<String> PACKAGES = Stream.of(
            group(
                    "platform",
                    "problem",
                    "settings",
                    "time",
                    "json",
                    "sql",
                    "database",
                    "id",
                    "redis",
                    "secret",
                    "body",
                    "http",
                    "audit"),
            group("files", "text", "name", "xlsx", "csv", "workbook", "zip", "qr"),
            group(
                    "survey",
                    "questionnaire",
                    "sheet",
                    "codebook",
                    "definition",
                    "expression",
                    "xlsform",
                    "publishing",
                    "spelling",
                    "roster",
                    "campaign",
                    "rosterimport",
                    "entry",
                    "completion",
                    "removal"),
            group("access", "account", "signin", "wechat", "respondent"),
            group("intake", "stored", "opening", "contact", "response"),
            group(
                    "numbers",
                    "answer",
                    "following",
                    "tally",
                    "count",
                    "progress",
                    "pace",
                    "suppression",
                    "result",
                    "wording",
                    "feedback"),
            Stream.of("sample"),
            group("output", "code", "table", "quota", "report", "statistics", "export", "poster", "kit"),
            group("console", "frame", "signin", "school"),
            group(
                    "console.office",
                    "setup",
                    "roster",
                    "administration",
                    "schools",
                    "progress",
                    "results",
                    "path",
                    "questionnaires"),
            Stream.of("respondentpage")).flatMap(Function.identity()).toList();
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // What the framework's annotation processors make.
            .withImportOption(location -> !location.contains("/$"))
            .importPackages(ROOT);

    @Test
    void packagesNameOnlyWhatStandsAboveThem() {
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
    void everyPackageHasItsPlaceInTheOrder() {
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
    void nobodyNamesTheEmbeddedServersOrTheStart() {
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

    @Test
    void everythingIsInjectedThroughConstructors() {
        fields().should().notBeAnnotatedWith(Inject.class).check(CODE);
        methods().should().notBeAnnotatedWith(Inject.class).check(CODE);
    }

    @Test
    void onlyTheClockKnowsTheTime() {
        noClasses().that()
                .doNotBelongToAnyOf(Time.class)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(LocalDateTime.class, "now")
                .orShould()
                .callMethod(LocalDate.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .check(CODE);
    }

    /// What people have named must not become a formula in somebody's spreadsheet: one way into a CSV, none for
    /// formulas.
    @Test
    void onlyOnePlaceWritesCsvAndNobodyWritesFormulas() {
        noClasses().that()
                .resideOutsideOfPackage(ROOT + ".files.csv..")
                .should()
                .dependOnClassesThat()
                .resideInAPackage("de.siegmar.fastcsv.writer..")
                .check(CODE);
        noClasses().should()
                .callMethod(Worksheet.class, "formula", int.class, int.class, String.class)
                .orShould()
                .callMethod(Cell.class, "setCellFormula", String.class)
                .check(CODE);
    }

    @Test
    void onlyOnePlaceBeginsWorkbooksAndOneWritesArchives() {
        noClasses().that()
                .resideOutsideOfPackage(ROOT + ".files.workbook..")
                .should()
                .callConstructor(Workbook.class, OutputStream.class, String.class, String.class)
                .check(CODE);
        noClasses().that()
                .resideOutsideOfPackage(ROOT + ".files.zip..")
                .should()
                .dependOnClassesThat()
                .areAssignableTo(ZipOutputStream.class)
                .check(CODE);
    }

    @Test
    void everyRouteHasARule() {
        methods().that().areMetaAnnotatedWith(HttpMethodMapping.class).should(haveARule()).check(CODE);
    }

    @Test
    void controllersStayBehindTheirRoutes() {
        classes().that().areAnnotatedWith(Controller.class).should().bePackagePrivate().check(CODE);
    }

    /// A transaction, even of one statement, is run again after a deadlock; what is none is not.
    @Test
    void everythingThatIsWrittenIsWrittenInATransaction() {
        methods().that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(JdbcRepository.class)
                .and(describe("write", ArchitectureTest::writes))
                .should()
                .beAnnotatedWith(Transactional.class)
                .check(CODE);
    }

    private static boolean writes(JavaMethod method) {
        return method.tryGetAnnotationOfType(Query.class)
                .map(query -> query.value().strip().matches("(?s)(insert|update|delete|replace)\\b.*"))
                .orElseGet(() -> method.getName().matches("(save|update|delete|persist).*"));
    }

    /// Its columns, keys and time of storing are known in one place; whoever needs responses asks there.
    @Test
    void onlyOnePackageNamesTheTablesOfResponsesAndContactsInItsSql() throws IOException {
        var table = Pattern.compile("(?i)\\b(from|join|into|update)\\s+(response|contact)\\b");
        try (var files = Files.walk(Path.of("src/main/java/io/github/certpulse"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .filteredOn(file -> table.matcher(read(file)).find())
                    .isNotEmpty()
                    .allMatch(file -> file.getParent().endsWith("intake/stored"));
        }
    }

    /// What the driver throws is translated there, once.
    @Test
    void onlyTwoPackagesUseTheDriverOfTheDatabase() {
        noMethods().that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages(ROOT + ".platform.sql..", ROOT + ".platform.database..")
                .should()
                .declareThrowableOfType(SQLException.class)
                .check(CODE);
        noClasses().that()
                .resideOutsideOfPackages(ROOT + ".platform.sql..", ROOT + ".platform.database..")
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(DataSource.class, Connection.class, Statement.class, ResultSet.class)
                .check(CODE);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> group(String name, String... packages) {
        return Stream.of(packages).map(each -> name + "." + each);
    }

    private static ArchCondition<JavaMethod> haveARule() {
        return new ArchCondition<>("have a rule of their own or their controller's") {
            @Override
            public void check(JavaMethod route, ConditionEvents events) {
                var ruled = route.isAnnotatedWith(Secured.class) || route.getOwner().isAnnotatedWith(Secured.class);
                events.add(
                        new SimpleConditionEvent(
                                route,
                                ruled,
                                route.getFullName() + (ruled ? " has" : " lacks") + " a rule"));
            }
        };
    }
}
