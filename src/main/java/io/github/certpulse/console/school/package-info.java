/// The school's console: codes, live counts, declaration and receipt, the poster, the school's own results.
package io.github.certpulse.console.school;
