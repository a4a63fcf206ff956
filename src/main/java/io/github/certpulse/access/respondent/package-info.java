/// Respondents: their logins with WeChat or in a browser, and their tokens.
package io.github.certpulse.access.respondent;
