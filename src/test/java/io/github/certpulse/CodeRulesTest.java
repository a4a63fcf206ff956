package io.github.certpulse;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
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
import java.util.regex.Pattern;
import java.util.zip.ZipOutputStream;
import javax.sql.DataSource;
import org.apache.poi.ss.usermodel.Cell;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.junit.jupiter.api.Test;

/// Rules for the code that compilers do not check, apart from the order of packages, which [ArchitectureTest] checks.
@Fast
class CodeRulesTest {
    private static final String ROOT = "io.github.certpulse";
    private static final JavaClasses CODE = ArchitectureTest.CODE;

    @Test
    void everythingIsInjectedThroughConstructors() {
        fields().should().notBeAnnotatedWith(Inject.class).check(CODE);
        methods().should().notBeAnnotatedWith(Inject.class).check(CODE);
    }

    @Test
    void onlyTheClockReadsTheSystemTime() {
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

    /// Texts from people must not become formulas in a spreadsheet.
    @Test
    void onlyFilesCsvWritesCsvAndNoCodeWritesFormulas() {
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
    void onlyFilesWorkbookBeginsWorkbooksAndOnlyFilesZipWritesArchives() {
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
    void controllersAreNotPublic() {
        classes().that().areAnnotatedWith(Controller.class).should().bePackagePrivate().check(CODE);
    }

    /// Only methods with a transaction are run again after a deadlock, even those of one statement.
    @Test
    void everyWritingRepositoryMethodRunsInATransaction() {
        methods().that()
                .areDeclaredInClassesThat()
                .areAnnotatedWith(JdbcRepository.class)
                .and(describe("write", CodeRulesTest::writes))
                .should()
                .beAnnotatedWith(Transactional.class)
                .check(CODE);
    }

    private static boolean writes(JavaMethod method) {
        return method.tryGetAnnotationOfType(Query.class)
                .map(query -> query.value().strip().matches("(?s)(insert|update|delete|replace)\\b.*"))
                .orElseGet(() -> method.getName().matches("(save|update|delete|persist).*"));
    }

    /// The tables' columns, keys and times of storing are used in two packages, which other code calls.
    @Test
    void onlyTwoPackagesNameTheTablesOfResponsesAndContactsInTheirSql() throws IOException {
        var table =
                Pattern.compile("(?i)\\b(from|join|into|update)\\s+(response|contact|left_contact|contact_release)\\b");
        try (var files = Files.walk(Path.of("src/main/java/io/github/certpulse"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".java")))
                    .filteredOn(file -> table.matcher(read(file)).find())
                    .isNotEmpty()
                    .allMatch(
                            file -> file.getParent().endsWith("intake/stored")
                                    || file.getParent().endsWith("intake/storing"));
        }
    }

    /// These packages translate the driver's exceptions, or change or copy whole tables.
    @Test
    void onlyFourPackagesUseTheDriverOfTheDatabase() {
        noMethods().that()
                .areDeclaredInClassesThat()
                .resideOutsideOfPackages(
                        ROOT + ".platform.sql..",
                        ROOT + ".platform.database..",
                        ROOT + ".platform.migration..",
                        ROOT + ".platform.backup..")
                .should()
                .declareThrowableOfType(SQLException.class)
                .check(CODE);
        noClasses().that()
                .resideOutsideOfPackages(
                        ROOT + ".platform.sql..",
                        ROOT + ".platform.database..",
                        ROOT + ".platform.migration..",
                        ROOT + ".platform.backup..")
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

    private static ArchCondition<JavaMethod> haveARule() {
        return new ArchCondition<>("have a rule, or a controller with a rule") {
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
