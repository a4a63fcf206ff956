-- Of whom a campaign asks the site word, and how many new browsers a school may have in an hour at least.
-- Without a row it asks nobody. The words themselves are stored nowhere.
create table site_word_rule (
    campaign_id           bigint     not null primary key,
    -- OFF, WEB or ALL.
    teacher_asked         varchar(8) not null,
    student_asked         varchar(8) not null,
    -- Otherwise only the schools that were chosen.
    all_schools           boolean    not null,
    -- Null: the number that follows from the roster.
    new_browsers_per_hour int        null,
    foreign key (campaign_id) references campaign (id)
) character set utf8mb4 collate utf8mb4_bin;

create table site_word_school (
    school_id       bigint  not null primary key,
    chosen          boolean not null default false,
    -- How often each word was changed at will; a word follows from it.
    teacher_changes int     not null default 0,
    student_changes int     not null default 0,
    foreign key (school_id) references school (id)
) character set utf8mb4 collate utf8mb4_bin;

-- When new browsers were last refused at a school because there were too many of them in an hour.
create table new_browser_refusal (
    school_id  bigint      not null primary key,
    refused_at datetime(6) not null,
    foreign key (school_id) references school (id)
) character set utf8mb4 collate utf8mb4_bin;
