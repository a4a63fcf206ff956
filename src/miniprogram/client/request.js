'use strict';

/** How long an answer may take to come, in milliseconds. */
const TIMEOUT = 15000;
const MAX_PAUSE_SECONDS = 30;
const LOGGED_IN = { status: 201, data: {}, wait: 0 };
const NO_ANSWER = { status: 0, data: {}, wait: 0 };

const sleep = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));

/** Problems that only the respondent ends: by going to a browser, or by typing another site word. */
const LASTING = ['wechat-not-configured', 'too-many-attempts'];

/** Whether the same request may succeed later: no answer, throttled, or a failure of the service. */
function mayPass({ status, data }) {
  return (
    status === 0 || status === 408 || ((status === 429 || status >= 500) && LASTING.indexOf(data && data.code) < 0)
  );
}

/**
 * The requests of a client to the service: logged in where that is needed, and patient where it may help. A platform
 * says how to do what differs from client to client; each of its replies is { status, data, wait }, `wait` being the
 * seconds that the service asks for, and status 0 where no answer came.
 *
 * @param {Object} platform
 * @param {function(string, string, ?string, ?string)} platform.send one request: method, path, body, bearer token
 * @param {function()} platform.logIn one attempt to log in
 * @param {function(Object): number} platform.ends when the token of a session has to be renewed, in milliseconds
 * @param {function(): boolean} platform.isOnline whether another try is worth while at all
 * @param {number} platform.tries how often a request is tried unless it says otherwise
 * @returns {function(Object)} see `request`; its `logIn` logs in where there is no token yet
 */
function requests(platform) {
  const { send } = platform;
  let token = '';
  let ends = 0;
  let login = null;

  // Later each time, and not all phones of a lecture hall at once.
  async function patiently(tries, attempt, ontry) {
    for (let made = 1; ; made++) {
      if (ontry) ontry(made);
      const reply = await attempt();
      if (!mayPass(reply) || made >= tries || !platform.isOnline()) return reply;
      await sleep(1000 * (reply.wait + Math.random() * Math.min(MAX_PAUSE_SECONDS, Math.pow(2, made - 1))));
    }
  }

  async function logIn() {
    const reply = await platform.logIn();
    if (reply.status === 201) {
      token = reply.data.accessToken;
      ends = platform.ends(reply.data);
    }
    return reply;
  }

  // Whoever needs a token while a login is under way waits for that one. Answers the login that failed, or null.
  async function withoutToken() {
    if (token && Date.now() < ends) return null;
    if (!login) {
      const settled = () => {
        login = null;
      };
      login = logIn();
      login.then(settled, settled);
    }
    const reply = await login;
    return reply.status === 201 ? null : Object.assign({}, reply, { login: true });
  }

  async function asRespondent(method, path, body) {
    const refused = await withoutToken();
    if (refused) return refused;
    const bearer = token;
    const reply = await send(method, path, body, bearer);
    if (reply.status !== 401) return reply;
    if (token === bearer) token = '';
    return (await withoutToken()) || send(method, path, body, token);
  }

  /**
   * Sends a request and resolves to { status, data, login } whatever the status; 0 where no answer came after all
   * tries, and `login` where it was the login that failed: the last try of the request itself was not sent then.
   *
   * `body` is a text, sent as it is at every try. `open` requests need no login. `ontry` hears the number of each try.
   */
  async function request({ method = 'GET', path, body, tries = platform.tries, open = false, ontry }) {
    const attempt = () => (open ? send(method, path, body) : asRespondent(method, path, body));
    const { status, data, login: atLogin } = await patiently(tries, attempt, ontry);
    return { status, data, login: Boolean(atLogin) };
  }

  /** Logs in now, so that the service knows from when on the respondent answers. */
  request.logIn = () => patiently(platform.tries, async () => (await withoutToken()) || LOGGED_IN);
  return request;
}

module.exports = { NO_ANSWER, TIMEOUT, mayPass, requests, sleep };
