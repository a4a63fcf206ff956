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
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
        /// @param setAside whether the response is set aside; then it comes only with [Filter#withSetAside]
        void handle(StoredResponse response, Origin origin, Set<Flag> flags, boolean setAside) throws E;
    }

    /// Passes every response that passes the filter to the handler, in an order that tells nothing of their times and
    /// is drawn anew each time. The response is the same object each time. Flags, and what is set aside, are those at
    /// the beginning of the reading.
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
        responses.<E>readShuffled(campaign.id(), ResponseCondition.any(conditions), (_, read) -> {
            if (read.isPresent()) {
                var response = read.get();
                var selection = selections.get(response.marks().layout().definition().role());
                var setAside = judgement.setAside().hold(response.key());
                if (selection != null && selection.certificates().contains(response.certificate())
                        && (selection.filter().withSetAside() || !setAside)) {
                    var flags = judgement.flags(response);
                    if (selection.filter().quality() == Quality.ALL || flags.isEmpty()) {
                        var origin = Objects.requireNonNull(allOrigins.get(response.certificate()));
                        handler.handle(response, origin, flags, setAside);
                    }
                }
            }
        });
    }

    private record RoleSelection(Filter filter, Set<Long> certificates) {
        ResponseCondition condition(int all) {
            return Stream.of(
                    filter.channel().map(ResponseCondition::from),
                    filter.from().map(ResponseCondition::receivedFrom),
                    filter.to().map(ResponseCondition::receivedBefore))
                    .flatMap(Optional::stream)
                    .reduce(
                            certificates.size() == all ? ResponseCondition.from(filter.role())
                                    : ResponseCondition.from(filter.role(), certificates),
                            ResponseCondition::and);
        }
    }
}
