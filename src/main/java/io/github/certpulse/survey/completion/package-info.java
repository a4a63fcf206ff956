/// A school's word that its survey is complete: declared, confirmed to whoever holds the receipt, withdrawn by the
/// office.
package io.github.certpulse.survey.completion;
