'use strict';

const { has, optionOf } = require('./answer.js');

/**
 * What of a draft still fits where its questionnaire has a new version: answers to questions that ask the same in the
 * same words, as far as the chosen options say the same. A letter that now means something else is no answer any more.
 *
 * @param {Object} former the definition under which the draft was filled in
 * @param {Object} definition the one that is asked now
 * @param {Object} answers by question id
 * @param {Object} otherTexts by question id
 * @returns {{answers: Object, otherTexts: Object}}
 */
function fitting(former, definition, answers, otherTexts) {
  const kept = { answers: {}, otherTexts: {} };
  for (const question of definition.questions) {
    const id = question.id;
    const before = former.questions.find((each) => each.id === id);
    if (before !== undefined && before.type === question.type && before.text === question.text) {
      const answer = has(answers, id) ? stillMeant(before, question, answers[id]) : undefined;
      if (answer !== undefined) {
        kept.answers[id] = answer;
      }
      if (has(otherTexts, id)) {
        kept.otherTexts[id] = otherTexts[id];
      }
    }
  }
  return kept;
}

function stillMeant(before, question, answer) {
  if (question.type === 'text') {
    return answer;
  }
  const same = []
    .concat(answer)
    .filter((code) => labelOf(before, code) !== undefined && labelOf(before, code) === labelOf(question, code));
  return question.type === 'multiple' ? same : same[0];
}

function labelOf(question, code) {
  const option = optionOf(question, code);
  return option === undefined ? undefined : option.label;
}

module.exports = { fitting };
