package io.github.certpulse.console.office.setaside;

import io.github.certpulse.console.frame.Addresses;
import io.github.certpulse.numbers.setaside.SetAside;
import io.github.certpulse.numbers.setaside.SetAsidePreview;
import io.github.certpulse.numbers.tally.Flag;
import io.github.certpulse.numbers.wording.ResultWords;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.ProblemException;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.ShownTime;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.json.tree.JsonNode;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;

/// What was set aside, and the form by which more is.
///
/// @param criteria     as the person filled in the form
/// @param preview      what they would change; empty while the form is
/// @param all          everything that was set aside, newest first
/// @param outcome      what this request did
/// @param schools      the schools' names by id
/// @param certificates the certificates' names
public record SetAsidePage(
        Campaign campaign,
        Criteria criteria,
        Optional<SetAsidePreview> preview,
        List<SetAside> all,
        Outcome outcome,
        SequencedMap<String, String> schools,
        List<String> certificates) {

    public SetAsidePage {
        all = List.copyOf(all);
        certificates = List.copyOf(certificates);
        schools = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(schools));
    }

    /// What a request did.
    public sealed interface Outcome {
        record Looked() implements Outcome {}

        record Done(int responses) implements Outcome {}

        record Undone() implements Outcome {}

        /// Nothing was done, and the problem says why.
        record Refused(ProblemException problem) implements Outcome {}
    }

    public String address() {
        return Addresses.campaign(campaign, "set-aside");
    }

    public String undoing(SetAside each) {
        return address() + "/" + Ids.text(each.id()) + "/undoing";
    }

    /// The criteria of a set-aside in words.
    public List<Words> criteria(SetAside each) {
        var filter = each.filter();
        if (filter.isEmpty()) {
            return List.of(new Words("逐份指定", "named one by one"));
        }
        var words = new ArrayList<Words>();
        filter.get().entries().forEach(entry -> {
            if (entry.getValue().isString()) {
                words.add(criterion(entry.getKey(), entry.getValue()));
            }
        });
        return words;
    }

    private Words criterion(String name, JsonNode json) {
        var value = json.getStringValue();
        return switch (name) {
            case "flag" -> named(
                    new Words("标记", "Flag"),
                    Flag.parse(value).map(Flag::words).orElse(new Words(value, value)));
            case "school" -> named(ResultWords.SCHOOL, plain(schools.getOrDefault(value, value)));
            case "certificate" -> named(ResultWords.CERTIFICATE, plain(value));
            case "role" -> named(
                    new Words("问卷", "Questionnaire"),
                    Role.parse(value).map(ResultWords::questionnaire).orElse(plain(value)));
            case "channel" -> named(ResultWords.CHANNEL, ResultWords.channel(Channel.valueOf(value)));
            case "from" -> named(ResultWords.FROM, time(value));
            case "to" -> named(ResultWords.TO, time(value));
            default -> plain(name + " " + value);
        };
    }

    private static Words named(Words name, Words value) {
        return new Words(name.zh() + "：" + value.zh(), name.en() + ": " + value.en());
    }

    private static Words plain(String text) {
        return new Words(text, text);
    }

    private static Words time(String text) {
        return plain(ShownTime.second(OffsetDateTime.parse(text).toInstant()));
    }
}
