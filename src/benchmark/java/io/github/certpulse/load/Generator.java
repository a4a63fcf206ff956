package io.github.certpulse.load;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.management.OperatingSystemMXBean;
import io.github.certpulse.load.Respondents.Respondent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// The load generator's process: reads a [Run] a line from its standard input, carries it out, and answers with a line
/// that holds its [Load], or what failed. It ends with its input. `CERTPULSE_SECRET` is the service's secret.
public final class Generator {
    private static final int THREADS = 2;
    /// More than the service can take in on two cores.
    private static final int NEW_PEOPLE_A_SECOND = 25_000;
    private static final OperatingSystemMXBean PROCESS =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final Respondents respondents = new Respondents(System.getenv("CERTPULSE_SECRET"));
    private List<Respondent> last = List.of();

    private Generator() {}

    public static void main(String[] arguments) throws IOException {
        var generator = new Generator();
        var in = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        for (String line; (line = in.readLine()) != null;) {
            System.out.println(generator.answer(line));
        }
    }

    private String answer(String line) {
        try {
            return carryOut(Run.parse(line)).line();
        } catch (ExecutionException e) {
            return "failed: " + e.getCause();
        } catch (InterruptedException | RuntimeException e) {
            return "failed: " + e;
        }
    }

    private Load carryOut(Run run) throws ExecutionException, InterruptedException {
        var templates = Template.load(run.templates());
        var requests = switch (run.people()) {
            case NOBODY -> new Requests(templates, List.of(Respondent.NOBODY), run.requests());
            case SAME -> new Requests(templates, last, run.requests());
            case NEW -> {
                var number = Math.min((int) Math.ceil(run.seconds() * NEW_PEOPLE_A_SECOND), run.requests());
                yield new Requests(templates, respondents.invent(number), number);
            }
        };
        var cpu = PROCESS.getProcessCpuTime();
        var start = System.nanoTime();
        var latencies = send(run, requests, start + (long) (run.seconds() * 1e9));
        var nanos = System.nanoTime() - start;
        if (run.people() == Run.People.NEW) {
            last = requests.senders();
        }
        return Latencies.together(latencies, nanos, (PROCESS.getProcessCpuTime() - cpu) / 1e6);
    }

    private static List<Latencies> send(Run run, Requests requests, long end)
            throws ExecutionException, InterruptedException {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var senders = new ArrayList<Future<Latencies>>();
            for (var i = 0; i < THREADS; i++) {
                var connections = (run.connections() + i) / THREADS;
                if (connections > 0) {
                    senders.add(threads.submit(new Sender(run, connections, requests, end)));
                }
            }
            var latencies = new ArrayList<Latencies>();
            for (var sender : senders) {
                latencies.add(sender.get());
            }
            return latencies;
        }
    }
}
