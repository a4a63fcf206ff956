package io.github.certpulse.testing;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.campaign.CampaignRepository;
import io.github.certpulse.survey.campaign.Certificate;
import io.github.certpulse.survey.campaign.CertificateRepository;
import io.github.certpulse.survey.campaign.School;
import io.github.certpulse.survey.campaign.SchoolRepository;
import io.github.certpulse.survey.publishing.Questionnaires;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.sheet.Sheet.Checked.Accepted;
import java.nio.charset.StandardCharsets;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/// Stores many valid responses to a campaign directly in the database, with times over two weeks. Apart from ids, they
/// are the same for the same seed.
public final class StoredCrowd {
    private static final int BATCH = 1000;
    private static final Duration SPAN = Duration.ofDays(14);
    private static final Instant BEGIN = Instant.parse("2026-01-05T00:00:00Z");
    private final TestService service;
    private final long campaign;
    private final RandomGenerator random;
    private final RandomGenerator ids = RandomGenerator.getDefault();
    private final Map<Role, Definition> definitions = new EnumMap<>(Role.class);
    private final List<Seat> seats = new ArrayList<>();

    /// A certificate of a school, with the answers that the school's properties give.
    private record Seat(School school, Certificate certificate, Map<Role, Map<String, String>> prefilled) {}

    public StoredCrowd(TestService service, Province province, long seed) {
        this.service = service;
        this.campaign = TestDatabase.id(province.id());
        this.random = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        var stored = service.bean(CampaignRepository.class).findById(campaign).orElseThrow();
        for (var role : Role.values()) {
            var version = stored.questionnaire(role);
            definitions.put(
                    role,
                    service.bean(Questionnaires.class)
                            .find(version.code(), version.version())
                            .orElseThrow()
                            .definition());
        }
        var schools = new HashMap<Long, School>();
        service.bean(SchoolRepository.class).ofCampaign(campaign).forEach(school -> schools.put(school.id(), school));
        for (var certificate : service.bean(CertificateRepository.class).ofCampaign(campaign)) {
            var school = schools.get(certificate.schoolId());
            var prefilled = new HashMap<Role, Map<String, String>>();
            for (var role : Role.values()) {
                prefilled
                        .put(role, definitions.get(role).prefilled(Optional.ofNullable(school.city()), school.level()));
            }
            seats.add(new Seat(school, certificate, prefilled));
        }
    }

    /// Stores this many responses of a role.
    public void store(Role role, int number) {
        var answers = new RandomAnswers(definitions.get(role), random);
        var settings = TestServers.settings(TestServers.shared().databasePort(), service.database(), 0);
        try (
                var connection = DriverManager.getConnection(
                        settings.get("certpulse.database.url") + "&rewriteBatchedStatements=true",
                        settings.get("certpulse.database.user").toString(),
                        "");
                var statement = connection.prepareStatement(ResponseTable.insertOne())) {
            connection.setAutoCommit(false);
            for (var i = 1; i <= number; i++) {
                var seat = seats.get(random.nextInt(seats.size()));
                bind(
                        statement,
                        role,
                        seat,
                        answers.next(seat.prefilled().get(role)),
                        BEGIN.plus(SPAN.multipliedBy(i).dividedBy(number)));
                statement.addBatch();
                if (i % BATCH == 0 || i == number) {
                    statement.executeBatch();
                    connection.commit();
                }
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void bind(PreparedStatement statement, Role role, Seat seat, Accepted accepted, Instant at)
            throws SQLException {
        var version = definitions.get(role);
        statement.setLong(1, campaign);
        statement.setLong(2, service.bean(Ids.class).next());
        statement.setBytes(3, bytes(16));
        statement.setLong(4, seat.school().id());
        statement.setLong(5, seat.certificate().id());
        statement.setString(6, role.name());
        statement.setBytes(7, bytes(16));
        statement.setString(8, version.code());
        statement.setInt(9, version.version());
        statement.setString(10, new String(Json.canonical(accepted.answersAsJson()), StandardCharsets.UTF_8));
        statement.setString(
                11,
                accepted.otherTexts().isEmpty() ? null
                        : new String(Json.canonical(accepted.otherTextsAsJson()), StandardCharsets.UTF_8));
        statement.setBytes(12, bytes(32));
        statement.setString(13, random.nextInt(3) == 0 ? "WEB" : "WECHAT");
        // Most respondents take some minutes, a few are very fast, and for some the time is unknown.
        if (random.nextInt(20) == 0) {
            statement.setNull(14, Types.INTEGER);
        } else {
            statement.setInt(14, (int) Math.max(5, 180 + 80 * random.nextGaussian()));
        }
        statement.setTimestamp(15, Timestamp.from(at));
        statement.setTimestamp(16, Timestamp.from(at));
    }

    /// Independent of the seed, because ids are unique in a database.
    private byte[] bytes(int length) {
        var bytes = new byte[length];
        ids.nextBytes(bytes);
        return bytes;
    }
}
