/// Reads stored answers row by row, with the school and certificate that each came from, and filters over them.
package io.github.certpulse.numbers.answer;
