package io.github.certpulse;

import io.github.certpulse.platform.backup.BackupCommand;
import io.github.certpulse.platform.settings.Setting;
import io.github.certpulse.platform.time.Time;
import io.micronaut.runtime.Micronaut;
import io.swagger.v3.oas.annotations.OpenAPIDefinition;
import io.swagger.v3.oas.annotations.enums.SecuritySchemeType;
import io.swagger.v3.oas.annotations.info.Info;
import io.swagger.v3.oas.annotations.security.SecurityScheme;
import java.sql.DriverManager;
import java.util.Map;
import org.flywaydb.core.Flyway;
import java.util.stream.Stream;

/// Starts the service with the servers of its settings, or runs one of its commands.
@OpenAPIDefinition(
        info = @Info(
                title = "CertPulse",
                version = "1",
                description = "Survey collection for the monitoring of China's 1+X vocational certificates. "
                        + "Errors are application/problem+json (RFC 9457) with a stable code. "
                        + "Times are ISO-8601 with an offset; ids are texts without a meaning."))
@SecurityScheme(name = "bearer", type = SecuritySchemeType.HTTP, scheme = "bearer", bearerFormat = "JWT")
public final class Application {
    private static final int EXIT_INVALID_SETTINGS = 2;

    private Application() {}

    public static void main(String[] args) {
        var environment = System.getenv();
        exitOnInvalidSettings(environment);
        BackupCommand.from(args)
                .ifPresent(command -> System.exit(command.run(args, environment, new Time().clock(), System.err)));
        var missing = Stream.of(Setting.DATABASE_URL, Setting.REDIS_URI)
                .filter(setting -> setting.in(environment).isEmpty())
                .toList();
        missing.forEach(setting -> printError(setting.variable() + " is not set: it must be " + setting.meaning()));
        if (!missing.isEmpty()) {
            System.exit(EXIT_INVALID_SETTINGS);
        }
        loadAhead();
        run(args, Map.of());
    }

    /// Ends the process with exit code 2 where a setting is invalid, after printing every violation.
    public static void exitOnInvalidSettings(Map<String, String> environment) {
        var violations = Setting.violations(environment);
        violations.forEach(Application::printError);
        if (!violations.isEmpty()) {
            System.exit(EXIT_INVALID_SETTINGS);
        }
    }

    /// Loads on another core what the start needs later, while Micronaut finds its beans. Nothing depends on it.
    public static void loadAhead() {
        Thread.ofPlatform().daemon().start(() -> {
            var _ = DriverManager.drivers().count();
            var _ = Flyway.configure().load();
        });
    }

    /// Starts the service.
    ///
    /// @param properties further properties, those of the embedded servers
    public static void run(String[] args, Map<String, Object> properties) {
        Micronaut.build(args).mainClass(Application.class).properties(properties).banner(false).start();
    }

    private static void printError(String message) {
        System.err.println("CertPulse cannot start: " + message);
    }
}
