// WeChat's `wx`, as far as the documented example needs it, over fetch. Like WeChat's, its request takes every HTTP
// status for a success, parses JSON whatever it is labelled, and leaves the names of headers as they come.

import { webcrypto } from 'node:crypto';

/**
 * @param base    what the example takes for the service's address
 * @param service where the service is
 * @param codes   what wx.login gives, one after the other
 */
export function wx({ base, service, codes }) {
  const storage = new Map();
  const log = [];
  const failures = [];

  async function answer({ url, method = 'GET', data, header = {}, success, fail }) {
    const failure = failures.findIndex((each) => each.method === method);
    const [{ kind } = {}] = failure < 0 ? [] : failures.splice(failure, 1);
    const headers = kind === 'token-ended' ? { ...header, Authorization: 'Bearer ended' } : header;
    try {
      const response = await fetch(url.replace(base, service), { method, headers, body: data });
      const text = await response.text();
      log.push({ method, path: url.slice(base.length), status: response.status, body: data });
      if (kind === 'answer-lost') throw new Error('request:fail timeout');
      success({ statusCode: response.status, header: Object.fromEntries(response.headers), data: parsed(text) });
    } catch (error) {
      fail({ errMsg: error.message });
    }
  }

  return {
    /** Every request that reached the service. */
    log,
    storage,
    /**
     * The next request of this method meets with a failure: `token-ended` on the way there, `answer-lost` on the way
     * back.
     */
    meet(method, kind) {
      failures.push({ method, kind });
    },
    request(options) {
      answer(options);
    },
    login({ success, fail }) {
      codes.length ? success({ code: codes.shift() }) : fail({ errMsg: 'login:fail' });
    },
    getUserCryptoManager: () => ({
      getRandomValues: ({ length, success }) =>
        success({ randomValues: webcrypto.getRandomValues(new Uint8Array(length)).buffer }),
    }),
    setStorageSync(key, value) {
      storage.set(key, structuredClone(value));
    },
    getStorageSync(key) {
      return storage.get(key) ?? '';
    },
    removeStorageSync(key) {
      storage.delete(key);
    },
  };
}

function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
