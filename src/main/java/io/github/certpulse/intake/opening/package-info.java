/// What respondents see as they open a scanned code: school, certificates, questionnaire, and the privacy notice.
package io.github.certpulse.intake.opening;
