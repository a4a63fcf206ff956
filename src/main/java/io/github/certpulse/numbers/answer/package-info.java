/// The stored answers as they are read again: row by row, where each came from, and which of them somebody wants to
/// look at.
package io.github.certpulse.numbers.answer;
