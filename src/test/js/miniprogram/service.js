'use strict';

const fs = require('node:fs');
const path = require('node:path');

const CODE = 'VB3TVXB6JV9';
const questionnaire = (code) =>
  JSON.parse(
    fs.readFileSync(path.resolve(__dirname, '../../../main/resources/questionnaires', code + '.json'), 'utf8'),
  );

const ROLES = {
  TEACHER: { code: 'teacher-2020', definition: questionnaire('teacher-2020.1') },
  STUDENT: { code: 'student-2020', definition: questionnaire('student-2020.1') },
};

/**
 * A small stand-in for the service, well-behaved unless a story says otherwise: `failures` are answered first, one a
 * request that they name by method and the beginning of a path, as { method, path, answer }; `answer` null is no
 * answer, 'lost' an answer to a request that was carried out and never arrived. It asks for the site word `word`.
 */
function standIn({ role = 'TEACHER', state = 'OPEN', answered = [], word = '' } = {}) {
  const stored = new Map();
  const failures = [];
  const { code, definition } = ROLES[role];
  const world = {
    stored,
    failures,
    version: 1,
    revised: (each) => each,
    state,
    answered,
    word,
    tokens: 0,
    goodToken: '',
  };

  const entry = () => ({
    code: CODE,
    role,
    campaign: {
      id: 'c',
      title: '湖北省1+X证书制度试点抽查',
      opensAt: '2026-11-19T22:33:01.521+08:00',
      closesAt: '2026-12-20T22:33:01.529+08:00',
      state: world.state,
      sample: true,
    },
    school: { id: 's', name: '建始县中等职业技术学校', level: '中职', city: '恩施土家族苗族自治州' },
    certificates: [
      { id: 'care', name: '老年照护', level: '初级' },
      { id: 'web', name: 'Web前端开发', level: '中级' },
    ].map((each) => ({ ...each, answered: world.answered.includes(each.id) })),
    questionnaire: { code, version: world.version, href: `/api/v1/questionnaires/${code}/${world.version}` },
    siteWord: world.word !== '',
    siteWordChannels: world.word ? ['WECHAT'] : [],
    prefilled: { q1: '恩施土家族苗族自治州', q2: 'A' },
    privacyNotice: '本问卷由组织单位发起。未满14周岁的学生请在监护人同意后填写。',
    noticeVersion: 2,
  });

  function wordProblem(body) {
    if (!world.word) return null;
    const { siteWord } = JSON.parse(body);
    if (siteWord === world.word) return null;
    return siteWord
      ? problem(403, 'site-word-wrong', '现场口令不对')
      : problem(403, 'site-word-required', '请输入现场口令');
  }

  function answer(request) {
    if (request.path === '/api/v1/wechat/sessions') {
      world.goodToken = 'token-' + ++world.tokens;
      return { status: 201, data: { accessToken: world.goodToken, expiresIn: 7200, seen: 'seen-' + world.tokens } };
    }
    if (request.path.startsWith('/api/v1/questionnaires/'))
      return { status: 200, data: { ...world.revised(definition), version: world.version } };
    if (request.bearer !== world.goodToken) return problem(401, 'unauthorized', '请先登录');
    if (request.path === `/api/v1/entries/${CODE}`) return { status: 200, data: entry() };
    if (request.path === `/api/v1/entries/${CODE}/site-word`)
      return wordProblem(request.body) || { status: 204, data: '' };
    if (request.path.startsWith('/api/v1/entries/'))
      return problem(404, 'entry-unknown', '二维码无效或已更换，请向学校索取最新的二维码');
    const id = request.path.split('/')[4];
    if (request.method === 'DELETE') return { status: 204, data: '' };
    if (!stored.has(id) && wordProblem(request.body)) return wordProblem(request.body);
    const status = stored.has(id) ? 200 : 201;
    stored.set(id, request.body);
    return { status, data: { id, receivedAt: '2026-11-20T22:34:26.834+08:00', receipt: '25VN-BJQB' } };
  }

  world.service = (request) => {
    const place = failures.findIndex(
      (failure) => failure.method === request.method && request.path.startsWith(failure.path),
    );
    const [failure] = place < 0 ? [] : failures.splice(place, 1);
    if (failure === undefined) return answer(request);
    if (failure.answer === 'lost') return answer(request) && null;
    return failure.answer;
  };
  /** The next requests of this kind are answered like this. */
  world.meet = (method, start, ...answers) =>
    answers.forEach((each) => failures.push({ method, path: start, answer: each }));
  return world;
}

function problem(status, code, text, further = {}) {
  return { status, data: { status, code, detail: text, ...further }, header: further.header };
}

const TEACHER = {
  q3: 'B',
  q4: 'A',
  q5: ['A', 'B'],
  q6: 'A',
  q7: 'B',
  q10: 'B',
  q11: ['A'],
  q12: 'A',
  q13: 'B',
  q14: 'A',
  q15: ['A'],
  q16: 'B',
  q17: ['A'],
  q18: 'A',
  q19: 'B',
  q20: 'C',
};

module.exports = { CODE, TEACHER, standIn, problem };
