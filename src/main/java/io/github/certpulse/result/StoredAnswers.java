package io.github.certpulse.result;

import io.github.certpulse.questionnaire.Definition;
import io.github.certpulse.questionnaire.Questionnaires;
import io.github.certpulse.questionnaire.Sheet.Answer;
import io.github.certpulse.shared.Json;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Reads the stored answers in one streaming pass; memory does not grow with their number.
@Singleton
class StoredAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(StoredAnswers.class);
    private static final String SELECT = """
            select r.questionnaire, r.version, r.answers, s.id, s.name, s.level, s.city, s.route, c.name
              from response r
              join school s on s.id = r.school_id
              join certificate c on c.id = r.certificate_id
             where r.campaign_id = ? and r.role = ?""";
    private final DataSource dataSource;
    private final Questionnaires questionnaires;
    private final Counter unreadable;

    StoredAnswers(DataSource dataSource, Questionnaires questionnaires, MeterRegistry metrics) {
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
        this.questionnaires = questionnaires;
        this.unreadable = metrics.counter("certpulse.responses.unreadable");
    }

    /// One response with what is known about where it came from.
    record Row(Definition definition, Map<String, Answer> answers, Origin origin) {}

    record Origin(long school, String schoolName, String level, Optional<String> city, Optional<String> route, String certificate) {}

    /// Hands every response that passes the filter to the reader. One that cannot be read is left out, counted and named
    /// in the log, so that it breaks no report.
    void read(Filter filter, Consumer<Row> reader) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(SELECT + conditions(filter), ResultSet.TYPE_FORWARD_ONLY, ResultSet.CONCUR_READ_ONLY)) {
            // Connector/J reads row by row only with this size.
            statement.setFetchSize(Integer.MIN_VALUE);
            bind(statement, filter);
            try (var rows = statement.executeQuery()) {
                while (rows.next()) {
                    row(rows).ifPresent(reader);
                }
            }
        }
    }

    private static String conditions(Filter filter) {
        return (filter.city().isPresent() ? " and s.city = ?" : "")
                + (filter.level().isPresent() ? " and s.level = ?" : "")
                + (filter.route().isPresent() ? " and s.route = ?" : "")
                + (filter.school().isPresent() ? " and s.id = ?" : "")
                + (filter.certificate().isPresent() ? " and c.name = ?" : "");
    }

    private static void bind(PreparedStatement statement, Filter filter) throws SQLException {
        var values = new ArrayList<Object>();
        values.add(filter.campaign().id());
        values.add(filter.role().name());
        filter.city().ifPresent(values::add);
        filter.level().ifPresent(values::add);
        filter.route().ifPresent(values::add);
        filter.school().ifPresent(values::add);
        filter.certificate().ifPresent(values::add);
        for (var i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
    }

    private Optional<Row> row(ResultSet rows) throws SQLException {
        try {
            var definition = questionnaires.find(rows.getString(1), rows.getInt(2)).orElseThrow(() -> new IllegalArgumentException("unknown questionnaire")).definition();
            var answers = definition.stored(Json.read(rows.getString(3).getBytes(StandardCharsets.UTF_8)));
            return Optional.of(new Row(definition, answers, new Origin(rows.getLong(4), rows.getString(5), rows.getString(6),
                    Optional.ofNullable(rows.getString(7)), Optional.ofNullable(rows.getString(8)), rows.getString(9))));
        } catch (IOException | RuntimeException e) {
            unreadable.increment();
            LOG.error("A response of school {} to {} version {} cannot be read and is left out: {}", rows.getLong(4), rows.getString(1), rows.getInt(2), e.getClass().getSimpleName());
            return Optional.empty();
        }
    }
}
