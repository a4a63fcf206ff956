package io.github.certpulse.faults.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// Programs that the system's packages bring.
public enum Programs {
    MARIADBD("/usr/sbin/mariadbd", "mariadb-server"),
    MARIADB_INSTALL_DB("/usr/bin/mariadb-install-db", "mariadb-server"),
    GALERA("/usr/lib/galera/libgalera_smm.so", "galera-4"),
    RSYNC("/usr/bin/rsync", "rsync"),
    HAPROXY("/usr/sbin/haproxy", "haproxy"),
    REDIS_SERVER("/usr/bin/redis-server", "redis-server"),
    REDIS_SENTINEL("/usr/bin/redis-sentinel", "redis-sentinel"),
    NGINX("/usr/sbin/nginx", "nginx");

    private final String path;
    private final String debianPackage;

    Programs(String path, String debianPackage) {
        this.path = path;
        this.debianPackage = debianPackage;
    }

    String path() {
        return path;
    }

    /// What has to be installed before a cluster can run here.
    public static Optional<String> missing() {
        var packages = Arrays.stream(values())
                .filter(program -> !Files.exists(Path.of(program.path)))
                .map(program -> program.debianPackage)
                .distinct()
                .collect(Collectors.joining(" "));
        return packages.isEmpty() ? Optional.empty() : Optional.of("it needs Debian's " + packages);
    }

    /// Runs a command to its end and returns what it writes.
    ///
    /// @throws IllegalStateException if it fails
    static String output(List<String> words) {
        try {
            var process = new ProcessBuilder(words).redirectErrorStream(true).start();
            var text = new String(process.getInputStream().readAllBytes());
            if (process.waitFor() != 0) {
                throw new IllegalStateException("%s ends with %d:%n%s".formatted(words, process.exitValue(), text));
            }
            return text;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// What `docker` holds under this name.
    static Path configuration(String name) {
        return Path.of("docker", name).toAbsolutePath();
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
