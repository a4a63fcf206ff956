package io.github.certpulse.testing;

import com.mysql.cj.jdbc.MysqlDataSource;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/// Connections of a [ShiftedClock] that count the statements which are prepared on them.
public final class CountedStatements extends MysqlDataSource {
    private static final long serialVersionUID = 1L;
    private final transient ShiftedClock connections;
    private final AtomicInteger statements = new AtomicInteger();

    public CountedStatements(ShiftedClock connections) {
        this.connections = connections;
    }

    public int number() {
        return statements.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = connections.getConnection();
        return (Connection) Proxy.newProxyInstance(
                CountedStatements.class.getClassLoader(),
                new Class<?>[]{Connection.class},
                (_, method, arguments) -> {
                    if (method.getName().equals("prepareStatement")) {
                        statements.incrementAndGet();
                    }
                    try {
                        return method.invoke(connection, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
