package io.github.certpulse.survey.spelling;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// One spelling for each name: the first one that was asked for. For one thread.
public final class Spellings {
    private final Map<NameKey, String> firstSpellings = new HashMap<>();

    /// Spellings that start with these names.
    public static Spellings from(Stream<String> names) {
        var spellings = new Spellings();
        names.forEach(spellings::of);
        return spellings;
    }

    /// The first spelling of a name, which all its spellings get.
    public String of(String name) {
        return firstSpellings.computeIfAbsent(NameKey.from(name), _ -> name);
    }
}
