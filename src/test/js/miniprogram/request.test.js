'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { phone } = require('./phone.js');
const { CODE, problem, standIn } = require('./service.js');

const ENTRY = { path: `/api/v1/entries/${CODE}` };

describe('a request', () => {
  test('logs in silently, once for all that wait', async () => {
    const service = standIn();
    const world = phone({ service: service.service });
    const { request } = world.load('api/request.js');
    const replies = await Promise.all([request(ENTRY), request(ENTRY), request(ENTRY)]);
    assert.deepEqual(
      replies.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(world.logins, 1);
  });

  test('logs in again, once for all, when the token has ended', async () => {
    const service = standIn();
    const world = phone({ service: service.service });
    const { request } = world.load('api/request.js');
    await request(ENTRY);
    service.goodToken = 'another';
    const replies = await Promise.all([request(ENTRY), request(ENTRY), request(ENTRY)]);
    assert.deepEqual(
      replies.map(({ status }) => status),
      [200, 200, 200],
    );
    assert.equal(world.logins, 2);
  });

  test('keeps a new token when a slow answer tells that the old one has ended', async () => {
    const service = standIn();
    let tell;
    const slow = new Promise((resolve) => {
      tell = resolve;
    });
    const world = phone({
      service: async (request) => {
        const answer = service.service(request);
        if (request.path.endsWith('?slow') && request.bearer === 'token-1') await slow;
        return answer;
      },
    });
    const { request } = world.load('api/request.js');
    await request(ENTRY);
    service.goodToken = 'another';
    const late = request({ path: `/api/v1/responses/x?slow` });
    await request(ENTRY);
    tell();
    await late;
    assert.equal(world.logins, 2);
  });

  test('does not log in again and again', async () => {
    const session = { status: 201, data: { accessToken: 't', expiresIn: 7200 } };
    const world = phone({
      service: ({ path }) => (path.endsWith('sessions') ? session : problem(401, 'unauthorized', '请先登录')),
    });
    const { status } = await world.load('api/request.js').request(ENTRY);
    assert.deepEqual([status, world.logins], [401, 2]);
  });

  test('sends no code of WeChat twice', async () => {
    const service = standIn();
    service.meet('POST', '/api/v1/wechat', null, problem(503, 'wechat-unavailable', '微信服务暂时不可用'));
    const world = phone({ service: service.service });
    const { status } = await world.load('api/request.js').request(ENTRY);
    assert.equal(status, 200);
    const codes = world.requests.filter(({ method }) => method === 'POST').map(({ body }) => JSON.parse(body).code);
    assert.deepEqual(codes, ['code-1', 'code-2', 'code-3']);
  });

  test('waits as long as it is told to, and longer each time', async () => {
    const busy = problem(429, 'too-many-requests', '请求过于频繁', { header: { 'retry-after': '7' } });
    const service = standIn();
    service.meet('PUT', '/api', busy, null, problem(502, '', ''), null, null, null);
    const world = phone({ service: service.service });
    const { status } = await world
      .load('api/request.js')
      .request({ method: 'PUT', path: '/api/v1/responses/x', body: '{}', tries: 6 });
    assert.equal(status, 0);
    const [first, ...others] = world.waits;
    assert.ok(first >= 7000 && first < 8000, String(first));
    others.forEach((wait, place) => assert.ok(wait < 1000 * 2 ** (place + 1), String(wait)));
    assert.equal(others.length, 4);
  });

  test('gives an answer fifteen seconds to come, not the minute that WeChat would', async () => {
    const world = phone({ service: standIn().service });
    await world.load('api/request.js').request(ENTRY);
    assert.deepEqual(
      world.requests.map(({ timeout }) => timeout),
      [15000, 15000],
    );
  });

  test('does not repeat a request that the service refused', async () => {
    for (const status of [400, 403, 404, 409, 422]) {
      const service = standIn();
      service.meet('GET', '/api/v1/entries', problem(status, 'some-code', '…'));
      const world = phone({ service: service.service });
      assert.equal((await world.load('api/request.js').request(ENTRY)).status, status);
      assert.equal(world.waits.length, 0);
    }
  });

  test('tries again where a proxy answers with a page', async () => {
    const service = standIn();
    service.meet('GET', '/api/v1/entries', { status: 504, data: '<html></html>' });
    const world = phone({ service: service.service });
    assert.equal((await world.load('api/request.js').request(ENTRY)).status, 200);
  });
});
