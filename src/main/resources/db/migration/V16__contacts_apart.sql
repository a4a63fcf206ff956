-- Contacts that do not lead to responses. The table contact, whose rows name a response and its time, is emptied by the
-- service and no longer filled; it stays for replicas of the version before.
create table left_contact (
    -- A keyed hash that only a request of the respondent can compute.
    link        binary(16)      not null primary key,
    campaign_id bigint          not null,
    school_id   bigint          not null,
    role        varchar(16)     not null,
    key_id      varchar(16)     not null,
    sealed      varbinary(1024) not null,
    -- Whether the office has seen it, or may see it the next time.
    shown       boolean         not null default false,
    key left_contact_school (campaign_id, school_id, role)
) character set utf8mb4 collate utf8mb4_bin;

-- How many persons had answered when contacts of a school and role were last shown.
create table contact_release (
    school_id bigint      not null,
    role      varchar(16) not null,
    persons   int         not null,
    primary key (school_id, role)
) character set utf8mb4 collate utf8mb4_bin;
