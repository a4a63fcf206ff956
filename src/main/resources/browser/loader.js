// Before the modules of a page: what CommonJS calls `require`. The service closes the function after the last module.
(function () {
'use strict';
const modules = {};
const loaded = {};
function load(name) {
  if (!loaded[name]) {
    const module = loaded[name] = { exports: {} };
    const folder = name.slice(0, name.indexOf('/') + 1);
    modules[name](module, module.exports, path => load(path.replace(/^\.\//, folder).replace(/^\.\.\/|\.js$/g, '')));
  }
  return loaded[name].exports;
}
