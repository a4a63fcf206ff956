package io.github.certpulse.description;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Corrects what the generator says about types: marks of the documentation in descriptions, values of any kind that it
/// takes for objects, and references that may be null, which linters and generators of clients read differently.
final class GeneratedSchemas {
    private static final Pattern ESCAPED = Pattern.compile("\\\\([`\\[\\]*_<>#])");
    private static final Pattern LINK = Pattern.compile("\\[#?(\\w+)]");
    private static final String DESCRIPTION = "description";
    private static final String NULLABLE = "nullable";
    private static final String ALL_OF = "allOf";
    private static final String ANY_VALUES = "additionalProperties";
    private static final String TYPE = "type";

    private GeneratedSchemas() {}

    static void tidy(Mapping document) {
        tidy(document.members(), document.member("components").member("schemas"));
    }

    private static void tidy(Object node, Mapping schemas) {
        switch (node) {
            case Map<?, ?> found -> {
                var mapping = Mapping.from(found);
                correct(mapping, schemas);
                mapping.members().values().forEach(value -> tidy(value, schemas));
            }
            case List<?> items -> items.forEach(item -> tidy(item, schemas));
            case null, default -> {}
        }
    }

    private static void correct(Mapping mapping, Mapping schemas) {
        var description = mapping.text(DESCRIPTION);
        if (!description.isEmpty()) {
            mapping.members().put(DESCRIPTION, withoutMarks(description));
        }
        if (Map.of(TYPE, "object").equals(mapping.members().get(ANY_VALUES))) {
            mapping.members().put(ANY_VALUES, true);
        }
        mapping.find("properties").ifPresent(properties -> {
            var required = mapping.members().get("required") instanceof List<?> names ? names : List.of();
            properties.members().replaceAll((name, member) -> reference(member, required.contains(name), schemas));
        });
    }

    private static String withoutMarks(String description) {
        return LINK.matcher(ESCAPED.matcher(description).replaceAll("$1")).replaceAll("$1");
    }

    /// A member that may be left out is not null. One that must be there and may be null needs a type beside the
    /// reference.
    private static Object reference(Object member, boolean required, Mapping schemas) {
        if (!(member instanceof Map<?, ?> found) || !Boolean.TRUE.equals(found.get(NULLABLE))
                || !(found.get(ALL_OF) instanceof List<?> all)
                || all.size() != 1) {
            return member;
        }
        if (!required) {
            return all.getFirst();
        }
        var reference = Mapping.from(all.getFirst()).text(Mapping.REFERENCE);
        var named = schemas.member(reference.substring(reference.lastIndexOf('/') + 1));
        Mapping.from(found).members().put(TYPE, named.text(TYPE));
        return found;
    }
}
