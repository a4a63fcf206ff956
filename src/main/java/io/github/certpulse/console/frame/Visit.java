package io.github.certpulse.console.frame;

import io.github.certpulse.access.account.Person;
import io.github.certpulse.platform.http.StaffRole;
import io.github.certpulse.platform.problem.Words;
import io.github.certpulse.platform.time.ShownTime;
import io.micronaut.core.annotation.Nullable;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Optional;

/// A request for a page: by whom, in which language.
///
/// @param person   who is signed in
/// @param csrf     what this session's pages send with every request that changes something; empty where nobody is
///                 signed in
/// @param address  the page's own path and query
/// @param fragment whether a page's script asks for a part of it, not a browser for the whole
public record Visit(
        Locale language,
        Optional<Person> person,
        String csrf,
        String address,
        boolean fragment,
        Instant now) {
    public String say(String zh, String en) {
        return isEnglish() ? en : zh;
    }

    public String say(Words words) {
        return words.in(language);
    }

    public boolean isEnglish() {
        return language.getLanguage().equals("en");
    }

    /// The value of a page's `lang`.
    public String languageTag() {
        return isEnglish() ? "en" : "zh-CN";
    }

    /// To the minute, as China's clocks show it.
    public String time(Instant instant) {
        return ShownTime.minute(instant);
    }

    public String time(OffsetDateTime time) {
        return time(time.toInstant());
    }

    /// To the second, as China's clocks show it.
    public String exactTime(Instant instant) {
        return ShownTime.second(instant);
    }

    public String day(Instant instant) {
        return ShownTime.day(instant);
    }

    /// With separators between thousands.
    public String number(long number) {
        return NumberFormat.getIntegerInstance(Locale.CHINA).format(number);
    }

    /// A share of 0 to 1 in per cent, with one decimal.
    public String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    public boolean isOffice() {
        return has(StaffRole.OFFICE);
    }

    /// Of the office, with the right to change something or without.
    public boolean mayLookAtOffice() {
        return isOffice() || has(StaffRole.OFFICE_VIEWER);
    }

    public boolean mayReadContacts() {
        return person.filter(Person::contacts).isPresent();
    }

    public boolean isSchool() {
        return has(StaffRole.SCHOOL);
    }

    /// The value of `aria-current` of a link to this part of a console, or to a page below it; null elsewhere.
    @Nullable
    public String at(String part) {
        return exactlyAt(part) != null || path().startsWith(part + "/") ? "page" : null;
    }

    /// The value of `aria-current` of a link to this page alone; null elsewhere.
    @Nullable
    public String exactlyAt(String page) {
        return path().equals(page) ? "page" : null;
    }

    private String path() {
        return address.replaceAll("\\?.*", "");
    }

    /// The address, as another address's query takes it.
    public String encodedAddress() {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }

    private boolean has(StaffRole role) {
        return person.filter(signedIn -> signedIn.role() == role).isPresent();
    }

    /// Where the signed-in person's console begins.
    public String home() {
        if (isSchool()) {
            return Addresses.SCHOOL;
        }
        return mayLookAtOffice() ? Addresses.OFFICE : Addresses.START;
    }
}
