package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.testing.Program;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// The files that operators take besides the program work with the service.
class OperationFilesTest {
    private static final Path SMOKE = Path.of("docker/smoke.sh").toAbsolutePath();
    private static final Pattern HEALTH_CHECK = Pattern.compile("HEALTHCHECK .*\\s+CMD (\\[.*])");
    private static final Pattern METRIC = Pattern.compile("\\b(?:certpulse|http_server|hikaricp|jvm|process)_[a-z_]+");

    @Test
    void theSmokeScriptPassesOnANewInstallationAndLeavesNothing(@TempDir Path folder) {
        try (var service = newService()) {
            var output = smoke(folder, service, TestService.OFFICE_PASSWORD, "yes");

            assertThat(output).contains("stores a sheet", "all checks passed").doesNotContain("FAILED");
            assertThat(Reply.items(service.office().get("/api/v1/campaigns").expect(200).json())).isEmpty();
        }
    }

    @Test
    void theSmokeScriptFailsWhereTheServiceDoesNotDoWhatItShould(@TempDir Path folder) {
        var service = TestService.shared();

        var output = Program.run(
                folder,
                "bash",
                "-c",
                "! SMOKE_OFFICE_PASSWORD='not the password' \"$0\" \"$1\"",
                SMOKE.toString(),
                service.url().toString());

        assertThat(output).contains("FAILED  lets the office in: 401 instead of 200", "checks failed");
    }

    @Test
    void theSmokeScriptHasNoFaultThatShellcheckKnows(@TempDir Path folder) {
        assertThat(Program.run(folder, "shellcheck", SMOKE.toString())).isEmpty();
    }

    @Test
    void theServiceHasEveryMetricOfTheDashboard() throws IOException {
        try (var service = newService()) {
            var province = Province.with(service, "甲学院,高职,武汉市,,,证书一,初级,100");
            var school = province.school("甲学院");
            service.wechatUser()
                    .put("/api/v1/responses/" + UUID.randomUUID(), Sheets.teacher(school, school.certificate("证书一")))
                    .expect(201);
            var metrics = service.stranger().get("/prometheus").expect(200).text();

            assertThat(metricsOfTheDashboard()).isNotEmpty()
                    .allSatisfy(name -> assertThat(metrics).containsPattern("(?m)^" + name + "[ {]"));
        }
    }

    @Test
    void containersOfTheServiceCannotChangeTheirFiles() throws IOException {
        Map<String, Map<String, Map<String, Object>>> compose =
                new Yaml().load(Files.readString(Path.of("docker/compose.yml")));

        assertThat(compose.get("services").get("certpulse")).containsEntry("read_only", true)
                .containsEntry("volumes", List.of("data:/data", "temporary:/tmp"))
                .containsEntry("cap_drop", List.of("ALL"));
    }

    /// With Bash alone, as in the image.
    @Test
    void theHealthCheckOfTheImageSaysWhetherTheServiceIsReady(@TempDir Path folder) throws IOException {
        var check = HEALTH_CHECK.matcher(Files.readString(Path.of("docker/Dockerfile")));
        assertThat(check.find()).isTrue();
        var command = Json.read(check.group(1).getBytes(StandardCharsets.UTF_8)).get(2).getStringValue();
        try (var service = newService()) {
            var port = "CERTPULSE_PORT=" + service.url().getPort();
            Program.run(folder, "env", port, "bash", "-c", command);
            service.close();
            Program.run(folder, "env", port, "bash", "-c", "! (" + command + ")");
        }
    }

    private static TestService newService() {
        return TestService.start(TestServers.shared().databasePort(), TestServers.shared().redisPort(), Map.of());
    }

    private static String smoke(Path folder, TestService service, String password, String answer) {
        return Program.run(
                folder,
                "env",
                "SMOKE_OFFICE_PASSWORD=" + password,
                "SMOKE_ANSWER=" + answer,
                SMOKE.toString(),
                service.url().toString());
    }

    private static List<String> metricsOfTheDashboard() throws IOException {
        var dashboard = Json.read(Files.readAllBytes(Path.of("src/main/operation/grafana-dashboard.json")));
        return Reply.items(dashboard.get("panels"))
                .stream()
                .flatMap(panel -> Reply.items(panel.get("targets")).stream())
                .flatMap(target -> METRIC.matcher(target.get("expr").getStringValue()).results())
                .flatMap(found -> Stream.of(found.group()))
                .distinct()
                .toList();
    }
}
