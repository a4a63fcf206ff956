#!/usr/bin/env bash
# Makes the database's two users: one for the service, which cannot change the audit trail, and one that makes the tables
# and gives the service its rights on each (src/site/markdown/operation.md, "A user for the service").
# The images of MySQL and MariaDB run it once, when the database is new. Run again, it takes away from the service's user
# what it had beyond that, and sets both passwords: stop the service before, and start it afterwards.
set -eo pipefail
name=${MYSQL_DATABASE:-$MARIADB_DATABASE}
client=$(command -v mariadb || command -v mysql)

# A text in SQL.
quoted() {
  local text=${1//\\/\\\\}
  printf "'%s'" "${text//\'/\'\'}"
}

service=$(quoted "${CERTPULSE_DATABASE_PASSWORD:?is not set}")
migration=$(quoted "${CERTPULSE_DATABASE_MIGRATION_PASSWORD:?is not set}")

MYSQL_PWD=${MYSQL_ROOT_PASSWORD:-$MARIADB_ROOT_PASSWORD} "$client" --user=root <<SQL
create user if not exists 'certpulse_migration'@'%' identified by $migration;
alter user 'certpulse_migration'@'%' identified by $migration;
grant all on \`$name\`.* to 'certpulse_migration'@'%' with grant option;
create user if not exists 'certpulse'@'%' identified by $service;
alter user 'certpulse'@'%' identified by $service;
revoke all privileges, grant option from 'certpulse'@'%';
grant select on \`$name\`.* to 'certpulse'@'%';
SQL
