package io.github.certpulse.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// How far a school of a sample is on the ninth day.
enum Stage {
    /// Has everything and has declared completion.
    DECLARED(28),
    /// Has everything and has not declared completion yet.
    DONE(8),
    /// One certificate lacks a few teachers.
    NEARLY(16),
    HALFWAY(0),
    /// Has a few answers.
    BEGUN(10),
    SILENT(10);

    /// The percentage of schools; all remaining schools are [#HALFWAY].
    private final int share;

    Stage(int share) {
        this.share = share;
    }

    /// A stage for each school in roster order. Every stage occurs. The last school is [#NEARLY], so that its pages
    /// show what is missing.
    static List<Stage> assign(int schools, RandomGenerator random) {
        var stages = new ArrayList<Stage>();
        for (var stage : values()) {
            var number = stage == HALFWAY ? 0 : Math.max(1, Math.round(schools * stage.share / 100f));
            stages.addAll(Collections.nCopies(number, stage));
        }
        while (stages.size() < schools) {
            stages.add(HALFWAY);
        }
        Collections.shuffle(stages, Random.from(random));
        Collections.swap(stages, stages.indexOf(NEARLY), schools - 1);
        return stages;
    }
}
