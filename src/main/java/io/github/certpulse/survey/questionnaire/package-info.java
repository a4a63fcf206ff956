/// Questionnaires: versioned definitions that never change once published, the path through them, and the check of an
/// answer sheet. Definitions, conditions and the check are pure rules, without HTTP, SQL or clock; the cases in
/// `cases/*.json` hold for them and for their counterpart in JavaScript.
package io.github.certpulse.survey.questionnaire;
