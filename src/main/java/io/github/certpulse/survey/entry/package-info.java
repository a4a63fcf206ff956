/// Entry codes of schools, and what a scanned code stands for: role, school and certificates.
package io.github.certpulse.survey.entry;
