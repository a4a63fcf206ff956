package io.github.certpulse;

import io.github.certpulse.access.account.OfficeAccount;
import io.github.certpulse.survey.entry.Entries;
import io.github.certpulse.survey.entry.PublicUrl;
import io.github.certpulse.survey.questionnaire.Role;
import io.micronaut.context.annotation.Property;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.server.event.ServerStartupEvent;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Prints the addresses and the first sign-ins after the start.
@Singleton
class StartMessage implements ApplicationEventListener<ServerStartupEvent>, Ordered {
    private static final Logger LOG = LoggerFactory.getLogger(StartMessage.class);
    private final InitialSetup initialSetup;
    private final Entries entries;
    private final PublicUrl publicUrl;
    private final boolean structured;

    StartMessage(
            InitialSetup initialSetup,
            Entries entries,
            PublicUrl publicUrl,
            @Property(name = "certpulse.log-format") String logFormat) {
        this.initialSetup = initialSetup;
        this.entries = entries;
        this.publicUrl = publicUrl;
        this.structured = logFormat.equals("json");
    }

    @Override
    public void onApplicationEvent(ServerStartupEvent event) {
        if (structured) {
            (publicUrl.isLocal() ? LOG.atWarn() : LOG.atInfo()).log(text());
        } else {
            System.out.println(text());
        }
    }

    /// Runs last, when the address is known.
    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    private String text() {
        var text = new StringBuilder("\n  CertPulse is running\n\n");
        if (publicUrl.isLocal()) {
            line(
                    text,
                    "WARNING",
                    "codes and posters say " + publicUrl.base()
                            + ", which opens on this computer only."
                            + " Set CERTPULSE_PUBLIC_URL before anything is printed.\n");
        }
        line(text, "Console", publicUrl.base() + "/");
        line(
                text,
                "Office",
                OfficeAccount.USERNAME + initialSetup.firstOfficePassword()
                        .map(password -> " / " + password + "   (one-time: to be changed at the first sign-in)")
                        .orElse("   (password as set)"));
        initialSetup.sampleSchool().ifPresent(sample -> {
            line(
                    text,
                    "School",
                    sample.username()
                            + sample.password()
                                    .map(password -> " / " + password + "   (one-time)")
                                    .orElse("   (password as set)")
                            + "   "
                            + sample.school().name()
                            + "（样例）");
            for (var role : Role.values()) {
                entries.codeOf(sample.school().id(), role)
                        .ifPresent(
                                code -> line(
                                        text,
                                        role == Role.TEACHER ? "Teachers" : "Students",
                                        publicUrl.entryUrl(code)));
            }
        });
        line(text, "API", publicUrl.base() + "/openapi/");
        return text.toString();
    }

    private static void line(StringBuilder text, String label, String content) {
        text.append("  %-10s%s%n".formatted(label, content));
    }
}
