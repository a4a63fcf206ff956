-- Whether a school may see the distribution of its own answers.
alter table campaign add column school_results boolean not null default false;

-- What a school was shown last of its own answers; stays until enough further responses are there.
create table school_result (
    school_id    bigint      not null,
    role         varchar(16) not null,
    respondents  int         not null,
    questions    mediumtext  not null,
    taken_at     datetime(6) not null,
    primary key (school_id, role),
    foreign key (school_id) references school (id)
) character set utf8mb4 collate utf8mb4_bin;

-- Whoever holds a receipt may ask what it stands for.
alter table completion add unique key completion_receipt (receipt);

-- The trail is looked through by who, what and to what, the latest first.
alter table audit
    add key audit_username (username, at),
    add key audit_action (action, at),
    add key audit_target (target, at);
