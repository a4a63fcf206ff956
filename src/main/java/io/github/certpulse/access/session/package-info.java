/// The sessions of signed-in people and their tokens: who a token stands for, and how its owner ends it.
package io.github.certpulse.access.session;
