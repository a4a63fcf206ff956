/// What every count of answers is made from: all answers of a campaign in memory, column by column, followed as they come
/// in; and the flags that tell responses of doubtful quality. A view of the responses that can be thrown away at any time.
package io.github.certpulse.tally;
