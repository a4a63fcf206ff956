/// A school's codes and their pictures: from a scanned code to "which school, which role, which certificates".
package io.github.certpulse.survey.entry;
