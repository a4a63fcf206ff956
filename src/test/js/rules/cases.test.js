'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { caseFiles, official } = require('./definitions.js');
const { check } = require('../../../miniprogram/rules/check.js');
const { path, pruned } = require('../../../miniprogram/rules/path.js');

/** { "$repeat": "x", "$times": 3 } written out. */
const expanded = (value) => {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) {
    return value;
  }
  return '$repeat' in value ? value.$repeat.repeat(value.$times) : fields(value);
};

const fields = (object) =>
  Object.fromEntries(Object.entries(object || {}).map(([name, value]) => [name, expanded(value)]));

/** Objects in comparison by the order of their members, too. */
const entries = (object) => Object.entries(object);

for (const [name, file] of caseFiles()) {
  const definition = file.definition || official(file.questionnaire.code, file.questionnaire.version);
  describe(name, () => file.cases.forEach((each) => test(each.name, () => run(definition, file, each))));
}

function run(definition, file, each) {
  const prefilled = each.prefilled || file.prefilled || {};
  const answers = fields(file.complete);
  (each.without || []).forEach((question) => delete answers[question]);
  Object.assign(answers, fields(each.answers));
  const sheet = { answers, otherTexts: fields(each.otherTexts), contact: fields(each.contact) };

  const outcome = check(definition, prefilled, sheet);

  const brief = (outcome.violations || []).map(({ field, code }) => ({ field, code }));
  assert.deepEqual(brief, each.violations || []);
  if (outcome.violations) {
    assert.ok(outcome.violations.every((violation) => violation.message.length > 0));
    return;
  }
  const { accepted } = outcome;
  const expected = fields(each.accepted);
  if (expected.answers) {
    assert.deepEqual(entries(accepted.answers), entries(expected.answers));
  }
  if (expected.otherTexts) {
    assert.deepEqual(entries(accepted.otherTexts), entries(expected.otherTexts));
  }
  if (expected.contact !== undefined) {
    assert.deepEqual(accepted.contact, expected.contact);
  }
  const { asked, given } = path(definition, sheet.answers, prefilled);
  assert.deepEqual(entries(given), entries(accepted.answers));
  if (each.skipped) {
    assert.deepEqual(
      definition.questions.filter((question) => !asked.includes(question)).map((question) => question.id),
      each.skipped,
    );
  }
  // A sheet that may be stored is pruned to what the school does not answer, and is then as good as before.
  const lean = pruned(definition, sheet.answers, sheet.otherTexts, prefilled);
  assert.deepEqual(check(definition, prefilled, { ...lean, contact: sheet.contact }), outcome);
}
