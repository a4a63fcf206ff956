// A questionnaire as the form shows it.
const { progress } = require('./client/draft');
const { holds } = require('./rules/condition');
const { path } = require('./rules/path');
const texts = require('./texts');
const { filled } = require('./format');

const MAX_OTHER_TEXT_LENGTH = 200;

function labelOf(question, value) {
  const option = (question.options || []).find((each) => each.code === value);
  return option ? option.label : value;
}

/** Every question as its component needs it; `asked` says whether it is on the path. */
exports.items = function (survey, draft, violations) {
  const { definition, entry } = survey;
  const { asked, given } = path(definition, draft.answers, entry.prefilled);
  const section = {};
  definition.sections.forEach(({ title, questions }) => {
    const first = questions.find((id) => asked.some((question) => question.id === id));
    if (first) section[first] = title;
  });
  return definition.questions.map((question) => {
    const { id, number, type, text } = question;
    const chosen = [].concat(draft.answers[id] === undefined ? [] : draft.answers[id]);
    const violation = violations.find((each) => each.field === id);
    const prefilled = entry.prefilled[id];
    return {
      id,
      number,
      text,
      type: prefilled === undefined ? type : 'prefilled',
      asked: asked.includes(question),
      section: section[id] || '',
      note: question.note || '',
      required: holds(question.required, given),
      value: prefilled === undefined ? draft.answers[id] || '' : labelOf(question, prefilled),
      options: (question.options || []).map(({ code, label, otherText }) => ({
        code,
        label,
        checked: chosen.includes(code),
        otherText: Boolean(otherText),
      })),
      otherText: draft.otherTexts[id] || '',
      maxLength: question.maxLength || MAX_OTHER_TEXT_LENGTH,
      violation: violation ? violation.message : '',
      locked: Boolean(draft.sheet),
    };
  });
};

/** The school and the certificate that a draft is for. */
exports.certificateOf = function ({ school, certificates }, id) {
  const { name, level } = certificates.find((each) => each.id === id) || { name: '', level: '' };
  return school.name + ' · ' + name + '（' + level + '）';
};

/**
 * The violations that are left after a change to a question or to the contact: not those there, nor those of questions
 * that are no longer asked.
 */
exports.remaining = function (violations, { definition, entry }, draft, changed) {
  const { asked } = path(definition, draft.answers, entry.prefilled);
  const skipped = definition.questions.filter((question) => !asked.includes(question)).map(({ id }) => id);
  return violations.filter(({ field }) => field.split('.')[0] !== changed && !skipped.includes(field));
};

/** How far somebody is: { answered, asked, percent, label }. */
exports.progress = function ({ definition, entry }, draft) {
  const { answered, asked } = progress(path(definition, draft.answers, entry.prefilled), entry.prefilled);
  const percent = Math.round((100 * answered) / Math.max(asked, 1));
  return { answered, asked, percent, label: filled(texts.progress, answered, asked) };
};
