/// What every use of the database shares: SQL that is written by hand, transactions that are run again after a
/// deadlock, what one replica does for all, migrations, which key a new row violates, how times are sent, and which
/// node of the ids is this process's own.
package io.github.certpulse.platform.database;
