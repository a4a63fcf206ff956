package io.github.certpulse.output.table;

import io.github.certpulse.numbers.answer.Layout;
import io.github.certpulse.numbers.answer.Origin;
import io.github.certpulse.numbers.answer.StoredResponse;
import io.github.certpulse.numbers.tally.Flag;
import io.github.certpulse.survey.campaign.Campaign.Channel;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// The cells with which every row begins, after the pseudonym: [io.github.certpulse.survey.codebook.Codebook#COMMON].
/// They repeat from row to row, so each is prepared when it first occurs. For one thread.
final class CommonCells {
    private final Part.Wording wording;
    private final CoarseTimes coarse;
    private final Map<String, Cells> times = new HashMap<>();
    private final Map<Long, Cells> origins = new HashMap<>();
    private final Map<Layout, Cells> versions = new HashMap<>();
    private final Map<Channel, Cells> channels = new EnumMap<>(Channel.class);
    private final Cells[] flagged =
            IntStream.range(0, 1 << Flag.values().length).mapToObj(CommonCells::flags).toArray(Cells[]::new);
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
        if (response.elapsedSeconds() < 0) {
            rows.put(unknown);
        } else {
            rows.put(response.elapsedSeconds());
        }
        rows.put(flagged[flags.isEmpty() ? 0 : flags.stream().mapToInt(flag -> 1 << flag.ordinal()).sum()]);
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

    private static Cells flags(int bits) {
        return Cells
                .of(IntStream.range(0, Flag.values().length).mapToObj(flag -> Cells.number(bits >> flag & 1)).toList());
    }
}
