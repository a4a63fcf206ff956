package io.github.certpulse.numbers.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Fast;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

@Fast
class BurstsTest {
    private final List<Sheet> sheets = new ArrayList<>();

    private record Sheet(long group, long respondent, long second) {}

    @Test
    void areFiveRespondentsWithinTenMinutes() {
        give(1, 0, 150, 300, 450, 600);
        assertThat(found()).containsExactly(0, 1, 2, 3, 4);
    }

    @Test
    void areNoneWhereTheFifthComesASecondLater() {
        give(1, 0, 150, 300, 450, 601);
        assertThat(found()).isEmpty();
    }

    @Test
    void areNotFourRespondentsNorOneRespondentRepeatedly() {
        give(1, 0, 1, 2, 3);
        IntStream.range(0, 10).forEach(second -> sheets.add(new Sheet(2, 77, second)));
        assertThat(found()).isEmpty();
    }

    @Test
    void doNotMixGroups() {
        IntStream.range(0, 8).forEach(i -> sheets.add(new Sheet(i % 2, i, i)));
        assertThat(found()).isEmpty();
    }

    @Test
    void includeEverySheetOfAnyWindow() {
        give(1, 0, 200, 400, 590, 595, 700, 1190, 1300);
        // From 0 to 595, from 200 to 700 and from 590 to 1190 there are five; the last one sees only four.
        assertThat(found()).containsExactlyElementsOf(naive());
    }

    @Test
    void areWhatANaiveSearchFinds() {
        var random = new Random(20);
        for (var round = 0; round < 300; round++) {
            sheets.clear();
            var time = 0L;
            var size = 5 + random.nextInt(60);
            var spread = 1 + random.nextInt(300);
            for (var i = 0; i < size; i++) {
                time += random.nextInt(spread);
                // One in ten comes after others that were received later.
                var late = random.nextInt(10) == 0 ? random.nextInt(300) : 0;
                sheets.add(new Sheet(random.nextInt(3), random.nextInt(12), Math.max(0, time - late)));
            }
            assertThat(found()).as("round " + round).containsExactlyElementsOf(naive());
        }
    }

    @Test
    void areFoundQuicklyWhereAllSheetsAreEqual() {
        var bursts = new Bursts();
        var flagged = new int[1];
        for (var i = 0; i < 200_000; i++) {
            bursts.add(1, i, i / 400, () -> flagged[0]++);
        }
        assertThat(flagged[0]).isEqualTo(200_000);
    }

    @Test
    void rememberLittleOfAMillionEqualSheetsOrOfAMillionDifferentOnes() {
        var bursts = new Bursts();
        var flagged = new int[1];
        var most = 0;
        for (var i = 0; i < 1_000_000; i++) {
            bursts.add(1, i, i / 2000, () -> flagged[0]++);
            most = Math.max(most, bursts.remembered());
        }
        assertThat(flagged[0]).isEqualTo(1_000_000);
        assertThat(most).isLessThanOrEqualTo(2 * Bursts.SIZE * Bursts.SECONDS);
        for (var i = 0; i < 1_000_000; i++) {
            bursts.add(2L + i, i, 500 + i / 2000, () -> flagged[0]++);
            most = Math.max(most, bursts.remembered());
        }
        assertThat(flagged[0]).isEqualTo(1_000_000);
        assertThat(most).isLessThanOrEqualTo(Bursts.MAX_REMEMBERED);
    }

    @Test
    void includeASheetThatComesWhenItsSecondIsFull() {
        IntStream.range(0, 20).forEach(i -> sheets.add(new Sheet(1, i, 100)));
        sheets.add(new Sheet(1, 20, 700));
        sheets.add(new Sheet(1, 21, 701));
        assertThat(found()).containsExactlyElementsOf(naive()).hasSize(21);
    }

    private void give(long group, long... seconds) {
        for (var second : seconds) {
            sheets.add(new Sheet(group, sheets.size(), second));
        }
    }

    private TreeSet<Integer> found() {
        var bursts = new Bursts();
        var found = new TreeSet<Integer>();
        IntStream.range(0, sheets.size())
                .forEach(
                        i -> bursts.add(
                                sheets.get(i).group(),
                                sheets.get(i).respondent(),
                                sheets.get(i).second(),
                                () -> assertThat(found.add(i)).as("told once").isTrue()));
        return found;
    }

    private TreeSet<Integer> naive() {
        var all = IntStream.range(0, sheets.size()).boxed().toList();
        var naive = new TreeSet<Integer>();
        for (var first : sheets) {
            var window = all.stream()
                    .filter(
                            i -> sheets.get(i).group() == first.group()
                                    && sheets.get(i).second() >= first.second()
                                    && sheets.get(i).second() <= first.second() + Bursts.SECONDS)
                    .toList();
            if (window.stream().map(i -> sheets.get(i).respondent()).distinct().count() >= Bursts.SIZE) {
                naive.addAll(window);
            }
        }
        return naive;
    }
}
