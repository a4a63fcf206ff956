package io.github.certpulse.access.session;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.HexFormat;

/// The first part of an address: enough for people to recognise their own network, and less than identifies a computer.
final class AddressHint {
    private static final HexFormat HEX = HexFormat.of();

    private AddressHint() {}

    /// The first three numbers of an IPv4 address, the first 48 bits of an IPv6 address; empty for any other text,
    /// which a header may hold.
    static String of(String address) {
        try {
            var parsed = InetAddress.ofLiteral(address);
            var bytes = parsed.getAddress();
            return parsed instanceof Inet4Address
                    ? "%d.%d.%d.*".formatted(bytes[0] & 0xff, bytes[1] & 0xff, bytes[2] & 0xff)
                    : "%s:%s:%s:*".formatted(
                            HEX.formatHex(bytes, 0, 2),
                            HEX.formatHex(bytes, 2, 4),
                            HEX.formatHex(bytes, 4, 6));
        } catch (IllegalArgumentException noAddress) {
            return "";
        }
    }
}
