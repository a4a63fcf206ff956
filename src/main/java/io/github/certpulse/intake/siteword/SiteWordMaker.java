package io.github.certpulse.intake.siteword;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.id.Ids;
import io.github.certpulse.platform.secret.Hmac;
import io.github.certpulse.platform.secret.LastingKeys;
import io.github.certpulse.platform.secret.LastingKeys.Purpose;
import io.github.certpulse.survey.questionnaire.Role;
import jakarta.inject.Singleton;
import java.math.BigInteger;
import java.time.LocalDate;
import java.util.Locale;

/// Makes site words: six digits, because they are said to a class of sixty and typed on phones. They follow from a
/// lasting key, so that they need not be stored and every replica makes the same.
@Singleton
class SiteWordMaker {
    private static final int DIGITS = 6;
    private static final BigInteger WORDS = BigInteger.TEN.pow(DIGITS);
    private final Hmac key;

    SiteWordMaker(LastingKeys keys) {
        this.key = new Hmac(keys.get(Purpose.SITE_WORDS));
    }

    /// The word of a school and role on a day in China.
    ///
    /// @param changes how often the word was changed at will
    String word(long school, Role role, LocalDate day, int changes) {
        var message = String.join(" ", Ids.text(school), role.name(), day.toString(), Integer.toString(changes));
        var number = new BigInteger(1, key.of(message.getBytes(UTF_8))).mod(WORDS);
        return String.format(Locale.ROOT, "%06d", number);
    }
}
