package io.github.certpulse.numbers.setaside;

import io.github.certpulse.survey.questionnaire.PerRole;

/// The responses that were chosen.
///
/// @param seqs  their sequence numbers
/// @param keys  their keys, see [io.github.certpulse.numbers.answer.ResponseKey]
/// @param fresh how many of each role are not set aside yet
record Matches(long[] seqs, long[] keys, PerRole<Integer> fresh) {

    int number() {
        return seqs.length;
    }

    /// How many are set aside already.
    int setAside() {
        return number() - fresh.teacher() - fresh.student();
    }
}
