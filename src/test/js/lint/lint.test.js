'use strict';

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { afterEach, beforeEach, describe, test } = require('node:test');
const { findings } = require('./lint.js');

test('the mini program names nothing that is not there, and every control has words', () => {
  assert.deepEqual(findings(path.resolve(__dirname, '../../../miniprogram')), []);
});

describe('the lint', () => {
  let root;

  const write = (name, content) => {
    const file = path.join(root, name);
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  };
  const page = (wxml, script) => {
    write('pages/one/one.wxml', wxml);
    write('pages/one/one.js', script || 'Page({ data: { t: { go: "go" } }, onGo() {} });');
  };
  const told = () => findings(root).map((finding) => finding.replace('pages/one/one', 'one'));

  beforeEach(() => {
    root = fs.mkdtempSync(path.join(os.tmpdir(), 'lint-'));
    write('app.json', { pages: ['pages/one/one'] });
    write('pages/one/one.json', { usingComponents: { 'my-field': '/components/field' } });
    write('components/field.json', { component: true });
    write('components/field.wxml', '<input aria-label="{{label}}" bindinput="onInput" />');
    write(
      'components/field.js',
      "Component({ properties: { label: String }, methods: { onInput() { this.triggerEvent('change', {}); } } });",
    );
    page(
      '<!-- a > b --><view bindtap="onGo" aria-role="button">{{a < b ? t.go : ""}}</view><my-field label="x" bind:change="onGo" />',
    );
  });
  afterEach(() => fs.rmSync(root, { recursive: true }));

  test('finds nothing where nothing is wrong', () => assert.deepEqual(told(), []));

  test('wants an app.json with pages', () => {
    write('app.json', { pages: [] });
    assert.ok(told().includes('app.json names no page'));
    fs.rmSync(path.join(root, 'app.json'));
    assert.ok(told().includes('app.json is missing'));
  });

  test('wants every part of a page', () => {
    fs.rmSync(path.join(root, 'pages/one/one.wxml'));
    assert.ok(told().includes('one.wxml is missing'));
  });

  test('wants every component that is named, and no other', () => {
    write('pages/one/one.json', { usingComponents: { 'my-field': '../../components/field', 'my-other': './other' } });
    write('components/old.wxml', '');
    assert.deepEqual(told(), [
      'one.json names my-other, which is not used',
      'pages/one/other.js is missing',
      'pages/one/other.json is missing',
      'pages/one/other.wxml is missing',
      'components/old is reached from nowhere',
    ]);
  });

  const MARKUP = [
    ['<text bindtap="onStop" aria-role="link">x</text>', 'calls onStop, which is not there'],
    ['<text catch:tap="onStop" aria-role="link">x</text>', 'calls onStop, which is not there'],
    ['<my-field bind:change="onStop" />', 'calls onStop, which is not there'],
    ['<my-field bind:blur="onGo" />', 'is listened to for blur, which it never raises'],
    ['<my-field value="x" />', 'is handed value, which is none of its properties'],
    ['<your-field />', 'is no component that its JSON names'],
    [
      '<view bindtap="onGo" aria-role="button"><view /></view>',
      'can be operated and has neither text nor an aria-label',
    ],
    ['<button />', 'can be operated and has neither text nor an aria-label'],
    [
      '<input aria-label="x" placeholder="x" />',
      'has a placeholder without a placeholder-class: its grey suits no dark page',
    ],
    ['<input value="x" />', 'can be operated and has neither text nor an aria-label'],
    ['<view bindtap="onGo">x</view>', 'can be tapped and has no aria-role'],
    ['<view bindtap="onGo" aria-role="radio">x</view>', 'is a radio and does not tell aria-checked'],
    ['<image src="/a.png" />', 'has no aria-label'],
    ['<view style="color: #333">x</view>', 'has a colour in its style'],
    ['<input aria-label="x" placeholder-style="color: gray" />', 'has a colour in its placeholder-style'],
    ['<progress activeColor="rgb(0, 0, 0)" />', 'has a colour in its activeColor'],
    ['<view class="gone">x</view>', 'has the class gone, which no style sheet that it sees has'],
    ["<view class=\"{{list ? 'gone' : ''}}\">x</view>", 'has the class gone, which no style sheet that it sees has'],
    ['<view hover-class="gone">x</view>', 'has the class gone, which no style sheet that it sees has'],
    ['<view class="mark-{{list}}">x</view>', 'puts the class mark-{{…}} together, which nobody finds in a style sheet'],
    ['<view wx:for="{{list}}">x</view>', 'is repeated without a wx:key'],
    ['<label for="gone">x</label>', 'points to gone by for, which is not there'],
  ];
  for (const [wxml, finding] of MARKUP) {
    test(`tells of ${wxml} that it ${finding}`, () => {
      page(wxml + (wxml.includes('my-field') ? '' : '<my-field />'));
      assert.deepEqual(told(), [`one.wxml line 1: ${/<[\w-]+/.exec(wxml)[0]}> ${finding}`]);
    });
  }

  test('reads tags as strictly as WeChat does', () => {
    const faultOf = (wxml) => {
      page(wxml + '<my-field />');
      return told();
    };
    assert.deepEqual(faultOf('<view>\n<text></view>'), ['one.wxml line 2: </view> closes <text>']);
    assert.deepEqual(faultOf('<view>'), ['one.wxml line 1: <view> is not closed']);
    assert.deepEqual(faultOf('\n<view class=a></view>'), ['one.wxml line 2: a tag that cannot be read']);
  });

  test('misses texts that the data do not have, and scripts that cannot be run', () => {
    page('<view>{{t.stop}}</view><my-field />');
    assert.deepEqual(told(), ['one.wxml says t.stop, which the data do not have']);
    page('<my-field />', "require('./gone'); Page({});");
    assert.match(told()[0], /one\.js cannot be run: Cannot find module/);
  });

  test('refuses expressions that WXML ignores', () => {
    page('<view wx:if="{{list.length && (a || b)}}">{{"f(" + list.join("，")}}</view><my-field />');
    assert.deepEqual(told(), ['one.wxml says {{0 + list.join(0)}}, which WXML does not understand']);
  });

  test('wants colours in style sheets and themes, for light and for dark', () => {
    write('app.json', {
      pages: ['pages/one/one'],
      window: { backgroundColor: '@paper', navigationBarTextStyle: 'black' },
    });
    write('pages/one/one.json', {
      usingComponents: { 'my-field': '/components/field' },
      navigationBarBackgroundColor: '#fff',
    });
    write('theme.json', { light: { paper: '#fff' }, dark: {} });
    assert.deepEqual(told(), [
      'theme.json has no paper for dark',
      'app.json sets navigationBarTextStyle to black, which no theme changes',
      'one.json sets navigationBarBackgroundColor to #fff, which no theme changes',
    ]);
  });

  describe('of style sheets', () => {
    const DARK = '@media (prefers-color-scheme: dark) { page { --ink: #eee; } }';
    const style = (wxss, page = '') => {
      write('app.wxss', wxss);
      write('pages/one/one.wxss', page);
    };
    const classes = (...names) => page(names.map((name) => `<view class="${name}">x</view>`).join('') + '<my-field />');

    test('finds a class in the page’s own sheet and in the shared one', () => {
      style('.one, .two:active { color: inherit; }', '@media (min-width: 1px) { .three { color: transparent; } }');
      page(
        `<view class="one {{a === 'b' ? 'two' : ''}}" hover-class="none"><text class="three">x</text></view><my-field />`,
      );
      assert.deepEqual(told(), []);
    });

    test('tells of classes that nobody uses', () => {
      style('.one { margin: 0; } .two { margin: 0; }', '.one { margin: 0; } .four { margin: 0; }');
      classes('one');
      assert.deepEqual(told(), [
        'app.wxss has .one, which nobody uses',
        'app.wxss has .two, which nobody uses',
        'one.wxss has .four, which nobody uses',
      ]);
    });

    test('lets a component use the shared sheet only where it asks for it', () => {
      style('.one { margin: 0; }');
      classes('one');
      write('components/field.wxml', '<input class="one" aria-label="{{label}}" bindinput="onInput" />');
      const finding = 'components/field.wxml line 1: <input> has the class one, which no style sheet that it sees has';
      assert.deepEqual(told(), [finding]);
      write('components/field.json', { component: true, styleIsolation: 'isolated' });
      assert.deepEqual(told(), [finding]);
      write('components/field.json', { component: true, styleIsolation: 'apply-shared' });
      assert.deepEqual(told(), []);
      write('components/field.json', { component: true });
      write(
        'components/field.js',
        "Component({ options: { addGlobalClass: true }, properties: { label: String }, methods: { onInput() { this.triggerEvent('change'); } } });",
      );
      assert.deepEqual(told(), []);
    });

    test('takes a colour in a variable that has one for dark, and no other', () => {
      classes('one');
      style(`page { --ink: #111; } ${DARK} .one { color: var(--ink); border: 1px solid currentColor; }`);
      assert.deepEqual(told(), []);
      style('page { --ink: #111; --gap: 2rpx; } .one { color: var(--ink); margin: var(--gap); }');
      assert.deepEqual(told(), ['app.wxss line 1: --ink has no colour for dark']);
      style(`page { --ink: #111; } ${DARK} .one { color: var(--blood); }`);
      assert.deepEqual(told(), ['app.wxss line 1: color uses --blood, which is nowhere set']);
      for (const colour of ['#fff', 'rgba(0, 0, 0, 0.5)', 'hsl(0 0% 0%)', 'White', 'whitesmoke']) {
        style('', `/* one\n */ .one {\n  border: 1px solid ${colour}; }`);
        assert.deepEqual(told(), ['one.wxss line 3: border has a colour of its own, which is no variable'], colour);
      }
    });

    test('reads them strictly', () => {
      for (const [wxss, finding] of [
        ['.one { margin 0; }', 'line 1: margin 0 is no declaration'],
        ['.one {', '.one is not closed'],
        ['.one { }\n}', 'line 2: } closes nothing'],
        ['@import "two.wxss";', 'line 1: @import "two.wxss" is no declaration'],
      ]) {
        style(wxss);
        assert.deepEqual(told(), ['app.wxss ' + finding]);
      }
    });
  });
});
