alter table account
    -- Whether somebody with the right OFFICE also sees who asked to be contacted.
    add column contacts boolean not null default true,
    -- Lets nobody in until it is reopened.
    add column closed boolean not null default false;
