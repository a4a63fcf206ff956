/// What a questionnaire is: definitions, their questions and conditions, and the path through them. Pure, without HTTP,
/// SQL or clock.
package io.github.certpulse.survey.questionnaire;
