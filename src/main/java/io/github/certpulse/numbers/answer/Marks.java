package io.github.certpulse.numbers.answer;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.questionnaire.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The answers of one sheet, by the ordinals and bits of a [Layout]. The object is filled again for each sheet that is
/// read, so callers copy what they keep.
public final class Marks {
    private final Layout layout;
    private final long[] chosen;
    private final boolean[] asked;
    private final boolean[] answered;
    private final MarksReader reader;
    private final int[] textStart;
    private final int[] textEnd;
    /// Null where a text has not been read yet.
    private final String[] texts;
    private byte[] json = {};

    Marks(Layout layout) {
        var questions = layout.questions().size();
        this.layout = layout;
        this.chosen = new long[questions];
        this.asked = new boolean[questions];
        this.answered = new boolean[questions];
        this.textStart = new int[questions];
        this.textEnd = new int[questions];
        this.texts = new String[questions];
        this.reader = new MarksReader(layout);
    }

    public Layout layout() {
        return layout;
    }

    /// Whether the question is on the respondent's path.
    public boolean isAsked(int question) {
        return asked[question];
    }

    /// Whether it is on the path and has an answer.
    public boolean isAnswered(int question) {
        return answered[question];
    }

    /// The options chosen, as bits; 0 where none is, and for a text.
    public long chosen(int question) {
        return chosen[question];
    }

    /// The text of an open question; empty where it has no answer, and for a choice.
    public Optional<String> text(int question) {
        if (!answered[question] || !layout.isText(question)) {
            return Optional.empty();
        }
        if (texts[question] == null) {
            texts[question] = new String(
                    json,
                    textStart[question],
                    textEnd[question] - textStart[question],
                    StandardCharsets.UTF_8);
        }
        return Optional.of(texts[question]);
    }

    /// How many questions were answered in person, without the prefilled ones.
    public int answersInPerson() {
        var answers = 0;
        for (var question = 0; question < answered.length; question++) {
            answers += answered[question] && !layout.isPrefilled(question) ? 1 : 0;
        }
        return answers;
    }

    /// Reads answers from their stored form.
    ///
    /// @throws IllegalArgumentException when they were not stored by this version of the questionnaire
    void read(byte[] stored) {
        clear();
        json = stored;
        if (!reader.read(stored, this)) {
            clear();
            readSlowly(stored);
        }
        // Answers off the path do not count, as in the check of a sheet.
        for (var question = 0; question < chosen.length; question++) {
            asked[question] = layout.isAsked(question, chosen);
            if (!asked[question]) {
                chosen[question] = 0;
                answered[question] = false;
            }
        }
    }

    void choose(int question, long options) {
        chosen[question] = options;
        answered[question] = true;
    }

    /// A text without escapes: its place within the stored form, quotes excluded.
    void setText(int question, int start, int end) {
        textStart[question] = start;
        textEnd[question] = end;
        answered[question] = true;
    }

    void setText(int question, String text) {
        texts[question] = text;
        answered[question] = true;
    }

    /// A hash of the answers without the prefilled ones: equal for equal answers, and different for different ones but
    /// for one case in 2^64.
    public long fingerprint() {
        var hash = 0x9E3779B97F4A7C15L;
        for (var question = 0; question < chosen.length; question++) {
            if (answered[question] && layout.questions().get(question).prefill().isEmpty()) {
                hash = mixed(hash ^ question + 1);
                hash = mixed(hash ^ (layout.isText(question) ? hash(text(question).orElseThrow()) : chosen[question]));
            }
        }
        return hash;
    }

    static long hash(String text) {
        var hash = 1125899906842597L;
        for (var i = 0; i < text.length(); i++) {
            hash = 31 * hash + text.charAt(i);
        }
        return mixed(hash);
    }

    /// The finishing step of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014).
    public static long mixed(long bits) {
        var first = (bits ^ bits >>> 30) * 0xBF58476D1CE4E5B9L;
        var second = (first ^ first >>> 27) * 0x94D049BB133111EBL;
        return second ^ second >>> 31;
    }

    private void clear() {
        Arrays.fill(chosen, 0);
        Arrays.fill(answered, false);
        Arrays.fill(texts, null);
    }

    /// Reads JSON that is not in the canonical form in which the service stores answers.
    private void readSlowly(byte[] stored) {
        try {
            layout.definition().readAnswers(Json.read(stored)).forEach(this::put);
        } catch (IOException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private void put(String id, Answer answer) {
        var question = layout.ordinal(id).orElseThrow();
        switch (answer) {
            case Answer.One(var option) -> choose(question, layout.mask(id, List.of(option)));
            case Answer.Several(var options) -> choose(question, layout.mask(id, options));
            case Answer.Text(var text) -> setText(question, text);
        }
    }
}
