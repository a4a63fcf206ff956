package io.github.certpulse.console.office.questionnaires;

import java.util.ArrayList;
import java.util.List;

/// Lines side by side that never overlap.
final class Lanes {
    /// How far two lanes are apart.
    static final int WIDTH = 16;
    private static final int PADDING = 10;

    private final List<Integer> taken = new ArrayList<>();
    private final List<List<int[]>> spans = new ArrayList<>();

    void take(int from, int to) {
        int lane = 0;
        while (lane < spans.size() && spans.get(lane).stream().anyMatch(span -> span[0] < to && from < span[1])) {
            lane++;
        }
        if (lane == spans.size()) {
            spans.add(new ArrayList<>());
        }
        spans.get(lane).add(new int[]{from, to});
        taken.add(lane);
    }

    /// The lane of what was taken as number `index`, 0 being next to the questions.
    int of(int index) {
        return taken.get(index);
    }

    int width() {
        return spans.isEmpty() ? 0 : PADDING + WIDTH * (spans.size() + 1);
    }
}
