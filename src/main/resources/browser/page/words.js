// What the page itself says: Chinese first, English where somebody asks for it. The questions are the questionnaire's
// own.
const asked = /[?&]lang=(zh|en)\b/.exec(location.search);
const english = asked ? asked[1] === 'en' : /^en\b/i.test(navigator.language);

exports.language = english ? 'en' : 'zh-CN';

/** The text in the reader's language. */
exports.words = (zh, en) => (english ? en : zh);

/** A time as the campaign's people read it. */
exports.time = (text) =>
  new Date(text).toLocaleString(exports.language, {
    timeZone: 'Asia/Shanghai',
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
