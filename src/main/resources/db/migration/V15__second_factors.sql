-- The second factor of an office account: a key from which codes follow (RFC 6238), sealed with a lasting key.
create table second_factor (
    account_id   bigint         not null primary key,
    key_id       varchar(16)    not null,
    sealed       varbinary(128) not null,
    -- The time step of the last code that was accepted; a code is good once.
    last_step    bigint         not null,
    created_at   datetime(6)    not null,
    -- Null until the person has shown a code; until then it protects nothing.
    confirmed_at datetime(6)    null,
    foreign key (account_id) references account (id) on delete cascade
) character set utf8mb4 collate utf8mb4_bin;

-- Codes for somebody who has lost the second factor; each is good once.
create table recovery_code (
    account_id bigint        not null,
    -- SHA-256 of the account and the code.
    hash       varbinary(32) not null,
    used_at    datetime(6)   null,
    primary key (account_id, hash),
    foreign key (account_id) references account (id) on delete cascade
) character set utf8mb4 collate utf8mb4_bin;
