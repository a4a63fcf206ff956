/// A province's campaign: its schools, their certificates, the quota rule, and the roster they come from.
package io.github.certpulse.survey.campaign;
