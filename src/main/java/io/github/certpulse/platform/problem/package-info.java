/// What can go wrong for a client, and how it is told in two languages.
package io.github.certpulse.platform.problem;
