-- All times are UTC. Names compare to the letter (utf8mb4_bin). Ids are made by the service, in order of time.

create table questionnaire (
    code         varchar(64)  not null,
    version      int          not null,
    role         varchar(16)  not null,
    definition   mediumtext   not null,
    sha256       binary(32)   not null,
    published_at datetime(6)  not null,
    primary key (code, version)
) character set utf8mb4 collate utf8mb4_bin;

create table campaign (
    id                       bigint        not null primary key,
    title                    varchar(200)  not null,
    province                 varchar(50)   not null,
    opens_at                 datetime(6)   not null,
    closes_at                datetime(6)   not null,
    teachers_per_certificate int           not null,
    students_per_certificate int           not null,
    teachers_per_school      int           not null,
    students_per_school      int           not null,
    student_share            decimal(12, 10) not null,
    teacher_cap              int           null,
    student_cap              int           null,
    teacher_questionnaire    varchar(80)   not null,
    student_questionnaire    varchar(80)   not null,
    channels                 varchar(40)   not null,
    sample                   boolean       not null,
    -- Turns a person into this campaign's respondent; destroyed with the campaign.
    respondent_key           binary(32)    not null,
    -- Grows with every change of the campaign, its roster or its codes.
    revision                 int           not null,
    created_at               datetime(6)   not null
) character set utf8mb4 collate utf8mb4_bin;

create table school (
    id          bigint       not null primary key,
    campaign_id bigint       not null,
    position    int          not null,
    name        varchar(100) not null,
    level       varchar(20)  not null,
    city        varchar(50)  null,
    route       varchar(50)  null,
    address     varchar(200) null,
    unique key school_name (campaign_id, name),
    foreign key (campaign_id) references campaign (id)
) character set utf8mb4 collate utf8mb4_bin;

create table certificate (
    id                  bigint       not null primary key,
    school_id           bigint       not null,
    position            int          not null,
    name                varchar(100) not null,
    level               varchar(50)  not null,
    registered_students int          not null,
    -- No longer on the roster: not asked for, not counted as a quota, its answers kept.
    withdrawn           boolean      not null,
    -- Places taken under a cap; kept up to date only while the campaign has one.
    teachers_taken      int          not null default 0,
    students_taken      int          not null default 0,
    unique key certificate_name (school_id, name),
    foreign key (school_id) references school (id)
) character set utf8mb4 collate utf8mb4_bin;

create table entry (
    code       varchar(16) not null primary key,
    school_id  bigint      not null,
    role       varchar(16) not null,
    -- 1 while the code is valid, null once it was replaced; so each school and role has one valid code.
    valid      tinyint     null,
    created_at datetime(6) not null,
    unique key entry_valid (school_id, role, valid),
    foreign key (school_id) references school (id)
) character set utf8mb4 collate utf8mb4_bin;

-- WeChat's picture of a code, kept so that WeChat is asked once.
create table wechat_code (
    code         varchar(16) not null primary key,
    content_type varchar(40) not null,
    image        mediumblob  not null
) character set utf8mb4 collate utf8mb4_bin;

-- The only truth. Clustered by campaign and time, so that a campaign's results are one stretch of pages.
create table response (
    campaign_id     bigint      not null,
    seq             bigint      not null,
    id              binary(16)  not null,
    school_id       bigint      not null,
    certificate_id  bigint      not null,
    role            varchar(16) not null check (role in ('TEACHER', 'STUDENT')),
    respondent      binary(16)  not null,
    questionnaire   varchar(64) not null,
    version         int         not null,
    answers         mediumtext  not null,
    other_texts     text        null,
    body_hash       binary(32)  not null,
    channel         varchar(16) not null,
    elapsed_seconds int         null,
    received_at     datetime(6) not null,
    -- The database's own time of storing, by which the counts follow; one clock for all replicas.
    stored_at       datetime(6) not null,
    primary key (campaign_id, seq),
    unique key response_id (id),
    unique key response_person (school_id, role, respondent, certificate_id),
    key response_stored (stored_at)
) character set utf8mb4 collate utf8mb4_bin;

-- Apart from the answers and encrypted.
create table contact (
    response_id binary(16)     not null primary key,
    campaign_id bigint         not null,
    key_id      varchar(16)    not null,
    sealed      varbinary(1024) not null,
    created_at  datetime(6)    not null,
    key contact_campaign (campaign_id)
) character set utf8mb4 collate utf8mb4_bin;

create table completion (
    school_id    bigint      not null primary key,
    completed_at datetime(6) not null,
    receipt      varchar(32) not null,
    foreign key (school_id) references school (id)
) character set utf8mb4 collate utf8mb4_bin;

create table account (
    id                   bigint       not null primary key,
    username             varchar(64)  not null,
    role                 varchar(16)  not null,
    school_id            bigint       null,
    password_hash        varchar(255) not null,
    must_change_password boolean      not null,
    -- Tokens of an older generation are no longer good: the password was changed since.
    generation           int          not null,
    created_at           datetime(6)  not null,
    unique key account_username (username),
    unique key account_school (school_id),
    foreign key (school_id) references school (id)
) character set utf8mb4 collate utf8mb4_bin;

create table audit (
    id       bigint       not null primary key,
    at       datetime(6)  not null,
    username varchar(64)  not null,
    address  varchar(64)  not null,
    action   varchar(64)  not null,
    target   varchar(200) not null,
    facts    text         not null,
    key audit_at (at)
) character set utf8mb4 collate utf8mb4_bin;
