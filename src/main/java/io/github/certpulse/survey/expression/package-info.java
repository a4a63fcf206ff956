/// Conditions as the expressions that XLSForm's authors write into `relevant` and `required`: read and written.
package io.github.certpulse.survey.expression;
