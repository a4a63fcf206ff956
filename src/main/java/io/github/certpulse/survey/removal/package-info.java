/// The removal of campaigns with everything in them: samples, campaigns without any answer, and those that are over.
package io.github.certpulse.survey.removal;
