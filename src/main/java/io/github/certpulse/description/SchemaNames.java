package io.github.certpulse.description;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The names of schemas: without the classes in which they happen to be declared, and only those that a call uses.
final class SchemaNames {
    private static final String PREFIX = "#/components/schemas/";
    private static final Pattern CONTROLLER = Pattern.compile("[A-Za-z]+Controller\\.");
    private static final Pattern PAGE = Pattern.compile("Page_(.+)_");

    private SchemaNames() {}

    /// Removes the schemas that no call uses, and shortens the names of the others.
    static void tidy(Mapping document) {
        var schemas = document.member("components").member("schemas");
        schemas.members().keySet().retainAll(used(document, schemas));
        var names = shortened(schemas.members().keySet());
        var renamed = new LinkedHashMap<String, Object>();
        schemas.members().forEach((name, schema) -> renamed.put(names.get(name), schema));
        schemas.members().clear();
        schemas.members().putAll(renamed);
        rename(document.members(), names);
    }

    private static Set<String> used(Mapping document, Mapping schemas) {
        var used = new HashSet<String>();
        collect(document.member("paths").members(), schemas, used);
        return used;
    }

    private static void collect(Object node, Mapping schemas, Set<String> used) {
        switch (node) {
            case Map<?, ?> mapping -> mapping.values().forEach(value -> collect(value, schemas, used));
            case List<?> items -> items.forEach(item -> collect(item, schemas, used));
            case String text when text.startsWith(PREFIX) && used.add(text.substring(PREFIX.length())) ->
                    collect(schemas.member(text.substring(PREFIX.length())).members(), schemas, used);
            case null, default -> {}
        }
    }

    /// The new names by the old: `AccountController.AccountView` is `AccountView`, and `AccountAccountView` where
    /// another schema has that name too.
    private static Map<String, String> shortened(Set<String> names) {
        var taken = names.stream().collect(Collectors.groupingBy(SchemaNames::shortName, Collectors.counting()));
        return names.stream()
                .collect(
                        Collectors.toMap(
                                Function.identity(),
                                name -> taken.getOrDefault(shortName(name), 0L) == 1 ? shortName(name)
                                        : name.replace("Controller.", "")));
    }

    private static String shortName(String name) {
        return PAGE.matcher(CONTROLLER.matcher(name).replaceAll("")).replaceAll("$1Page");
    }

    private static void rename(Object node, Map<String, String> names) {
        switch (node) {
            case Map<?, ?> _ -> Mapping.from(node).members().replaceAll((_, value) -> renamed(value, names));
            case List<?> items -> items.forEach(item -> rename(item, names));
            case null, default -> {}
        }
    }

    private static Object renamed(Object value, Map<String, String> names) {
        if (value instanceof String text && text.startsWith(PREFIX)) {
            return PREFIX + names.get(text.substring(PREFIX.length()));
        }
        rename(value, names);
        return value;
    }
}
