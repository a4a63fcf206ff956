'use strict';

const path = require('node:path');
const { PROGRAM } = require('../miniprogram/phone.js');

/** Packages lie beside the mini program after `npm ci` there; the Java build has its own folder in NODE_PATH. */
const fetched = (name) => require(require.resolve(name, { paths: [PROGRAM] }));

const { window } = new (fetched('jsdom').JSDOM)();
Object.assign(globalThis, { window, document: window.document });
const simulate = fetched('miniprogram-simulate');

/**
 * A component on a phone's screen, rendered by WeChat's simulator from the very files that are uploaded.
 *
 * @param {function(string, object)} page hears what the component tells it: the event's name and detail
 */
function screen(name, properties, page = () => {}) {
  const file = path.join(PROGRAM, 'components', name, name);
  const component = simulate.render(simulate.load(file, name, { compiler: 'simulate', rootPath: PROGRAM }), properties);
  component.attach(document.createElement('div'));
  const raised = [];
  ['answer', 'other', 'contact', 'text'].forEach((event) =>
    component.addEventListener(event, ({ detail }) => {
      raised.push([event, detail]);
      page(event, detail);
    }),
  );
  // The simulator sets the component's name before every class.
  const all = (style) =>
    Array.from(component.dom.querySelectorAll('*')).filter(({ classList }) =>
      Array.from(classList).some((each) => each.endsWith(`--${style}`)),
    );
  const happen = (element, event, detail) =>
    element.__wxElement.triggerEvent(event, detail, { bubbles: true, composed: true });

  return {
    raised,
    /** What a screen reader says: a line for each thing, with its role, its name and its state. */
    spoken: () => spoken(component.toJSON()),
    /** The texts on the screen. */
    written: () => texts(component.toJSON()),
    /** The options whose mark is filled. */
    marked: () =>
      all('option')
        .filter((option) => all('mark-on').some((mark) => option.contains(mark)))
        .map(({ textContent }) => textContent),
    /** Taps on these words. */
    tap: (words) =>
      happen(
        all('option-label').find(({ textContent }) => textContent === words),
        'tap',
        {},
      ),
    /** Somebody writes into a field; the first is 0. WeChat's own input is not simulated: its event is. */
    write: (value, field = 0) => happen(all('field')[field], 'input', { value }),
    /** How many characters each field takes. */
    limits: () => attributesOf(component.toJSON(), 'maxlength').map(Number),
    /** The page hands in new properties. */
    show: (change) => component.setData(change),
  };
}

const FIELDS = { 'wx-input': 'textbox', 'wx-textarea': 'textbox' };
const attributes = (node) => Object.fromEntries(node.attrs.map(({ name, value }) => [name, value]));
const texts = (node) => (typeof node === 'string' ? [node] : node.children.flatMap(texts));

function attributesOf(node, name) {
  if (typeof node === 'string') return [];
  const own = attributes(node)[name];
  return (own === undefined ? [] : [own]).concat(node.children.flatMap((child) => attributesOf(child, name)));
}

function spoken(node) {
  if (typeof node === 'string') return [node];
  const { 'aria-role': role = FIELDS[node.tagName], 'aria-label': label, value, ...states } = attributes(node);
  const within = node.children.flatMap(spoken);
  if (!role) return within;
  const state = [states['aria-checked'] && 'checked', (states['aria-disabled'] || states.disabled) && 'disabled'];
  const line = [role, label || within.join(' '), value && `“${value}”`, ...state].filter(Boolean).join(' ');
  return [line].concat(/group$/.test(role) ? within : []);
}

module.exports = { screen };
