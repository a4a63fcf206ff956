package io.github.certpulse.survey.spelling;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

/// How names are written: each as it is spelled where it comes first. For one thread.
public final class Spellings {
    private final Map<NameKey, String> first = new HashMap<>();

    public static Spellings from(Stream<String> names) {
        var spellings = new Spellings();
        names.forEach(spellings::of);
        return spellings;
    }

    /// The name as it is written everywhere.
    public String of(String name) {
        return first.computeIfAbsent(NameKey.from(name), _ -> name);
    }
}
