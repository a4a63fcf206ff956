package io.github.certpulse.numbers.tally;

import io.github.certpulse.intake.stored.ResponseCondition;
import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.answer.Quality;
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

/// Reads the stored responses one after another; memory does not grow with their number.
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

    /// Handles one response; an exception ends the reading.
    public interface ResponseHandler<E extends Exception> {
        void handle(StoredResponse response, Origin origin, Set<Flag> flags) throws E;
    }

    /// Passes every response that passes the filter to the handler, in the order in which they were stored. The
    /// response is the same object each time. The flags are those at the beginning of the reading.
    public <E extends Exception> void read(Campaign campaign, Filter filter, ResponseHandler<E> handler) throws E {
        read(campaign, List.of(filter), handler);
    }

    /// The same for every response that passes its role's filter, in one pass over the table.
    ///
    /// @param filters at most one for each role; responses of another role are left out
    public <E extends Exception> void read(Campaign campaign, List<Filter> filters, ResponseHandler<E> handler)
            throws E {
        var judgement = answers.judgement(campaign);
        var allOrigins = origins.of(campaign, judgement.certificates());
        var selections = new EnumMap<Role, RoleSelection>(Role.class);
        filters.forEach(
                filter -> selections.put(
                        filter.role(),
                        new RoleSelection(
                                filter,
                                allOrigins.values()
                                        .stream()
                                        .filter(filter::passes)
                                        .map(Origin::certificate)
                                        .collect(Collectors.toSet()))));
        selections.values().removeIf(selection -> selection.certificates().isEmpty());
        if (selections.isEmpty()) {
            return;
        }
        var conditions = selections.values().stream().map(selection -> selection.condition(allOrigins.size())).toList();
        responses.<E>read(campaign.id(), ResponseCondition.any(conditions), (_, read) -> {
            if (read.isPresent()) {
                var response = read.get();
                var selection = selections.get(response.marks().layout().definition().role());
                if (selection != null && selection.certificates().contains(response.certificate())) {
                    var flags = judgement.flags(response);
                    if (selection.filter().quality() == Quality.ALL || flags.isEmpty()) {
                        handler.handle(response, Objects.requireNonNull(allOrigins.get(response.certificate())), flags);
                    }
                }
            }
        });
    }

    private record RoleSelection(Filter filter, Set<Long> certificates) {
        ResponseCondition condition(int all) {
            return certificates.size() == all ? ResponseCondition.from(filter.role())
                    : ResponseCondition.from(filter.role(), certificates);
        }
    }
}
