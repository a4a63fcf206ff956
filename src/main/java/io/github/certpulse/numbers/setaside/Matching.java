package io.github.certpulse.numbers.setaside;

import io.github.certpulse.numbers.answer.Filter;
import io.github.certpulse.numbers.answer.StoredResponse;
import io.github.certpulse.numbers.tally.StoredAnswers;
import io.github.certpulse.platform.json.FieldRule;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.platform.problem.Violation;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.survey.campaign.Campaign;
import io.github.certpulse.survey.questionnaire.PerRole;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.util.HashSet;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/// Finds the responses that the office has chosen, in one pass over the stored responses. Those that are set aside
/// already are found too: a response may belong to several set-asides.
@Singleton
class Matching {
    /// As many unknown names are reported at once.
    private static final int MAX_REPORTED = 100;
    private final StoredAnswers answers;
    private final ExportedNames exported;

    Matching(StoredAnswers answers, ExportedNames exported) {
        this.answers = answers;
        this.exported = exported;
    }

    /// @throws io.github.certpulse.platform.problem.ProblemException `set-aside-invalid` for names that no response has
    Matches find(Campaign campaign, Chosen chosen) {
        return switch (chosen) {
            case Chosen.ByFilter filter -> byFilter(campaign, filter);
            case Chosen.ByName names -> byName(campaign, names);
        };
    }

    private Matches byFilter(Campaign campaign, Chosen.ByFilter chosen) {
        var collected = new Collected();
        var filters = chosen.filters().stream().map(filter -> filter.withSetAside(true)).toList();
        answers.<RuntimeException>read(campaign, filters, (response, _, flags, setAside) -> {
            if (chosen.flag().isEmpty() || flags.contains(chosen.flag().get())) {
                collected.add(response, setAside);
            }
        });
        return collected.matches();
    }

    private Matches byName(Campaign campaign, Chosen.ByName chosen) {
        var collected = new Collected();
        var missing = new HashSet<>(chosen.names());
        var naming = exported.naming();
        var everything = Stream.of(Role.values()).map(Filter::all).map(filter -> filter.withSetAside(true)).toList();
        answers.<RuntimeException>read(campaign, everything, (response, _, _, setAside) -> {
            if (missing.remove(naming.apply(response.id()))) {
                collected.add(response, setAside);
            }
        });
        if (!missing.isEmpty()) {
            throw Problem.SET_ASIDE_INVALID.with(
                    missing.stream().sorted().limit(MAX_REPORTED).map(Matching::unknown).toList());
        }
        return collected.matches();
    }

    private static Violation unknown(String name) {
        return new FieldRule(
                "unknown-response",
                new Words("没有编号为 %s 的答卷", "no response is called %s").with(name)).at("responses");
    }

    private static final class Collected {
        private final LongStream.Builder seqs = LongStream.builder();
        private final LongStream.Builder keys = LongStream.builder();
        private final int[] fresh = new int[Role.values().length];

        void add(StoredResponse response, boolean setAside) {
            seqs.add(response.seq());
            keys.add(response.key());
            if (!setAside) {
                fresh[response.marks().layout().definition().role().ordinal()]++;
            }
        }

        Matches matches() {
            return new Matches(
                    seqs.build().toArray(),
                    keys.build().toArray(),
                    PerRole.from(role -> fresh[role.ordinal()]));
        }
    }
}
