'use strict';

const { isColoured } = require('./colours.js');
const { parse, walk, wordsOf } = require('./wxml.js');

const BUILT_IN = new Set([
  'page-meta',
  'navigation-bar',
  'view',
  'text',
  'block',
  'button',
  'input',
  'textarea',
  'label',
  'form',
  'image',
  'icon',
  'progress',
  'scroll-view',
  'radio',
  'radio-group',
  'checkbox',
  'checkbox-group',
  'picker',
  'picker-view',
  'switch',
  'slider',
  'navigator',
  'web-view',
  'rich-text',
  'template',
  'import',
  'include',
  'slot',
  'wxs',
  'swiper',
  'swiper-item',
]);
const CONTROLS = new Set([
  'button',
  'input',
  'textarea',
  'radio',
  'checkbox',
  'picker',
  'switch',
  'slider',
  'navigator',
]);
// A screen reader names a field by its label only; a placeholder vanishes with the first letter.
const FIELDS = new Set(['input', 'textarea', 'radio', 'checkbox', 'picker', 'switch', 'slider']);
const CHECKED_ROLES = new Set(['radio', 'checkbox', 'switch']);
const LISTENER = /^(?:capture-)?(?:mut-)?(?:bind|catch):?(.+)$/;
const COMMON = /^(?:id|class|style|slot|hidden|wx:.*|data-.*|aria-.*|generic:.*|model:.*)$/;
// Expressions of WXML have operators and members; a call evaluates to nothing without an error, unless a <wxs> provides
// the function.
const BEYOND_EXPRESSIONS = /[\w)\]]\s*\(|=>|`|\?\.(?!\d)|\?\?/;
const COLOUR_ATTRIBUTE = /(?:style|color)$/i;

/**
 * What is wrong with the WXML of a page or component, given its script.
 *
 * @param {Object} program the files
 * @param {string} name the page or component, without ending
 * @param {{kind: string, options: Object}} code what its script registers
 * @param {Object} used the components it may use, by tag
 * @returns {string[]}
 */
exports.markupFindings = (program, name, code, used) => {
  const findings = [];
  const source = program.text(name + '.wxml');
  let root;
  try {
    root = parse(source);
  } catch (problem) {
    return [`${name}.wxml ${problem.message}`];
  }
  const ids = new Set([...walk(root)].map(([element]) => element.attributes.id));
  for (const [element, within] of walk(root)) {
    const report = (what) => findings.push(`${name}.wxml line ${element.line}: <${element.name}> ${what}`);
    handlerFindings(element, code, report);
    if (element.name in used) {
      componentFindings(program, element, used[element.name], report);
    } else if (!BUILT_IN.has(element.name)) {
      report('is no component that its JSON names');
    } else {
      speechFindings(element, within, ids, report);
    }
    if ('wx:for' in element.attributes && !('wx:key' in element.attributes)) {
      report('is repeated without a wx:key');
    }
    if ('placeholder' in element.attributes && !('placeholder-class' in element.attributes)) {
      report('has a placeholder without a placeholder-class: its grey suits no dark page');
    }
    Object.entries(element.attributes)
      .filter(([attribute, value]) => COLOUR_ATTRIBUTE.test(attribute) && isColoured(value))
      .forEach(([attribute]) => report(`has a colour in its ${attribute}`));
  }
  return findings.concat(expressionFindings(name, source, code));
};

function handlerFindings(element, code, report) {
  for (const [attribute, handler] of Object.entries(element.attributes)) {
    const methods = code.kind === 'Component' ? code.options.methods || {} : code.options;
    if (LISTENER.test(attribute) && !handler.includes('{{') && typeof methods[handler] !== 'function') {
      report(`calls ${handler}, which is not there`);
    }
  }
}

/** A component gets only properties that it has, and is listened to only for events that it raises. */
function componentFindings(program, element, path, report) {
  if (!program.has(path + '.js')) {
    return;
  }
  const { options } = program.registered(path + '.js');
  for (const attribute of Object.keys(element.attributes)) {
    const [, event] = LISTENER.exec(attribute) || [];
    const property = attribute.replace(/-(\w)/g, (_, letter) => letter.toUpperCase());
    if (event !== undefined) {
      if (event !== 'tap' && !program.text(path + '.js').includes(`triggerEvent('${event}'`)) {
        report(`is listened to for ${event}, which it never raises`);
      }
    } else if (!COMMON.test(attribute) && !(property in (options.properties || {}))) {
      report(`is handed ${attribute}, which is none of its properties`);
    }
  }
}

/** What a screen reader says: https://developers.weixin.qq.com/miniprogram/dev/component/aria.html */
function speechFindings(element, within, ids, report) {
  const { name, attributes } = element;
  const role = attributes['aria-role'];
  const isTapped = Object.keys(attributes).some((attribute) =>
    /^(?:bind|catch|mut-bind):?(?:tap|longpress)$/.test(attribute),
  );
  const isLabelled = ['aria-label', 'aria-labelledby'].some((attribute) => (attributes[attribute] || '').trim() !== '');
  const isInLabel = within.some((outer) => outer.name === 'label' && wordsOf(outer) !== '');
  const isSilent = attributes['aria-hidden'] === 'true';
  if ((isTapped || CONTROLS.has(name)) && name !== 'label') {
    if (!isLabelled && !isInLabel && (FIELDS.has(name) || wordsOf(element) === '')) {
      report('can be operated and has neither text nor an aria-label');
    }
    if (!CONTROLS.has(name) && !role) {
      report('can be tapped and has no aria-role');
    }
  }
  if (CHECKED_ROLES.has(role) && !('aria-checked' in attributes)) {
    report(`is a ${role} and does not tell aria-checked`);
  }
  if (name === 'image' && !isLabelled && !isSilent) {
    report('has no aria-label');
  }
  for (const attribute of ['aria-labelledby', 'aria-describedby', 'for']) {
    const id = attributes[attribute];
    if (id !== undefined && !id.includes('{{') && !ids.has(id)) {
      report(`points to ${id} by ${attribute}, which is not there`);
    }
  }
}

/**
 * Every {{t.name}} is among the texts that the script puts into its data; and no expression uses what WXML does not
 * understand.
 */
function expressionFindings(name, source, code) {
  const expressions = [...source.matchAll(/\{\{([\s\S]*?)\}\}/g)].map(([, expression]) =>
    expression.replace(/'[^']*'|"[^"]*"/g, '0'),
  );
  const texts = (code.options.data || {}).t || {};
  const used = expressions.flatMap((expression) =>
    [...expression.matchAll(/(?<![\w.])t\.(\w+)/g)].map(([, key]) => key),
  );
  const unknown = [...new Set(used)]
    .filter((key) => !(key in texts))
    .map((key) => `${name}.wxml says t.${key}, which the data do not have`);
  const beyond = source.includes('<wxs') ? [] : expressions.filter((expression) => BEYOND_EXPRESSIONS.test(expression));
  return unknown.concat(
    beyond.map((expression) => `${name}.wxml says {{${expression}}}, which WXML does not understand`),
  );
}
