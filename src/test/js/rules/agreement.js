'use strict';

/*
 * Judges drafts that the service's own rules have judged and prints { drafts, differences }. Each line of the file is {
 * definition, drafts: [{ prefilled, answers, otherTexts, contact, outcome }] }; an object whose order matters is a list
 * of pairs. An outcome is { violations } or { answers, otherTexts, contact, asked }; a violation's `messages` are what
 * the service says by the language asked for. The rules are the mini program's or, where a second file is named, those
 * inside that script of the web page.
 */

const assert = require('node:assert/strict');
const fs = require('node:fs');
const vm = require('node:vm');

const MAX_DIFFERENCES = 5;
const LANGUAGES = ['zh-CN', 'en'];
const [file, script] = process.argv.slice(2);
const { check, path, pruned } = script
  ? rulesOf(script)
  : { ...require('../../../miniprogram/rules/check.js'), ...require('../../../miniprogram/rules/path.js') };

/** The rules as the page's own loader finds them, without starting the page. */
function rulesOf(script) {
  const source = fs.readFileSync(script, 'utf8');
  const start = "load('page/main');";
  assert.ok(source.includes(start), 'the script starts the page');
  return vm.runInThisContext(source.replace(start, "return { ...load('rules/check'), ...load('rules/path') };"));
}

const ids = (questions) => questions.map((question) => question.id);
const codes = (outcome) => new Set((outcome.violations || []).map((violation) => violation.code));

/** An object's members in an order that comparison sees, whatever their names. */
const pairs = (object) => Object.entries(object);

function compare(definition, draft) {
  const prefilled = Object.fromEntries(draft.prefilled);
  const sheet = {
    answers: Object.fromEntries(draft.answers),
    otherTexts: Object.fromEntries(draft.otherTexts),
    contact: Object.fromEntries(draft.contact),
  };
  const before = JSON.stringify(sheet);
  const told = check(definition, prefilled, sheet);
  const toldIn = (language) => check(definition, prefilled, sheet, language).violations;
  const { asked, given } = path(definition, sheet.answers, prefilled);
  const lean = pruned(definition, sheet.answers, sheet.otherTexts, prefilled);
  const toldOfLean = check(definition, prefilled, { ...lean, contact: sheet.contact });
  assert.equal(JSON.stringify(sheet), before, 'the draft is left as it was');

  if (draft.outcome.violations) {
    for (const language of LANGUAGES) {
      assert.deepEqual(
        toldIn(language),
        draft.outcome.violations.map(({ field, code, messages }) => ({ field, code, message: messages[language] })),
      );
    }
  } else {
    const { answers, otherTexts, contact } = told.accepted || assert.fail(JSON.stringify(told));
    assert.deepEqual(
      { answers: pairs(answers), otherTexts: pairs(otherTexts), contact, asked: ids(asked) },
      draft.outcome,
    );
    assert.deepEqual(pairs(given), pairs(answers));
    assert.deepEqual(toldOfLean, told, 'pruning takes nothing from a good sheet');
  }

  // What the service refuses as off the path, and what it misses, shows the path of a faulty sheet.
  const onPath = new Set(ids(asked));
  for (const { field, code } of draft.outcome.violations || []) {
    assert.ok(code !== 'not-applicable' || !onPath.has(field), field + ' is not asked');
    assert.ok(code !== 'required' || onPath.has(field) || field.startsWith('contact.'), field + ' is asked');
  }

  const cured = ['not-applicable', 'other-text-unexpected', 'prefilled-mismatch', 'unknown-question'].filter((code) =>
    codes(toldOfLean).has(code),
  );
  assert.deepEqual(cured, [], 'pruned drafts have none of these');
  assert.deepEqual(ids(path(definition, lean.answers, prefilled).asked), ids(asked), 'pruning leaves the path');
  assert.deepEqual(pruned(definition, lean.answers, lean.otherTexts, prefilled), lean, 'pruned once is pruned');
}

const differences = [];
let drafts = 0;
for (const line of fs.readFileSync(file, 'utf8').split('\n').filter(Boolean)) {
  const { definition, drafts: judged } = JSON.parse(line);
  for (const draft of judged) {
    drafts += 1;
    try {
      compare(definition, draft);
    } catch (difference) {
      if (differences.length < MAX_DIFFERENCES) {
        differences.push({
          message: difference.message,
          code: definition.code,
          draft,
          definition: definition.code === 'random' ? definition : null,
        });
      }
    }
  }
}
console.log(JSON.stringify({ drafts, differences }));
