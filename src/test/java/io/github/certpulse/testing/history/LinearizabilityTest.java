package io.github.certpulse.testing.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import io.github.certpulse.testing.history.IntakeModel.Outcome;
import io.github.certpulse.testing.history.IntakeModel.Stored;
import io.github.certpulse.testing.history.IntakeModel.Submission;
import io.github.certpulse.testing.history.Linearizability.Call;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The model of the intake explains what may happen, and nothing else.
@Fast
class LinearizabilityTest {
    private static final Stored SHEET = new Stored(new UUID(0, 1), "a sheet");
    private static final Stored CHANGED = new Stored(SHEET.id(), "another content");
    private static final Stored AGAIN = new Stored(new UUID(0, 2), "another sheet");

    @Test
    void explainsARetryAfterALostAnswer() {
        assertThat(holds(lost(SHEET, 1), call(SHEET, Outcome.REPEATED, 2, 3))).isTrue();
        assertThat(holds(lost(SHEET, 1), call(SHEET, Outcome.STORED, 2, 3))).isTrue();
    }

    @Test
    void explainsAnswersOfConcurrentCallsInAnyOrder() {
        assertThat(holds(call(SHEET, Outcome.REPEATED, 1, 4), call(SHEET, Outcome.STORED, 2, 3))).isTrue();
        assertThat(holds(call(AGAIN, Outcome.ALREADY_ANSWERED, 1, 4), call(SHEET, Outcome.STORED, 2, 3))).isTrue();
        assertThat(holds(call(CHANGED, Outcome.ID_REUSED, 1, 4), call(SHEET, Outcome.STORED, 2, 3))).isTrue();
    }

    @Test
    void doesNotExplainAnAnswerThatCameBeforeItsCause() {
        assertThat(holds(call(SHEET, Outcome.REPEATED, 1, 2), call(SHEET, Outcome.STORED, 3, 4))).isFalse();
        assertThat(holds(call(AGAIN, Outcome.ALREADY_ANSWERED, 1, 2), call(SHEET, Outcome.STORED, 3, 4))).isFalse();
    }

    @Test
    void doesNotExplainThatASheetIsStoredTwice() {
        assertThat(holds(call(SHEET, Outcome.STORED, 1, 2), call(SHEET, Outcome.STORED, 1, 3))).isFalse();
        assertThat(holds(call(SHEET, Outcome.STORED, 1, 2), call(AGAIN, Outcome.STORED, 1, 3))).isFalse();
    }

    @Test
    void doesNotExplainARefusalOfAStoredSheet() {
        for (var refusal : List.of(Outcome.ID_REUSED, Outcome.ALREADY_ANSWERED, Outcome.FULL, Outcome.FLAWED)) {
            assertThat(holds(call(SHEET, Outcome.STORED, 1, 2), call(SHEET, refusal, 3, 4))).as(refusal.name())
                    .isFalse();
        }
    }

    @Test
    void doesNotExplainThatAnAcknowledgedSheetIsLostOrARefusedOneFound() {
        assertThat(holds(call(SHEET, Outcome.STORED, 1, 2), call(SHEET, Outcome.NOT_FOUND, 3, 4))).isFalse();
        assertThat(holds(call(SHEET, Outcome.FLAWED, 1, 2), call(SHEET, Outcome.FOUND, 3, 4))).isFalse();
        assertThat(holds(lost(SHEET, 1), call(SHEET, Outcome.NOT_FOUND, 3, 4))).isTrue();
        assertThat(holds(lost(SHEET, 1), call(SHEET, Outcome.FOUND, 3, 4))).isTrue();
        assertThat(holds(lost(SHEET, 1), call(CHANGED, Outcome.FOUND, 3, 4))).isFalse();
    }

    @Test
    void explainsManyCallsWithoutAnAnswerInAMoment() {
        var many = Stream.generate(() -> lost(SHEET, 1)).limit(40).toList();
        var history = Stream.concat(many.stream(), Stream.of(call(AGAIN, Outcome.STORED, 2, 3))).toList();
        assertThat(Linearizability.holds(new IntakeModel(), IntakeModel.NOTHING, history)).isTrue();
    }

    private static Call<Submission> call(Stored sheet, Outcome outcome, long invoked, long returned) {
        return new Call<>(new Submission(sheet, outcome), invoked, returned);
    }

    private static Call<Submission> lost(Stored sheet, long invoked) {
        return call(sheet, Outcome.UNKNOWN, invoked, Long.MAX_VALUE);
    }

    private static boolean holds(Call<Submission> one, Call<Submission> other) {
        return Linearizability.holds(new IntakeModel(), IntakeModel.NOTHING, List.of(one, other));
    }
}
