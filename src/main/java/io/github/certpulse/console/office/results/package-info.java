/// The office's pages of results: charts and tables, crosstabs, answer quality, downloads.
package io.github.certpulse.console.office.results;
