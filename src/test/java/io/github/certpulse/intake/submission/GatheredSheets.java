package io.github.certpulse.intake.submission;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.awaitility.Awaitility.await;

import io.github.certpulse.access.respondent.Respondent;
import io.github.certpulse.intake.submission.Attempt.Sender;
import io.github.certpulse.intake.storing.ResponseStore;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestService;
import io.micronaut.json.tree.JsonNode;
import java.sql.SQLException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Sheets that are handed in without HTTP while a test locks their campaign, so that they gather.
final class GatheredSheets implements AutoCloseable {
    private final Submissions submissions;
    private final Province province;
    private final TestDatabase database;
    private final TestDatabase watcher;

    GatheredSheets(TestService service, Province province) {
        this.submissions = service.bean(Submissions.class);
        this.province = province;
        this.database = TestDatabase.of(service);
        this.watcher = TestDatabase.of(service);
    }

    /// A sheet that a person sends.
    record Sent(Respondent person, UUID id, JsonNode sheet) {

        static Sent of(Province.School school, String certificate) {
            var person = Base64.getUrlEncoder().encodeToString(UUID.randomUUID().toString().getBytes(US_ASCII));
            return new Sent(
                    new Respondent(person, Channel.WECHAT),
                    UUID.randomUUID(),
                    Sheets.teacher(school, certificate));
        }

        /// Sheets of so many persons.
        static Stream<Sent> several(int number, Province.School school, String certificate) {
            return Stream.generate(() -> of(school, certificate)).limit(number);
        }

        Sent with(String member, String value) {
            return new Sent(person, id, Sheets.with(sheet, member, value));
        }

        Sent withNewId() {
            return new Sent(person, UUID.randomUUID(), sheet);
        }

        /// The id as an SQL expression.
        String column() {
            return "unhex('%s')".formatted(id.toString().replace("-", ""));
        }
    }

    SubmissionResult submitted(Sent sheet) {
        return sent(sheet).join();
    }

    /// The outcomes of sheets, or the exceptions, that came while the campaign was locked.
    ///
    /// @param before    sheets that are sent before, as many as there are batches at once
    /// @param meanwhile runs while the campaign is locked, and may change it with the connection that locks it
    List<Object> outcomes(Stream<Sent> before, List<Sent> sheets, Consumer<TestDatabase> meanwhile) {
        lockCampaign();
        var first = before.limit(ResponseStore.MAX_AT_ONCE).map(this::sent).toList();
        awaitWaitingForLocks(ResponseStore.MAX_AT_ONCE);
        var batch = sheets.stream().map(this::sent).toList();
        meanwhile.accept(database);
        unlockCampaign();
        first.forEach(GatheredSheets::outcome);
        return batch.stream().map(GatheredSheets::outcome).toList();
    }

    private static Object outcome(CompletableFuture<SubmissionResult> result) {
        try {
            return result.join();
        } catch (CompletionException failed) {
            return failed.getCause();
        }
    }

    /// Sends a sheet. If it must wait for others, it does so when this returns, because all that it needs is in memory.
    CompletableFuture<SubmissionResult> sent(Sent sheet) {
        var sender = new Sender(sheet.person(), "127.0.0.1", Optional.empty());
        var submitted = SubmittedSheet.read(Json.canonical(sheet.sheet()));
        return submissions.submit(new Attempt(sender, sheet.id(), submitted))
                .toCompletableFuture();
    }

    private void lockCampaign() {
        try {
            database.connection().setAutoCommit(false);
            database.column("select id from campaign where id = ? for update", TestDatabase.id(province.id()));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void unlockCampaign() {
        try {
            database.connection().commit();
            database.connection().setAutoCommit(true);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    void awaitWaitingForLocks(int transactions) {
        await().until(
                () -> watcher.number("select count(*) from information_schema.innodb_trx where trx_state = 'LOCK WAIT'")
                        == transactions);
    }

    @Override
    public void close() {
        database.close();
        watcher.close();
    }
}
