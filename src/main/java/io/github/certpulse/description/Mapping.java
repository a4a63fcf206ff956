package io.github.certpulse.description;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A mapping in a YAML document: values by name. Its changes are changes of the document.
record Mapping(Map<String, Object> members) {
    static final String REFERENCE = "$ref";

    /// A new mapping, in this order.
    ///
    /// @param members a name and its value, the next name and its value, …
    static Mapping of(Object... members) {
        var mapping = new LinkedHashMap<String, Object>();
        for (var i = 0; i < members.length; i += 2) {
            mapping.put((String) members[i], members[i + 1]);
        }
        return new Mapping(mapping);
    }

    /// @throws ClassCastException if the value is not a mapping
    @SuppressWarnings("unchecked")
    static Mapping from(Object value) {
        return new Mapping((Map<String, Object>) value);
    }

    Optional<Mapping> find(String name) {
        return members.get(name) instanceof Map<?, ?> found ? Optional.of(from(found)) : Optional.empty();
    }

    /// The mapping with a name; added if it is missing.
    Mapping member(String name) {
        return from(members.computeIfAbsent(name, _ -> new LinkedHashMap<String, Object>()));
    }

    /// The text with a name; empty if there is none.
    String text(String name) {
        return members.get(name) instanceof String text ? text : "";
    }

    /// The same with mappings and lists of its own, which may be changed.
    Mapping copy() {
        var copy = new LinkedHashMap<String, Object>();
        members.forEach((name, value) -> copy.put(name, copied(value)));
        return new Mapping(copy);
    }

    private static Object copied(Object value) {
        return switch (value) {
            case Map<?, ?> mapping -> from(mapping).copy().members;
            case List<?> items -> new ArrayList<>(items.stream().map(Mapping::copied).toList());
            case null, default -> value;
        };
    }

    /// Applies a merge patch (RFC 7396): null removes a member. A mapping with `$ref` is replaced, and replaces what it
    /// meets, because a reference has no siblings.
    void merge(Mapping patch) {
        patch.members.forEach((name, value) -> {
            if (value == null) {
                members.remove(name);
            } else if (value instanceof Map<?, ?> nested && !nested.containsKey(REFERENCE)) {
                if (find(name).filter(found -> found.members.containsKey(REFERENCE)).isPresent()) {
                    members.remove(name);
                }
                member(name).merge(from(nested));
            } else {
                members.put(name, value);
            }
        });
    }
}
