package io.github.certpulse.platform.settings;

import java.net.URI;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/// Every setting of the service: one environment variable each, checked before anything starts. Micronaut hands the
/// values on as the properties `certpulse.*`; their defaults are in `application.yml`.
public enum Setting {
    PORT("a port from 0 to 65535 (0: a free one)", Setting::isPort),
    PUBLIC_URL("an http or https address without query, as people's phones reach the service", Setting::isPublicUrl),
    OFFICE_PASSWORD("a password of 8 to 128 characters", value -> value.length() >= 8 && value.length() <= 128),
    OFFICE_PASSWORD_RESET(
            "a word of 1 to 64 letters, digits, dots or dashes, another one for each reset",
            value -> value.matches("[A-Za-z0-9.-]{1,64}")),
    DATA_DIR("a directory", value -> !value.isBlank()),
    DATABASE_URL("a JDBC address, jdbc:mysql://host:port/database", value -> value.startsWith("jdbc:mysql://")),
    DATABASE_USER("a user name", value -> !value.isBlank()),
    DATABASE_PASSWORD("a password", value -> true),
    DATABASE_MIGRATION_USER("a user name", value -> !value.isBlank()),
    DATABASE_MIGRATION_PASSWORD("a password", value -> true),
    REDIS_URI(
            "a Redis address, redis://[user:password@]host:port, rediss://, redis-sentinel:// or redis-cluster://",
            value -> value.matches("(redis|rediss|redis-sentinel|redis-cluster|rediss-cluster)://.+")),
    SECRET("at least 32 bytes in Base64, the same on every replica", Setting::isSecret),
    SECRET_PREVIOUS(
            "the secrets before it, the newest first, separated by commas",
            value -> Arrays.stream(value.split(",", -1)).allMatch(Setting::isSecret)),
    WECHAT_APPID("the mini program's AppID", value -> value.matches("[A-Za-z0-9]{6,32}")),
    WECHAT_SECRET("the mini program's AppSecret", value -> value.matches("[A-Za-z0-9_-]{6,64}")),
    WECHAT_API("an http or https address", Setting::isHttp),
    WECHAT_PAGE(
            "the mini program's page that a WeChat code opens, without a leading slash",
            value -> value.matches("[^/\\s]\\S*")),
    WECHAT_ENV_VERSION("release, trial or develop", Set.of("release", "trial", "develop")::contains),
    WECHAT_VERIFICATION(
            "WeChat's verification file, <file name>.txt=<content>",
            value -> value.strip().matches("[A-Za-z0-9_-]{1,64}\\.txt=[\\x21-\\x7e]{1,256}")),
    AUDIT_APPEND_ONLY("warn or required", Set.of("warn", "required")::contains),
    RETENTION_DAYS(
            "a number of days from 0 to 1095",
            value -> value.matches("\\d{1,4}") && Integer.parseInt(value) <= 1095),
    BEHIND_PROXY("yes where a reverse proxy sets X-Forwarded-For, otherwise no", Set.of("yes", "no")::contains),
    SECOND_FACTOR("off, optional or required", Set.of("off", "optional", "required")::contains),
    RATE_LIMITS("on or off", Set.of("on", "off")::contains),
    SAMPLE(
            "none, or sample campaigns separated by commas: hubei, anhui, hubei-empty, anhui-empty, each province once",
            Setting::areSamples),
    LOG_FORMAT("text or json", Set.of("text", "json")::contains);

    private static final String PREFIX = "CERTPULSE_";
    private final String meaning;
    private final Predicate<String> valid;

    Setting(String meaning, Predicate<String> valid) {
        this.meaning = meaning;
        this.valid = valid;
    }

    /// The environment variable's name.
    public String variable() {
        return PREFIX + name();
    }

    /// What the variable holds, for the reader of an error message.
    public String meaning() {
        return meaning;
    }

    /// The value in an environment; a blank one counts as absent.
    public Optional<String> in(Map<String, String> environment) {
        return Optional.ofNullable(environment.get(variable())).filter(value -> !value.isBlank());
    }

    /// All violations in an environment, one sentence each, with the variable's name. Values are shown only where they
    /// are no secrets. Unknown settings are reported too, because they are probably misspelt.
    public static List<String> violations(Map<String, String> environment) {
        var violations = new ArrayList<String>();
        for (var setting : values()) {
            setting.in(environment)
                    .filter(setting.valid.negate())
                    .ifPresent(
                            value -> violations.add(
                                    "%s must be %s%s".formatted(
                                            setting.variable(),
                                            setting.meaning,
                                            setting.isConfidential() ? "" : ", but is: " + value)));
        }
        if (WECHAT_APPID.in(environment).isPresent() != WECHAT_SECRET.in(environment).isPresent()) {
            violations.add(
                    "%s and %s go together: set both or neither"
                            .formatted(WECHAT_APPID.variable(), WECHAT_SECRET.variable()));
        }
        if (DATABASE_MIGRATION_PASSWORD.in(environment).isPresent()
                && DATABASE_MIGRATION_USER.in(environment).isEmpty()) {
            violations.add(
                    "%s needs %s".formatted(
                            DATABASE_MIGRATION_PASSWORD.variable(),
                            DATABASE_MIGRATION_USER.variable()));
        }
        environment.keySet()
                .stream()
                .filter(
                        name -> name.startsWith(PREFIX)
                                && Arrays.stream(values()).noneMatch(setting -> setting.variable().equals(name)))
                .sorted()
                .forEach(name -> violations.add(name + " is no setting of this service; is it misspelt?"));
        return List.copyOf(violations);
    }

    private boolean isConfidential() {
        return name().endsWith("PASSWORD") || name().endsWith("SECRET")
                || this == SECRET_PREVIOUS
                || this == DATABASE_URL
                || this == REDIS_URI;
    }

    private static boolean isPort(String value) {
        return value.matches("\\d{1,5}") && Integer.parseInt(value) <= 65535;
    }

    private static boolean isHttp(String value) {
        try {
            var uri = URI.create(value);
            return uri.getHost() != null && Set.of("http", "https").contains(uri.getScheme());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean isPublicUrl(String value) {
        return isHttp(value) && URI.create(value).getQuery() == null && URI.create(value).getFragment() == null;
    }

    private static boolean isSecret(String value) {
        try {
            return Base64.getDecoder().decode(value.strip()).length >= 32;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static boolean areSamples(String value) {
        var provinces = Arrays.stream(value.split(",", -1)).map(name -> name.replaceFirst("-empty$", "")).toList();
        return value.equals("none") || Set.of("hubei", "anhui").containsAll(provinces)
                && provinces.stream().distinct().count() == provinces.size();
    }
}
