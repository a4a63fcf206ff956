package io.github.certpulse.shared;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;
import jakarta.validation.constraints.NotBlank;
import java.util.Optional;

/// What the service keeps outside the database, and the secret that may be given instead.
///
/// @param dataDir `CERTPULSE_DATA_DIR`
/// @param secret  `CERTPULSE_SECRET`, Base64
@ConfigurationProperties("certpulse")
public record DataConfiguration(@NotBlank @Bindable(defaultValue = ".data") String dataDir, Optional<String> secret) {}
