package io.github.certpulse.numbers.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.testing.Fast;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Fast
class CrowdsTest {
    private static final int SECONDS = 600;
    private static final int SIZE = 7;
    private static final int MILLION = 1_000_000;
    private final List<Sheet> sheets = new ArrayList<>();

    private record Sheet(long key, long second) {}

    @Test
    void areAsManySheetsAsAreAskedForWithinTheTimeEndsIncluded() {
        give(0, 100, 200, 300, 400, 500, 600);
        assertThat(found()).hasSize(SIZE);
        sheets.clear();
        give(0, 100, 200, 300, 400, 500, 601);
        assertThat(found()).isEmpty();
    }

    @Test
    void areWhatANaiveSearchFindsAlsoWhereSheetsComeLate() {
        var random = new Random(7);
        for (var round = 0; round < 300; round++) {
            sheets.clear();
            var time = 0L;
            var size = 5 + random.nextInt(80);
            var spread = 1 + random.nextInt(200);
            for (var i = 0; i < size; i++) {
                time += random.nextInt(spread);
                var late = random.nextInt(10) == 0 ? random.nextInt(300) : 0;
                sheets.add(new Sheet(random.nextInt(3), Math.max(0, time - late)));
            }
            assertThat(found()).as("round " + round).containsExactlyElementsOf(naive());
        }
    }

    @Test
    void rememberLittleOfAMillionSheetsOfOneSecondOrOfAMillionSources() {
        var ofOne = new Crowds(SECONDS);
        var told = new int[1];
        var most = 0;
        for (var i = 0; i < MILLION; i++) {
            ofOne.add(1, SIZE, 0, () -> told[0]++);
            most = Math.max(most, ofOne.remembered());
        }
        assertThat(told[0]).isEqualTo(MILLION);
        assertThat(most).isLessThanOrEqualTo(SIZE + 1);
        var ofMany = new Crowds(SECONDS);
        for (var i = 0; i < MILLION; i++) {
            ofMany.add(i, SIZE, i / 10_000, () -> told[0]++);
            most = Math.max(most, ofMany.remembered());
        }
        assertThat(most).isLessThanOrEqualTo(Crowds.MAX_REMEMBERED);
        assertThat(told[0]).isEqualTo(MILLION);
    }

    @Test
    void areAsLargeAsTheRosterMakesPlausibleAndNeverSmallerThanTwoClasses() {
        assertThat(Crowds.plausible(Role.STUDENT, 0)).isEqualTo(120);
        assertThat(Crowds.plausible(Role.STUDENT, 121)).isEqualTo(121);
        assertThat(Crowds.plausible(Role.TEACHER, 1209)).isEqualTo(120);
        assertThat(Crowds.plausible(Role.TEACHER, 1210)).isEqualTo(121);
    }

    private void give(long... seconds) {
        for (var second : seconds) {
            sheets.add(new Sheet(1, second));
        }
    }

    private TreeSet<Integer> found() {
        var crowds = new Crowds(SECONDS);
        var found = new TreeSet<Integer>();
        IntStream.range(0, sheets.size())
                .forEach(
                        i -> crowds.add(
                                sheets.get(i).key(),
                                SIZE,
                                sheets.get(i).second(),
                                () -> assertThat(found.add(i)).as("told once").isTrue()));
        return found;
    }

    private TreeSet<Integer> naive() {
        var naive = new TreeSet<Integer>();
        for (var first : sheets) {
            var window = IntStream.range(0, sheets.size())
                    .filter(
                            i -> sheets.get(i).key() == first.key()
                                    && sheets.get(i).second() >= first.second()
                                    && sheets.get(i).second() <= first.second() + SECONDS)
                    .boxed()
                    .toList();
            if (window.size() >= SIZE) {
                naive.addAll(window);
            }
        }
        return naive;
    }
}
