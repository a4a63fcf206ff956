/// Answer sheets and their check against a questionnaire. Pure rules; the cases in `cases/*.json` hold for them and for
/// their counterpart in JavaScript.
package io.github.certpulse.survey.sheet;

import io.github.certpulse.survey.questionnaire.Answer;