package io.github.certpulse.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.examples.Expander;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;

/// The packages that the mini program's tests take from the npm registry, as its `package-lock.json` pins them. They are
/// installed below `target` by npm, once for each lock; npm itself is fetched before, for the build's Node.js comes
/// without it.
///
/// @param folder holds the packages
public record NodePackages(Path folder) {
    private static final Path PROGRAM = Path.of("src/miniprogram");
    private static final List<String> PINS = List.of("package.json", "package-lock.json", ".npmrc");
    /// Which npm is wanted, and its hash: the field that Corepack reads as well.
    private static final Pattern NPM = Pattern.compile("\"packageManager\": \"npm@([0-9.]+)\\+sha512\\.([0-9a-f]{128})\"");
    private static final String REGISTRY = "https://registry.npmjs.org";
    private static final Duration CONNECT = Duration.ofSeconds(10);
    private static final Duration DOWNLOAD = Duration.ofSeconds(60);

    /// Installs what is not there yet. Where the registry cannot be reached the test is skipped and says so; where it
    /// gives something else than what is pinned, the test fails.
    public static NodePackages installed() {
        try {
            var home = Path.of(System.getProperty("certpulse.test.packages", "target/packages"), key()).toAbsolutePath();
            if (!Files.exists(home)) {
                // Only what is whole gets the name; npm clears what an interrupted run has left in the other.
                var partial = Files.createDirectories(home.resolveSibling(home.getFileName() + ".partial"));
                install(partial);
                Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
            }
            return new NodePackages(home.resolve("node_modules"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String key() throws IOException {
        var pins = new StringBuilder();
        for (var pin : PINS) {
            pins.append(Files.readString(PROGRAM.resolve(pin)));
        }
        return digest("SHA-256", pins.toString().getBytes()).substring(0, 16);
    }

    private static void install(Path folder) throws IOException {
        for (var pin : PINS) {
            Files.copy(PROGRAM.resolve(pin), folder.resolve(pin), StandardCopyOption.REPLACE_EXISTING);
        }
        try (var archive = new TarArchiveInputStream(new GZIPInputStream(new ByteArrayInputStream(npm())))) {
            new Expander().expand(archive, folder.resolve("npm"));
        }
        var ended = Node.start(folder, Map.of(), List.of("npm/package/bin/npm-cli.js", "ci", "--prefer-offline", "--no-update-notifier",
                "--fetch-retries=1", "--fetch-retry-mintimeout=1000"));
        assertThat(ended.errors()).as("what npm says of the lock and of what it got").doesNotContain("EUSAGE", "EINTEGRITY");
        if (ended.code() != 0) {
            skip(ended.errors());
        }
    }

    /// The archive that `package.json` names, from the registry that npm would ask when told by the environment.
    private static byte[] npm() throws IOException {
        var wanted = NPM.matcher(Files.readString(PROGRAM.resolve("package.json")));
        assertThat(wanted.find()).as("npm's version and SHA-512 in package.json").isTrue();
        var registry = System.getenv().getOrDefault("npm_config_registry", REGISTRY).replaceFirst("/+$", "");
        var address = URI.create("%s/npm/-/npm-%s.tgz".formatted(registry, wanted.group(1)));
        try (var client = HttpClient.newBuilder().connectTimeout(CONNECT).followRedirects(HttpClient.Redirect.NORMAL).build()) {
            var answer = whole(client, address);
            if (answer.statusCode() != 200) {
                skip(address + " answers " + answer.statusCode());
            }
            assertThat(digest("SHA-512", answer.body())).as("SHA-512 of " + address).isEqualTo(wanted.group(2));
            return answer.body();
        }
    }

    /// A request's own timeout ends with the headers; this one holds for the body as well.
    private static HttpResponse<byte[]> whole(HttpClient client, URI address) {
        try {
            return client.sendAsync(HttpRequest.newBuilder(address).build(), BodyHandlers.ofByteArray()).get(DOWNLOAD.toSeconds(), TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            client.shutdownNow();
            return skip(address + ": " + e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Says on the console too why: a report's count of skipped tests does not.
    private static <T> T skip(String why) {
        var words = "The npm registry cannot be reached, what needs its packages stays untested: " + why;
        System.err.println(words);
        return abort(words);
    }

    private static String digest(String algorithm, byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance(algorithm).digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
