/// The words of clerks in rosters: headings, levels, numbers, and rows that are no data.
package io.github.certpulse.survey.rosterwords;
