/// The office's cockpit: the province at a glance, the schools as list and matrix, and each school's page.
package io.github.certpulse.console.office.progress;
