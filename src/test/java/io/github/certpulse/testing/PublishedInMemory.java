package io.github.certpulse.testing;

import io.github.certpulse.survey.publishing.QuestionnaireRepository;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/// The table of published questionnaires in memory; a version that exists is not replaced.
public final class PublishedInMemory implements QuestionnaireRepository {
    private final List<Published> rows = new ArrayList<>();

    @Override
    public int publish(String code, int version, String role, String definition, byte[] sha256) {
        if (rows.stream().noneMatch(row -> row.code().equals(code) && row.version() == version)) {
            rows.add(new Published(code, version, role, definition, sha256));
            return 1;
        }
        return 0;
    }

    @Override
    public List<Published> published() {
        return List.copyOf(rows);
    }

    @Override
    public Optional<Published> find(String code, int version) {
        return rows.stream().filter(row -> row.code().equals(code) && row.version() == version).findFirst();
    }

    @Override
    public Optional<Published> latest(String code) {
        return rows.stream().filter(row -> row.code().equals(code)).max(Comparator.comparingInt(Published::version));
    }

    @Override
    public List<Published> newestFirst(String role) {
        return rows.stream().filter(row -> role.equals(row.role())).toList().reversed();
    }
}
