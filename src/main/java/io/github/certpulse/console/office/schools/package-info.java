/// The office's pages of a campaign's schools: the list, the matrix, and one page for each school.
package io.github.certpulse.console.office.schools;
