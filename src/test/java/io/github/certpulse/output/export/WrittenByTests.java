package io.github.certpulse.output.export;

import io.github.certpulse.files.name.FileName;
import io.github.certpulse.output.export.Download.Source;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.http.annotation.Produces;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.swagger.v3.oas.annotations.Hidden;

/// Sends what a test writes.
@Controller("/downloads-under-test")
@Requires(property = "downloads-under-test")
@ExecuteOn(TaskExecutors.BLOCKING)
@Secured(SecurityRule.IS_ANONYMOUS)
@Hidden
class WrittenByTests {
    private final Downloads downloads;
    private volatile Source source;

    WrittenByTests(Downloads downloads) {
        this.downloads = downloads;
    }

    void write(Source next) {
        source = next;
    }

    int running() {
        return downloads.running();
    }

    @Get
    @Produces(MediaType.ALL)
    HttpResponse<Download> download() {
        var name = new FileName("test.csv", "湖北1+X监测-回答.csv");
        return downloads.send(new Download(name, "text/csv;charset=UTF-8", source));
    }
}
