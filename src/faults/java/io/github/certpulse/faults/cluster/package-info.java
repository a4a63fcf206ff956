/// A cluster on one machine, from Debian's packages: three MariaDB nodes with Galera behind HAProxy, Redis with a
/// replica and three Sentinels, three replicas of the service behind nginx. The configuration files are those of
/// `docker`.
package io.github.certpulse.faults.cluster;
