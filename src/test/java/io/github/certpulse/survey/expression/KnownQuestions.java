package io.github.certpulse.survey.expression;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.stream.Stream;

/// The questions of the tests. Those whose names begin with m are multiple choices; few have known options.
final class KnownQuestions implements NamedQuestions {
    @Override
    public String id(String name) {
        return name.equals("年龄") ? "q9" : name;
    }

    @Override
    public boolean isMultiple(String name) {
        return name.startsWith("m");
    }

    @Override
    public SequencedMap<String, String> options(String name) {
        var options = new LinkedHashMap<String, String>();
        switch (name) {
            case "m5" -> Stream.of("A", "B", "C").forEach(code -> options.put(code, code));
            case "年龄" -> options.putAll(Map.of("1", "1", "2", "2", "18-24", "18_24"));
            case "n1" -> Stream.of("1", "2", "3", "-99").forEach(code -> options.put(code, code));
            default -> {
            }
        }
        return options;
    }
}
