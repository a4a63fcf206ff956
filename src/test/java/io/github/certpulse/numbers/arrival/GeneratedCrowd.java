package io.github.certpulse.numbers.arrival;

import io.github.certpulse.survey.questionnaire.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Sheets as people hand them in, honest ones and stuffers, with random times; the same for the same seed.
final class GeneratedCrowd {
    static final long SCHOOL = 77;
    /// 8 in the morning of a day in China.
    static final long MORNING = 1_795_737_600L;
    private static final long CAMPUS = 4711;
    private final RandomGenerator random;
    private final List<ArrivedSheet> sheets = new ArrayList<>();
    private final Role role;

    GeneratedCrowd(Role role, long seed) {
        this.role = role;
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
    }

    /// What happens to random crowds, one after another.
    static List<List<ArrivedSheet>> several(int number, Role role, Consumer<GeneratedCrowd> story) {
        var crowds = new ArrayList<List<ArrivedSheet>>();
        for (var seed = 0; seed < number; seed++) {
            var crowd = new GeneratedCrowd(role, seed);
            story.accept(crowd);
            crowd.sheets.sort(Comparator.comparingLong(ArrivedSheet::second));
            crowds.add(crowd.sheets);
        }
        return crowds;
    }

    /// People who open the questionnaire together, within a minute and a half, behind one address.
    void together(int people, long begin) {
        for (var i = 0; i < people; i++) {
            honest(CAMPUS, begin + random.nextInt(90));
        }
    }

    /// People who come by themselves, a Poisson process, behind one address.
    void trickle(int people, double secondsBetween, long begin) {
        var time = (double) begin;
        for (var i = 0; i < people; i++) {
            time += random.nextExponential() * secondsBetween;
            honest(CAMPUS, (long) time);
        }
    }

    /// People at home between two hours of the day, each with an address of their own.
    void atHome(int people, double fromHour, double toHour, int days) {
        for (var i = 0; i < people; i++) {
            var hour = fromHour - 8 + random.nextDouble() * (toHour - fromHour);
            honest(random.nextLong() | 1, MORNING + random.nextInt(days) * 86_400L + (long) (hour * 3600));
        }
    }

    /// Most take two to five minutes.
    private void honest(long source, long opened) {
        var seconds = (int) (180 * Math.exp(0.45 * random.nextGaussian()));
        sheets.add(new ArrivedSheet(SCHOOL, role, source, opened + seconds, seconds));
    }

    /// A script that hands in as fast as it can, each sheet under a fresh cookie.
    void script(int number, double secondsInAll) {
        for (var i = 0; i < number; i++) {
            sheets.add(new ArrivedSheet(SCHOOL, role, CAMPUS, MORNING + (long) (i * secondsInAll / number), 0));
        }
    }

    /// A person or script with one private window after another, about one sheet a minute, the times at random.
    void windowAfterWindow(int number) {
        var time = MORNING;
        for (var i = 0; i < number; i++) {
            var filling = 25 + random.nextInt(40);
            time += random.nextInt(30) + filling;
            sheets.add(new ArrivedSheet(SCHOOL, role, CAMPUS, time, filling));
        }
    }

    /// The same among people who answer on the same campus with the same browser.
    void windowAfterWindowOnABusyCampus(int number, double secondsBetween) {
        windowAfterWindow(number);
        trickle((int) (number * 60 / secondsBetween), secondsBetween, MORNING);
    }

    /// A script that opened all sessions long before and sends by a timer.
    ///
    /// @param jitter by how much the intervals differ at most, as a share
    void timer(int number, double seconds, double jitter) {
        var time = (double) MORNING;
        for (var i = 0; i < number; i++) {
            time += seconds * (1 + jitter * (2 * random.nextDouble() - 1));
            sheets.add(new ArrivedSheet(SCHOOL, role, CAMPUS, (long) time, 3600 + random.nextInt(1000)));
        }
    }

    /// A script that sends at random times, as independent people would, under sessions that it opened long before.
    void randomTimer(int number, double seconds) {
        var time = (double) MORNING;
        for (var i = 0; i < number; i++) {
            time += random.nextExponential() * seconds;
            sheets.add(new ArrivedSheet(SCHOOL, role, CAMPUS, (long) time, 3600 + random.nextInt(1000)));
        }
    }

    /// A person who opens several private windows at once, fills in one after the other, and begins again.
    void windowsAtOnce(int number, int windows) {
        var time = MORNING;
        while (sheets.size() < number) {
            var opened = time;
            for (var window = 0; window < windows; window++) {
                time += 25 + random.nextInt(40);
                sheets.add(new ArrivedSheet(SCHOOL, role, CAMPUS, time, (int) (time - opened)));
            }
            time += random.nextInt(30);
        }
    }
}
