package io.github.certpulse.response;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.certpulse.questionnaire.Sheet.Contact;
import io.github.certpulse.shared.DataConfiguration;
import io.github.certpulse.shared.Keys;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ContactSealTest {
    private final ContactSeal seal = seal("an example of thirty-two bytes!!");
    private final UUID response = UUID.randomUUID();
    private final Contact contact = new Contact("张老师", "13800138000");

    @Test
    void opensWhatItClosed() {
        assertThat(seal.open(response, seal.close(response, contact))).isEqualTo(contact);
    }

    @Test
    void leavesNothingToReadAndClosesTheSameContactDifferentlyEachTime() {
        var sealed = seal.close(response, contact);
        assertThat(new String(sealed.bytes(), StandardCharsets.UTF_8)).doesNotContain("张老师", "13800138000");
        assertThat(sealed.bytes()).isNotEqualTo(seal.close(response, contact).bytes());
    }

    @Test
    void opensNoContactThatWasChangedOrMovedToAnotherResponse() {
        var sealed = seal.close(response, contact);
        assertThatThrownBy(() -> seal.open(UUID.randomUUID(), sealed)).isInstanceOf(IllegalStateException.class);
        sealed.bytes()[20] ^= 1;
        assertThatThrownBy(() -> seal.open(response, sealed)).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void saysThatAnotherKeyClosedAContact() {
        var sealed = seal("another example of thirty-two..!").close(response, contact);
        assertThatThrownBy(() -> seal.open(response, sealed)).hasMessageContaining("CERTPULSE_SECRET");
    }

    private static ContactSeal seal(String secret) {
        return new ContactSeal(new Keys(new DataConfiguration("unused", Optional.of(Base64.getEncoder().encodeToString(secret.getBytes())))));
    }
}
