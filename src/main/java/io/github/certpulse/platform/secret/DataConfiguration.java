package io.github.certpulse.platform.secret;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// The data directory, in which the service keeps its secret, and the secrets that may be set instead.
///
/// @param dataDir        `CERTPULSE_DATA_DIR`
/// @param secret         `CERTPULSE_SECRET`, Base64
/// @param secretPrevious `CERTPULSE_SECRET_PREVIOUS`: the secrets before it, newest first, separated by commas
@ConfigurationProperties("certpulse")
public record DataConfiguration(
        @NotBlank @Bindable(defaultValue = ".data") String dataDir,
        Optional<String> secret,
        Optional<String> secretPrevious) {

    List<String> previousSecrets() {
        return secretPrevious.stream()
                .flatMap(text -> Stream.of(text.split(",")))
                .filter(text -> !text.isBlank())
                .toList();
    }
}
