package io.github.certpulse.intake.source;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Optional;

/// Where a sheet comes from: a network and a browser family. It is kept for as long as the request only; [SourceMarks]
/// makes of it what is stored.
public final class Source {
    /// The part of an IPv6 address that names the network: a household or a device gets a whole /64 (RFC 6177).
    private static final int NETWORK_BYTES = 8;
    private final byte[] network;
    private final BrowserFamily family;

    private Source(byte[] network, BrowserFamily family) {
        this.network = network;
        this.family = family;
    }

    /// The source of a request; empty if the address is none, as a proxy may send it.
    ///
    /// @param address   the client's address, by which limits and the audit trail go too
    /// @param userAgent the header; empty if there is none
    public static Optional<Source> from(String address, String userAgent) {
        return network(address).map(network -> new Source(network, BrowserFamily.from(userAgent)));
    }

    /// What the mark is computed from. The same for the same source.
    byte[] bytes() {
        var name = family.name().getBytes(US_ASCII);
        var bytes = Arrays.copyOf(network, network.length + name.length);
        System.arraycopy(name, 0, bytes, network.length, name.length);
        return bytes;
    }

    /// IPv4 addresses whole, also those that are written as IPv6.
    private static Optional<byte[]> network(String text) {
        var zone = text.indexOf('%');
        try {
            var address = InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone));
            return Optional.of(
                    address instanceof Inet4Address ? address.getAddress()
                            : Arrays.copyOf(address.getAddress(), NETWORK_BYTES));
        } catch (IllegalArgumentException noAddress) {
            return Optional.empty();
        }
    }
}
