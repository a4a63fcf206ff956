/// Accepting answer sheets exactly once: a sheet is acknowledged only after the commit, and unique keys of the database
/// decide about duplicates.
package io.github.certpulse.intake.response;
