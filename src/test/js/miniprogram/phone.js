'use strict';

const { webcrypto } = require('node:crypto');
const path = require('node:path');

const PROGRAM = path.resolve(__dirname, '../../../miniprogram');

/**
 * A phone on which the mini program was just started: what the program keeps in memory is gone, what WeChat stores is
 * not.
 *
 * @param {function({method, path, body, bearer, language, timeout}): ?{status, data, header}} service null where no
 *     answer comes
 * @param {Map} storage of an earlier start
 * @param {function(number): string} loginCode what wx.login gives at the nth call
 * @param {boolean} realTime whether waiting takes real time; otherwise it takes none, and `waits` lists it
 */
function phone({
  service,
  storage = new Map(),
  language = 'zh_CN',
  networkType = 'wifi',
  scanned = '',
  loginCode = (nth) => `code-${nth}`,
  realTime = false,
}) {
  forget();
  const world = { storage, requests: [], waits: [], went: [], scrolledTo: [], logins: 0, networkType };
  const networkListeners = new Set();

  globalThis.wx = {
    getAccountInfoSync: () => ({ miniProgram: { envVersion: 'develop' } }),
    getAppBaseInfo: () => ({ language }),
    async request({ method, url, data, header, timeout, success, fail }) {
      const bearer = (header.Authorization || '').replace('Bearer ', '');
      const request = {
        method,
        path: url.replace('http://localhost:8080', ''),
        body: data,
        bearer,
        language: header['Accept-Language'],
        timeout,
      };
      world.requests.push(request);
      const answer = await service(request);
      if (answer) success({ statusCode: answer.status, data: answer.data, header: answer.header || {} });
      else fail({ errMsg: 'request:fail' });
    },
    login: ({ success }) => {
      world.logins += 1;
      success({ code: loginCode(world.logins) });
    },
    getUserCryptoManager: () => ({
      getRandomValues: ({ length, success }) =>
        success({ randomValues: webcrypto.getRandomValues(new Uint8Array(length)).buffer }),
    }),
    setStorageSync: (key, value) => {
      storage.set(key, structuredClone(value));
    },
    getStorageSync: (key) => structuredClone(storage.get(key) || ''),
    removeStorageSync: (key) => {
      storage.delete(key);
    },
    onNetworkStatusChange: (listener) => networkListeners.add(listener),
    offNetworkStatusChange: (listener) => networkListeners.delete(listener),
    getNetworkType: ({ success }) => success({ networkType: world.networkType }),
    pageScrollTo: ({ selector }) => world.scrolledTo.push(selector),
    navigateTo: ({ url }) => world.went.push(url),
    redirectTo: ({ url }) => world.went.push(url),
    reLaunch: ({ url }) => world.went.push(url),
    scanCode: ({ success }) => success({ result: scanned }),
  };
  if (!realTime)
    globalThis.setTimeout = (act, milliseconds) => {
      world.waits.push(milliseconds);
      return setImmediate(act);
    };

  /** Loads a module of the mini program. */
  world.load = (name) => require(path.join(PROGRAM, name));

  /** Opens a page as WeChat does, and waits for what its onLoad begins. */
  world.open = async (url) => {
    const [name, query = ''] = url.replace(/^\//, '').split('?');
    const page = pageOf(name);
    page.loaded = page.onLoad(
      Object.fromEntries(
        query
          .split('&')
          .filter(Boolean)
          .map((each) => each.split('=')),
      ),
    );
    await page.loaded;
    return page;
  };

  /** The network comes or goes; waits for what pages make of it. */
  world.connect = (isConnected) => {
    world.networkType = isConnected ? 'wifi' : 'none';
    return Promise.all(Array.from(networkListeners).map((listener) => listener({ isConnected })));
  };
  return world;
}

/** Forgets the program's loaded modules, so that the next `require` loads them again; packages stay. */
function forget() {
  const own = (name) => name.startsWith(PROGRAM) && !name.includes('node_modules');
  Object.keys(require.cache)
    .filter(own)
    .forEach((name) => delete require.cache[name]);
}

function pageOf(name) {
  let options;
  globalThis.Page = (given) => {
    options = given;
  };
  const file = path.join(PROGRAM, name + '.js');
  delete require.cache[file];
  require(file);
  const page = Object.assign({}, options, { route: name, data: structuredClone(options.data) });
  page.setData = (change) =>
    Object.entries(change).forEach(([key, value]) => set(page.data, key, JSON.parse(JSON.stringify(value))));
  return page;
}

function set(data, key, value) {
  const place = /^(\w+)\[(\d+)\]$/.exec(key);
  if (place) data[place[1]][Number(place[2])] = value;
  else data[key] = value;
}

/** A tap on what carries `data-…` attributes, and an event of a component. */
const tap = (dataset = {}) => ({ currentTarget: { dataset } });
const detail = (value) => ({ detail: value });

module.exports = { PROGRAM, phone, tap, detail };
