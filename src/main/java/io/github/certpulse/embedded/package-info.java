/// The servers that the service brings along in a work tree: a real MariaDB and a real Redis that come as Maven
/// artifacts. Nothing of this package travels in the production artefact.
package io.github.certpulse.embedded;
