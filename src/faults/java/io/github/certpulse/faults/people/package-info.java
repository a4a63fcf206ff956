/// Many respondents who hand in sheets and try again as real clients do, and the journal of what they sent and got.
package io.github.certpulse.faults.people;
