/// Answer sheets and their check against a questionnaire. Pure; the cases in `cases/*.json` hold for this code and for
/// the same rules in JavaScript.
package io.github.certpulse.survey.sheet;
