package io.github.certpulse.numbers.setaside;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.Origins;
import io.github.certpulse.numbers.progress.CampaignProgress.ProgressLine;
import io.github.certpulse.numbers.progress.CampaignProgress;
import io.github.certpulse.numbers.result.Results;
import io.github.certpulse.numbers.setaside.SetAsideForm.Request;
import io.github.certpulse.numbers.setaside.SetAsidePreview.NumberChange;
import io.github.certpulse.numbers.setaside.SetAsidePreview.SchoolChange;
import io.github.certpulse.platform.audit.AuditAction;
import io.github.certpulse.platform.audit.AuditEvent;
import io.github.certpulse.platform.database.Retries;
import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.sql.Database;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Sets responses aside and takes them back.
///
/// The responses of a set-aside are stored in statements of limited size, and hold together with one last statement. If
/// the service stops before that, none of them is set aside.
@Singleton
public class SetAsides {
    static final int ROWS_AT_ONCE = 1_000;
    private final SetAsideRepository rows;
    private final Matching matching;
    private final Origins origins;
    private final CampaignProgress progress;
    private final Results results;
    private final Database database;
    private final Retries retries;
    private final ApplicationEventPublisher<AuditEvent> audit;
    private final Ids ids;
    private final Clock clock;

    SetAsides(
            SetAsideRepository rows,
            Matching matching,
            Origins origins,
            CampaignProgress progress,
            Results results,
            Database database,
            Retries retries,
            ApplicationEventPublisher<AuditEvent> audit,
            Ids ids,
            Clock clock) {
        this.rows = rows;
        this.matching = matching;
        this.origins = origins;
        this.progress = progress;
        this.results = results;
        this.database = database;
        this.retries = retries;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /// Sets aside what matches now.
    ///
    /// @param form as in the API
    /// @param by   the user name
    /// @throws io.github.certpulse.platform.problem.ProblemException `set-aside-invalid`, `nothing-to-set-aside`
    public SetAside setAside(Campaign campaign, JsonNode form, String by) {
        var request = read(campaign, form, false);
        var matches = matching.find(campaign, request.chosen());
        if (matches.number() == 0) {
            throw Problem.NOTHING_TO_SET_ASIDE.exception();
        }
        var id = ids.next();
        var criteria = request.chosen() instanceof Chosen.ByFilter filter ? filter.criteria() : null;
        rows.begin(id, campaign.id(), request.reason(), criteria, by, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        for (var from = 0; from < matches.number(); from += ROWS_AT_ONCE) {
            store(id, Arrays.copyOfRange(matches.seqs(), from, Math.min(from + ROWS_AT_ONCE, matches.number())));
        }
        return hold(campaign, id, matches.number(), request);
    }

    private void store(long id, long[] seqs) {
        var sql =
                "insert into set_aside_response (set_aside_id, seq) values (?, ?)" + ", (?, ?)".repeat(seqs.length - 1);
        var values = LongStream.of(seqs).boxed().<Object>mapMulti((seq, each) -> {
            each.accept(id);
            each.accept(seq);
        }).toArray();
        retries.inOneRequest(() -> database.run(connection -> connection.update(sql, values)));
    }

    @Transactional
    SetAside hold(Campaign campaign, long id, int responses, Request request) {
        rows.hold(id, responses);
        var facts = new HashMap<String, Object>();
        facts.put("responses", responses);
        facts.put("reason", request.reason());
        if (request.chosen() instanceof Chosen.ByFilter filter) {
            facts.put("filter", filter.criteria());
        }
        audit.publishEvent(new AuditEvent(AuditAction.RESPONSES_SET_ASIDE, Ids.text(campaign.id()), facts));
        return rows.find(campaign.id(), id).orElseThrow();
    }

    /// Undoes a set-aside; what another one holds stays set aside.
    ///
    /// @param id as text
    /// @param by the user name
    /// @throws io.github.certpulse.platform.problem.ProblemException `not-found`, also where it was undone before
    @Transactional
    public void undo(Campaign campaign, String id, String by) {
        var found = Ids.parse(id)
                .flatMap(number -> rows.find(campaign.id(), number))
                .orElseThrow(Problem.NOT_FOUND::exception);
        if (rows.undo(campaign.id(), found.id(), by, clock.instant().truncatedTo(ChronoUnit.MILLIS)) == 0) {
            throw Problem.NOT_FOUND.exception();
        }
        audit.publishEvent(
                new AuditEvent(
                        AuditAction.SET_ASIDE_UNDONE,
                        Ids.text(campaign.id()),
                        Map.of("responses", found.responses(), "reason", found.reason())));
    }

    /// Everything that was set aside, newest first, with what was taken back.
    public List<SetAside> ofCampaign(Campaign campaign) {
        return rows.ofCampaign(campaign.id());
    }

    /// What setting aside would change, without doing it. Nothing may match, and a reason may be missing.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `set-aside-invalid`
    public SetAsidePreview preview(Campaign campaign, JsonNode form) {
        var matches = matching.find(campaign, read(campaign, form, true).chosen());
        var lines = progress.ifSetAside(campaign, LongStream.of(matches.keys()));
        return new SetAsidePreview(
                matches.number(),
                matches.setAside(),
                change(campaign, Role.TEACHER, matches),
                change(campaign, Role.STUDENT, matches),
                new NumberChange(met(lines.before()), met(lines.after())),
                IntStream.range(0, lines.before().size())
                        .filter(
                                line -> !lines.before()
                                        .get(line)
                                        .progress()
                                        .equals(lines.after().get(line).progress()))
                        .mapToObj(line -> SchoolChange.from(lines.before().get(line), lines.after().get(line)))
                        .toList());
    }

    private NumberChange change(Campaign campaign, Role role, Matches matches) {
        var counted = results.respondents(campaign, Filter.all(role)).counted();
        return new NumberChange(counted, Math.max(0, counted - matches.fresh().of(role)));
    }

    private static int met(List<ProgressLine> lines) {
        return (int) lines.stream().filter(line -> line.progress().met()).count();
    }

    private Request read(Campaign campaign, JsonNode form, boolean preview) {
        return new SetAsideForm(form, new ArrayList<>(origins.of(campaign).values())).read(preview);
    }
}
