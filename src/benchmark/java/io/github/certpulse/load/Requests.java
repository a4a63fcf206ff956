package io.github.certpulse.load;

import io.github.certpulse.load.Respondents.Respondent;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// The requests of a run in their order: templates and respondents in turn.
final class Requests {
    private final List<Template> templates;
    private final List<Respondent> people;
    private final int limit;
    private final AtomicInteger sent = new AtomicInteger();

    /// @param people the first follows after the last
    /// @param limit  the number of requests
    Requests(List<Template> templates, List<Respondent> people, int limit) {
        this.templates = templates;
        this.people = people;
        this.limit = limit;
    }

    /// Appends the next request; false where there are no more.
    boolean next(ByteBuffer buffer) {
        var number = sent.getAndIncrement();
        if (number >= limit) {
            return false;
        }
        var turn = number % people.size();
        var respondent = people.get(turn);
        // A respondent who repeats a sheet repeats that of the same template.
        var template = templates.get((people.size() > 1 ? turn : number) % templates.size());
        template.write(buffer, respondent.id(), respondent.token());
        return true;
    }

    /// The respondents who have sent something.
    List<Respondent> senders() {
        return people.subList(0, Math.min(sent.get(), people.size()));
    }
}
