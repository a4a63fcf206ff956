'use strict';

const fs = require('node:fs');
const path = require('node:path');

/** A mini program's files; what is missing or unreadable is reported to `report` and then treated as empty. */
exports.Program = class {
  constructor(root, report) {
    this.root = root;
    this.report = report;
  }

  has(name) {
    return fs.existsSync(path.join(this.root, name));
  }

  text(name) {
    return fs.readFileSync(path.join(this.root, name), 'utf8');
  }

  json(name) {
    try {
      return JSON.parse(this.text(name));
    } catch (problem) {
      this.report(name, problem.code === 'ENOENT' ? 'is missing' : problem.message);
      return {};
    }
  }

  /** The names of all files with this ending, except packages. */
  files(ending) {
    return fs
      .readdirSync(this.root, { recursive: true })
      .map((name) => name.split(path.sep).join('/'))
      .filter((name) => name.endsWith(ending) && !/(^|\/)(node_modules|miniprogram_npm)\//.test(name))
      .sort();
  }

  /** A component's path from the root, as a file names it: absolute, or relative to itself. */
  resolve(from, name) {
    return name.startsWith('/') ? name.slice(1) : path.posix.join(path.posix.dirname(from), name);
  }

  /**
   * What a page or component registers, and its kind: { kind: 'Page', options }. The script is run as the client would
   * at its start, with a `wx` that does nothing.
   */
  registered(name) {
    const nothing = new Proxy(function () {}, {
      get: (_, key) => (key === Symbol.toPrimitive ? () => '' : nothing),
      apply: () => nothing,
    });
    let registration = { kind: null, options: {} };
    const register = (kind) => (options) => {
      registration = { kind, options };
    };
    const globals = {
      wx: nothing,
      getApp: () => nothing,
      getCurrentPages: () => [],
      Behavior: (options) => options,
      App: register('App'),
      Page: register('Page'),
      Component: register('Component'),
    };
    const before = Object.keys(globals).map((key) => [key, globalThis[key]]);
    const file = require.resolve(path.join(this.root, name));
    try {
      Object.assign(globalThis, globals);
      delete require.cache[file];
      require(file);
    } catch (problem) {
      this.report(name, 'cannot be run: ' + problem.message);
    } finally {
      before.forEach(([key, value]) => (value === undefined ? delete globalThis[key] : (globalThis[key] = value)));
    }
    return registration;
  }
};
