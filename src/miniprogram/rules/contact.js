'use strict';

const { has } = require('./answer.js');
const { violation } = require('./violation.js');

const MAX_NAME_LENGTH = 50;
const MAX_PHONE_LENGTH = 40;
const MOBILE = /^(?:\+?86[ -]*)?1[3-9](?:[ -]*[0-9]){9}$/;
const LANDLINE = /^0[0-9]{2,3}[ -]*[0-9](?:[ -]*[0-9]){6,7}(?: *(?:-|转|[xX]|ext\.?) *[0-9]{1,6})?$/;

const isPhone = (text) => text.length <= MAX_PHONE_LENGTH && (MOBILE.test(text) || LANDLINE.test(text));

/**
 * Checks the contact that a respondent leaves.
 *
 * @param {{name: string, phone: string}} contact either may be missing
 * @returns {{violations: Object[], contact: ?{name: string, phone: string}}} the contact is null where no phone was
 *     left
 */
function checkContact(contact) {
  const violations = [];
  const report = (field, name, limit) => violations.push(violation(name, 'contact.' + field, limit));
  const isText = (field) => !has(contact, field) || typeof contact[field] === 'string';
  const text = (field) => (has(contact, field) && isText(field) ? contact[field].trim() : '');

  const name = text('name');
  if (!isText('name')) {
    report('name', 'name-wrong-type');
  } else if (name.length > MAX_NAME_LENGTH) {
    report('name', 'name-too-long', MAX_NAME_LENGTH);
  }
  const phone = text('phone');
  if (!isText('phone')) {
    report('phone', 'phone-wrong-type');
  } else if (phone === '' && name !== '') {
    report('phone', 'phone-required');
  } else if (phone !== '' && !isPhone(phone)) {
    report('phone', 'invalid-phone');
  }
  return { violations, contact: phone === '' ? null : { name, phone } };
}

exports.checkContact = checkContact;
