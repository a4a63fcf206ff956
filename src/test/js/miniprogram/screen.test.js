'use strict';

const assert = require('node:assert/strict');
const { describe, test } = require('node:test');
const { phone } = require('./phone.js');
const { says, saysNothingOf, screen } = require('./screen.js');
const { CODE, TEACHER, standIn } = require('./service.js');
const { answer, begun } = require('./teacher.js');

const entryOf = async (given, options = {}) => {
  const service = standIn(given);
  const world = phone({ service: service.service, ...options });
  return { service, world, entry: await world.open(`pages/entry/entry?code=${CODE}`) };
};

describe('on the entry page a respondent', () => {
  test('reads what, who, how long, what becomes of it, and for which certificate', async () => {
    const { entry, service } = await entryOf();
    says(
      entry,
      '湖北省1+X证书制度试点抽查',
      '样例',
      '建始县中等职业技术学校 · 教师问卷',
      '感谢您抽出宝贵时间填写问卷',
      '大约需要3分钟',
      '截止时间：2026-12-20 22:33',
      '请选择您参与的证书',
      '老年照护（初级）',
      'Web前端开发（中级）',
      '本问卷由组织单位发起',
      '更多隐私说明',
      '同意并开始',
      '不同意',
    );
    saysNothingOf(entry, '监护人同意\n同意并开始', '查看回执');
    assert.equal(service.stored.size, 0);
  });

  test('chooses by tapping, and is told what is missing where the button is', async () => {
    const { entry, world } = await entryOf({ role: 'STUDENT' });
    await screen(entry).tap('同意并开始');
    says(entry, '请先选择证书');
    screen(entry).tap('Web前端开发');
    assert.deepEqual(
      screen(entry)
        .elements.filter(({ attributes }) => attributes['aria-role'] === 'radio')
        .map(({ attributes }) => attributes['aria-checked']),
      [false, true],
    );
    await screen(entry).tap('同意并开始');
    says(entry, '未满14周岁的学生请在监护人同意后填写，请先确认');
    screen(entry).tap('或已征得监护人同意');
    await screen(entry).tap('同意并开始');
    assert.deepEqual(world.went, [`/pages/form/form?entry=${CODE}&certificate=web`]);
  });

  test('may decline, and come back', async () => {
    const { entry } = await entryOf();
    screen(entry).tap('不同意');
    saysNothingOf(entry, '老年照护', '同意并开始');
    screen(entry).tap('返回');
    says(entry, '老年照护', '同意并开始');
  });

  for (const [state, given, ...words] of [
    ['scheduled', { state: 'SCHEDULED' }, '尚未开始', '请届时再次扫码'],
    ['closed', { state: 'CLOSED' }, '已经结束', '不需要再做什么'],
    ['closing', { state: 'CLOSING' }, '不再接受新的答卷', '不需要再做什么'],
    ['answered', { answered: ['care', 'web'] }, '已经为本校的全部证书提交过答卷', '不需要再次填写'],
  ]) {
    test(`can do no more than read what there is to do: ${state}`, async () => {
      const { entry } = await entryOf(given);
      says(entry, ...words);
      assert.deepEqual(
        screen(entry).elements.filter(({ on }) => on.tap),
        [],
      );
    });
  }

  test('scans another code where this one is not known, and tries again where no answer came', async () => {
    const { world, service } = await entryOf({}, { scanned: `https://survey.example.edu.cn/s/${CODE}` });
    const unknown = await world.open('pages/entry/entry?code=22222222222');
    says(unknown, '请向学校索取最新的二维码');
    screen(unknown).tap('扫描二维码');
    while (unknown.data.stage !== 'ready') await new Promise(setImmediate);
    service.meet('GET', '/api/v1/entries', null, null, null);
    const late = await world.open(`pages/entry/entry?code=${CODE}`);
    await screen(late).tap('重试');
    says(late, '同意并开始');
  });

  test('sees which sheets are begun and which are handed in, with their receipts', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    await form.onHandIn();
    service.answered.push('care');
    const later = phone({ service: service.service, storage: world.storage });
    const entry = await later.open(`pages/entry/entry?code=${CODE}`);
    says(entry, '已提交', '查看回执');
    screen(entry).tap('查看回执');
    assert.deepEqual(later.went, ['/pages/done/done?role=TEACHER&certificate=care']);
  });
});

describe('after handing in a respondent', () => {
  test('reads the receipt, takes the contact back, and goes on to another certificate', async () => {
    const { form, world } = await begun();
    answer(form, TEACHER);
    screen(form, 'contact').type('联系电话', '13800138000');
    await screen(form).tap('提交');
    const done = await world.open(world.went.pop());
    says(done, '提交成功', '再次感谢您的参与！', '回执号', '25VN-BJQB');
    saysNothingOf(done, '联系方式已撤回', '没有找到答卷');
    await screen(done).tap('撤回联系方式');
    says(done, '联系方式已撤回，回答保留');
    saysNothingOf(done, '撤回联系方式');
    screen(done).tap('为其他证书答卷');
    assert.deepEqual(world.went, [`/pages/entry/entry?code=${CODE}`]);
  });

  test('is told that a contact is still there when the network fails', async () => {
    const { form, world, service } = await begun();
    answer(form, TEACHER);
    screen(form, 'contact').type('联系电话', '13800138000');
    await screen(form).tap('提交');
    const done = await world.open(world.went.pop());
    service.meet('DELETE', '/api', null, null, null);
    await screen(done).tap('撤回联系方式');
    says(done, '网络不稳定', '撤回联系方式');
  });

  test('is told where there is no receipt', async () => {
    const done = await phone({ service: () => null }).open('pages/done/done?role=TEACHER&certificate=care');
    says(done, '没有找到答卷，请重新扫码');
    saysNothingOf(done, '提交成功');
  });

  test('is offered no withdrawal where no contact was left', async () => {
    const { form, world } = await begun();
    answer(form, TEACHER);
    await screen(form).tap('提交');
    saysNothingOf(await world.open(world.went.pop()), '撤回联系方式');
  });
});

describe('about privacy a respondent', () => {
  test('reads what is kept before agreeing', async () => {
    const { entry, world } = await entryOf();
    screen(entry).tap('更多隐私说明');
    const privacy = await world.open(world.went.pop());
    says(privacy, '不获取您的手机号、昵称、头像和位置', '只保存在本机');
    assert.equal(world.storage.size, 0);
  });

  test("reads the survey's own notice again while answering", async () => {
    const { form, world } = await begun();
    screen(form).tap('隐私说明');
    says(await world.open(world.went.pop()), '本问卷由组织单位发起', '只保存在本机');
  });
});
