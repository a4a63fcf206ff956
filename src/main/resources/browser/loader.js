// Gives the modules of a page what CommonJS calls `require`. The service puts this and the modules into one function,
// in strict mode.
const modules = {};
const loaded = {};
function load(name) {
  if (!loaded[name]) {
    const module = (loaded[name] = { exports: {} });
    const folder = name.slice(0, name.indexOf('/') + 1);
    modules[name](module, module.exports, (path) => load(path.replace(/^\.\//, folder).replace(/^\.\.\/|\.js$/g, '')));
  }
  return loaded[name].exports;
}
