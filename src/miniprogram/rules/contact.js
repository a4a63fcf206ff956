'use strict';

const { has } = require('./answer.js');

const LONGEST_NAME = 50;
const LONGEST_PHONE = 40;
const MOBILE = /^(?:\+?86[ -]*)?1[3-9](?:[ -]*[0-9]){9}$/;
const LANDLINE = /^0[0-9]{2,3}[ -]*[0-9](?:[ -]*[0-9]){6,7}(?: *(?:-|转|[xX]|ext\.?) *[0-9]{1,6})?$/;

const isPhone = (text) => text.length <= LONGEST_PHONE && (MOBILE.test(text) || LANDLINE.test(text));

/**
 * The check of what a respondent leaves to be called back.
 *
 * @param {{name: string, phone: string}} contact either may be missing
 * @returns {{violations: Object[], contact: ?{name: string, phone: string}}} the contact is null where no phone was left
 */
function checkContact(contact) {
  const violations = [];
  const report = (field, code, message) => violations.push({ field: 'contact.' + field, code, message });
  const isText = (field) => !has(contact, field) || typeof contact[field] === 'string';
  const text = (field) => (has(contact, field) && isText(field) ? contact[field].trim() : '');

  const name = text('name');
  if (!isText('name')) {
    report('name', 'wrong-type', '联系人格式有误，请重新填写');
  } else if (name.length > LONGEST_NAME) {
    report('name', 'too-long', `联系人最多填写${LONGEST_NAME}个字`);
  }
  const phone = text('phone');
  if (!isText('phone')) {
    report('phone', 'wrong-type', '联系电话格式有误，请重新填写');
  } else if (phone === '' && name !== '') {
    report('phone', 'required', '填写了联系人，请同时填写联系电话');
  } else if (phone !== '' && !isPhone(phone)) {
    report('phone', 'invalid-phone', '联系电话有误，请填写手机号码或带区号的固定电话');
  }
  return { violations, contact: phone === '' ? null : { name, phone } };
}

exports.checkContact = checkContact;
