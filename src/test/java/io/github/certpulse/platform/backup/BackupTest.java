package io.github.certpulse.platform.backup;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.OperatorCommand;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.StoredCrowd;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.Visitor;
import io.micronaut.json.tree.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.flywaydb.core.api.exception.FlywayValidateException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// An operator's backup of a service that runs.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BackupTest {
    /// Processes renew their leases, and Flyway notes when it ran.
    private static final Set<String> NOT_COMPARED = Set.of("id_node", "migration_lease", History.TABLE);
    private static final String PHONE = "13800138000";
    private static final String ANSWERED = "/api/v1/responses/" + UUID.randomUUID();
    private Path directory;
    private TestService service;
    private Province province;
    private Visitor teacher;
    private JsonNode sheet;
    private Path backup;
    private Map<String, List<String>> original;

    @BeforeAll
    void takesABackupOfACampaignWithAnswersAndContacts(@TempDir Path own) {
        directory = own;
        service = TestService.start(TestServers.shared().databasePort(), TestServers.shared().redisPort(), Map.of());
        province = Province.with(service, "甲学院,高职,武汉市,,,证书一,初级,100", "乙学院,中职,黄石市,,,证书二,中级,50");
        var crowd = new StoredCrowd(service, province, 1);
        crowd.store(Role.TEACHER, 300);
        crowd.store(Role.STUDENT, 900);
        var school = province.school("甲学院");
        teacher = service.wechatUser();
        sheet = Sheets.with(
                Sheets.teacher(school, school.certificate("证书一")),
                "contact",
                "{\"name\":\"张老师\",\"phone\":\"%s\"}".formatted(PHONE));
        teacher.put(ANSWERED, sheet).expect(201);
        backup = directory.resolve("backup");
        assertThat(OperatorCommand.run("backup", backup, service.database())).extracting(OperatorCommand::exit)
                .isEqualTo(BackupCommand.EXIT_DONE);
        original = contents(service.database());
    }

    @AfterAll
    void stops() {
        service.close();
    }

    @Test
    void restoresEveryTableToTheLetterAndTheServiceGoesOnWithIt() {
        var restored = TestServers.shared().newDatabase();

        var outcome = OperatorCommand.run("restore", backup, restored);

        assertThat(outcome.exit()).as(outcome.messages()).isEqualTo(BackupCommand.EXIT_DONE);
        assertThat(outcome.messages()).contains("The backup was taken at 20", "campaign-removed");
        assertThat(contents(restored)).isEqualTo(original).containsKeys("response", "contact");
        try (var second = TestService.start(servers().databasePort(), restored, servers().redisPort(), Map.of())) {
            var office = second.office();
            assertThat(office.get(province.path() + "/results?role=TEACHER").number("respondents")).isEqualTo(301);
            assertThat(office.get(province.path() + "/results?role=STUDENT").number("respondents")).isEqualTo(900);
            assertThat(office.get(province.path() + "/contacts").expect(200).text()).contains(PHONE);
            second.stranger().with(teacher.token()).put(ANSWERED, sheet).expect(200);
        }
    }

    @Test
    void refusesABackupThatWasCutOffWhereverItWasCut() throws IOException {
        var whole = Files.readAllBytes(backup);
        var database = TestServers.shared().newDatabase();
        for (var part = 0; part < 20; part++) {
            var cut = write("cut", Arrays.copyOf(whole, whole.length * part / 20));

            assertThat(OperatorCommand.run("restore", cut, database).exit()).as("%d/20", part)
                    .isEqualTo(BackupCommand.EXIT_FAILED);
            assertThat(OperatorCommand.run("check-backup", cut, database).exit()).isEqualTo(BackupCommand.EXIT_FAILED);
        }
        var withoutLastLine = change(lines -> lines.substring(0, lines.stripTrailing().lastIndexOf('\n') + 1));

        var outcome = OperatorCommand.run("restore", withoutLastLine, database);

        assertThat(outcome.messages()).contains("cut off");
        assertThat(tables(database)).isEmpty();
    }

    @Test
    void refusesABackupWithAnotherContent() throws IOException {
        var database = TestServers.shared().newDatabase();
        List<UnaryOperator<String>> changes = List.of(
                lines -> lines.replaceFirst("甲学院", "丙学院"),
                lines -> lines.replaceFirst("\\[[^\\n]*甲学院[^\\n]*\\n", ""),
                lines -> lines.replaceFirst("\"takenAt\":\"20", "\"takenAt\":\"19"),
                lines -> lines.replaceFirst("\"schema\":\"\\d+\"", "\"schema\":\"1\""),
                lines -> lines + lines,
                lines -> lines.replaceFirst("certpulse-backup-1", "certpulse-backup-2"),
                lines -> "not a backup\n" + lines);
        for (var change : changes) {
            var changed = change(change);

            var outcome = OperatorCommand.run("restore", changed, database);

            assertThat(outcome.exit()).as(outcome.messages()).isEqualTo(BackupCommand.EXIT_FAILED);
        }
        assertThat(tables(database)).isEmpty();
    }

    @Test
    void refusesADatabaseThatHoldsSomething() {
        var before = contents(service.database());

        var outcome = OperatorCommand.run("restore", backup, service.database());

        assertThat(outcome.exit()).isEqualTo(BackupCommand.EXIT_FAILED);
        assertThat(outcome.messages()).contains("holds tables already");
        assertThat(contents(service.database())).isEqualTo(before);
    }

    /// As a restore leaves it that was killed in the middle.
    @Test
    void theServiceDoesNotStartOnADatabaseThatIsHalfRestored() throws Exception {
        var database = TestServers.shared().newDatabase();
        assertThat(OperatorCommand.run("restore", backup, database).exit()).isEqualTo(BackupCommand.EXIT_DONE);
        try (var half = TestDatabase.of(database)) {
            History.markComplete(half.connection(), false);
        }

        assertThat(failureOfStart(database)).hasRootCauseInstanceOf(FlywayValidateException.class);
    }

    @Test
    void aBackupWhilePeopleAnswerHoldsEverySheetThatWasStoredBefore() throws Exception {
        var school = province.school("乙学院");
        var certificate = school.certificate("证书二");
        var file = directory.resolve("while-people-answer");
        var restored = TestServers.shared().newDatabase();
        var answering = Thread.ofVirtual().unstarted(() -> {
            while (!Files.exists(file)) {
                answer(school, certificate);
            }
        });
        answer(school, certificate);
        var before = rows(service.database(), certificate);
        answering.start();

        assertThat(OperatorCommand.run("backup", file, service.database()).exit()).isEqualTo(BackupCommand.EXIT_DONE);

        answering.join();
        assertThat(OperatorCommand.run("restore", file, restored).exit()).isEqualTo(BackupCommand.EXIT_DONE);
        assertThat(rows(restored, certificate)).isBetween(before, rows(service.database(), certificate));
    }

    private static int rows(String database, String certificate) {
        try (var reader = TestDatabase.of(database)) {
            return reader.rows(certificate);
        }
    }

    @Test
    void neverOverwritesAFileAndLetsNobodyElseReadIt() throws IOException {
        var content = Files.readAllBytes(backup);

        var outcome = OperatorCommand.run("backup", backup, service.database());

        assertThat(outcome.exit()).isEqualTo(BackupCommand.EXIT_FAILED);
        assertThat(backup).hasBinaryContent(content);
        assertThat(Files.getPosixFilePermissions(backup)).extracting(Enum::name)
                .containsExactlyInAnyOrder("OWNER_READ", "OWNER_WRITE");
    }

    @Test
    void leavesNoFileWhereTheDatabaseCannotBeRead() {
        var file = directory.resolve("nothing");

        var outcome = OperatorCommand.run("backup", file, TestServers.shared().newDatabase());

        assertThat(outcome.exit()).isEqualTo(BackupCommand.EXIT_FAILED);
        assertThat(directory).isDirectoryNotContaining(each -> each.getFileName().toString().startsWith("nothing"));
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(BackupCommand.from("backup")).contains(BackupCommand.BACKUP);
        assertThat(BackupCommand.from()).isEmpty();
        assertThat(BackupCommand.from("-Dsomething")).isEmpty();
        var messages = new ByteArrayOutputStream();
        var out = new PrintStream(messages, true, StandardCharsets.UTF_8);

        assertThat(BackupCommand.BACKUP.run(new String[]{"backup"}, Map.of(), Clock.systemUTC(), out))
                .isEqualTo(BackupCommand.EXIT_USAGE);
        assertThat(BackupCommand.BACKUP.run(new String[]{"backup", "file"}, Map.of(), Clock.systemUTC(), out))
                .isEqualTo(BackupCommand.EXIT_USAGE);

        assertThat(messages.toString(StandardCharsets.UTF_8)).contains("<file>", "CERTPULSE_DATABASE_URL");
    }

    private void answer(Province.School school, String certificate) {
        service.wechatUser()
                .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, certificate))
                .expect(201);
    }

    private static Throwable failureOfStart(String database) {
        try (var started = TestService.start(servers().databasePort(), database, servers().redisPort(), Map.of())) {
            throw new AssertionError("started: " + started.url());
        } catch (RuntimeException refused) {
            return refused;
        }
    }

    private static TestServers servers() {
        return TestServers.shared();
    }

    private Path change(UnaryOperator<String> change) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var in = new GZIPInputStream(Files.newInputStream(backup)); var out = new GZIPOutputStream(bytes)) {
            out.write(
                    change.apply(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                            .getBytes(StandardCharsets.UTF_8));
        }
        return write("changed", bytes.toByteArray());
    }

    private Path write(String name, byte[] content) throws IOException {
        return Files.write(directory.resolve(name), content);
    }

    private static List<String> tables(String database) {
        try (var reader = TestDatabase.of(database)) {
            return reader.column("show tables");
        }
    }

    /// The rows of every table, but for what running processes change and what Flyway notes about itself. Read by the
    /// database's own means.
    private static Map<String, List<String>> contents(String database) {
        var contents = new HashMap<String, List<String>>();
        try (var reader = TestDatabase.of(database)) {
            for (var table : reader.column("show tables")) {
                if (!NOT_COMPARED.contains(table)) {
                    var columns = reader.column(
                            "select concat('hex(ifnull(', column_name, ', ''null''))') from information_schema.columns"
                                    + " where table_schema = ? and table_name = ? order by ordinal_position",
                            database,
                            table);
                    contents.put(
                            table,
                            reader.column(
                                    "select concat_ws(',', %s) as line from `%s` order by line"
                                            .formatted(String.join(", ", columns), table)));
                }
            }
        }
        return contents;
    }
}
