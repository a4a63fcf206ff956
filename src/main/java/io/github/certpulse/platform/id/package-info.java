/// Unique ids: how a process makes them, and the node that it holds meanwhile.
package io.github.certpulse.platform.id;
