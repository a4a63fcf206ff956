package io.github.certpulse.survey.publishing;

import io.github.certpulse.survey.definition.DefinitionReader;
import io.github.certpulse.survey.definition.InvalidDefinition;
import io.github.certpulse.survey.questionnaire.Definition;
import io.github.certpulse.survey.questionnaire.QuestionnaireVersion;
import io.github.certpulse.survey.questionnaire.Role;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.certpulse.platform.http.ImmutableBody;
import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.json.Sha256;
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

/// All questionnaires, in memory. At the start, the questionnaires on the class path are published: the first start
/// writes them to the database, later starts compare them with it. Versions that earlier releases or the office
/// published are read from the database.
@Context
public class Questionnaires {
    private static final String FOLDER = "/questionnaires/";
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,8}");

    private final Map<Key, Questionnaire> questionnaires = new ConcurrentHashMap<>();
    private final QuestionnaireRepository repository;

    private record Key(String code, int version) {}

    /// A published version of a questionnaire.
    ///
    /// @param json   the definition as canonical JSON in UTF-8; must not be modified
    /// @param sha256 the hash of `json`
    /// @param body   `json` as it is sent to clients
    public record Questionnaire(Definition definition, byte[] json, byte[] sha256, ImmutableBody body) {

        Questionnaire(Definition definition, byte[] json, byte[] sha256) {
            this(
                    definition,
                    json,
                    sha256,
                    new ImmutableBody(json, '"' + HexFormat.of().formatHex(sha256) + '"'));
        }
    }

    /// @throws InvalidDefinition     if a definition has violations
    /// @throws IllegalStateException if a published version was edited
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

    /// One version of a questionnaire. A version that is not in memory is looked up in the database, because another
    /// replica may have published it.
    public Optional<Questionnaire> find(String code, int version) {
        var key = new Key(code, version);
        return Optional.ofNullable(questionnaires.get(key)).or(() -> fromDatabase(key));
    }

    /// Whether a version is found without the database.
    public boolean isInMemory(QuestionnaireVersion version) {
        return questionnaires.containsKey(new Key(version.code(), version.version()));
    }

    /// The newest version of a questionnaire in the database; empty if there is none.
    public Optional<Questionnaire> latest(String code) {
        return repository.latest(code).map(Questionnaires::stored);
    }

    /// Publishes a version, which cannot be undone.
    ///
    /// @return false if the version exists already
    public boolean publish(Definition definition) {
        // Read again, so that only readable definitions are stored.
        return publish(read(Json.canonical(definition.asJson()))) == 1;
    }

    /// All published versions for a role, newest first, from the database, because another replica may have published
    /// one.
    public List<Definition> newestFirst(Role role) {
        return repository.newestFirst(role.name())
                .stream()
                .map(row -> find(row.code(), row.version()).orElseGet(() -> stored(row)).definition())
                .toList();
    }

    /// One version of a questionnaire, by the parts of a URL, if it is in memory.
    Optional<Questionnaire> inMemory(String code, String version) {
        return number(version).map(number -> questionnaires.get(new Key(code, number)));
    }

    /// One version of a questionnaire, by the parts of a URL.
    ///
    /// @throws io.github.certpulse.platform.problem.ProblemException `questionnaire-unknown`
    public Questionnaire findOr404(String code, String version) {
        return number(version).flatMap(number -> find(code, number))
                .orElseThrow(Problem.QUESTIONNAIRE_UNKNOWN::exception);
    }

    private static Optional<Integer> number(String version) {
        return Optional.of(version).filter(text -> VERSION.matcher(text).matches()).map(Integer::valueOf);
    }

    /// Reads the questionnaire in a JSON document. Keys are sorted and the layout is removed, so that reformatting a
    /// file makes no difference.
    static Questionnaire read(byte[] document) {
        var json = parse(document);
        var canonical = Json.canonical(json);
        return new Questionnaire(DefinitionReader.read(json), canonical, Sha256.digest(canonical));
    }

    private Optional<Questionnaire> fromDatabase(Key key) {
        var found = repository.find(key.code(), key.version()).map(Questionnaires::stored);
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
            throw new UncheckedIOException("A questionnaire is not valid JSON", e);
        }
    }

    // From an index, because listing the class path works differently in a folder and in a jar.
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
