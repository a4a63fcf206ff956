/// How the service works with its database: transactions that are run again after a deadlock, what is done by one
/// replica only, migrations.
package io.github.certpulse.database;
