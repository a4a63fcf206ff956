'use strict';

const { asksForText, has, isBlank, optionOf, saysSomething } = require('./answer.js');
const { holds } = require('./condition.js');
const { checkContact } = require('./contact.js');
const { violation, told } = require('./violation.js');

const MAX_OTHER_TEXT_LENGTH = 200;

/**
 * The same check as the service's, so that a respondent is told before sending: the same violations in the same order
 * and words.
 *
 * @param {Object} definition as the service sends it
 * @param {Object} prefilled what the school answers beforehand, by question id
 * @param {{answers: Object, otherTexts: Object, contact: Object}} sheet as it would be sent; the latter two may be
 *     missing
 * @param {string} language of the messages, as a request asks for it: English for `en`, Chinese for every other
 * @returns {{violations: Object[]}|{accepted: Object}} all violations { field, code, message }: in question order, then
 *     the contact, then unknown questions; or the answers on the path with the prefilled ones, the other-texts, and the
 *     contact or null
 */
function check(definition, prefilled, sheet, language) {
  const violations = [];
  const accepted = { answers: {}, otherTexts: {}, contact: null };
  const sentAnswers = sheet.answers || {};
  const sentTexts = sheet.otherTexts || {};

  const report = (question, code, limit) => {
    // The answer and its other-text may both have the wrong type; the question is named once.
    if (!violations.some((each) => each.field === question.id && each.code === code)) {
      violations.push(violation(code, question.id, question.number, limit));
    }
  };

  for (const question of definition.questions) {
    checkAnswer(question, prefilled, sentAnswers, accepted.answers, report);
    checkOtherText(question, accepted, sentTexts, report);
  }
  const left = checkContact(sheet.contact || {});
  accepted.contact = left.contact;
  const all = violations.concat(left.violations, unknown(definition, sentAnswers, sentTexts));
  return all.length > 0 ? { violations: told(all, language) } : { accepted };
}

function checkAnswer(question, prefilled, sent, answers, report) {
  const id = question.id;
  const isSent = has(sent, id) && saysSomething(sent[id]);
  if (question.visibleWhen !== undefined && !holds(question.visibleWhen, answers)) {
    if (isSent) {
      report(question, 'not-applicable');
    }
  } else if (has(prefilled, id)) {
    if (isSent && typeof sent[id] !== 'string') {
      report(question, 'wrong-type');
    } else if (isSent && sent[id] !== prefilled[id]) {
      report(question, 'prefilled-mismatch');
    }
    answers[id] = prefilled[id];
  } else if (isSent) {
    recordAnswer(question, sent[id], answers, report);
  } else if (holds(question.required, answers)) {
    report(question, 'required');
  }
}

function recordAnswer(question, sent, answers, report) {
  if (question.type === 'multiple') {
    recordChoices(question, sent, answers, report);
  } else if (typeof sent !== 'string') {
    report(question, 'wrong-type');
  } else if (question.type === 'single' && optionOf(question, sent) === undefined) {
    report(question, 'unknown-option');
  } else if (question.type === 'text' && sent.length > question.maxLength) {
    report(question, 'too-long', question.maxLength);
  } else {
    answers[question.id] = sent;
  }
}

function recordChoices(question, sent, answers, report) {
  if (!Array.isArray(sent) || sent.some((code) => typeof code !== 'string')) {
    report(question, 'wrong-type');
    return;
  }
  if (sent.some((code) => optionOf(question, code) === undefined)) {
    report(question, 'unknown-option');
  }
  if (new Set(sent).size < sent.length) {
    report(question, 'duplicate-option');
  }
  // It goes on counting: a stray option must not raise violations in the questions that follow.
  answers[question.id] = sent;
}

function checkOtherText(question, accepted, sent, report) {
  const id = question.id;
  const isAsked = has(accepted.answers, id) && asksForText(question, accepted.answers[id]);
  if (!has(sent, id) || (typeof sent[id] === 'string' && isBlank(sent[id]))) {
    if (isAsked) {
      report(question, 'other-text-required');
    }
  } else if (typeof sent[id] !== 'string') {
    report(question, 'wrong-type');
  } else if (!isAsked) {
    report(question, 'other-text-unexpected');
  } else if (sent[id].length > MAX_OTHER_TEXT_LENGTH) {
    report(question, 'too-long', MAX_OTHER_TEXT_LENGTH);
  } else {
    accepted.otherTexts[id] = sent[id];
  }
}

function unknown(definition, answers, otherTexts) {
  const known = definition.questions.map((question) => question.id);
  const sent = new Set(Object.keys(answers).concat(Object.keys(otherTexts)));
  return Array.from(sent)
    .filter((id) => !known.includes(id))
    .sort()
    .map((field) => violation('unknown-question', field));
}

exports.check = check;
