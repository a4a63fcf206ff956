'use strict';

const fs = require('node:fs');
const path = require('node:path');

const SOURCE = path.resolve(__dirname, '../../..');

const json = (...steps) => JSON.parse(fs.readFileSync(path.join(SOURCE, ...steps), 'utf8'));

/** An official questionnaire as the service ships it. */
exports.official = (code, version) => json('main/resources/questionnaires', `${code}.${version}.json`);

/** The files of cases that the rules of every language agree on, by name. */
exports.caseFiles = () => {
  const folder = path.join(SOURCE, 'test/resources/cases');
  return fs
    .readdirSync(folder)
    .sort()
    .map((name) => [name, json('test/resources/cases', name)]);
};
