package io.github.certpulse.survey.definition;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The printed numbers of questions.
public final class PrintedNumbers {

    private PrintedNumbers() {}

    /// The numbers to print. Where numbers occur twice because a question was inserted into a row of consecutive
    /// numbers, or because none is stated, the questions are numbered anew.
    ///
    /// @param numbers in the order of the questions
    /// @param stated  the same, empty where the author states no number
    public static List<Integer> of(List<Integer> numbers, List<Optional<Integer>> stated) {
        if (new HashSet<>(numbers).size() == numbers.size()) {
            return numbers;
        }
        var written = stated.stream().flatMap(Optional::stream).toList();
        boolean isConsecutive = IntStream.range(1, written.size())
                .allMatch(i -> written.get(i) - written.get(i - 1) == 1 || written.get(i).equals(written.get(i - 1)));
        if (!isConsecutive) {
            return numbers;
        }
        int first = written.isEmpty() ? 1 : numbers.getFirst();
        return IntStream.range(first, first + numbers.size()).boxed().toList();
    }
}
