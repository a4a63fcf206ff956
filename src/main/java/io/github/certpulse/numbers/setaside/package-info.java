/// Setting aside: responses that the office leaves out of results and progress, with a reason, and takes back.
///
/// A set-aside names the responses that matched at its time, by sequence number; what comes in later is not part of it.
/// A response is set aside while any set-aside names it that was not undone. The table of responses is never changed,
/// so an undo brings exactly the same responses back, and a response that is set aside still keeps its respondent from
/// answering again, its place below a cap, and a school's declaration of completion.
///
/// Everything that is counted follows without a message: what is set aside has a revision, which is counted from the
/// rows. The answers in memory compare it before each use and mark the rows again when it differs; progress subtracts
/// what is marked from all that was received. So every replica is right with its next count, also without Redis.
package io.github.certpulse.numbers.setaside;
