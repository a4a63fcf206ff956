package io.github.certpulse.faults.server;

import io.github.certpulse.faults.server.ServerProcess.Command;
import io.github.certpulse.machine.FirstAnswer;
import io.github.certpulse.machine.OperatorsCommand;
import io.github.certpulse.machine.Ports;
import io.github.certpulse.testing.FakeWechat;
import io.github.certpulse.testing.TestService;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The service's jar, started as the guide tells operators to.
public record Replica(ServerProcess process, URI address) {

    /// What all replicas of a scenario share.
    ///
    /// @param databaseUrl a JDBC address
    /// @param redisUri    an address of Redis
    /// @param secret      in Base64
    public record Settings(String databaseUrl, String redisUri, String secret, FakeWechat wechat) {}

    /// A replica that is not started yet.
    ///
    /// @param machine if its clock is to be moved
    /// @param further environment variables, which take precedence
    public static Replica with(
            RunDirectory run,
            String name,
            Settings settings,
            Optional<Machine> machine,
            Map<String, String> further) {
        var port = Ports.free();
        var home = run.directory(name);
        var environment = new HashMap<String, String>(machine.map(Machine::environment).orElseGet(Map::of));
        environment.putAll(
                Map.of(
                        "CERTPULSE_PORT",
                        Integer.toString(port),
                        "CERTPULSE_DATA_DIR",
                        home.resolve("data").toString(),
                        "CERTPULSE_DATABASE_URL",
                        settings.databaseUrl(),
                        "CERTPULSE_DATABASE_USER",
                        "root",
                        "CERTPULSE_REDIS_URI",
                        settings.redisUri(),
                        "CERTPULSE_SECRET",
                        settings.secret(),
                        "CERTPULSE_OFFICE_PASSWORD",
                        TestService.OFFICE_PASSWORD,
                        "CERTPULSE_RATE_LIMITS",
                        "off"));
        environment.putAll(further);
        var words = new ArrayList<>(OperatorsCommand.asItStands());
        settings.wechat()
                .properties()
                .forEach((property, value) -> words.add(words.indexOf("-jar"), "-D" + property + "=" + value));
        var command = new Command(
                words,
                environment,
                OperatorsCommand.DIRECTORY.toAbsolutePath(),
                home.resolve("output.log"));
        return new Replica(
                new ServerProcess(run, name, command, () -> FirstAnswer.isReady(port)),
                URI.create("http://127.0.0.1:" + port));
    }
}
