const { el, show, heading, nameOf, announce } = require('./dom.js');
const { words, language } = require('./words.js');
const { question, refresh, mark } = require('./question.js');
const { progress, violationsOf } = require('../client/draft.js');
const { holds } = require('../rules/condition.js');
const { path } = require('../rules/path.js');

const CONTACT = {
  name: { label: words('联系人', 'Name'), type: 'text', longest: 50 },
  phone: { label: words('联系电话', 'Phone'), type: 'tel', longest: 40 },
};
const anchor = (field) => field.replace('.', '-');

function contact(definition, draft, changed) {
  const box = el(
    'fieldset',
    { id: 'contact' },
    el('legend', {}, words('联系方式（选填）', 'Contact (optional)')),
    el('p', { lang: 'zh-CN' }, definition.contact.introduction),
  );
  Object.keys(CONTACT).forEach((name) => {
    const { label, type, longest } = CONTACT[name];
    const id = 'contact-' + name;
    box.append(
      el(
        'div',
        { id },
        el('label', { for: id + '-text' }, label),
        el('input', {
          id: id + '-text',
          type,
          maxlength: longest,
          value: draft.contact[name] || '',
          autocomplete: name === 'phone' ? 'tel' : name,
          'aria-describedby': id + '-violation',
          oninput: (event) => {
            draft.contact[name] = event.target.value;
            changed(id);
          },
        }),
        el('p', { class: 'violation', id: id + '-violation', hidden: true }),
      ),
    );
  });
  return box;
}

/** Tells a screen reader the numbers of the questions that were added or removed. */
function tellChange(before, now) {
  const numbers = (from, without) =>
    from
      .filter((each) => without.indexOf(each) < 0)
      .map((each) => each.number)
      .join(words('、', ', '));
  const came = numbers(now, before);
  const went = numbers(before, now);
  announce(
    (came && words('现在请回答第' + came + '题。', 'Please answer question ' + came + ' now. ')) +
      (went && words('第' + went + '题不需要回答了。', 'Question ' + went + ' need not be answered any more.')),
  );
}

/**
 * Shows the questions on the path and no others. `keep` is called after every change, `submit` when the rules accept
 * the draft; `violations` and `message` are why the service refused the last sheet, if it did.
 */
exports.form = ({ entry, definition, draft, violations = [], message, keep, submit }) => {
  let asked = [];
  let open = [];
  const bar = el('progress', { id: 'progress', max: 1, 'aria-labelledby': 'answered' });
  const answered = el('span', { id: 'answered' });
  const summary = el('div', {
    id: 'summary',
    class: 'wrong',
    tabindex: -1,
    hidden: true,
    role: 'group',
    'aria-labelledby': 'summary-title',
  });

  function update() {
    const way = path(definition, draft.answers, entry.prefilled);
    definition.questions.forEach((item) => {
      document.getElementById(item.id).hidden = way.asked.indexOf(item) < 0;
      refresh(item, way.given, holds(item.required, way.given));
    });
    if (asked.length > 0 && asked.length !== way.asked.length) tellChange(asked, way.asked);
    asked = way.asked;
    const far = progress(way, entry.prefilled);
    bar.max = far.asked;
    bar.value = far.answered;
    answered.textContent = words(
      '已答 ' + far.answered + ' / ' + far.asked + ' 题',
      far.answered + ' of ' + far.asked + ' answered',
    );
  }

  function changed(id) {
    keep();
    update();
    clear(id);
  }

  /**
   * A question that changed counts as corrected until the next check, and so does one that is no longer asked; name and
   * phone count as one.
   */
  function clear(id) {
    const box = document.getElementById(id);
    const top = box.getBoundingClientRect().top;
    const gone = definition.questions.filter((item) => asked.indexOf(item) < 0).map((item) => item.id);
    const cleared = open.filter(
      ({ at }) => at === id || gone.indexOf(at) >= 0 || (at.indexOf('contact-') === 0 && id.indexOf('contact-') === 0),
    );
    cleared.forEach(({ at, line }) => {
      mark(at, '');
      line.remove();
    });
    open = open.filter((each) => cleared.indexOf(each) < 0);
    if (cleared.length > 0) count();
    // The list above is shorter now, and the question that is being answered must stay where it is. Not every browser
    // adjusts the scroll position, so the style sheet turns that off and it is done here.
    scrollBy(0, box.getBoundingClientRect().top - top);
  }

  function count() {
    summary.querySelector('h2').textContent = words('有' + open.length + '处需要检查', open.length + ' to be checked');
    summary.hidden = open.length === 0;
  }

  /** Shows every violation at its question, and all of them in a list that takes the focus. */
  function tell(found) {
    definition.questions.forEach((item) => mark(item.id, ''));
    Object.keys(CONTACT).forEach((name) => mark('contact-' + name, ''));
    open = found.map((each) => {
      const id = anchor(each.field);
      mark(id, each.message);
      return {
        at: id,
        line: el(
          'li',
          {},
          document.getElementById(id)
            ? el(
                'a',
                {
                  href: '#' + id,
                  onclick: (event) => {
                    event.preventDefault();
                    const target = document.getElementById(id);
                    target.scrollIntoView();
                    (
                      target.querySelector('.other:not([hidden]) input') || target.querySelector('input, textarea')
                    ).focus({ preventScroll: true });
                  },
                },
                each.message,
              )
            : each.message,
        ),
      };
    });
    summary.textContent = '';
    summary.append(el('h2', { id: 'summary-title' }), el('ul', {}, ...open.map(({ line }) => line)));
    count();
    summary.scrollIntoView();
    summary.focus({ preventScroll: true });
  }

  function send(event) {
    event.preventDefault();
    const found = violationsOf(draft, { entry, definition }, language);
    if (found.length === 0) return submit();
    tell(found);
  }

  const certificate = entry.certificates.find((each) => each.id === draft.certificateId);
  const sections = definition.sections.map((section) =>
    el(
      'section',
      { lang: 'zh-CN' },
      el('h2', {}, section.title),
      ...section.questions.map((id) =>
        question(
          definition.questions.find((each) => each.id === id),
          draft,
          entry.prefilled,
          changed,
        ),
      ),
    ),
  );
  show(
    ...heading(entry),
    el('p', {}, words('证书：', 'Certificate: ') + nameOf(certificate)),
    ...(message ? [el('p', { class: 'notice', role: 'alert' }, message)] : []),
    el('div', { class: 'progress' }, answered, bar),
    summary,
    el(
      'form',
      { novalidate: true, onsubmit: send },
      ...sections,
      contact(definition, draft, changed),
      el('button', {}, words('提交', 'Submit')),
    ),
  );
  update();
  if (violations.length > 0) tell(violations);
};
