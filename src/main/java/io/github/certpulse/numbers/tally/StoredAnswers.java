package io.github.certpulse.numbers.tally;

import io.github.certpulse.intake.stored.ResponseCondition;
import io.github.certpulse.numbers.answer.Quality;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.answer.ResponseRows;
import io.github.certpulse.numbers.answer.StoredResponse;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.util.EnumMap;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/// The stored responses one after another, for whoever needs each of them; memory does not grow with their number.
@Singleton
public class StoredAnswers {
    private final ResponseRows responses;
    private final Origins origins;
    private final Answers answers;

    StoredAnswers(ResponseRows responses, Origins origins, Answers answers) {
        this.responses = responses;
        this.origins = origins;
        this.answers = answers;
    }

    /// What is done with each response; an exception ends the reading.
    public interface Reader<E extends Exception> {
        void read(StoredResponse response, Origin origin, Set<Flag> flags) throws E;
    }

    /// Hands over every response that passes the filter, in the order in which they came. It is the same object each
    /// time. What the flags say is as of the beginning.
    public <E extends Exception> void read(Campaign campaign, Filter filter, Reader<E> reader) throws E {
        read(campaign, List.of(filter), reader);
    }

    /// The same for every response that passes its role's filter, in one pass over the table.
    ///
    /// @param filters at most one for each role; responses of another role are left out
    public <E extends Exception> void read(Campaign campaign, List<Filter> filters, Reader<E> reader)
            throws E {
        var judgement = answers.judgement(campaign);
        var known = origins.of(campaign, judgement.certificates());
        var passings = new EnumMap<Role, Passing>(Role.class);
        filters.forEach(
                filter -> passings.put(
                        filter.role(),
                        new Passing(
                                filter,
                                known.values()
                                        .stream()
                                        .filter(filter::passes)
                                        .map(Origin::certificate)
                                        .collect(Collectors.toSet()))));
        passings.values().removeIf(passing -> passing.certificates().isEmpty());
        if (passings.isEmpty()) {
            return;
        }
        var conditions = passings.values().stream().map(passing -> passing.condition(known.size())).toList();
        responses.<E>read(campaign.id(), ResponseCondition.any(conditions), (_, read) -> {
            if (read.isPresent()) {
                var response = read.get();
                var passing = passings.get(response.marks().layout().definition().role());
                if (passing != null && passing.certificates().contains(response.certificate())) {
                    var flags = judgement.flags(response.marks(), response.seq(), response.elapsedSeconds());
                    if (passing.filter().quality() == Quality.ALL || flags.isEmpty()) {
                        reader.read(response, Objects.requireNonNull(known.get(response.certificate())), flags);
                    }
                }
            }
        });
    }

    private record Passing(Filter filter, Set<Long> certificates) {
        ResponseCondition condition(int all) {
            return certificates.size() == all ? ResponseCondition.from(filter.role())
                    : ResponseCondition.from(filter.role(), certificates);
        }
    }
}
