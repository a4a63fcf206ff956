package io.github.certpulse.survey.publishing;

import io.github.certpulse.survey.questionnaire.Role;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.definition.InvalidDefinition;
import io.github.certpulse.survey.definition.DefinitionReader;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.json.Sha256;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.problem.Problem;
import io.github.certpulse.survey.publishing.QuestionnaireRepository.Published;
import io.micronaut.context.annotation.Context;
import io.micronaut.json.tree.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/// All questionnaires, in memory. At start those on the class path are published: written into the database once, and
/// compared with it at every later start. Versions that earlier releases or the office published are read from there.
@Context
public class Questionnaires {
    private static final String FOLDER = "/questionnaires/";
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

    private final Map<Key, Questionnaire> questionnaires = new ConcurrentHashMap<>();
    private final QuestionnaireRepository repository;

    private record Key(String code, int version) {}

    /// A questionnaire as it is served.
    ///
    /// @param json   the definition in canonical form, UTF-8; not to be changed
    /// @param sha256 the hash of `json`
    public record Questionnaire(Definition definition, byte[] json, byte[] sha256) {

        /// The strong entity tag of `json`, quotes included.
        public String etag() {
            return '"' + HexFormat.of().formatHex(sha256) + '"';
        }
    }

    /// @throws InvalidDefinition     when a definition has violations
    /// @throws IllegalStateException when a published version was edited instead of being followed by a new one
    public Questionnaires(QuestionnaireRepository repository) {
        this.repository = repository;
        for (var file : files()) {
            var questionnaire = read(resource(file));
            var definition = questionnaire.definition();
            if (!file.equals(definition.code() + "." + definition.version() + ".json")) {
                throw new IllegalStateException(
                        file + " holds " + definition.code() + " version " + definition.version());
            }
            questionnaires.put(new Key(definition.code(), definition.version()), questionnaire);
        }
        questionnaires.values().forEach(this::publish);
        var published = repository.published();
        questionnaires.values().forEach(questionnaire -> compare(questionnaire, published));
        published.forEach(row -> questionnaires.computeIfAbsent(new Key(row.code(), row.version()), _ -> stored(row)));
    }

    /// One version of a questionnaire. Another replica may have published it, so the database is asked for what this
    /// one does not have.
    public Optional<Questionnaire> find(String code, int version) {
        var key = new Key(code, version);
        return Optional.ofNullable(questionnaires.get(key)).or(() -> fromDatabase(key));
    }

    /// The newest version of a questionnaire, whoever published it; empty where there is none.
    public Optional<Questionnaire> latest(String code) {
        return repository.latest(code).map(Questionnaires::stored);
    }

    /// Publishes a version, which cannot be undone. False where somebody else has just published this number.
    public boolean publish(Definition definition) {
        // Read again, so that nothing unreadable is stored.
        return publish(read(Json.canonical(definition.asJson()))) == 1;
    }

    /// All published versions for a role, newest first. The database is asked, because another replica may have
    /// published one.
    public List<Definition> newestFirst(Role role) {
        return repository.newestFirst(role.name())
                .stream()
                .map(row -> find(row.code(), row.version()).orElseGet(() -> stored(row)).definition())
                .toList();
    }

    /// One version of a questionnaire as an address names it; [Problem#QUESTIONNAIRE_UNKNOWN] where there is none.
    public Questionnaire findOr404(String code, String version) {
        return Optional.of(version)
                .filter(text -> VERSION.matcher(text).matches())
                .flatMap(text -> find(code, Integer.parseInt(text)))
                .orElseThrow(Problem.QUESTIONNAIRE_UNKNOWN::exception);
    }

    /// The questionnaire in a JSON document. Its canonical form has keys in order and no layout, so that reformatting a
    /// file changes nothing.
    static Questionnaire read(byte[] document) {
        var json = parse(document);
        var canonical = Json.canonical(json);
        return new Questionnaire(DefinitionReader.read(json), canonical, Sha256.digest(canonical));
    }

    private Optional<Questionnaire> fromDatabase(Key key) {
        var found = repository.one(key.code(), key.version()).map(Questionnaires::stored);
        found.ifPresent(questionnaire -> questionnaires.put(key, questionnaire));
        return found;
    }

    private int publish(Questionnaire questionnaire) {
        var definition = questionnaire.definition();
        return repository.publish(
                definition.code(),
                definition.version(),
                definition.role().name(),
                new String(questionnaire.json(), UTF_8),
                questionnaire.sha256());
    }

    private static void compare(Questionnaire questionnaire, List<Published> published) {
        var code = questionnaire.definition().code();
        var version = questionnaire.definition().version();
        var row = published.stream()
                .filter(each -> each.code().equals(code) && each.version() == version)
                .findFirst()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "%s version %d could not be published".formatted(code, version)));
        if (!MessageDigest.isEqual(row.sha256(), questionnaire.sha256())) {
            throw new IllegalStateException(
                    ("Questionnaire %s version %d is published already and differs from its file. "
                            + "What people have answered must not change: restore the file, and put the changes into a "
                            + "new file with version %d.")
                            .formatted(code, version, version + 1));
        }
    }

    private static Questionnaire stored(Published row) {
        var json = row.definition().getBytes(UTF_8);
        if (!MessageDigest.isEqual(row.sha256(), Sha256.digest(json))) {
            throw new IllegalStateException(
                    "Questionnaire %s version %d in the database does not match its hash; restore the row from a backup"
                            .formatted(row.code(), row.version()));
        }
        return new Questionnaire(DefinitionReader.read(parse(json)), json, row.sha256());
    }

    private static JsonNode parse(byte[] document) {
        try {
            return Json.read(document);
        } catch (IOException e) {
            throw new UncheckedIOException("A questionnaire is no JSON", e);
        }
    }

    // An index, because the class path cannot be listed in the same way from a folder and from a jar.
    private static List<String> files() {
        return new String(resource("index.txt"), UTF_8).lines().filter(line -> !line.isBlank()).toList();
    }

    private static byte[] resource(String file) {
        try (InputStream in = Questionnaires.class.getResourceAsStream(FOLDER + file)) {
            if (in == null) {
                throw new IllegalStateException("There is no " + FOLDER + file + " on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
