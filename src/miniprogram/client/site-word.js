'use strict';

const PROBLEMS = ['site-word-required', 'site-word-wrong', 'too-many-attempts'];

/** Whether the sheets of a channel, `WEB` or `WECHAT`, need the school's site word. */
exports.asksWord = (entry, channel) => (entry.siteWordChannels || []).indexOf(channel) >= 0;

/** Whether a problem's code means that another word has to be typed; the same sheet goes on then. */
exports.isAboutWord = (code) => PROBLEMS.indexOf(code) >= 0;
