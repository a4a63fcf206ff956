package io.github.certpulse.testing;

import io.github.certpulse.platform.secret.DataConfiguration;
import io.github.certpulse.platform.secret.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Examples of the service's secret.
public final class Secrets {
    public static final String ONE = base64("an example of thirty-two bytes!!");
    public static final String OTHER = base64("another example of thirty-two..!");

    private Secrets() {}

    /// The keys of a service with these secrets, the current one first.
    public static Keys keys(String current, String... previous) {
        return new Keys(
                new DataConfiguration(
                        "unused",
                        Optional.of(current),
                        Optional.of(Stream.of(previous).collect(Collectors.joining(",")))));
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
