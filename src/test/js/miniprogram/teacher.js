'use strict';

const { detail, phone, tap } = require('./phone.js');
const { CODE, standIn } = require('./service.js');

/** A teacher who has agreed and sees the first question. */
async function begun(service = standIn(), options = {}) {
  const world = phone({ service: service.service, ...options });
  const page = await world.open(`pages/entry/entry?code=${CODE}`);
  page.onCertificate(tap({ id: 'care' }));
  await page.onStart();
  const form = await world.open(world.went.pop());
  world.requests.length = 0;
  return { world, service, form };
}

const answer = (form, answers) =>
  Object.entries(answers).forEach(([id, value]) => form.onAnswer(detail({ id, value })));
const asked = (form) => form.data.items.filter((item) => item.asked).map(({ id }) => id);
const marked = (form) =>
  form.data.items.filter(({ violation }) => violation).map(({ id, violation }) => `${id} ${violation}`);
const sent = (world) => world.requests.filter(({ method }) => method === 'PUT');

module.exports = { begun, answer, asked, marked, sent };
