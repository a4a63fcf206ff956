/// The MariaDB and Redis, from Maven artifacts, of a service that runs in a work tree; not in the production jar.
package io.github.certpulse.embedded;
