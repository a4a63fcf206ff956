package io.github.certpulse.tally;

import io.github.certpulse.answer.Filter.Quality;
import io.github.certpulse.answer.Filter;
import io.github.certpulse.answer.Origin;
import io.github.certpulse.answer.Origins;
import io.github.certpulse.answer.ResponseRows;
import io.github.certpulse.answer.StoredResponse;
import io.github.certpulse.campaign.Campaign;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.Set;
import java.util.stream.Collectors;

/// The stored responses one after another, for whoever needs each of them; memory does not grow with their number.
@Singleton
public class StoredAnswers {
    private static final String NEVER = "9999-12-31";
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

    /// Hands over every response that passes the filter, in the order in which they came. It is the same object each time.
    /// What the flags say is as of the beginning.
    public <E extends Exception> void read(Campaign campaign, Filter filter, Reader<E> reader) throws SQLException, E {
        var judgement = answers.judgement(campaign);
        var known = origins.of(campaign, judgement.certificates());
        var passing = known.values().stream().filter(filter::passes).map(Origin::certificate).collect(Collectors.toSet());
        if (passing.isEmpty()) {
            return;
        }
        var condition = " and r.role = '" + filter.role() + "'"
                + (passing.size() == known.size() ? "" : passing.stream().map(String::valueOf).collect(Collectors.joining(",", " and r.certificate_id in (", ")")));
        responses.read(campaign.id(), condition, NEVER, (_, read, _) -> {
            if (read.isPresent() && passing.contains(read.get().certificate())) {
                var response = read.get();
                var flags = judgement.flags(response.marks(), response.seq(), response.elapsedSeconds());
                if (filter.quality() == Quality.ALL || flags.isEmpty()) {
                    reader.read(response, known.get(response.certificate()), flags);
                }
            }
        });
    }
}
