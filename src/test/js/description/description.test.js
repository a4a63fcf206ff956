'use strict';

// The description of the interface, as a running service publishes it, pleases the linters and the generator of clients
// that people use. DESCRIPTION is its file.

const assert = require('node:assert/strict');
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');
const { test } = require('node:test');
const redocly = require('@redocly/openapi-core');
const { Document, Spectral } = require('@stoplight/spectral-core');
const Parsers = require('@stoplight/spectral-parsers');
const { oas } = require('@stoplight/spectral-rulesets');
const { default: openapiTS, astToString } = require('openapi-typescript');
const ts = require('typescript');

const FILE = process.env.DESCRIPTION;
const DESCRIPTION = FILE ? fs.readFileSync(FILE, 'utf8') : '';
const OPTIONS = { skip: FILE ? false : 'the build starts a service and names its description' };

/** The errors of a text, as Redocly's recommended rules see it. */
async function redoclyErrors(file) {
  const config = await redocly.createConfig({ extends: ['recommended'] });
  const problems = await redocly.lint({ ref: file, config });
  return problems
    .filter(({ severity }) => severity === 'error')
    .map(({ ruleId, message, location }) => `${ruleId}: ${message} ${location[0]?.pointer}`);
}

/** The same for the ruleset `oas` of Spectral. */
async function spectralErrors(text) {
  const spectral = new Spectral();
  spectral.setRuleset({ extends: [oas] });
  const results = await spectral.run(new Document(text, Parsers.Yaml, FILE));
  return results
    .filter(({ severity }) => severity === 0)
    .map(({ code, message, path: place }) => `${code}: ${message} ${place.join('/')}`);
}

/** The compiler's messages about a program that uses the generated types. */
function compilerMessages(types, program) {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'client-'));
  try {
    fs.writeFileSync(path.join(folder, 'interface.ts'), types);
    fs.writeFileSync(path.join(folder, 'client.ts'), program);
    fs.symlinkSync(process.env.NODE_PATH, path.join(folder, 'node_modules'), 'junction');
    const compiled = ts.createProgram([path.join(folder, 'client.ts')], {
      strict: true,
      noEmit: true,
      skipLibCheck: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
      lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    });
    return ts
      .getPreEmitDiagnostics(compiled)
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, ' '));
  } finally {
    fs.rmSync(folder, { recursive: true });
  }
}

test('Redocly reports no error, and reports one that is planted', OPTIONS, async () => {
  assert.deepEqual(await redoclyErrors(FILE), []);
  const broken = `${FILE}.broken.yml`;
  fs.writeFileSync(broken, DESCRIPTION.replace('#/components/schemas/Sheet', '#/components/schemas/Missing'));
  assert.notDeepEqual(await redoclyErrors(broken), []);
});

test('Spectral reports no error, and reports one that is planted', OPTIONS, async () => {
  assert.deepEqual(await spectralErrors(DESCRIPTION), []);
  const broken = DESCRIPTION.replace('operationId: putResponsesById', 'operationId: postResponses');
  assert.notDeepEqual(await spectralErrors(broken), []);
});

test('a TypeScript program for respondents compiles, and one with a wrong member does not', OPTIONS, async () => {
  const program = fs.readFileSync(path.join(__dirname, 'client.ts'), 'utf8');
  const types = astToString(await openapiTS(DESCRIPTION));
  assert.deepEqual(compilerMessages(types, program), []);
  assert.notDeepEqual(
    compilerMessages(types, program.replace('certificateId, q', 'certificate: certificateId, q')),
    [],
  );
  assert.notDeepEqual(compilerMessages(types, program.replace("'answers-invalid'", "'answer-invalid'")), []);
});
