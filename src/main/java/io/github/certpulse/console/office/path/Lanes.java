package io.github.certpulse.console.office.path;

import java.util.ArrayList;
import java.util.List;

/// Distributes vertical lines over lanes so that they do not overlap.
final class Lanes {
    /// The distance between two lanes.
    static final int WIDTH = 16;
    private static final int PADDING = 10;

    private final List<Integer> lanes = new ArrayList<>();
    private final List<List<int[]>> spans = new ArrayList<>();

    void add(int from, int to) {
        int lane = 0;
        while (lane < spans.size() && spans.get(lane).stream().anyMatch(span -> span[0] < to && from < span[1])) {
            lane++;
        }
        if (lane == spans.size()) {
            spans.add(new ArrayList<>());
        }
        spans.get(lane).add(new int[]{from, to});
        lanes.add(lane);
    }

    /// The lane of the line that was added as number `index`; lane 0 is next to the questions.
    int laneOf(int index) {
        return lanes.get(index);
    }

    int width() {
        return spans.isEmpty() ? 0 : PADDING + WIDTH * (spans.size() + 1);
    }
}
