// A questionnaire as the form shows it.
const { holds } = require('./rules/condition');
const { path } = require('./rules/path');
const texts = require('./texts');
const { filled } = require('./format');

const MAX_OTHER_TEXT_LENGTH = 200;

function labelOf(question, value) {
  const option = (question.options || []).find((each) => each.code === value);
  return option ? option.label : value;
}

/** Every question as its component wants it; `asked` tells which are on the path. */
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

/**
 * How far somebody is: { answered, asked, percent, label }. What the school has answered counts for nothing, and
 * neither does what may stay open and does: whoever may hand in stands at the end.
 */
exports.progress = function ({ definition, entry }, draft) {
  const { asked, given } = path(definition, draft.answers, entry.prefilled);
  const own = asked.filter(
    ({ id, required }) => entry.prefilled[id] === undefined && (given[id] !== undefined || holds(required, given)),
  );
  const answered = own.filter((question) => given[question.id] !== undefined).length;
  return {
    answered,
    asked: own.length,
    percent: Math.round((100 * answered) / Math.max(own.length, 1)),
    label: filled(texts.progress, answered, own.length),
  };
};
