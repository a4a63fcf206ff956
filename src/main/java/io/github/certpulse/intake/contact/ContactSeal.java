package io.github.certpulse.intake.contact;

import io.github.certpulse.platform.json.Json;
import io.github.certpulse.platform.secret.Keys;
import io.github.certpulse.platform.secret.Seal.Sealed;
import io.github.certpulse.platform.secret.Seal;
import io.github.certpulse.survey.sheet.Sheet.Contact;
import io.micronaut.json.tree.JsonNode;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.Map;
import java.util.UUID;

/// Encrypts contacts, each bound to the response to which it belongs; see [Seal].
@Singleton
class ContactSeal {
    private final Seal seal;

    ContactSeal(Keys keys) {
        this.seal = new Seal(keys, "contacts");
    }

    Sealed close(UUID response, Contact contact) {
        return seal.close(
                response.toString(),
                Json.canonical(
                        JsonNode.createObjectNode(
                                Map.of(
                                        "name",
                                        JsonNode.createStringNode(contact.name()),
                                        "phone",
                                        JsonNode.createStringNode(contact.phone())))));
    }

    /// @throws IllegalStateException if it was encrypted with another secret or belongs to another response
    Contact open(UUID response, Sealed sealed) {
        try {
            var plain = Json.read(seal.open(response.toString(), sealed));
            return new Contact(plain.get("name").getStringValue(), plain.get("phone").getStringValue());
        } catch (IOException e) {
            throw new IllegalStateException("A contact is not readable", e);
        }
    }

    String currentKeyId() {
        return seal.currentKeyId();
    }
}
