package io.github.certpulse.numbers.answer;

import io.github.certpulse.intake.stored.ResponseCondition;
import io.github.certpulse.intake.stored.ResponseReader;
import io.github.certpulse.intake.stored.ShuffledReader;
import io.github.certpulse.intake.stored.StoredRow;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.data.exceptions.DataAccessException;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads stored responses one after another as the answers to their questionnaires; memory does not grow with their
/// number. A row that cannot be read is skipped, counted and logged, so that reports can still be made.
@Singleton
public class ResponseRows {
    private static final Logger LOG = LoggerFactory.getLogger(ResponseRows.class);
    private final ResponseReader stored;
    private final ShuffledReader shuffled;
    private final Layouts layouts;
    private final Counter unreadable;

    ResponseRows(ResponseReader stored, ShuffledReader shuffled, Layouts layouts, MeterRegistry metrics) {
        this.stored = stored;
        this.shuffled = shuffled;
        this.layouts = layouts;
        this.unreadable = metrics.counter("certpulse.responses.unreadable");
    }

    /// Handles one response.
    public interface RowHandler<E extends Exception> {
        /// @param response empty where the row cannot be read
        void handle(StoredRow row, Optional<StoredResponse> response) throws E;
    }

    /// Passes each response to the handler, in the order in which they were stored.
    public <E extends Exception> void read(long campaign, ResponseCondition condition, RowHandler<E> handler) throws E {
        var cursors = new HashMap<Layout, StoredResponse>();
        stored.<E>read(campaign, condition, row -> handler.handle(row, response(row, cursors)));
    }

    /// The same in an order that tells nothing of their times.
    public <E extends Exception> void readShuffled(
            long campaign,
            ResponseCondition condition,
            RowHandler<E> handler) throws E {
        var cursors = new HashMap<Layout, StoredResponse>();
        shuffled.<E>read(campaign, condition, row -> handler.handle(row, response(row, cursors)));
    }

    private Optional<StoredResponse> response(StoredRow row, Map<Layout, StoredResponse> cursors) {
        try {
            var layout = layouts.find(row.questionnaire(), row.version())
                    .orElseThrow(() -> new IllegalArgumentException("unknown questionnaire"));
            var response = cursors.computeIfAbsent(layout, StoredResponse::new);
            response.read(row);
            return Optional.of(response);
        } catch (DataAccessException e) {
            throw e;
        } catch (RuntimeException e) {
            unreadable.increment();
            LOG.error(
                    "Response {} of school {} to {} version {} cannot be read and is left out: {}",
                    row.seq(),
                    row.school(),
                    row.questionnaire(),
                    row.version(),
                    e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
