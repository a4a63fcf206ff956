/// Counting answers: all answers of a campaign in memory, column by column, and the flags of doubtful responses.
///
/// Why in memory: a campaign's answers are a bit for each response and option, about 45 bytes a response or 45 MB for a
/// million. To count means to add up the bits that two columns share, for any question by any other and any filter.
/// Tables of sums would have to be written with every response and hold every combination that a user may ask for, and
/// could not follow flags that depend on other responses. A column store beside the database would be a third server to
/// operate and to keep in step. Why in every replica: the responses are the only source, reading a million of them
/// takes seconds and is done once after a start, and following them reads an index. So nothing has to be rebuilt by
/// hand, and the intake does not depend on it.
package io.github.certpulse.numbers.tally;
