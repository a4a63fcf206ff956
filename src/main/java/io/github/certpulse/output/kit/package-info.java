/// What the schools of a campaign are sent: accounts and codes in one archive.
package io.github.certpulse.output.kit;
