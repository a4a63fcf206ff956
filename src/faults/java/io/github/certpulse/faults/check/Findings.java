package io.github.certpulse.faults.check;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/// What was found in a run, with an example of each. Safe for several threads.
public final class Findings {
    private static final int MAX_EXAMPLES = 3;
    private final Map<Finding, Integer> numbers = Collections.synchronizedMap(new EnumMap<>(Finding.class));
    private final List<String> examples = Collections.synchronizedList(new ArrayList<>());

    public void add(Finding finding, String example) {
        var number = numbers.merge(finding, 1, Integer::sum);
        if (number <= MAX_EXAMPLES) {
            examples.add(finding + ": " + example);
        }
    }

    public int number(Finding finding) {
        return numbers.getOrDefault(finding, 0);
    }

    public Map<Finding, Integer> numbers() {
        return Map.copyOf(numbers);
    }

    public List<String> examples() {
        return List.copyOf(examples);
    }
}
