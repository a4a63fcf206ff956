/// Code that several threads use at once, in every order that a model checker finds
/// ([Lincheck](https://github.com/JetBrains/lincheck)).
package io.github.certpulse.faults.schedule;
