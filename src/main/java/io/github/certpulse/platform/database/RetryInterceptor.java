package io.github.certpulse.platform.database;

import io.micronaut.aop.InterceptPhase;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.annotation.Transactional;
import java.sql.Connection;

/// Runs every [Transactional] method again where the database could not carry it out now, see [Retries]. So such a
/// method must do nothing that its transaction cannot undo; its caller notifies others after the commit.
@InterceptorBean(Transactional.class)
class RetryInterceptor implements MethodInterceptor<Object, Object> {
    private final TransactionOperations<Connection> transactions;
    private final Retries retries;

    RetryInterceptor(TransactionOperations<Connection> transactions, Retries retries) {
        this.transactions = transactions;
        this.retries = retries;
    }

    /// A method inside a larger transaction is not retried by itself: it is undone and run again with the whole.
    @Override
    public Object intercept(MethodInvocationContext<Object, Object> method) {
        var isPart = transactions.findTransactionStatus().isPresent();
        return isPart ? method.proceed() : retries.inSteps(() -> method.proceed(this));
    }

    /// Runs outside the transaction.
    @Override
    public int getOrder() {
        return InterceptPhase.RETRY.getPosition();
    }
}
