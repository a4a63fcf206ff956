/// The office's and the schools' accounts: passwords, sign-in, tokens.
package io.github.certpulse.access.account;
