'use strict';

const { Program } = require('./program.js');
const { markupFaults } = require('./markup.js');

// A style sheet is the one part that may be left out.
const PARTS = ['.js', '.json', '.wxml'];
const HEX_COLOUR = /#(?:[0-9a-fA-F]{3,4}){1,2}\b/;

// Later than ES2020, or not compiled for phones of that time.
const TOO_NEW = /\?\.(?!\d)|\?\?|\.(?:at|replaceAll|findLast|toSorted|toReversed)\(|\bObject\.(?:hasOwn|groupBy)\(|\bstructuredClone\(/;

/**
 * What WeChat's developer tools would tell late or not at all: files and handlers that are named and not there, controls
 * without words. https://developers.weixin.qq.com/miniprogram/dev/framework/structure.html
 *
 * @param {string} root the folder with app.json
 * @returns {string[]} one line a fault, beginning with the file; none where all is well
 */
exports.faults = (root) => {
  const faults = [];
  const report = (name, what) => faults.push(`${name} ${what}`);
  const program = new Program(root, report);
  const app = program.json('app.json');

  const pages = app.pages || [];
  if (pages.length === 0) {
    report('app.json', 'names no page');
  }
  const shared = components(program, 'app.json', app);
  const todo = pages.map((name) => ({ name, kind: 'Page' }));
  const seen = new Set(pages);
  const meet = (used) => Object.values(used).filter((name) => !seen.has(name)).forEach((name) => {
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
      faults.push(...markupFaults(program, name, code, used));
      Object.keys(own).filter((tag) => !new RegExp(`<${tag}[\\s/>]`).test(program.text(name + '.wxml')))
        .forEach((tag) => report(name + '.json', `names ${tag}, which is not used`));
    }
  }
  program.files('.wxml').map((file) => file.slice(0, -'.wxml'.length)).filter((name) => !seen.has(name))
    .forEach((name) => report(name, 'is reached from nowhere'));
  program.files('.js').filter((file) => HEX_COLOUR.test(program.text(file))).forEach((file) => report(file, 'holds a colour'));
  for (const file of program.files('.js')) {
    const [found] = TOO_NEW.exec(program.text(file)) || [];
    if (found !== undefined) {
      report(file, 'uses what old phones do not know: ' + found);
    }
  }
  themeFaults(program, app, report);
  return faults;
};

function components(program, file, json) {
  return Object.fromEntries(Object.entries(json.usingComponents || {}).map(([tag, name]) => [tag, program.resolve(file, name)]));
}

/** Every `@name` of the window stands in the theme, light and dark. */
function themeFaults(program, app, report) {
  const names = JSON.stringify(app.window || {}).match(/@\w+/g) || [];
  if (names.length > 0) {
    const theme = program.json(app.themeLocation || 'theme.json');
    for (const shade of ['light', 'dark']) {
      names.map((name) => name.slice(1)).filter((name) => !(name in (theme[shade] || {})))
        .forEach((name) => report(app.themeLocation || 'theme.json', `has no ${name} for ${shade}`));
    }
  }
}
