/// Taking answer sheets in: acknowledged means committed, exactly once. The database's unique keys decide, never a look
/// before the write.
package io.github.certpulse.intake.response;
