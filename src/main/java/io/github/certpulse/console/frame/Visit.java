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

/// A request for a page, with the person and the language.
///
/// @param person   who is signed in
/// @param csrf     the [CsrfToken] of this session; empty where nobody is signed in
/// @param address  the page's own path and query
/// @param fragment whether a page's script requests a part of the page, not a browser the whole page
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

    /// A time in China, to the minute.
    public String time(Instant instant) {
        return ShownTime.minute(instant);
    }

    public String time(OffsetDateTime time) {
        return time(time.toInstant());
    }

    /// A time in China, to the second.
    public String exactTime(Instant instant) {
        return ShownTime.second(instant);
    }

    public String day(Instant instant) {
        return ShownTime.day(instant);
    }

    /// A number with separators between thousands.
    public String number(long number) {
        return NumberFormat.getIntegerInstance(Locale.CHINA).format(number);
    }

    /// A share from 0 to 1 in per cent, with one decimal.
    public String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share * 100);
    }

    public boolean isOffice() {
        return has(StaffRole.OFFICE);
    }

    /// Whether the person is a member of the office, with the right to change something or without.
    public boolean mayLookAtOffice() {
        return isOffice() || has(StaffRole.OFFICE_VIEWER);
    }

    public boolean mayReadContacts() {
        return person.filter(Person::contacts).isPresent();
    }

    public boolean isSchool() {
        return has(StaffRole.SCHOOL);
    }

    /// The value of `aria-current` for a link to a part of a console: set on that page and on pages below it, otherwise
    /// null.
    @Nullable
    public String at(String part) {
        return exactlyAt(part) != null || path().startsWith(part + "/") ? "page" : null;
    }

    /// The value of `aria-current` for a link to a page: set on that page only, otherwise null.
    @Nullable
    public String exactlyAt(String page) {
        return path().equals(page) ? "page" : null;
    }

    private String path() {
        return address.replaceAll("\\?.*", "");
    }

    /// The address, encoded for the query of another address.
    public String encodedAddress() {
        return URLEncoder.encode(address, StandardCharsets.UTF_8);
    }

    private boolean has(StaffRole role) {
        return person.filter(signedIn -> signedIn.role() == role).isPresent();
    }

    /// The first page of the signed-in person's console.
    public String home() {
        if (isSchool()) {
            return Addresses.SCHOOL;
        }
        return mayLookAtOffice() ? Addresses.OFFICE : Addresses.START;
    }
}
