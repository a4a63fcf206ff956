'use strict';

/**
 * Whether a condition of a definition holds. An unanswered question satisfies no condition.
 *
 * @param {boolean|Object} condition true, false, { question, in }, { all }, { any } or { not }
 * @param {Object} given the answers of asked questions by id: an option's code, an array of codes, or a text
 * @returns {boolean}
 */
function holds(condition, given) {
  if (typeof condition === 'boolean') {
    return condition;
  }
  if (condition.all) {
    return condition.all.every((each) => holds(each, given));
  }
  if (condition.any) {
    return condition.any.some((each) => holds(each, given));
  }
  if (condition.not) {
    return !holds(condition.not, given);
  }
  return [].concat(given[condition.question]).some((code) => condition.in.includes(code));
}

exports.holds = holds;
