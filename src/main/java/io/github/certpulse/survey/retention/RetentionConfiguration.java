package io.github.certpulse.survey.retention;

import io.micronaut.context.annotation.ConfigurationProperties;
import io.micronaut.core.bind.annotation.Bindable;

/// @param retentionDays `CERTPULSE_RETENTION_DAYS`: for how many days after the end of a campaign its personal data are
///                      kept, unless the office chooses another day
@ConfigurationProperties("certpulse")
record RetentionConfiguration(@Bindable(defaultValue = "180") int retentionDays) {}
