package io.github.certpulse.rows;

import io.github.certpulse.ceiling.DatabaseCeiling;
import java.nio.file.Path;

/// Handing in sheets: plain, with caps, with a contact, and again.
final class IntakeRows {
    private static final int FEW = 16;
    private static final int MANY = 64;
    private static final int ROWS_A_COMMIT = 16;
    private static final String SUBMIT = "submit, %d connections";
    private static final String INSERT = "INSERT and commit, %d connections";
    private static final String INSERTS = "the same, 16 rows a commit, %d connections";
    private final Target target;
    private final DatabaseCeiling ceiling;
    private final Ceilings ceilings;
    private final double seconds;
    private final Path sheets;
    private final Path cappedSheets;
    private final Path sheetsWithContact;

    IntakeRows(Bench bench, Target target, DatabaseCeiling ceiling, LargeCampaign open, LargeCampaign capped) {
        this.target = target;
        this.ceiling = ceiling;
        this.ceilings = new Ceilings(bench);
        this.seconds = bench.options().seconds();
        this.sheets = target.file("sheets", target.texts().sheets(open.schools(), false));
        this.cappedSheets = target.file("sheets-capped", target.texts().sheets(capped.schools(), false));
        this.sheetsWithContact = target.file("sheets-contact", target.texts().sheets(open.schools(), true));
    }

    /// Lets the service's code be compiled, and gives later rows respondents who have answered.
    void warmUp() {
        WarmUp.of(() -> target.submit(sheets, FEW, seconds));
        WarmUp.of(() -> target.submit(cappedSheets, FEW, seconds / 2));
        WarmUp.of(() -> target.submit(sheetsWithContact, FEW, seconds / 2));
        target.submit(sheets, FEW, seconds / 2);
        WarmUp.of(() -> target.replay(sheets, FEW, seconds / 2));
    }

    void measure(Table table) {
        var submit = SUBMIT.formatted(FEW);
        var caps = "with caps";
        var contact = "with a contact";
        var replay = "replay of stored sheets";
        var rounds = inserts(submitting(new Rounds(), FEW).with(replay, () -> target.replay(sheets, FEW, seconds)), FEW)
                .with(caps, () -> target.submit(cappedSheets, FEW, seconds))
                .with(contact, () -> target.submit(sheetsWithContact, FEW, seconds))
                .run();
        table.add(rounds, submit, INSERT.formatted(FEW), "ratio ≥ 0.50; service ≤ 0.15, database ≤ 0.08; p99 ≤ 10");
        table.add(rounds, INSERT.formatted(FEW), "");
        table.add(rounds, INSERTS.formatted(FEW), "");
        table.add(rounds, caps, submit, "ratio ≥ 0.95");
        table.add(rounds, contact, submit, "ratio ≥ 0.90");
        table.add(rounds, replay, submit, "ratio ≥ 1");
        var many = inserts(submitting(new Rounds(), MANY), MANY).run();
        table.add(many, SUBMIT.formatted(MANY), INSERT.formatted(MANY), "ratio ≥ 0.50");
        table.add(many, INSERT.formatted(MANY), "");
        table.add(many, INSERTS.formatted(MANY), "");
    }

    private Rounds submitting(Rounds rounds, int connections) {
        return rounds.with(SUBMIT.formatted(connections), () -> target.submit(sheets, connections, seconds));
    }

    private Rounds inserts(Rounds rounds, int connections) {
        return rounds
                .with(
                        INSERT.formatted(connections),
                        () -> ceilings.measured(() -> ceiling.insert(connections, seconds, 1)))
                .with(
                        INSERTS.formatted(connections),
                        () -> ceilings.measured(() -> ceiling.insert(connections, seconds / 2, ROWS_A_COMMIT)));
    }
}
