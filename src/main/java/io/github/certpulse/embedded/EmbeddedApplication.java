package io.github.certpulse.embedded;

import io.github.certpulse.Application;
import io.github.certpulse.platform.settings.Setting;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/// Starts the embedded servers that the settings do not replace, then the service.
public final class EmbeddedApplication {

    private EmbeddedApplication() {}

    public static void main(String[] args) {
        var environment = System.getenv();
        Application.exitOnInvalidSettings(environment);
        Application.loadAhead();
        var directory = Path.of(Setting.DATA_DIR.in(environment).orElse(".data")).toAbsolutePath().normalize();
        Application.run(args, servers(environment, directory));
    }

    private static Map<String, Object> servers(Map<String, String> environment, Path directory) {
        var properties = new HashMap<String, Object>();
        properties.put("certpulse.embedded", true);
        if (Setting.SAMPLE.in(environment).isEmpty()) {
            properties.put("certpulse.sample", "hubei");
        }
        var home = opened(directory);
        // In parallel, because both mostly wait.
        var redis = CompletableFuture.supplyAsync(
                () -> Setting.REDIS_URI.in(environment).isEmpty()
                        ? Map.of("certpulse.redis.uri", EmbeddedRedis.start(home).uri())
                        : Map.<String, String>of());
        if (Setting.DATABASE_URL.in(environment).isEmpty()) {
            properties.put("certpulse.database.url", EmbeddedDatabase.start(home).url());
            properties.put("certpulse.database.user", "root");
        }
        properties.putAll(redis.join());
        return properties;
    }

    private static DataDirectory opened(Path directory) {
        try {
            return DataDirectory.open(directory);
        } catch (IllegalStateException inUse) {
            System.err.println("CertPulse cannot start: " + inUse.getMessage());
            System.exit(1);
            throw inUse;
        }
    }
}
