package io.github.certpulse.intake.siteword;

import io.github.certpulse.intake.siteword.SiteWords.ShownWord;
import io.github.certpulse.platform.time.Time;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;

/// A school's words in the API. They are not shown in texts.
///
/// @param items the roles that are asked
@Serdeable
public record WordsView(OffsetDateTime asOf, List<WordView> items) {

    public WordsView {
        items = List.copyOf(items);
    }

    /// @param channels  whose sheets need the word
    /// @param changesAt when it changes by itself
    @Serdeable
    public record WordView(Role role, String word, Set<Channel> channels, OffsetDateTime changesAt) {
        @Override
        public String toString() {
            return "WordView[" + role + ", hidden]";
        }
    }

    public static WordsView from(List<ShownWord> words, Instant asOf) {
        return new WordsView(
                Time.shown(asOf),
                words.stream()
                        .map(
                                word -> new WordView(
                                        word.role(),
                                        word.word(),
                                        word.asked().channels(),
                                        Time.shown(word.until())))
                        .toList());
    }
}
