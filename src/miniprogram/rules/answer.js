'use strict';

const has = (object, name) => Object.prototype.hasOwnProperty.call(object, name) && object[name] !== undefined;

/** Whether a text is empty or only white space as ECMAScript defines it. */
const isBlank = (text) => text.trim() === '';

/** Whether a sent value is an answer at all: an empty array and a blank text are none. */
const saysSomething = (value) =>
  !(Array.isArray(value) && value.length === 0) && !(typeof value === 'string' && isBlank(value));

/** A question's options by code; none for a text. */
const optionOf = (question, code) => (question.options || []).find((option) => option.code === code);

/** Whether an answer chooses the option that asks for a text. */
const asksForText = (question, answer) =>
  (question.options || []).some((option) => option.otherText === true && [].concat(answer).includes(option.code));

module.exports = { has, isBlank, saysSomething, optionOf, asksForText };
