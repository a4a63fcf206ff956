'use strict';

const TOKEN = /<!--[\s\S]*?-->|<(\/?)([A-Za-z][\w-]*)((?:\s+[\w:.*-]+(?:\s*=\s*(?:"[^"]*"|'[^']*'))?)*)\s*(\/?)>/g;
const ATTRIBUTE = /([\w:.*-]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'))?/g;

/**
 * The elements of a WXML file as a tree: { name, attributes, children, text, line }, text being the element's own
 * words. WXML is stricter than HTML: every element is closed.
 *
 * @throws {Error} where tags do not match, or where a tag cannot be read
 */
exports.parse = (source) => {
  const root = { name: '', attributes: {}, children: [], text: '', line: 1 };
  const open = [root];
  let read = 0;
  const words = (from, to) => {
    const text = source.slice(from, to);
    const outside = text.replace(/\{\{[\s\S]*?\}\}/g, '');
    if (outside.includes('<')) {
      throw new Error(`line ${line(source, from + text.indexOf('<'))}: a tag that cannot be read`);
    }
    open[open.length - 1].text += text.trim();
  };
  for (const token of source.matchAll(TOKEN)) {
    words(read, token.index);
    read = token.index + token[0].length;
    const [, closing, name, attributes, selfClosing] = token;
    if (closing) {
      const last = open.pop();
      if (last === root || last.name !== name) {
        throw new Error(
          `line ${line(source, token.index)}: </${name}> closes ${last === root ? 'nothing' : `<${last.name}>`}`,
        );
      }
    } else if (name) {
      const element = { name, attributes: {}, children: [], text: '', line: line(source, token.index) };
      for (const [, attribute, double, single] of attributes.matchAll(ATTRIBUTE)) {
        element.attributes[attribute] = [double, single, ''].find((value) => value !== undefined);
      }
      open[open.length - 1].children.push(element);
      if (!selfClosing) {
        open.push(element);
      }
    }
  }
  words(read, source.length);
  if (open.length > 1) {
    throw new Error(`line ${open[open.length - 1].line}: <${open[open.length - 1].name}> is not closed`);
  }
  return root;
};

/** Every element below one, each with those it stands in, nearest first. */
exports.walk = function* walk(element, within = []) {
  for (const child of element.children) {
    yield [child, within];
    yield* walk(child, [child, ...within]);
  }
};

/** All words below an element, its own among them. */
exports.wordsOf = function wordsOf(element) {
  return element.text + element.children.map(wordsOf).join('');
};

const line = (source, index) => source.slice(0, index).split('\n').length;
