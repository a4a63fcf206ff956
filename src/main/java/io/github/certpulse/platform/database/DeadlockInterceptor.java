package io.github.certpulse.platform.database;

import io.micronaut.aop.InterceptPhase;
import io.micronaut.aop.InterceptorBean;
import io.micronaut.aop.MethodInterceptor;
import io.micronaut.aop.MethodInvocationContext;
import io.micronaut.transaction.TransactionOperations;
import io.micronaut.transaction.annotation.Transactional;
import java.sql.Connection;

/// Runs every [Transactional] method again after a deadlock, see [Deadlocks]. So such a method must do nothing that its
/// transaction does not undo: what others are to learn after the commit, its caller tells them.
@InterceptorBean(Transactional.class)
class DeadlockInterceptor implements MethodInterceptor<Object, Object> {
    private final TransactionOperations<Connection> transactions;

    DeadlockInterceptor(TransactionOperations<Connection> transactions) {
        this.transactions = transactions;
    }

    /// A part of a larger transaction is undone with it, and run again with it.
    @Override
    public Object intercept(MethodInvocationContext<Object, Object> method) {
        var isPart = transactions.findTransactionStatus().isPresent();
        return isPart ? method.proceed() : Deadlocks.retry(() -> method.proceed(this));
    }

    /// Around the transaction.
    @Override
    public int getOrder() {
        return InterceptPhase.RETRY.getPosition();
    }
}
