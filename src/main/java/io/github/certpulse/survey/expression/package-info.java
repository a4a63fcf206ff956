/// Conditions as expressions in the columns `relevant` and `required` of an XLSForm: read and written.
package io.github.certpulse.survey.expression;
