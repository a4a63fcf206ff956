package io.github.certpulse;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.platform.settings.Setting;
import io.github.certpulse.testing.Program;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/// The files for a cluster. The fault harness runs HAProxy, nginx, Galera and Sentinels with them; this test reads
/// them.
class ScaleFilesTest {
    private static final Path DOCKER = Path.of("docker").toAbsolutePath();
    private static final int COM_QUERY = 3;
    private final Map<String, Map<String, Object>> services = services();

    @Test
    void everythingIsThereThreeTimesOrIsCheckedAndRestarted() {
        for (var name : List.of("certpulse", "galera", "sentinel")) {
            assertThat(services).containsKeys(
                    IntStream.rangeClosed(1, 3)
                            .mapToObj(number -> name + "-" + number)
                            .toArray(String[]::new));
        }
        assertThat(services).containsKeys("redis-1", "redis-2", "haproxy", "nginx");
        services.forEach((name, service) -> {
            assertThat(service).as(name).containsEntry("restart", "unless-stopped");
            // The service's check is in its image, HAProxy's image has no program to ask with.
            assertThat(service.containsKey("healthcheck") || name.matches("certpulse-\\d|haproxy")).as(name).isTrue();
        });
    }

    @Test
    void theServiceIsSetUpAsItIsOnOneMachineExceptForItsServers() {
        Map<String, Map<String, Map<String, Object>>> single = new Yaml().load(read("compose.yml"));
        var one = single.get("services").get("certpulse");
        for (var number = 1; number <= 3; number++) {
            var replica = services.get("certpulse-" + number);
            assertThat(settings(replica).keySet()).isEqualTo(settings(one).keySet());
            assertThat(replica).containsEntry("read_only", true)
                    .containsEntry("mem_limit", one.get("mem_limit"))
                    .containsEntry("cap_drop", one.get("cap_drop"));
            assertThat(Setting.violations(Map.of("CERTPULSE_REDIS_URI", redisUri(replica)))).isEmpty();
        }
    }

    /// The first node makes them, the others get them with its data.
    @Test
    void theDatabasesUsersAreMadeAsOnOneMachine() {
        assertThat(services.get("galera-1").get("volumes")).asString()
                .contains("./database-users.sh:/docker-entrypoint-initdb.d/database-users.sh:ro");
        for (var number = 1; number <= 3; number++) {
            assertThat(settings(services.get("galera-" + number))).containsEntry("MARIADB_DATABASE", "certpulse")
                    .containsKeys("CERTPULSE_DATABASE_PASSWORD", "CERTPULSE_DATABASE_MIGRATION_PASSWORD")
                    .doesNotContainKey("MARIADB_USER");
        }
    }

    /// Every password comes from the environment, and a missing one is an error.
    @Test
    void noPasswordStandsInTheFile() {
        var values = Pattern.compile("\\w*(?:PASSWORD|SECRET)\\w*: (\\S+)")
                .matcher(read("compose.scale.yml"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(values).hasSizeGreaterThan(5).allMatch(value -> value.startsWith("${"));
    }

    @Test
    void theHeadOfHaProxysQueryStatesItsLength() {
        var file = read("haproxy.cfg");
        var query = Pattern.compile("tcp-check send \"(select .*)\"").matcher(file);
        assertThat(query.find()).isTrue();
        var bytes = query.group(1).length() + 1;
        assertThat(file).contains(
                "tcp-check send-binary %02x%02x%02x00%02x\n"
                        .formatted(bytes & 0xff, bytes >> 8, bytes >> 16, COM_QUERY));
    }

    @Test
    void haProxyAcceptsItsConfiguration(@TempDir Path folder) {
        var addresses = List.of("HAPROXY_DATABASE", "HAPROXY_PEER", "GALERA_1", "GALERA_2", "GALERA_3");
        var file = folder.resolve("haproxy.cfg");
        var text = read("haproxy.cfg");
        for (var i = 0; i < addresses.size(); i++) {
            text = text.replace("${%s}".formatted(addresses.get(i)), "127.0.0.1:" + (i + 1));
        }
        write(file, text);
        assertThat(Program.run(folder, "haproxy", "-c", "-f", file.toString())).contains("valid");
    }

    @Test
    void nginxsTemplateNamesOnlyWhatItsContainerHas() {
        var environment = settings(services.get("nginx"));
        var named = Pattern.compile("\\$\\{(\\w+)}")
                .matcher(read("nginx.conf.template"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(named).isNotEmpty().allMatch(environment::containsKey);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> settings(Map<String, Object> service) {
        return (Map<String, Object>) service.get("environment");
    }

    private static String redisUri(Map<String, Object> service) {
        return String.valueOf(settings(service).get("CERTPULSE_REDIS_URI"));
    }

    private static Map<String, Map<String, Object>> services() {
        Map<String, Map<String, Map<String, Object>>> compose = new Yaml().load(read("compose.scale.yml"));
        return compose.get("services");
    }

    private static String read(String name) {
        try {
            return Files.readString(DOCKER.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
