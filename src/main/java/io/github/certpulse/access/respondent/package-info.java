/// Who answers: WeChat login, browser respondents, and their tokens.
package io.github.certpulse.access.respondent;
