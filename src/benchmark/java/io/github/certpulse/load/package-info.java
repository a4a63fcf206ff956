/// A load generator in a process of its own: prepared requests on keep-alive connections, for little CPU time.
package io.github.certpulse.load;
