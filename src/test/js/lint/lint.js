'use strict';

const { Program } = require('./program.js');
const { Styles } = require('./style.js');
const { markupFindings } = require('./markup.js');

// A style sheet may be missing: the classes show whether there should be one.
const PARTS = ['.js', '.json', '.wxml'];
const COLOUR_SETTING = /(?:color|TextStyle)$/i;

/**
 * Finds what WeChat's developer tools report late or not at all: files and handlers that are named but missing,
 * controls without words, classes without a style, colours that do not change in dark mode.
 * https://developers.weixin.qq.com/miniprogram/dev/framework/structure.html
 *
 * @param {string} root the folder with app.json
 * @returns {string[]} one line for each finding, beginning with the file; empty if there is none
 */
exports.findings = (root) => {
  const findings = [];
  const report = (name, what) => findings.push(`${name} ${what}`);
  const program = new Program(root, report);
  const app = program.json('app.json');

  const pages = app.pages || [];
  if (pages.length === 0) {
    report('app.json', 'names no page');
  }
  const styles = new Styles(program, report);
  const shared = components(program, 'app.json', app);
  themeFindings(program, app, 'app.json', report);
  const todo = pages.map((name) => ({ name, kind: 'Page' }));
  const seen = new Set(pages);
  const meet = (used) =>
    Object.values(used)
      .filter((name) => !seen.has(name))
      .forEach((name) => {
        seen.add(name);
        todo.push({ name, kind: 'Component' });
      });
  meet(shared);
  // A component may use others: the list grows while it is read.
  for (const { name, kind } of todo) {
    const missing = PARTS.filter((ending) => !program.has(name + ending));
    missing.forEach((ending) => report(name + ending, 'is missing'));
    if (missing.length === 0) {
      const own = components(program, name + '.json', program.json(name + '.json'));
      meet(own);
      const code = program.registered(name + '.js');
      if (code.kind !== kind && code.kind !== 'Component') {
        report(name + '.js', `registers no ${kind}`);
      }
      if (kind === 'Component' && program.json(name + '.json').component !== true) {
        report(name + '.json', 'does not say "component": true');
      }
      const used = { ...shared, ...own };
      findings.push(...markupFindings(program, name, code, used));
      styles.lookAt(name, kind, code.options);
      themeFindings(program, app, name + '.json', report);
      Object.keys(own)
        .filter((tag) => !new RegExp(`<${tag}[\\s/>]`).test(program.text(name + '.wxml')))
        .forEach((tag) => report(name + '.json', `names ${tag}, which is not used`));
    }
  }
  program
    .files('.wxml')
    .map((file) => file.slice(0, -'.wxml'.length))
    .filter((name) => !seen.has(name))
    .forEach((name) => report(name, 'is reached from nowhere'));
  styles.tell();
  return findings;
};

function components(program, file, json) {
  return Object.fromEntries(
    Object.entries(json.usingComponents || {}).map(([tag, name]) => [tag, program.resolve(file, name)]),
  );
}

/** Every colour in JSON is a name of the theme, and stands there for light and for dark. */
function themeFindings(program, app, file, report) {
  const location = app.themeLocation || 'theme.json';
  for (const [key, value] of settings(program.json(file))) {
    if (COLOUR_SETTING.test(key)) {
      if (!value.startsWith('@')) {
        report(file, `sets ${key} to ${value}, which no theme changes`);
      } else {
        const theme = program.json(location);
        ['light', 'dark']
          .filter((shade) => !(value.slice(1) in (theme[shade] || {})))
          .forEach((shade) => report(location, `has no ${value.slice(1)} for ${shade}`));
      }
    }
  }
}

/** All texts in JSON with their names, however deep. */
function settings(json) {
  return Object.entries(json).flatMap(([key, value]) => {
    if (typeof value === 'string') return [[key, value]];
    return value !== null && typeof value === 'object' ? settings(value) : [];
  });
}
