/// The second factor of office accounts: codes of an app (RFC 6238) and recovery codes, beside the password.
package io.github.certpulse.access.secondfactor;
