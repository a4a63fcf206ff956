package io.github.certpulse.platform.database;

import com.mysql.cj.MysqlConnection;
import com.mysql.cj.jdbc.interceptors.ConnectionLifecycleInterceptor;
import com.mysql.cj.log.Log;
import com.mysql.cj.protocol.a.NativeCapabilities;
import com.mysql.cj.protocol.a.NativePacketPayload;
import java.sql.Savepoint;
import java.util.Properties;

/// Lets the driver send fractions of seconds to MariaDB 10.x as well. That calls itself `5.5.5-10.…` so that old
/// replicas accept it, and the driver drops fractions for servers older than 5.6.4: a time would be read back other
/// than it was stored. Only this is changed: for the driver's other questions the server stays as old as it says.
///
/// The driver makes one for each connection, named by its setting `connectionLifecycleInterceptors`.
public final class FractionalSeconds implements ConnectionLifecycleInterceptor {
    private static final String PREFIX_OF_MARIADB_10 = "5.5.5-";

    @Override
    public ConnectionLifecycleInterceptor init(MysqlConnection connection, Properties properties, Log log) {
        var server = connection.getSession().getServerSession();
        if (server.getCapabilities() instanceof NativeCapabilities told
                && told.getServerVersion().toString().startsWith(PREFIX_OF_MARIADB_10)) {
            server.setCapabilities(new WithFractions(told));
        }
        return this;
    }

    /// What the server told of itself, and that it knows fractions of seconds.
    private static final class WithFractions extends NativeCapabilities {

        WithFractions(NativeCapabilities told) {
            super(fromTheStart(told.getInitialHandshakePacket()));
            setCapabilityFlags(told.getCapabilityFlags());
            setThreadId(told.getThreadId());
        }

        private static NativePacketPayload fromTheStart(NativePacketPayload greeting) {
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
