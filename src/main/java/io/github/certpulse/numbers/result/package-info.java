/// Results of a campaign: distributions with correct bases, crosstabs, and how many responses are of doubtful quality.
package io.github.certpulse.numbers.result;
