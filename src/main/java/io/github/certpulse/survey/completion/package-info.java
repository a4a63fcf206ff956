/// A school's declaration that its survey is complete: made by the school, verified by its receipt, withdrawn by the
/// office.
package io.github.certpulse.survey.completion;
