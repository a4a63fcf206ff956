/// The removal of campaigns: samples, and campaigns without any answer.
package io.github.certpulse.survey.removal;
