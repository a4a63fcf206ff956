package io.github.certpulse.platform.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.FlywayException;

/// What an operator does with the whole database: `java -jar certpulse.jar backup|restore|check-backup <file>`.
public enum BackupCommand {
    BACKUP("backup"),
    RESTORE("restore"),
    CHECK_BACKUP("check-backup");

    public static final int EXIT_DONE = 0;
    public static final int EXIT_FAILED = 1;
    public static final int EXIT_USAGE = 2;
    private final String word;

    BackupCommand(String word) {
        this.word = word;
    }

    /// The command that the arguments of the program begin with, if it is one of these.
    public static Optional<BackupCommand> from(String... arguments) {
        return Arrays.stream(values()).filter(each -> arguments.length > 0 && each.word.equals(arguments[0])).findAny();
    }

    /// Runs the command and prints what it does.
    ///
    /// @param arguments   of the program: the command and the file
    /// @param environment with the settings of the service's database
    /// @return the process's exit code: 0 done, 1 failed, 2 wrong arguments or settings
    public int run(String[] arguments, Map<String, String> environment, Clock clock, PrintStream messages) {
        if (arguments.length != 2 || arguments[1].isBlank()) {
            messages.printf("Usage: java -jar certpulse.jar %s <file>%n", word);
            return EXIT_USAGE;
        }
        var file = Path.of(arguments[1]).toAbsolutePath();
        try {
            switch (this) {
                case BACKUP -> new Backup(BackupDatabase.from(environment), messages).write(file, clock.instant());
                case RESTORE -> new Restore(BackupDatabase.from(environment), messages).read(file);
                case CHECK_BACKUP -> messages
                        .printf("The backup is complete: %,d rows%n", BackupReader.check(file).rows());
            }
            return EXIT_DONE;
        } catch (IllegalArgumentException setting) {
            messages.println(setting.getMessage());
            return EXIT_USAGE;
        } catch (IOException | FlywayException failure) {
            messages.printf("%s failed: %s%n", word, failure.getMessage());
            return EXIT_FAILED;
        }
    }
}
