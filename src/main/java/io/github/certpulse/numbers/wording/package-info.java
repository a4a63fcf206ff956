/// The words of results, the same in files and on pages.
package io.github.certpulse.numbers.wording;
