package io.github.certpulse.testing;

import io.github.certpulse.platform.backup.BackupCommand;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.HashMap;

/// An operator's command on a database of the tests, as `java -jar certpulse.jar` runs it.
///
/// @param exit     the exit code
/// @param messages what it printed
public record OperatorCommand(int exit, String messages) {

    /// Runs a command.
    ///
    /// @param command  for instance `restore`
    /// @param database the name of the database
    public static OperatorCommand run(String command, Path file, String database) {
        var servers = TestServers.shared();
        var environment = new HashMap<String, String>();
        TestServers.settings(servers.databasePort(), database, servers.redisPort())
                .forEach(
                        (name, value) -> environment
                                .put(name.replace('.', '_').replace('-', '_').toUpperCase(), value.toString()));
        var messages = new ByteArrayOutputStream();
        var arguments = new String[]{command, file.toString()};
        var exit = BackupCommand.from(arguments)
                .orElseThrow()
                .run(
                        arguments,
                        environment,
                        Clock.systemUTC(),
                        new PrintStream(messages, true, StandardCharsets.UTF_8));
        return new OperatorCommand(exit, messages.toString(StandardCharsets.UTF_8));
    }
}
