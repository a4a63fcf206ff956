'use strict';

/** What can be wrong with a sheet, in the service's words; several share a code and have different words. */
const VIOLATIONS = {
  required: { zh: (number) => `第${number}题还没有回答`, en: (number) => `Question ${number} has not been answered` },
  'not-applicable': {
    zh: (number) => `按照前面的回答，第${number}题不需要回答`,
    en: (number) => `After the answers before it, question ${number} is not to be answered`,
  },
  'wrong-type': {
    zh: (number) => `第${number}题的回答格式有误，请重新作答`,
    en: (number) => `The answer to question ${number} has the wrong form, please answer it again`,
  },
  'unknown-option': {
    zh: (number) => `第${number}题没有所选的选项，请重新选择`,
    en: (number) => `Question ${number} has no such option, please choose again`,
  },
  'duplicate-option': {
    zh: (number) => `第${number}题重复选择了同一个选项`,
    en: (number) => `Question ${number} has the same option chosen twice`,
  },
  'other-text-required': {
    zh: (number) => `第${number}题选择了“其他”，请填写具体内容`,
    en: (number) => `Please write what “other” means in question ${number}`,
  },
  'other-text-unexpected': {
    zh: (number) => `第${number}题没有选择“其他”，不需要填写具体内容`,
    en: (number) => `Question ${number} has a text for “other”, which was not chosen`,
  },
  'too-long': {
    zh: (number, limit) => `第${number}题最多填写${limit}个字`,
    en: (number, limit) => `Question ${number} takes at most ${limit} characters`,
  },
  'prefilled-mismatch': {
    zh: (number) => `第${number}题由学校信息自动填写，不能修改`,
    en: (number) => `Question ${number} is filled in from the school and cannot be changed`,
  },
  'name-wrong-type': {
    code: 'wrong-type',
    zh: () => '联系人格式有误，请重新填写',
    en: () => "The contact's name has the wrong form, please enter it again",
  },
  'name-too-long': {
    code: 'too-long',
    zh: (limit) => `联系人最多填写${limit}个字`,
    en: (limit) => `The contact's name takes at most ${limit} characters`,
  },
  'phone-wrong-type': {
    code: 'wrong-type',
    zh: () => '联系电话格式有误，请重新填写',
    en: () => "The contact's phone has the wrong form, please enter it again",
  },
  'phone-required': {
    code: 'required',
    zh: () => '填写了联系人，请同时填写联系电话',
    en: () => 'You left a name, please leave a phone number as well',
  },
  'invalid-phone': {
    zh: () => '联系电话有误，请填写手机号码或带区号的固定电话',
    en: () => 'Please enter a Chinese mobile number or a landline with area code',
  },
  'unknown-question': {
    zh: () => '问卷里没有这道题，请重新打开问卷',
    en: () => 'The questionnaire has no such question, please open it again',
  },
};

/** A violation of this name at a field; `values` fill its words: the question's number, a limit. */
function violation(name, field, ...values) {
  const { code = name, zh, en } = VIOLATIONS[name];
  return { field, code, words: { zh: zh(...values), en: en(...values) } };
}

/**
 * Violations with their messages, { field, code, message }: in English if `language` asks for it, otherwise in Chinese.
 */
function told(violations, language) {
  return violations.map(({ field, code, words }) => ({
    field,
    code,
    message: /^en\b/i.test(language) ? words.en : words.zh,
  }));
}

module.exports = { violation, told };
