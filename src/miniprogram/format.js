const CHINA = 8 * 60 * 60 * 1000;

/** A time in China, for example 2026-11-20 22:34. */
exports.moment = function (text) {
  return new Date(Date.parse(text) + CHINA).toISOString().slice(0, 16).replace('T', ' ');
};

/** A text with its placeholders {0}, {1} and so on filled in. */
exports.filled = function (text, ...values) {
  return text.replace(/\{(\d)\}/g, (blank, place) => values[place]);
};
