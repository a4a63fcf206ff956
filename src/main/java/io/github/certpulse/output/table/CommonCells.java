package io.github.certpulse.output.table;

import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.StoredResponse;
import io.github.certpulse.numbers.tally.Flag;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The cells with which every row begins, after the pseudonym: [io.github.certpulse.survey.codebook.Codebook#COMMON].
/// They repeat from row to row, so each is prepared when it first occurs. For one thread.
final class CommonCells {
    private static final int UNKNOWN = -1;
    private final Part.Wording wording;
    private final CoarseTimes coarse;
    private final Map<String, Cells> times = new HashMap<>();
    private final Map<Long, Cells> origins = new HashMap<>();
    private final Map<Layout, Cells> versions = new HashMap<>();
    private final Map<Channel, Cells> channels = new EnumMap<>(Channel.class);
    private final Map<Set<Flag>, Cells> flagged = new HashMap<>();
    private final Cells unknown = Cells.empty(1);

    CommonCells(Part.Wording wording, CoarseTimes coarse) {
        this.wording = wording;
        this.coarse = coarse;
        for (var channel : Channel.values()) {
            channels.put(channel, Cells.of(Cells.text(channel.name())));
        }
    }

    void write(StoredResponse response, Origin origin, Set<Flag> flags, Rows rows) {
        var role = response.marks().layout().definition().role();
        rows.put(
                times.computeIfAbsent(
                        coarse.text(origin.certificate(), role, response.receivedSecond()),
                        text -> Cells.of(Cells.text(text))));
        rows.put(origins.computeIfAbsent(origin.certificate(), _ -> cells(origin)));
        rows.put(versions.computeIfAbsent(response.marks().layout(), CommonCells::version));
        rows.put(Objects.requireNonNull(channels.get(response.channel())));
        put(response.elapsedSeconds(), rows);
        put(response.serverSeconds(), rows);
        put(response.noticeVersion() == 0 ? UNKNOWN : response.noticeVersion(), rows);
        rows.put(flagged.computeIfAbsent(flags, CommonCells::flags));
    }

    private void put(int number, Rows rows) {
        if (number < 0) {
            rows.put(unknown);
        } else {
            rows.put(number);
        }
    }

    private Cells cells(Origin origin) {
        return Cells.of(
                Stream.of(
                        Optional.of(origin.schoolName()),
                        Optional.of(origin.level()),
                        origin.city(),
                        origin.route(),
                        Optional.of(origin.certificateName()))
                        .map(text -> Cells.text(text.map(wording::of).orElse("")))
                        .toList());
    }

    private static Cells version(Layout layout) {
        return Cells.of(Cells.text(layout.definition().code()), Cells.number(layout.definition().version()));
    }

    private static Cells flags(Set<Flag> flags) {
        return Cells.of(
                Arrays.stream(Flag.values()).map(flag -> Cells.number(flags.contains(flag) ? 1 : 0)).toList());
    }
}
