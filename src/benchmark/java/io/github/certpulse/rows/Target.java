package io.github.certpulse.rows;

import io.github.certpulse.load.Load;
import io.github.certpulse.load.Run;
import io.github.certpulse.load.Run.People;
import io.github.certpulse.load.Run.Protocol;
import io.github.certpulse.load.Template;
import io.github.certpulse.machine.OperatorsCommand;
import io.github.certpulse.machine.ServiceProcess;
import io.github.certpulse.testing.TestDatabase;
import io.github.certpulse.testing.Visitor;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/// The service in its own process on a database of its own, and what is sent to it.
final class Target implements AutoCloseable {
    private static final int CREATED = 201;
    private static final int OK = 200;
    private final Bench bench;
    private final String name;
    private ServiceProcess service;

    /// @param name of the database
    Target(Bench bench, String name) {
        this.bench = bench;
        this.name = name;
        this.service = start();
    }

    private ServiceProcess start() {
        return start(OperatorsCommand.asItStands());
    }

    private ServiceProcess start(List<String> command) {
        return ServiceProcess.start(command, bench.settings(name), bench.file("service.log"));
    }

    /// Starts the service anew.
    void restart() {
        restart(OperatorsCommand.asItStands());
    }

    /// The same with this command. Returns seconds until the first answer.
    double restart(List<String> command) {
        service.close();
        service = start(command);
        return service.startSeconds();
    }

    ServiceProcess service() {
        return service;
    }

    RequestTexts texts() {
        return new RequestTexts(bench.port());
    }

    /// A person without a token.
    Visitor visitor() {
        return Visitor.at(URI.create("http://127.0.0.1:" + bench.port()));
    }

    /// Writes requests into a file.
    Path file(String file, List<String> templates) {
        var path = bench.file(name + "-" + file);
        Template.store(path, templates);
        return path;
    }

    /// A run of reading requests.
    Run reading(Path templates, People people, int connections, int expected) {
        return reading(templates, people, connections, expected, bench.options().readingSeconds());
    }

    Run reading(Path templates, People people, int connections, int expected, double seconds) {
        return new Run(
                Protocol.HTTP,
                people,
                templates,
                bench.port(),
                connections,
                seconds,
                Integer.MAX_VALUE,
                expected);
    }

    Sample read(Run run) {
        return measured(() -> bench.generator().send(run));
    }

    /// Hands in sheets of new respondents. The number of stored responses must grow by that of the acknowledged ones.
    Sample submit(Path templates, int connections, double seconds) {
        return submit(templates, connections, seconds, Integer.MAX_VALUE);
    }

    /// The same with a maximum of sheets.
    ///
    /// @throws IllegalStateException where the database holds another number of new responses than were acknowledged
    Sample submit(Path templates, int connections, double seconds, int sheets) {
        var before = stored();
        var sample = read(submission(templates, connections, seconds, sheets));
        if (stored() - before != sample.load().answers()) {
            throw new IllegalStateException(
                    "%d sheets were acknowledged, but %d stored"
                            .formatted(sample.load().answers(), stored() - before));
        }
        return sample;
    }

    /// A run of new respondents who hand in at most this many sheets.
    Run submission(Path templates, int connections, double seconds, int sheets) {
        return new Run(
                Protocol.HTTP,
                People.NEW,
                templates,
                bench.port(),
                connections,
                seconds,
                sheets,
                CREATED);
    }

    /// Hands in the last submitted sheets again.
    ///
    /// @throws IllegalStateException where one is stored again
    Sample replay(Path templates, int connections, double seconds) {
        var before = stored();
        var sample = read(reading(templates, People.SAME, connections, OK, seconds));
        if (stored() != before) {
            throw new IllegalStateException("%d sheets were stored again".formatted(stored() - before));
        }
        return sample;
    }

    /// The number of stored responses.
    int stored() {
        try (var database = TestDatabase.of(name)) {
            return database.number("select count(*) from response");
        }
    }

    private Sample measured(Supplier<Load> work) {
        var allocated = service.allocatedBytes();
        var serviceCpu = service.running().cpuMillis();
        var databaseCpu = bench.database().cpuMillis();
        var load = work.get();
        return new Sample(
                load,
                (double) (service.running().cpuMillis() - serviceCpu) / load.answers(),
                (double) (bench.database().cpuMillis() - databaseCpu) / load.answers(),
                (service.allocatedBytes() - allocated) / 1e3 / load.answers());
    }

    @Override
    public void close() {
        service.close();
    }
}
