'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { phone } = require('./phone.js');
const { says, saysNothingOf, screen } = require('./screen.js');
const { CODE, TEACHER, problem, standIn } = require('./service.js');
const { answer, sent } = require('./teacher.js');

const ENTRY = `pages/entry/entry?code=${CODE}`;
const DRAFT = 'draft-TEACHER-care';

/** A teacher who has scanned a code that asks for the word, and has chosen a certificate. */
async function scanned(service, options = {}) {
  const world = phone({ service: service.service, ...options });
  const entry = await world.open(ENTRY);
  screen(entry).tap('老年照护');
  return { world, entry };
}

async function begun(service) {
  const { world, entry } = await scanned(service);
  screen(entry).type('现场口令', service.word);
  await screen(entry).tap('同意并开始');
  const form = await world.open(world.went.pop());
  answer(form, TEACHER);
  return { world, form };
}

describe('the site word', () => {
  test('is asked before the first question, and only where the campaign asks it of WeChat', async () => {
    const { world, entry } = await scanned(standIn({ word: '482913' }));
    await screen(entry).tap('同意并开始');
    says(entry, '请先输入现场口令');
    assert.deepEqual(world.went, []);
    assert.ok(!world.storage.has(DRAFT));
    saysNothingOf((await scanned(standIn())).entry, '现场口令');
  });

  test('is refused at once when it is wrong, and goes with the sheet when it is right', async () => {
    const service = standIn({ word: '482913' });
    const { world, entry } = await scanned(service);
    screen(entry).type('现场口令', '111111');
    await screen(entry).tap('同意并开始');
    says(entry, '现场口令不对');
    assert.deepEqual(world.went, []);
    screen(entry).type('现场口令', '482913');
    await screen(entry).tap('同意并开始');
    const form = await world.open(world.went.pop());
    answer(form, TEACHER);
    await screen(form).tap('提交');
    assert.equal(JSON.parse(sent(world)[0].body).siteWord, '482913');
    assert.equal(service.stored.size, 1);
  });

  test('does not keep anybody from beginning where no answer comes', async () => {
    const service = standIn({ word: '482913' });
    const { world, entry } = await scanned(service);
    screen(entry).type('现场口令', '482913');
    service.meet('POST', '/api/v1/entries', null);
    await screen(entry).tap('同意并开始');
    assert.equal(world.storage.get(DRAFT).siteWord, '482913');
  });

  test('is asked again with the same sheet and id when it has changed meanwhile', async () => {
    const service = standIn({ word: '482913' });
    const { world, form } = await begun(service);
    service.word = '700001';
    await screen(form).tap('提交');
    says(form, '现场口令不对');
    assert.equal(world.scrolledTo.pop(), '#site-word');
    assert.equal(world.storage.get(DRAFT).answers.q3, TEACHER.q3, 'nothing is lost');
    assert.equal(service.stored.size, 0);
    screen(form).type('现场口令', '700001');
    saysNothingOf(form, '现场口令不对');
    await screen(form).tap('提交');
    assert.equal(service.stored.size, 1);
    assert.equal(new Set(sent(world).map(({ path }) => path)).size, 1);
  });

  test('is asked at handing in where the campaign began to ask for it after the first question', async () => {
    const service = standIn();
    const world = phone({ service: service.service });
    const entry = await world.open(ENTRY);
    screen(entry).tap('老年照护');
    await screen(entry).tap('同意并开始');
    const form = await world.open(world.went.pop());
    answer(form, TEACHER);
    service.word = '482913';
    await screen(form).tap('提交');
    says(form, '请输入现场口令', '请向学校负责人');
    screen(form).type('现场口令', '482913');
    await screen(form).tap('提交');
    assert.equal(service.stored.size, 1);
  });

  test('is not sent again by itself after too many wrong ones', async () => {
    const service = standIn({ word: '482913' });
    const { world, form } = await begun(service);
    service.meet(
      'PUT',
      '/api',
      problem(429, 'too-many-attempts', '请 40 秒后再试', { header: { 'Retry-After': '40' } }),
    );
    await screen(form).tap('提交');
    says(form, '请 40 秒后再试');
    assert.equal(sent(world).length, 1);
    assert.deepEqual(world.waits, []);
    await screen(form).tap('提交');
    assert.equal(service.stored.size, 1);
  });

  test('is remembered for the other certificates of a visit, and stored with drafts only', async () => {
    const service = standIn({ word: '482913' });
    const { world, form } = await begun(service);
    await screen(form).tap('提交');
    assert.ok(!JSON.stringify([...world.storage]).includes('482913'));
    const entry = await world.open(ENTRY);
    const field = () => screen(entry).elements.find(({ attributes }) => attributes['aria-label'] === '现场口令');
    assert.equal(field().attributes.value, '482913');
    const later = await phone({ service: service.service, storage: world.storage }).open(ENTRY);
    assert.equal(later.data.word, '');
  });

  test('waits out a school that has many new browsers, as any other request that may succeed later', async () => {
    const service = standIn();
    const { world, entry } = await scanned(service);
    await screen(entry).tap('同意并开始');
    const form = await world.open(world.went.pop());
    answer(form, TEACHER);
    service.meet('PUT', '/api', problem(429, 'too-many-new-browsers', '稍后', { header: { 'Retry-After': '5' } }));
    await screen(form).tap('提交');
    assert.equal(sent(world).length, 2);
    assert.ok(world.waits[0] >= 5000);
    assert.equal(service.stored.size, 1);
  });
});
