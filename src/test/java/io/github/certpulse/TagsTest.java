package io.github.certpulse;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.Node;
import io.github.certpulse.testing.NodePackages;
import io.github.certpulse.testing.Phone;
import io.github.certpulse.testing.Program;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Tests marked with [Fast] keep its rules.
class TagsTest {
    private static final JavaClasses TESTS = new ClassFileImporter()
            .withImportOption(new ImportOption.OnlyIncludeTests())
            .importPackages("io.github.certpulse", "db.migration");

    @Test
    void fastTestsUseNeitherABrowserNorOtherPrograms() {
        noClasses().that()
                .areAnnotatedWith(Fast.class)
                .should()
                .transitivelyDependOnClassesThat(
                        belongToAnyOf(Phone.class, Node.class, NodePackages.class, Program.class))
                .check(TESTS);
    }

    @Test
    void fastTestsStartNeitherServicesNorServers() {
        noClasses().that()
                .areAnnotatedWith(Fast.class)
                .should()
                .callMethod(TestService.class, "start", int.class, int.class, Map.class)
                .orShould()
                .callMethod(TestService.class, "start", int.class, String.class, int.class, Map.class)
                .orShould()
                .callMethod(TestServers.class, "newRedis")
                .orShould()
                .callMethod(TestServers.class, "newDatabase")
                .orShould()
                .callMethod(TestServers.class, "freezeDatabase")
                .check(TESTS);
    }
}
