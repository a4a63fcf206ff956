package io.github.certpulse.intake.response;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.certpulse.testing.Crowd;
import io.github.certpulse.testing.Province;
import io.github.certpulse.testing.Reply;
import io.github.certpulse.testing.Sheets;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.TestProxy;
import io.github.certpulse.testing.TestServers;
import io.github.certpulse.testing.TestService;
import io.github.certpulse.testing.history.IntakeModel;
import io.github.certpulse.testing.history.IntakeModel.Outcome;
import io.github.certpulse.testing.history.IntakeModel.Stored;
import io.github.certpulse.testing.history.IntakeModel.Submission;
import io.github.certpulse.testing.history.Linearizability;
import io.github.certpulse.testing.history.Linearizability.Call;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Histories of concurrent submissions, while answers of the database are lost, are explained by a small model: at most
/// one sheet of a person is stored, under one id and with one content.
class IntakeHistoryTest {
    private static final String SCHOOL = "仙桃职业学院";
    private static final String MARK = "the answer to the batch with these words may be lost";
    private static final int PEOPLE = 25;
    private static final int DEVICES = 4;
    private static final int SHEETS_A_DEVICE = 4;
    private final TestProxy proxy = new TestProxy(TestServers.shared().databasePort());
    private final TestService service =
            TestService.start(proxy.port(), TestServers.shared().redisPort(), Map.of("certpulse.rate-limits", "off"));
    private final Province province = Province.with(service, SCHOOL + ",高职,仙桃市,,,物流管理,中级,120");
    private final Province.School school = province.school(SCHOOL);
    private final String certificate = school.certificate("物流管理");
    private final TestDatabase database = TestDatabase.of(service);

    @AfterEach
    void close() {
        database.close();
        service.close();
        proxy.close();
    }

    @Test
    void areExplainedByTheModelAndAChangedOneIsNot() {
        var histories = new ArrayList<List<Call<Submission>>>();
        for (var person = 0; person < PEOPLE; person++) {
            histories.add(history(Crowd.ofDevices(service, DEVICES), person));
        }
        assertThat(histories).allSatisfy(history -> assertThat(isExplained(history)).as(history::toString).isTrue());
        assertThat(histories.stream().flatMap(List::stream).map(call -> call.what().outcome()))
                .contains(Outcome.STORED, Outcome.REPEATED, Outcome.ID_REUSED, Outcome.ALREADY_ANSWERED);

        assertThat(histories).noneMatch(history -> isExplained(with(history, Outcome.FOUND, Outcome.NOT_FOUND)));
        assertThat(histories).filteredOn(history -> hasAny(history, Outcome.REPEATED))
                .isNotEmpty()
                .noneMatch(history -> isExplained(with(history, Outcome.REPEATED, Outcome.ALREADY_ANSWERED)));
        assertThat(histories).filteredOn(history -> hasAny(history, Outcome.ID_REUSED))
                .isNotEmpty()
                .noneMatch(history -> isExplained(with(history, Outcome.ID_REUSED, Outcome.REPEATED)));
    }

    /// All devices of a person send sheets with two ids and two contents, in any order, at the same time.
    private List<Call<Submission>> history(Crowd devices, int person) {
        var ids = List.of(UUID.randomUUID(), UUID.randomUUID());
        var history = Collections.synchronizedList(new ArrayList<Call<Submission>>());
        if (person % 2 == 0) {
            proxy.loseAnswerTo(MARK);
        }
        devices.atOnce((device, _) -> {
            Reply last = null;
            for (var i = 0; i < SHEETS_A_DEVICE; i++) {
                var id = ids.get(ThreadLocalRandom.current().nextInt(2));
                var seconds = ThreadLocalRandom.current().nextInt(2);
                var invoked = System.nanoTime();
                last = device.put("/api/v1/responses/" + id, sheet(seconds));
                history.add(call(id, seconds, last, invoked));
            }
            return last;
        });
        var found = database.column(
                "select concat(hex(id), ' ', elapsed_seconds) from response where id in (%s, %s)"
                        .formatted(column(ids.getFirst()), column(ids.getLast())));
        assertThat(found).hasSize(1);
        var row = found.getFirst().split(" ");
        var id = ids.stream()
                .filter(each -> column(each).contains(row[0].toLowerCase(java.util.Locale.ROOT)))
                .findFirst();
        history.add(
                new Call<>(
                        new Submission(new Stored(id.orElseThrow(), row[1]), Outcome.FOUND),
                        System.nanoTime(),
                        System.nanoTime()));
        return List.copyOf(history);
    }

    private JsonNode sheet(int seconds) {
        return Sheets.with(
                Sheets.with(Sheets.teacher(school, certificate), "elapsedSeconds", Integer.toString(seconds)),
                "answers.q21",
                "\"%s\"".formatted(MARK));
    }

    private static Call<Submission> call(UUID id, int seconds, Reply reply, long invoked) {
        var outcome = Outcome.of(reply.status(), reply.status() == 409 ? reply.string("code") : "");
        return new Call<>(
                new Submission(new Stored(id, Integer.toString(seconds)), outcome),
                invoked,
                outcome == Outcome.UNKNOWN ? Long.MAX_VALUE : System.nanoTime());
    }

    private static String column(UUID id) {
        return "unhex('%s')".formatted(id.toString().replace("-", ""));
    }

    private static boolean isExplained(List<Call<Submission>> history) {
        return Linearizability.holds(new IntakeModel(), IntakeModel.NOTHING, history);
    }

    private static boolean hasAny(List<Call<Submission>> history, Outcome outcome) {
        return history.stream().anyMatch(call -> call.what().outcome() == outcome);
    }

    /// The history with another outcome of the last call that had this one.
    private static List<Call<Submission>> with(List<Call<Submission>> history, Outcome instead, Outcome planted) {
        var last = IntStream.range(0, history.size())
                .filter(i -> history.get(i).what().outcome() == instead)
                .max()
                .orElseThrow();
        var changed = new ArrayList<>(history);
        var call = history.get(last);
        changed.set(
                last,
                new Call<>(new Submission(call.what().sheet(), planted), call.invoked(), call.returned()));
        return changed;
    }
}
