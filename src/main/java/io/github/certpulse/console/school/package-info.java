/// The school's console: the clerk's page with codes, live counts, declaration and receipt, the poster, the own
/// results.
package io.github.certpulse.console.school;
