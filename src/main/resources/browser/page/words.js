// What the page itself says: Chinese first, English where somebody asks for it. The questions are the questionnaire's own.
const asked = /[?&]lang=(zh|en)\b/.exec(location.search);
const english = asked ? asked[1] === 'en' : /^en\b/i.test(navigator.language);

exports.language = english ? 'en' : 'zh-CN';

/** The text in the reader's language. */
const words = exports.words = (zh, en) => (english ? en : zh);

/** A time as the campaign's people read it. */
exports.time = text => new Date(text).toLocaleString(exports.language,
  { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });

const FAULTS = {
  required: 'has not been answered',
  'not-applicable': 'is not to be answered',
  'unknown-option': 'has no such option, please choose again',
  'other-text-required': 'asks you to write what “other” means',
  'too-long': 'is too long'
};
const CONTACT = {
  'contact.name': 'The contact’s name takes at most 50 characters',
  'contact.phone': 'Please leave a Chinese mobile number or a landline with area code'
};

/** What to say of a violation that the page found itself; the rules speak Chinese. */
exports.fault = (violation, number) => words(violation.message,
  CONTACT[violation.field] || 'Question ' + number + ' ' + (FAULTS[violation.code] || 'needs another answer'));
