package io.github.certpulse.numbers.arrival;

import static io.github.certpulse.numbers.answer.Marks.mixed;

import io.github.certpulse.survey.questionnaire.Role;
import java.time.Duration;
import java.util.function.Consumer;

/// Finds the patterns in a campaign's sheets while they are added, roughly in the order of time. The memory that it
/// takes does not grow with their number.
public final class ArrivalPatterns {
    private static final long SECONDS_A_DAY = Duration.ofDays(1).toSeconds();
    /// China has had one time, without summer time, since 1991.
    private static final long CHINA_SECONDS = Duration.ofHours(8).toSeconds();
    private final Crowds fromSources = new Crowds(Pattern.CROWD_SECONDS);
    private final Crowds atNight = new Crowds(Pattern.NIGHT_SECONDS);
    private final Sequences sequences = new Sequences();

    /// Adds a sheet.
    ///
    /// @param registered the school's registered students
    /// @param found      is told each pattern once if the sheet turns out to be in it, now or later
    public void add(ArrivedSheet sheet, int registered, Consumer<Pattern> found) {
        var group = mixed(2 * sheet.school() + sheet.role().ordinal());
        if (isNight(sheet.second())) {
            atNight.add(group, Pattern.NIGHT_SIZE, sheet.second(), () -> found.accept(Pattern.NIGHT_BURST));
        }
        if (sheet.source() != 0) {
            var source = group ^ mixed(sheet.source());
            fromSources.add(
                    source,
                    plausible(sheet.role(), registered) + 1,
                    sheet.second(),
                    () -> found.accept(Pattern.MANY_FROM_SOURCE));
            sequences.add(source, sheet.second(), sheet.serverSeconds(), found);
        }
    }

    /// How many sheets of a role a school may plausibly send in a short time, by its roster.
    ///
    /// @param registered the school's registered students
    public static int plausible(Role role, int registered) {
        return Crowds.plausible(role, registered);
    }

    /// Whether a second lies in the night, [Pattern#NIGHT_FROM] to [Pattern#NIGHT_TO].
    static boolean isNight(long second) {
        var sinceMidnight = Math.floorMod(second + CHINA_SECONDS, SECONDS_A_DAY);
        return sinceMidnight >= Pattern.NIGHT_FROM && sinceMidnight < Pattern.NIGHT_TO;
    }

    /// How much is remembered of crowds; sequences remember a fixed number of sources.
    int remembered() {
        return fromSources.remembered() + atNight.remembered();
    }
}
