'use strict';

const { classesOf, declarations } = require('./wxss.js');
const { isColoured } = require('./colours.js');
const { parse, walk } = require('./wxml.js');

const DARK = '@media (prefers-color-scheme: dark)';
const SHARED = new Set(['apply-shared', 'shared']);
const CLASSES = /^(?:class|(?:hover|placeholder)-class)$/;
const NONE = { declared: [], classes: new Set() };

/** The style sheets of a mini program, and which page or component uses which. */
exports.Styles = class {
  constructor(program, report) {
    this.program = program;
    this.report = report;
    this.sheets = new Map(program.files('.wxss').map((file) => [file, this.read(file)]));
    this.used = new Set();
    const variables = (isDark) =>
      [...this.sheets].flatMap(([file, { declared }]) =>
        declared
          .filter(({ name, within }) => name.startsWith('--') && within.includes(DARK) === isDark)
          .map((each) => ({ file, ...each })),
      );
    this.light = new Map(variables(false).map((each) => [each.name, each]));
    this.dark = new Set(variables(true).map(({ name }) => name));
  }

  read(file) {
    try {
      const declared = declarations(this.program.text(file));
      return { declared, classes: classesOf(declared) };
    } catch (problem) {
      this.report(file, problem.message);
      return NONE;
    }
  }

  /**
   * Every class of a page's or component's WXML is in a style sheet that it sees: its own, and the program's. A
   * component sees the latter only where it says so:
   * https://developers.weixin.qq.com/miniprogram/dev/framework/custom-component/wxml-wxss.html
   */
  lookAt(name, kind, options) {
    const { styleIsolation, addGlobalClass } = { ...options.options, ...this.program.json(name + '.json') };
    const isOpen = kind === 'Page' || SHARED.has(styleIsolation) || addGlobalClass === true;
    const seen = [name + '.wxss'].concat(isOpen ? ['app.wxss'] : []);
    for (const [line, tag, word] of classesIn(this.program.text(name + '.wxml'))) {
      const sheet = seen.find((file) => (this.sheets.get(file) || NONE).classes.has(word));
      this.used.add(sheet + ' ' + word);
      if (/[{}]/.test(word)) {
        this.report(
          `${name}.wxml`,
          `line ${line}: <${tag}> puts the class ${word} together, which nobody finds in a style sheet`,
        );
      } else if (sheet === undefined) {
        this.report(
          `${name}.wxml`,
          `line ${line}: <${tag}> has the class ${word}, which no style sheet that it sees has`,
        );
      }
    }
  }

  /**
   * Checks the style sheets themselves: colours only in variables, each for light and for dark; no class that nothing
   * uses.
   */
  tell() {
    for (const [file, { declared, classes }] of this.sheets) {
      for (const { name, value, line } of declared) {
        if (!name.startsWith('--') && isColoured(value)) {
          this.report(file, `line ${line}: ${name} has a colour of its own, which is no variable`);
        }
        [...value.matchAll(/var\(\s*(--[\w-]+)/g)]
          .filter(([, variable]) => !this.light.has(variable))
          .forEach(([, variable]) => this.report(file, `line ${line}: ${name} uses ${variable}, which is nowhere set`));
      }
      [...classes]
        .filter((word) => !this.used.has(file + ' ' + word))
        .forEach((word) => this.report(file, `has .${word}, which nobody uses`));
    }
    [...this.light.values()]
      .filter(({ name, value }) => isColoured(value) && !this.dark.has(name))
      .forEach(({ file, name, line }) => this.report(file, `line ${line}: ${name} has no colour for dark`));
  }
};

/**
 * The classes that WXML names, as [line, tag, class]: those written out, and those that an expression chooses between.
 */
function classesIn(source) {
  let root;
  try {
    root = parse(source);
  } catch {
    return [];
  }
  return [...walk(root)].flatMap(([element]) =>
    Object.entries(element.attributes)
      .filter(([attribute]) => CLASSES.test(attribute))
      .flatMap(([, value]) => wordsIn(value).map((word) => [element.line, element.name, word])),
  );
}

function wordsIn(value) {
  const chosen = [];
  const plain = value.replace(/(\S?)\{\{([\s\S]*?)\}\}(\S?)/g, (_, before, expression, after) => {
    if (before || after) {
      return `${before}{{…}}${after}`;
    }
    chosen.push(...[...expression.matchAll(/[?:]\s*'([^']*)'/g)].flatMap(([, words]) => words.split(/\s+/)));
    return '';
  });
  return plain
    .split(/\s+/)
    .concat(chosen)
    .filter((word) => word !== '' && word !== 'none');
}
