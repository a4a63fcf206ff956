'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { parse, walk } = require('../lint/wxml.js');
const { PROGRAM } = require('./phone.js');

const read = (name) => fs.readFileSync(path.join(PROGRAM, name), 'utf8');
const MUSTACHE = /\{\{([\s\S]*?)\}\}/g;
const FOR = ['wx:for', 'wx:for-item', 'wx:for-index', 'wx:key'];

const NOTHING = { attributes: {}, text: '', on: {}, children: [] };

// A component lives as long as its page; WeChat gives it new properties.
const alive = new WeakMap();

/**
 * What somebody sees of a page, and what they can do there: its WXML filled with its data, components included. To be
 * looked at again after every change.
 *
 * @param {Object} page as `phone().open` gives it
 * @param {string} id of the one element to look at, such as a question's; the whole page without it
 * @returns {{text: string, elements: Object[], tap: function(string), type: function(string, string)}} all words, a
 *     line an element; every element with its attributes, words in it among them; `tap` on what says these words,
 *     `type` into the field of this label
 */
const screen = (exports.screen = (page, id) => {
  if (!alive.has(page)) alive.set(page, new Map());
  const whole = rendered(page.route, { data: page.data, methods: page, instances: alive.get(page), place: '' });
  const all = (element) => [...walk(element)].map(([each]) => each);
  const root = id ? all(whole).find(({ attributes }) => attributes.id === id) || NOTHING : whole;
  const elements = all(root);
  const one = (kind, words, found) => {
    if (found.length !== 1) throw new Error(`${found.length} ${kind} for ${words} on\n${textOf(root)}`);
    return found[0];
  };
  return {
    elements,
    text: textOf(root),
    tap: (words) =>
      one(
        'taps',
        words,
        elements.filter((element) => element.on.tap && textOf(element).includes(words)),
      ).on.tap({}),
    type: (label, value) =>
      one(
        'fields',
        label,
        elements.filter((element) => element.on.input && element.attributes['aria-label'] === label),
      ).on.input({ value }),
  };
});

/** Every one of these words stands on the page. */
exports.says = (page, ...words) =>
  words.forEach((each) => assert.ok(screen(page).text.includes(each), `${each} in\n${screen(page).text}`));

/** None of them does. */
exports.saysNothingOf = (page, ...words) => words.forEach((each) => assert.ok(!screen(page).text.includes(each), each));

const textOf = (element) => [element.text, ...element.children.map(textOf)].filter(Boolean).join('\n');

/** The elements of a page or component: only those that are shown, `on` what they listen to. */
function rendered(name, owner) {
  const json = JSON.parse(read(name + '.json'));
  const of = { ...owner, components: { ...JSON.parse(read('app.json')).usingComponents, ...json.usingComponents } };
  return {
    name: '',
    attributes: {},
    text: '',
    on: {},
    children: shown(parse(read(name + '.wxml')).children, of.data, of, owner.place),
  };
}

function shown(templates, scope, owner, place) {
  let isDone = false;
  return templates.flatMap((template, number) => {
    const { attributes } = template;
    const here = `${place}/${number}`;
    if ('wx:for' in attributes) {
      const rest = Object.fromEntries(Object.entries(attributes).filter(([attribute]) => !FOR.includes(attribute)));
      return (valueOf(attributes['wx:for'], scope) || []).flatMap((item, index) => {
        const inside = {
          ...scope,
          [attributes['wx:for-item'] || 'item']: item,
          [attributes['wx:for-index'] || 'index']: index,
        };
        return shown([{ ...template, attributes: rest }], inside, owner, `${here}:${index}`);
      });
    }
    if ('wx:if' in attributes) isDone = false;
    const condition = ['wx:if', 'wx:elif'].map((attribute) => attributes[attribute]).find((each) => each !== undefined);
    const isChained = condition !== undefined || 'wx:else' in attributes;
    if (isChained && (isDone || (condition !== undefined && !valueOf(condition, scope)))) return [];
    if (isChained) isDone = true;
    return template.name === 'block'
      ? shown(template.children, scope, owner, here)
      : [element(template, scope, owner, here)];
  });
}

function element(template, scope, owner, place) {
  const attributes = Object.fromEntries(
    Object.entries(template.attributes).map(([attribute, text]) => [attribute, valueOf(text, scope)]),
  );
  const dataset = Object.fromEntries(
    Object.entries(attributes)
      .filter(([attribute]) => attribute.startsWith('data-'))
      .map(([attribute, value]) => [attribute.slice(5), value]),
  );
  const on = Object.fromEntries(
    Object.entries(template.attributes)
      .filter(([attribute]) => /^(?:bind|catch)/.test(attribute))
      .map(([attribute, handler]) => [
        attribute.replace(/^(?:bind|catch):?/, ''),
        (detail) => owner.methods[handler]({ detail, currentTarget: { dataset } }),
      ]),
  );
  const component = owner.components[template.name];
  const children = component
    ? [inside(component.slice(1), attributes, on, owner, place)]
    : shown(template.children, scope, owner, place);
  return { name: template.name, attributes, on, children, text: String(valueOf(template.text, scope)) };
}

/** A component in its page, which hears the events that it raises. */
function inside(name, properties, on, owner, place) {
  if (!owner.instances.has(place)) {
    globalThis.Component = (options) => owner.instances.set(place, { ...options.methods, own: options.data });
    delete require.cache[path.join(PROGRAM, name + '.js')];
    require(path.join(PROGRAM, name + '.js'));
  }
  const instance = owner.instances.get(place);
  instance.data = { ...instance.own, ...properties };
  instance.triggerEvent = (event, detail) => on[event] && on[event](detail);
  return rendered(name, { data: instance.data, methods: instance, instances: owner.instances, place });
}

/** An expression's value, or a text with its expressions filled in; WXML knows no globals and no errors. */
function valueOf(text, scope) {
  const whole = /^\{\{((?:(?!\}\})[\s\S])*)\}\}$/.exec(text);
  if (whole) return evaluated(whole[1], scope) === undefined ? '' : evaluated(whole[1], scope);
  return text.replace(MUSTACHE, (_, expression) =>
    String(evaluated(expression, scope) === undefined ? '' : evaluated(expression, scope)),
  );
}

function evaluated(expression, scope) {
  try {
    return new Function('scope', `with (scope) { return (${expression}); }`)(new Proxy(scope, { has: () => true }));
  } catch {
    return undefined;
  }
}
