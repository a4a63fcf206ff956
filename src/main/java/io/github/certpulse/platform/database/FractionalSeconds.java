package io.github.certpulse.platform.database;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.jdbc.interceptors.ConnectionLifecycleInterceptor;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.a.NativeCapabilities;
import com.mysql.cj.protocol.a.NativePacketPayload;
import java.sql.Savepoint;
import java.util.Properties;

/// Lets the driver send fractions of seconds to MariaDB 10.x too. That server reports its version as `5.5.5-10.…`, and
/// the driver drops fractions for servers older than 5.6.4, so a time would be read back different from what was
/// stored. Nothing else changes: for every other feature the driver uses the reported version.
///
/// The driver's setting `connectionLifecycleInterceptors` names this class; the driver makes one for each connection.
public final class FractionalSeconds implements ConnectionLifecycleInterceptor {
    private static final String PREFIX_OF_MARIADB_10 = "5.5.5-";

    @Override
    public ConnectionLifecycleInterceptor init(MysqlConnection connection, Properties properties, Log log) {
        var server = connection.getSession().getServerSession();
        if (server.getCapabilities() instanceof NativeCapabilities reported
                && reported.getServerVersion().toString().startsWith(PREFIX_OF_MARIADB_10)) {
            server.setCapabilities(new WithFractions(reported));
        }
        return this;
    }

    /// The server's reported capabilities, plus fractions of seconds.
    private static final class WithFractions extends NativeCapabilities {

        WithFractions(NativeCapabilities reported) {
            super(rewound(reported.getInitialHandshakePacket()));
            setCapabilityFlags(reported.getCapabilityFlags());
            setThreadId(reported.getThreadId());
        }

        private static NativePacketPayload rewound(NativePacketPayload greeting) {
            greeting.setPosition(0);
            return greeting;
        }

        @Override
        public boolean serverSupportsFracSecs() {
            return true;
        }
    }

    @Override
    public boolean commit() {
        return true;
    }

    @Override
    public boolean rollback() {
        return true;
    }

    @Override
    public boolean rollback(Savepoint savepoint) {
        return true;
    }

    @Override
    public boolean setAutoCommit(boolean autoCommit) {
        return true;
    }

    @Override
    public boolean setDatabase(String database) {
        return true;
    }

    @Override
    public boolean transactionBegun() {
        return true;
    }

    @Override
    public boolean transactionCompleted() {
        return true;
    }

    @Override
    public void close() {}

    @Override
    public void destroy() {}
}
