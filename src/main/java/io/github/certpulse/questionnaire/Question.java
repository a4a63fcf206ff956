package io.github.certpulse.questionnaire;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.SequencedMap;

/// One item of a questionnaire.
///
/// @param id          names the question in answers and conditions; for the official questionnaires `q` + number
/// @param number      as printed
/// @param kind        how it is answered
/// @param text        the official wording
/// @param note        a sentence printed below the options, such as the one that tells of a jump
/// @param required    when an answer is demanded, provided that the question is asked
/// @param visibleWhen when the question is asked
/// @param prefill     what of the school answers it beforehand
public record Question(
        String id,
        int number,
        Kind kind,
        String text,
        Optional<String> note,
        Condition required,
        Condition visibleWhen,
        Optional<Prefill> prefill) {

    /// The most options of one question: the chosen ones are the bits of a `long` wherever answers are counted.
    public static final int MOST_OPTIONS = 64;

    /// How a question is answered.
    public sealed interface Kind {
        /// Exactly one of the options, by code in printed order.
        record Single(SequencedMap<String, Option> options) implements Kind {
            public Single {
                options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
            }
        }

        /// One or more of the options, by code in printed order.
        record Multiple(SequencedMap<String, Option> options) implements Kind {
            public Multiple {
                options = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(options));
            }
        }

        /// Free text of at most `maxLength` UTF-16 units.
        record Text(int maxLength) implements Kind {}
    }

    /// One answer to choose.
    ///
    /// @param code      the printed letter
    /// @param label     the official wording
    /// @param otherText whether choosing it asks for a text of one's own
    /// @param level     the kind of school that this option stands for, in a question prefilled from it
    public record Option(String code, String label, boolean otherText, Optional<String> level) {}

    /// What the scanned code tells already.
    public enum Prefill {
        SCHOOL_CITY("school.city"),
        SCHOOL_LEVEL("school.level");

        private final String source;

        Prefill(String source) {
            this.source = source;
        }

        /// Its name in a definition.
        public String source() {
            return source;
        }
    }

    /// The options by code, in printed order; none for a text.
    public SequencedMap<String, Option> options() {
        return switch (kind) {
            case Kind.Single(var options) -> options;
            case Kind.Multiple(var options) -> options;
            case Kind.Text _ -> Collections.emptySortedMap();
        };
    }
}
