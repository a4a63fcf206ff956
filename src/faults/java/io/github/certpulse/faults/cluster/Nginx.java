package io.github.certpulse.faults.cluster;

import io.github.certpulse.faults.server.Replica;
import io.github.certpulse.faults.server.RunDirectory;
import io.github.certpulse.faults.server.ServerProcess.Command;
import io.github.certpulse.faults.server.ServerProcess;
import io.github.certpulse.testing.TestProxy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// nginx with `docker/nginx.conf.template`, in front of the replicas.
record Nginx(ServerProcess process, URI address) {
    private static final String AROUND = """
            daemon off;
            # One process, which ends wholly when it is killed.
            master_process off;
            pid %1$s/pid;
            error_log stderr;
            events { worker_connections 2048; }
            http {
                access_log off;
                client_body_temp_path %1$s/body;
                proxy_temp_path %1$s/proxy;
                fastcgi_temp_path %1$s/fastcgi;
                uwsgi_temp_path %1$s/uwsgi;
                scgi_temp_path %1$s/scgi;
                %2$s
            }
            """;

    static Nginx with(RunDirectory run, List<Replica> replicas) {
        var home = run.directory("nginx");
        var port = TestProxy.reservedPort();
        var servers = Programs.text(Programs.configuration("nginx.conf.template"))
                .replace("${NGINX_LISTEN}", "127.0.0.1:" + port);
        for (var i = 0; i < replicas.size(); i++) {
            servers = servers.replace("${REPLICA_%d}".formatted(i + 1), replicas.get(i).address().getAuthority());
        }
        Programs.write(home.resolve("nginx.conf"), AROUND.formatted(home, servers));
        var words = List.of(
                Programs.NGINX.path(),
                "-p",
                home.toString(),
                "-c",
                home.resolve("nginx.conf").toString(),
                "-e",
                "stderr");
        var command = new Command(words, Map.of(), home, home.resolve("output.log"));
        return new Nginx(
                new ServerProcess(run, "nginx", command, () -> accepts(port)),
                URI.create("http://127.0.0.1:" + port));
    }

    private static boolean accepts(int port) {
        try (var _ = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }
}
