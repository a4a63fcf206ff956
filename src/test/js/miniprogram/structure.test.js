'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const path = require('node:path');
const { describe, test } = require('node:test');
const { PROGRAM } = require('./phone.js');

const files = fs.readdirSync(PROGRAM, { recursive: true }).map((name) => name.split(path.sep).join('/'));
const read = (name) => fs.readFileSync(path.join(PROGRAM, name), 'utf8');
const json = (name) => JSON.parse(read(name));
const pages = json('app.json').pages;
const components = files.filter((name) => /^components\/.*\.json$/.test(name)).map((name) => name.replace(/\.json$/, ''));

/** A page's or component's opening tags: { name, attributes }. */
const tags = (markup) => Array.from(markup.matchAll(/<([a-z-]+)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>/g), ([, name, rest]) =>
  ({ name, attributes: Object.fromEntries(Array.from(rest.matchAll(/([\w:-]+)(?:="([^"]*)")?/g), ([, key, value]) => [key, value || ''])) }));

function methods(name) {
  let options;
  globalThis.Page = (given) => { options = given; };
  globalThis.Component = (given) => { options = given.methods || {}; };
  globalThis.wx = { getAccountInfoSync: () => ({ miniProgram: { envVersion: 'develop' } }), getAppBaseInfo: () => ({ language: 'zh_CN' }) };
  const file = path.join(PROGRAM, `${name}.js`);
  delete require.cache[file];
  require(file);
  return options;
}

describe('the mini program', () => {
  test('has every page that it names, and names every page that it has', () => {
    pages.forEach((page) => ['js', 'json', 'wxml'].forEach((kind) => assert.ok(files.includes(`${page}.${kind}`), `${page}.${kind}`)));
    assert.deepEqual(files.filter((name) => /^pages\/.*\.wxml$/.test(name)).map((name) => name.replace('.wxml', '')).sort(), pages.slice().sort());
    assert.equal(pages[0], 'pages/entry/entry');
  });

  test('has its theme and its sitemap, and no real appid', () => {
    const app = json('app.json');
    const { light, dark } = json(app.themeLocation);
    Object.values(app.window).filter((value) => value.startsWith('@')).forEach((value) => assert.ok(light[value.slice(1)] && dark[value.slice(1)], value));
    assert.deepEqual(json(app.sitemapLocation).rules.map(({ action }) => action), ['disallow']);
    assert.deepEqual([app.darkmode, app.lazyCodeLoading, json('project.config.json').appid], [true, 'requiredComponents', 'touristappid']);
  });

  test('talks to WeChat about requests and logins in one module alone', () => {
    const callers = files.filter((name) => name.endsWith('.js') && /wx\.(request|login)\b/.test(read(name)));
    assert.deepEqual(callers, ['api/request.js']);
  });

  test('says the same things in both languages, and uses every one of them', () => {
    const texts = (language) => {
      globalThis.wx = { getAppBaseInfo: () => ({ language }) };
      delete require.cache[path.join(PROGRAM, 'texts.js')];
      return Object.keys(require(path.join(PROGRAM, 'texts.js')));
    };
    assert.deepEqual(texts('zh_CN'), texts('en_US'));
    const sources = files.filter((name) => /\.(js|wxml)$/.test(name) && name !== 'texts.js').map(read).join('\n');
    const used = Array.from(sources.matchAll(/\b(?:t|texts)\.(\w+)/g), ([, name]) => name);
    used.forEach((name) => assert.ok(texts('zh_CN').includes(name), name));
    assert.deepEqual(texts('zh_CN').filter((name) => !used.includes(name) && name !== 'TEACHER' && name !== 'STUDENT'), []);
  });
});

for (const name of pages.concat(components)) {
  describe(name, () => {
    const all = tags(read(`${name}.wxml`));
    const used = json(`${name}.json`).usingComponents || {};

    test('finds its components, and uses all that it names', () => {
      Object.entries(used).forEach(([tag, place]) => {
        assert.ok(components.includes(place.slice(1)), place);
        assert.ok(all.some((each) => each.name === tag), tag);
      });
      all.filter((each) => each.name.includes('-') && each.name !== 'page-meta').forEach((each) => assert.ok(used[each.name], each.name));
    });

    test('has a method for every event, and listens to what components raise', () => {
      const known = methods(name);
      for (const { name: tag, attributes } of all) {
        for (const [attribute, handler] of Object.entries(attributes)) {
          if (!/^(bind|catch)/.test(attribute)) continue;
          assert.equal(typeof known[handler], 'function', `${attribute}="${handler}"`);
          const [, event] = attribute.split(':');
          if (used[tag]) assert.ok(read(`${used[tag].slice(1)}.js`).includes(`triggerEvent('${event}'`), `${tag} ${event}`);
        }
      }
    });

    test('can be heard: whatever is tapped has a role, choices their state, inputs a label', () => {
      for (const { name: tag, attributes } of all) {
        if (attributes.bindtap !== undefined) assert.ok(attributes['aria-role'], JSON.stringify(attributes));
        if (/^(radio|checkbox)$/.test(attributes['aria-role'])) assert.ok(attributes['aria-checked'] && attributes['aria-label'], JSON.stringify(attributes));
        if (/^(input|textarea)$/.test(tag)) assert.ok(attributes['aria-label'], tag);
      }
    });

    if (pages.includes(name)) {
      test("follows the phone's font size", () => {
        assert.deepEqual([all[0].name, all[0].attributes['page-font-size']], ['page-meta', 'system']);
      });
    }
  });
}
