/// The accounts of the office and the schools, with their passwords and tokens.
package io.github.certpulse.access.account;
