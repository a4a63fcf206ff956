/// The office's and the schools' accounts: passwords and tokens.
package io.github.certpulse.access.account;
