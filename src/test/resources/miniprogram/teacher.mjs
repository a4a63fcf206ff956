// A teacher uses the client that miniprogram-api.md documents: node teacher.mjs <the example> <service> <entry code>
// <login code>… Prints what happened as JSON.

import { createRequire } from 'node:module';
import { wx } from './wx-shim.mjs';

const [example, service, code, ...codes] = process.argv.slice(2);
globalThis.wx = wx({ base: 'https://survey.example.edu.cn', service, codes });
const { parseEntry, path, enter, begin, submit, request } = createRequire(import.meta.url)(example);

const parsed = [
  { q: encodeURIComponent(`https://survey.example.edu.cn/s/${code}`), scancode_time: '1790000000' },
  { q: encodeURIComponent(`https://survey.example.edu.cn/survey/s/${code.toLowerCase()}?from=poster`) },
  { scene: code },
  { code: ` ${code.toLowerCase()} ` },
  { q: '%' },
  { q: encodeURIComponent('https://survey.example.edu.cn/other') },
  {},
].map(parseEntry);

const school = await enter(parsed[0]);
const draft = await begin(school, school.entry.certificates[0]);
const id = draft.id;
draft.answers = {
  q3: 'B',
  q4: 'A',
  q5: ['A', 'B'],
  q6: 'A',
  q7: 'B',
  q8: ['A'],
  q9: 'A',
  q10: 'B',
  q11: ['A'],
  q12: 'A',
  q13: 'B',
  q14: 'A',
  q15: ['A', 'E'],
  q16: 'B',
  q17: ['A'],
  q18: 'A',
  q19: 'B',
  q20: 'C',
  q21: '  ',
};
draft.otherTexts = { q15: '带薪休假', q5: 'left over' };
draft.contact = { name: '张老师', phone: '12' };
const walk = path(school.definition, draft.answers, school.entry.prefilled);

const refused = await submit(draft, school).catch(({ status, code: problem, violations, message }) => ({
  status,
  problem,
  violations,
  message,
}));
draft.contact.phone = '13800138000';
globalThis.wx.meet('PUT', 'token-ended');
const kept = globalThis.wx.storage.has(`draft-${id}`);
globalThis.wx.meet('PUT', 'answer-lost');
const receipt = await submit(draft, school);
const left = Array.from(globalThis.wx.storage.keys()).filter((key) => key.startsWith('draft-')).length;

const again = await submit(
  { ...draft, sheet: globalThis.wx.log.findLast(({ method }) => method === 'PUT').body },
  school,
);
const answered = (await enter(code)).entry.certificates.map((certificate) => certificate.answered);
const withdrawn = (await request('DELETE', `/api/v1/responses/${id}/contact`)).status;
const withdrawnAgain = (await request('DELETE', `/api/v1/responses/${id}/contact`)).status;
const unknown = await enter('22222222222').catch(({ status, code: problem, message }) => ({
  status,
  problem,
  message,
}));

console.log(
  JSON.stringify({
    id,
    parsed,
    asked: walk.asked.map((question) => question.id),
    missing: walk.missing.length,
    refused,
    kept,
    receipt,
    left,
    again,
    answered,
    withdrawn,
    withdrawnAgain,
    unknown,
    puts: globalThis.wx.log.filter(({ method }) => method === 'PUT').map(({ status }) => status),
    sameText:
      new Set(
        globalThis.wx.log.filter(({ method, status }) => method === 'PUT' && status < 300).map(({ body }) => body),
      ).size === 1,
  }),
);
