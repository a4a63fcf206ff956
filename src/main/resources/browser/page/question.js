// One question on the page: a group of choices with its legend, a text with its label, or an answer that is known
// already.
const { el, button } = require('./dom.js');
const { words } = require('./words.js');

const MAX_OTHER_TEXT_LENGTH = 200;
const chosen = (value) => (value === undefined ? [] : [].concat(value));
const title = (item) => item.number + '. ' + item.text;
const violationOf = (item) => el('p', { class: 'violation', id: item.id + '-violation', hidden: true });

function known(item, value) {
  const option = (item.options || []).find((each) => each.code === value);
  return el(
    'section',
    { class: 'question', id: item.id, 'aria-label': title(item) },
    el('p', { class: 'title' }, title(item)),
    el('p', {}, option ? option.label : value),
    el('p', { class: 'quiet' }, words('已根据学校信息填写', 'filled in from the school')),
  );
}

function text(item, draft, changed) {
  return el(
    'section',
    { class: 'question', id: item.id },
    el('label', { class: 'title', for: item.id + '-text' }, title(item), el('span', { class: 'optional' })),
    el(
      'textarea',
      {
        id: item.id + '-text',
        maxlength: item.maxLength,
        'aria-describedby': item.id + '-violation',
        oninput: (event) => {
          draft.answers[item.id] = event.target.value;
          changed(item.id);
        },
      },
      draft.answers[item.id] || '',
    ),
    violationOf(item),
  );
}

function otherText(item, option, draft, changed) {
  const id = item.id + '-other';
  return el(
    'div',
    { class: 'other', 'data-option': option.code, hidden: true },
    el(
      'label',
      { for: id },
      words('请填写“' + option.label.replace(/（.*）/, '') + '”的具体内容', 'Please write what “other” means'),
    ),
    el('input', {
      type: 'text',
      id,
      maxlength: MAX_OTHER_TEXT_LENGTH,
      'aria-describedby': item.id + '-violation',
      value: draft.otherTexts[item.id] || '',
      oninput: (event) => {
        draft.otherTexts[item.id] = event.target.value;
        changed(item.id);
      },
    }),
  );
}

function choice(item, draft, changed) {
  const isMultiple = item.type === 'multiple';
  const box = el(
    'fieldset',
    { class: 'question', id: item.id, 'aria-describedby': item.id + '-violation' },
    el('legend', {}, title(item), el('span', { class: 'optional' })),
  );
  const answer = () => {
    const codes = Array.from(box.querySelectorAll('input:checked'), (each) => each.value);
    if (codes.length === 0) delete draft.answers[item.id];
    else draft.answers[item.id] = isMultiple ? codes : codes[0];
    changed(item.id);
  };
  item.options.forEach((option) => {
    box.append(
      el(
        'label',
        { class: 'option' },
        el('input', {
          type: isMultiple ? 'checkbox' : 'radio',
          name: item.id,
          value: option.code,
          onchange: answer,
          checked: chosen(draft.answers[item.id]).indexOf(option.code) >= 0,
        }),
        el('span', {}, option.code + '. ' + option.label),
      ),
    );
    if (option.otherText) box.append(otherText(item, option, draft, changed));
  });
  if (item.note) box.append(el('p', { class: 'quiet' }, item.note));
  if (!isMultiple) {
    const clear = button(
      words('清除选择', 'Clear'),
      () => {
        box.querySelectorAll('input:checked').forEach((each) => {
          each.checked = false;
        });
        answer();
        box.querySelector('input').focus();
      },
      'clear',
    );
    clear.hidden = true;
    box.append(clear);
  }
  box.append(violationOf(item));
  return box;
}

/** `changed` is called with the question's id after the draft has taken an answer. */
exports.question = (item, draft, prefilled, changed) => {
  if (item.id in prefilled) return known(item, prefilled[item.id]);
  return item.type === 'text' ? text(item, draft, changed) : choice(item, draft, changed);
};

/** Updates a question after an answer: its other-text, and whether it may stay unanswered. */
exports.refresh = (item, given, isRequired) => {
  const box = document.getElementById(item.id);
  const optional = box.querySelector('.optional');
  const answer = chosen(given[item.id]);
  if (optional) optional.textContent = isRequired ? '' : words('（选填）', ' (optional)');
  box.querySelectorAll('.other').forEach((each) => {
    each.hidden = answer.indexOf(each.dataset.option) < 0;
  });
  const clear = box.querySelector('.clear');
  if (clear) clear.hidden = isRequired || answer.length === 0;
};

/** Shows a violation at a question or a field of the contact; an empty text removes it. */
exports.mark = (id, message) => {
  const shown = document.getElementById(id + '-violation');
  if (!shown) return;
  shown.textContent = message;
  shown.hidden = !message;
  shown.parentElement.classList.toggle('wrong', Boolean(message));
  shown.parentElement.querySelectorAll('input[type=text], input[type=tel], textarea').forEach((each) => {
    if (message) each.setAttribute('aria-invalid', 'true');
    else each.removeAttribute('aria-invalid');
  });
};
