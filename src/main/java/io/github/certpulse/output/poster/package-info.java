/// The poster that a school hangs up: both its codes on one page, as PDF for each school and for all.
package io.github.certpulse.output.poster;
