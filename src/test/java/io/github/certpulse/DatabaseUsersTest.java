package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.PrivilegedDatabase;
import io.github.certpulse.testing.Program;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// The script with which `docker/compose.yml` makes the database's users, run on a real database by hand, and the
/// service with the users that the file names.
class DatabaseUsersTest {
    private static final Path SCRIPT = Path.of("docker/database-users.sh").toAbsolutePath();
    private static final Pattern GRANT = Pattern.compile("^GRANT (.*) TO [`']certpulse[`']@");
    private static final Map<String, String> PASSWORDS = Map.of(
            "CERTPULSE_DATABASE_PASSWORD",
            "it's the \\service's",
            "CERTPULSE_DATABASE_MIGRATION_PASSWORD",
            "the migration's `own`");
    @AutoClose
    private static final PrivilegedDatabase SERVER = PrivilegedDatabase.start();
    private final String name = TestServers.shared().newDatabase().replace("test", "users");
    private final Map<String, Object> database = composed("mysql");
    private final Map<String, Object> service = composed("certpulse");
    @TempDir
    private Path folder;

    @Test
    void theServiceRunsAsAUserWhoCannotChangeTheAuditTrail() throws Exception {
        SERVER.run("create database `%s` character set utf8mb4".formatted(name));
        runScript();
        assertThat(grants()).containsExactly("SELECT ON `%s`.*".formatted(name), "USAGE ON *.*");
        try (var started = start()) {
            takesInASheet(started);
            assertThat(started.office().get("/api/v1/audit").expect(200).number("total")).isPositive();
        }
        SERVER.expectUnchangeableTrail(name, user(), password());
        assertThat(grants()).contains(
                "SELECT ON `%s`.*".formatted(name),
                "SELECT, INSERT ON `%s`.`audit`".formatted(name),
                "SELECT, INSERT, UPDATE, DELETE ON `%s`.`response`".formatted(name));
    }

    /// Its volume is there already, so the container does not run the script by itself.
    @Test
    void anInstallationWithOneUserOnlyIsChangedByRunningTheScript() throws Exception {
        SERVER.run("create database `%s` character set utf8mb4".formatted(name));
        SERVER.run("create user if not exists 'certpulse'@'%'");
        SERVER.run("alter user 'certpulse'@'%' identified by 'the only one'");
        SERVER.run("grant all on `%s`.* to 'certpulse'@'%%'".formatted(name));
        var before = settings();
        before.put("certpulse.database.password", "the only one");
        before.keySet().removeIf(key -> key.startsWith("certpulse.database.migration"));
        before.put("certpulse.audit-append-only", "warn");
        start(before).close();
        runScript();
        try (var started = start()) {
            takesInASheet(started);
        }
        SERVER.expectUnchangeableTrail(name, user(), password());
    }

    @Test
    void theContainersHaveWhatTheScriptNeeds() {
        assertThat(database.get("MYSQL_DATABASE")).isEqualTo("certpulse");
        assertThat(service.get("CERTPULSE_DATABASE_URL")).asString().endsWith("/certpulse");
        assertThat(service).containsEntry("CERTPULSE_AUDIT_APPEND_ONLY", "required");
        assertThat(database).containsKeys("MYSQL_ROOT_PASSWORD").doesNotContainKey("MYSQL_USER");
        for (var variable : PASSWORDS.keySet()) {
            assertThat(database.get(variable)).isEqualTo(service.get(variable)).asString().startsWith("${" + variable);
        }
        assertThat(compose().get("mysql").get("volumes")).asString()
                .contains("./database-users.sh:/docker-entrypoint-initdb.d/database-users.sh:ro");
    }

    @Test
    void theScriptHasNoFaultThatShellcheckKnows() {
        assertThat(Program.run(folder, "shellcheck", SCRIPT.toString())).isEmpty();
    }

    /// The rights are those of the operator's guide, where they name another database.
    @Test
    void theScriptGivesTheRightsOfTheGuide() throws IOException {
        var script = Files.readString(SCRIPT).replace("\\`$name\\`", "certpulse");
        var guide = Files.readString(Path.of("src/site/markdown/operation.md"));
        var rights = guide.substring(guide.indexOf("create database certpulse"))
                .lines()
                .takeWhile(line -> !line.equals("```"))
                .filter(line -> line.startsWith("grant"))
                .toList();
        assertThat(rights).hasSize(2).allMatch(script::contains);
        assertThat(script.lines().filter(line -> line.startsWith("grant"))).hasSameSizeAs(rights);
    }

    private void runScript() throws SQLException, IOException {
        var variables = new HashMap<>(PASSWORDS);
        variables.put("MYSQL_DATABASE", name);
        SERVER.script(folder, SCRIPT, variables);
    }

    private static void takesInASheet(TestService started) {
        var school = Province.with(started, "甲校,高职,武汉市,,,物流管理,中级,120").school("甲校");
        started.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("物流管理")))
                .expect(201);
    }

    private TestService start() {
        return start(settings());
    }

    private TestService start(Map<String, Object> settings) {
        return TestService.start(SERVER.port(), name, TestServers.shared().redisPort(), settings);
    }

    /// Those of the file, with the passwords of this test.
    private Map<String, Object> settings() {
        var settings = new HashMap<String, Object>();
        for (var variable : List.of("USER", "PASSWORD", "MIGRATION_USER", "MIGRATION_PASSWORD")) {
            var own = "CERTPULSE_DATABASE_" + variable;
            settings.put(
                    own.toLowerCase(Locale.ROOT).replace('_', '.'),
                    PASSWORDS.getOrDefault(own, service.get(own).toString()));
        }
        settings.put("certpulse.audit-append-only", service.get("CERTPULSE_AUDIT_APPEND_ONLY"));
        settings.put("certpulse.database.url", SERVER.url(name));
        return settings;
    }

    private String user() {
        return settings().get("certpulse.database.user").toString();
    }

    private String password() {
        return settings().get("certpulse.database.password").toString();
    }

    /// What the service's user may do, without passwords.
    private List<String> grants() throws SQLException {
        try (var own = SERVER.connect(name, user(), password())) {
            return grants(own);
        }
    }

    private static List<String> grants(Connection own) throws SQLException {
        try (var statement = own.createStatement(); var rows = statement.executeQuery("show grants")) {
            var grants = new ArrayList<String>();
            while (rows.next()) {
                var grant = GRANT.matcher(rows.getString(1));
                // Others are everybody's, on the databases for tests that MariaDB begins with.
                if (grant.find()) {
                    grants.add(grant.group(1).replace("\\", ""));
                }
            }
            grants.sort(null);
            return grants;
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> composed(String container) {
        return (Map<String, Object>) compose().get(container).get("environment");
    }

    private static Map<String, Map<String, Object>> compose() {
        try {
            Map<String, Map<String, Map<String, Object>>> file =
                    new Yaml().load(Files.readString(Path.of("docker/compose.yml")));
            return file.get("services");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
