package io.github.certpulse.platform.migration;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Resumes a migration whose replica was killed in its middle. Each statement was carried out wholly or not at all, but
/// a change of tables cannot be undone with the others. So the migration runs again from its beginning, and statements
/// that say that they were carried out already are passed over.
final class InterruptedMigration {
    private static final Logger LOG = LoggerFactory.getLogger(InterruptedMigration.class);
    /// TABLE_EXISTS, BAD_TABLE (dropped), DUP_FIELDNAME, DUP_KEYNAME, DUP_ENTRY, CANT_DROP_FIELD_OR_KEY, and MySQL's
    /// FK_DUP_NAME.
    private static final Set<Integer> CARRIED_OUT = Set.of(1050, 1051, 1060, 1061, 1062, 1091, 1826);

    private InterruptedMigration() {}

    static DataSource resumedOn(DataSource pool) {
        return new DelegatingDataSource(pool) {
            @Override
            public Connection getConnection() throws SQLException {
                var connection = super.getConnection();
                return proxy(Connection.class, (_, method, arguments) -> {
                    var result = called(() -> method.invoke(connection, arguments));
                    return method.getName().equals("createStatement") ? tolerant((Statement) result) : result;
                });
            }
        };
    }

    private static Statement tolerant(Statement statement) {
        return proxy(Statement.class, (_, method, arguments) -> {
            try {
                return called(() -> method.invoke(statement, arguments));
            } catch (SQLException refused) {
                if (method.getName().equals("execute") && CARRIED_OUT.contains(refused.getErrorCode())) {
                    LOG.info("Carried out before the interruption: {}", refused.getMessage());
                    return false;
                }
                throw refused;
            }
        });
    }

    private interface Call {
        Object run() throws InvocationTargetException, IllegalAccessException;
    }

    private static Object called(Call call) throws Throwable {
        try {
            return call.run();
        } catch (InvocationTargetException thrown) {
            throw thrown.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type}, handler));
    }
}
