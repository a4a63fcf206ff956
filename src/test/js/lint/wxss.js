'use strict';

const TOKEN = /([^{};]*)([{};])/g;

/**
 * A style sheet's declarations in order: { within, name, value, line }, within being the selectors and @-rules around
 * it, outermost first.
 *
 * @throws {Error} where braces do not match, or where something is no declaration
 */
exports.declarations = (source) => {
  const text = source.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  const found = [];
  const within = [];
  for (const token of text.matchAll(TOKEN)) {
    const words = token[1].trim();
    const line = text.slice(0, token.index + token[0].length).split('\n').length;
    if (token[2] === '{') {
      within.push(words);
    } else {
      const [, name, value] = /^([\w-]+)\s*:\s*([\s\S]+)$/.exec(words) || [];
      if (words !== '' && (name === undefined || within.length === 0)) {
        throw new Error(`line ${line}: ${words} is no declaration`);
      }
      if (name !== undefined) {
        found.push({ within: [...within], name, value, line });
      }
      if (token[2] === '}' && within.pop() === undefined) {
        throw new Error(`line ${line}: } closes nothing`);
      }
    }
  }
  if (within.length > 0) {
    throw new Error(`${within.pop()} is not closed`);
  }
  return found;
};

/** The classes that these declarations are for. */
exports.classesOf = (declarations) =>
  new Set(
    declarations.flatMap(({ within }) =>
      within
        .filter((head) => !head.startsWith('@'))
        .flatMap((head) => [...head.matchAll(/\.([\w-]+)/g)].map(([, name]) => name)),
    ),
  );
