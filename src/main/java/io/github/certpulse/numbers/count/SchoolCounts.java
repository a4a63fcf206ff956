package io.github.certpulse.numbers.count;

import static java.util.stream.Collectors.joining;

import io.github.certpulse.survey.questionnaire.Role;
import java.util.HashMap;
import java.util.Map;

/// Received responses and persons of one school.
///
/// @param responses by certificate id
/// @param persons   different persons, whatever the number of certificates they answered for
public record SchoolCounts(Map<Long, Received> responses, Received persons) {
    public static final SchoolCounts NONE = new SchoolCounts(Map.of(), Received.NONE);

    public SchoolCounts {
        responses = Map.copyOf(responses);
    }

    /// A number for each role.
    public record Received(int teachers, int students) {
        public static final Received NONE = new Received(0, 0);

        public int of(Role role) {
            return switch (role) {
                case TEACHER -> teachers;
                case STUDENT -> students;
            };
        }

        static Received from(Role role, int number) {
            return switch (role) {
                case TEACHER -> new Received(number, 0);
                case STUDENT -> new Received(0, number);
            };
        }

        private boolean exceeds(Received other) {
            return teachers > other.teachers || students > other.students;
        }

        /// Never below zero: the other may include responses that are not counted here yet.
        private Received minus(Received other) {
            return new Received(Math.max(0, teachers - other.teachers), Math.max(0, students - other.students));
        }

        Received plus(Received other) {
            return new Received(teachers + other.teachers, students + other.students);
        }
    }

    /// All responses of both roles.
    public int total() {
        return responses.values().stream().mapToInt(received -> received.teachers() + received.students()).sum();
    }

    public Received of(long certificateId) {
        return responses.getOrDefault(certificateId, Received.NONE);
    }

    SchoolCounts plus(SchoolCounts other) {
        var sums = new HashMap<>(responses);
        other.responses.forEach((certificate, received) -> sums.merge(certificate, received, Received::plus));
        return new SchoolCounts(sums, persons.plus(other.persons));
    }

    /// What remains of each certificate, 0 included.
    SchoolCounts minus(SchoolCounts other) {
        var rest = new HashMap<Long, Received>();
        responses.forEach((certificate, received) -> rest.put(certificate, received.minus(other.of(certificate))));
        return new SchoolCounts(rest, persons.minus(other.persons));
    }

    /// Whether any number here is larger than the other's.
    boolean exceeds(SchoolCounts other) {
        return persons.exceeds(other.persons)
                || responses.entrySet().stream().anyMatch(entry -> entry.getValue().exceeds(other.of(entry.getKey())));
    }

    /// As text: `3:40;17=2:12;18=1:28`, teachers before students, persons first, then each certificate.
    String encoded() {
        return encoded(persons) + responses.entrySet()
                .stream()
                .map(entry -> ";" + entry.getKey() + "=" + encoded(entry.getValue()))
                .collect(joining());
    }

    static SchoolCounts decoded(String text) {
        var parts = text.split(";");
        var responses = new HashMap<Long, Received>();
        for (var i = 1; i < parts.length; i++) {
            var equals = parts[i].indexOf('=');
            responses.put(Long.parseLong(parts[i].substring(0, equals)), received(parts[i].substring(equals + 1)));
        }
        return new SchoolCounts(responses, received(parts[0]));
    }

    private static String encoded(Received received) {
        return received.teachers() + ":" + received.students();
    }

    private static Received received(String text) {
        var colon = text.indexOf(':');
        return new Received(Integer.parseInt(text.substring(0, colon)), Integer.parseInt(text.substring(colon + 1)));
    }
}
