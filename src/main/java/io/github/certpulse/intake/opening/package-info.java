/// What clients get when a respondent opens a scanned code: school, certificates, questionnaire and privacy notice.
package io.github.certpulse.intake.opening;
