-- Keys that outlive the service's secret, with which they are sealed: who answered, receipts and pseudonyms follow from them.
create table lasting_key (
    purpose varchar(32)    not null primary key,
    key_id  varchar(16)    not null,
    sealed  varbinary(128) not null
) character set utf8mb4 collate utf8mb4_bin;
