/// The office's and the schools' accounts: passwords, sign-in, tokens, and the trail of what they did.
package io.github.certpulse.account;
