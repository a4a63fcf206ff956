package io.github.certpulse.sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;

/// How far an invented school is by the ninth day.
enum Stage {
    /// Has everything, and has declared so.
    DECLARED(28),
    /// Has everything, and has not declared it yet.
    DONE(8),
    /// One certificate lacks a few teachers.
    NEARLY(16),
    HALFWAY(0),
    /// A handful of answers.
    BEGUN(10),
    SILENT(10);

    /// Of a hundred schools; halfway are all the others.
    private final int share;

    Stage(int share) {
        this.share = share;
    }

    /// A stage for each school in roster order: each stage there is, and the last school nearly done, so that a
    /// newcomer who looks through its eyes sees what is missing.
    static List<Stage> of(int schools, RandomGenerator random) {
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
