'use strict';

const { mayPass } = require('./request.js');

/**
 * Whether a reply tells that what was asked for has not been done, now or at an earlier try. A login that failed tells
 * nothing of the request itself, and neither does a token that has ended.
 */
function isSettled({ status, data, login }) {
  return !login && !mayPass({ status, data }) && status >= 400 && status < 500 && status !== 401;
}

/**
 * What became of a sheet that was handed in:
 *
 * - `stored`, or `repeated` where it had been stored before: with its `receipt` { id, receivedAt, receipt };
 * - `refused`: nothing is stored under its id, and the draft may be changed;
 * - `waiting`: nobody knows whether it has arrived, so it stays as it is and is sent again; the service has answered;
 * - `unanswered`: the same, and no answer came at all.
 *
 * @param {{status: number, data: Object, login: boolean}} reply to the last try
 * @returns {{state: string, receipt: Object, status: number, code: string, message: string, violations: Object[]}} the
 *     service's `code` and `message` of a problem, or empty texts
 */
function outcome(reply) {
  const { status, data } = reply;
  if (status === 200 || status === 201) return { state: status === 201 ? 'stored' : 'repeated', receipt: data };
  const told = { status, code: data.code || '', message: data.detail || '', violations: data.violations || [] };
  return Object.assign(told, { state: isSettled(reply) ? 'refused' : openState(status) });
}

const openState = (status) => (status === 0 ? 'unanswered' : 'waiting');

exports.outcome = outcome;
