package io.github.certpulse.platform.database;

import com.zaxxer.hikari.SQLExceptionOverride;
import java.sql.SQLException;

/// Takes a connection out of the pool whose server does not write any more: another server has its place, and new
/// connections lead there. By itself the pool does so only where the connection is broken.
///
/// The pool's setting `exception-override-class-name` names this class.
public final class StaleServerEviction implements SQLExceptionOverride {

    @java.lang.Override
    public Override adjudicate(SQLException refusal) {
        return Ending.of(refusal) == Ending.REFUSED ? Override.MUST_EVICT : Override.CONTINUE_EVICT;
    }
}
