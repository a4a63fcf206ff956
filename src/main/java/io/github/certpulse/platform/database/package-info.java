/// Everything else about the database: retries after deadlocks, violated keys, migrations, how times are stored, and
/// work that one replica does for all.
package io.github.certpulse.platform.database;
