/// What becomes of a sheet that is handed in: it is read, judged and stored exactly once. It is acknowledged only after
/// the commit, and unique keys of the database decide about duplicates.
package io.github.certpulse.intake.submission;
