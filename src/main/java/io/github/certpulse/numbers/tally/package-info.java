/// What every count of answers is made from: all answers of a campaign in memory, column by column; and the flags that
/// tell responses of doubtful quality.
///
/// Why in memory: a campaign's answers are a bit per response and option, some 40 bytes a response and 40 MB a million,
/// so that counting is adding up bits that two columns share, for any question by any other and any filter, at once.
/// Tables of sums would have to be written with every response, hold every combination that somebody may ask for, and
/// could not follow flags that depend on other responses; a column store beside the database would be a third server to
/// run and to keep in step. Why in every replica: the responses are the only truth, reading a million of them takes
/// seconds and is done once after a start, and following them is a look at an index. So nothing is ever rebuilt by
/// hand, and the intake knows nothing of it.
package io.github.certpulse.numbers.tally;
