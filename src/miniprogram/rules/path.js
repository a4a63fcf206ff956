'use strict';

const { asksForText, has, isBlank, optionOf, saysSomething } = require('./answer.js');
const { holds } = require('./condition.js');

/**
 * The path through a questionnaire for these answers. Answers to questions off the path do not count, nor do options
 * that the definition does not have: a draft may be older than it.
 *
 * @param {Object} definition as the service sends it
 * @param {Object} answers by question id
 * @param {Object} prefilled what the school answers beforehand, by question id
 * @returns {{asked: Object[], given: Object}} the questions asked, prefilled ones among them, in order; the answers
 *     that count, by id
 */
function path(definition, answers, prefilled) {
  const asked = [];
  const given = {};
  for (const question of definition.questions) {
    if (question.visibleWhen === undefined || holds(question.visibleWhen, given)) {
      asked.push(question);
      const answer = has(prefilled, question.id) ? prefilled[question.id] : counted(question, answers);
      if (answer !== null) {
        given[question.id] = answer;
      }
    }
  }
  return { asked, given };
}

function counted(question, answers) {
  const sent = has(answers, question.id) ? answers[question.id] : null;
  if (question.type === 'multiple') {
    const known = Array.isArray(sent) && sent.every((code) => typeof code === 'string') ? knownOf(question, sent) : [];
    return known.length === 0 ? null : known;
  }
  if (typeof sent !== 'string' || isBlank(sent)) {
    return null;
  }
  return question.type === 'text' || optionOf(question, sent) !== undefined ? sent : null;
}

/** The values of an array without repetition and without those that are no option of the question. */
const knownOf = (question, codes) =>
  codes.filter((code, place) => codes.indexOf(code) === place && optionOf(question, code) !== undefined);

/**
 * The part of a draft that may be sent: nothing off the path, nothing that the school answers, other-texts only with
 * their option, and nothing blank. What breaks another rule stays, and the check reports it.
 *
 * @param {Object} definition as the service sends it
 * @param {Object} answers by question id
 * @param {Object} otherTexts by question id
 * @param {Object} prefilled what the school answers beforehand, by question id
 * @returns {{answers: Object, otherTexts: Object}}
 */
function pruned(definition, answers, otherTexts, prefilled) {
  const { asked, given } = path(definition, answers, prefilled);
  const kept = { answers: {}, otherTexts: {} };
  for (const question of asked) {
    const id = question.id;
    if (!has(prefilled, id) && isWorthSending(answers, id)) {
      kept.answers[id] = answers[id];
    }
    if (has(given, id) && asksForText(question, given[id]) && isWorthSending(otherTexts, id)) {
      kept.otherTexts[id] = otherTexts[id];
    }
  }
  return kept;
}

const isWorthSending = (values, id) => has(values, id) && values[id] !== null && saysSomething(values[id]);

module.exports = { path, pruned };
