'use strict';

const fs = require('node:fs');
const path = require('node:path');
const { configs } = require('@eslint/js');
const { Linter } = require('eslint-linter-browserify');

const ROOT = path.resolve(__dirname, '../../../..');

/** What old phones still understand; WeChat and the respondents' page run the sources as they are. */
const OLD_PHONES = 2019;
const TODAY = 2024;
const MAX_COLUMNS = 120;
const MAX_LINES = 250;

const globals = (names) => Object.fromEntries(names.split(/\s+/).map((name) => [name, 'readonly']));
const TIMERS = 'setTimeout clearTimeout setInterval clearInterval';
const BROWSER = `${TIMERS} window document location history navigator parent localStorage sessionStorage crypto fetch URL Event
  AbortController FormData EventSource IntersectionObserver MutationObserver ResizeObserver CustomEvent Blob DOMParser
  performance Response TransformStream XMLHttpRequest innerHeight
  addEventListener removeEventListener postMessage scrollTo scrollBy print matchMedia getComputedStyle
  requestAnimationFrame`;
const WORKER = `${TIMERS} addEventListener caches clients skipWaiting location fetch URL`;
const WECHAT = `${TIMERS} wx App Page Component`;
const NODE = `${TIMERS} setImmediate process console __dirname structuredClone fetch URL Event CustomEvent`;

/** Methods that came after `OLD_PHONES`; functions and objects that are missing there are found by `no-undef`. */
const TOO_NEW = {
  selector:
    'CallExpression > MemberExpression.callee > Identifier.property' +
    '[name=/^(?:at|replaceAll|findLast|findLastIndex|toSorted|toReversed|toSpliced|hasOwn|groupBy)$/]',
  message: 'Old phones do not know it.',
};
const COLOUR = {
  selector: 'Literal[value=/#(?:[0-9a-f]{3,4}){1,2}\\b|\\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\\(/i]',
  message: 'This colour stays the same in every theme.',
};

const CONFIGURATION = [
  configs.recommended,
  {
    files: ['**/*.js', '**/*.mjs'],
    languageOptions: { ecmaVersion: TODAY, sourceType: 'commonjs' },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'max-len': [
        'error',
        { code: MAX_COLUMNS, ignoreStrings: true, ignoreTemplateLiterals: true, ignoreRegExpLiterals: true },
      ],
      'max-lines': ['error', MAX_LINES],
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-nested-ternary': 'error',
      // A caught error may have a name that says what it means, without being used.
      'no-unused-vars': ['error', { args: 'after-used', caughtErrors: 'none', ignoreRestSiblings: true }],
      'no-var': 'error',
      'prefer-const': 'error',
    },
  },
  {
    files: ['src/miniprogram/**/*.js'],
    languageOptions: { ecmaVersion: OLD_PHONES, globals: globals(WECHAT) },
    rules: { 'no-restricted-syntax': ['error', TOO_NEW, COLOUR] },
  },
  {
    files: ['src/main/resources/browser/**/*.js'],
    languageOptions: { ecmaVersion: OLD_PHONES, globals: globals(BROWSER) },
    rules: { 'no-restricted-syntax': ['error', TOO_NEW] },
  },
  { files: ['**/browser/worker.js'], languageOptions: { sourceType: 'script', globals: globals(WORKER) } },
  {
    files: ['**/browser/loader.js'],
    languageOptions: { sourceType: 'script' },
    // The service calls it, with the page's first module.
    rules: { 'no-unused-vars': ['error', { varsIgnorePattern: '^load$' }] },
  },
  {
    files: ['src/main/resources/static/**/*.js'],
    languageOptions: { sourceType: 'module', globals: globals(BROWSER) },
  },
  { files: ['src/test/**/*.js'], languageOptions: { globals: globals(NODE) } },
  // WeChat's simulator renders into a document.
  { files: ['src/test/js/components/*.js'], languageOptions: { globals: globals('document') } },
  { files: ['**/*.mjs'], languageOptions: { sourceType: 'module', globals: globals(NODE) } },
];

const linter = new Linter({ cwd: ROOT });

/** What is wrong with a text that stands in this file, as `file:line:column rule: message`. */
exports.violations = (file, text) =>
  linter
    .verify(text, CONFIGURATION, { filename: path.join(ROOT, file) })
    .map(({ line, column, ruleId, message }) => `${file}:${line}:${column} ${ruleId}: ${message}`);

/** All JavaScript of the project. */
exports.files = () =>
  fs
    .readdirSync(path.join(ROOT, 'src'), { recursive: true })
    .map((name) => 'src/' + name.split(path.sep).join('/'))
    .filter((name) => /\.m?js$/.test(name) && !name.includes('/node_modules/'))
    .sort();

exports.read = (file) => fs.readFileSync(path.join(ROOT, file), 'utf8');
