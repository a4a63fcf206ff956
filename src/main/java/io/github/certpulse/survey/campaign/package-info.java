/// Campaigns: their settings, their schools with the certificates that these pilot, and the quota rule.
package io.github.certpulse.survey.campaign;
