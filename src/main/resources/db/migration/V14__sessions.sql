-- Sign-ins of accounts. A token is valid while its session is here, has not ended, and has its account's generation.
create table session (
    id         bigint      not null primary key,
    account_id bigint      not null,
    -- The account's when the person signed in, or when they changed the password in this session.
    generation int         not null,
    created_at datetime(6) not null,
    -- To the minute.
    seen_at    datetime(6) not null,
    browser    varchar(16) not null,
    -- The first part of the address only.
    address    varchar(64) not null,
    ended_at   datetime(6) null,
    key session_account (account_id, created_at),
    key session_created (created_at),
    foreign key (account_id) references account (id) on delete cascade
) character set utf8mb4 collate utf8mb4_bin;
