-- The journal of a team. Run once by the owner of the database (workbench.journal.postgres.provision).
-- The server itself sees to it that entries are only ever added, that each follows from
-- the one before, that `who` is who logged in, and that the recused read nothing.

create schema if not exists workbench;

do $$ begin
    if not exists (select from pg_roles where rolname = 'workbench_member') then
        create role workbench_member nologin;
    end if;
end $$;

create table if not exists workbench.entry (
    "case"   text   not null,
    n        bigint not null check (n > 0),
    time     text   not null,
    who      text   not null,
    verb     text   not null,
    "of"     text   not null,
    seen     bigint,
    value    text   not null check (value::json is not null),
    why      text   not null,
    previous text   not null,
    hash     text   not null,
    primary key ("case", n),
    unique ("case", previous),
    unique ("case", hash)
);

create index if not exists entry_of on workbench.entry ("case", "of", n);

-- Who may open a case at all; kept by the owner.
create table if not exists workbench.member (
    "case" text not null,
    who    text not null,
    primary key ("case", who)
);

-- The canonical JSON of an entry, as INTERFACE says it: sorted keys, no spaces.
create or replace function workbench.canonical(e workbench.entry) returns text
language sql immutable as $$
    select '{"case":' || to_json(e."case")::text
        || ',"n":' || e.n
        || ',"of":' || to_json(e."of")::text
        || ',"previous":' || to_json(e.previous)::text
        || ',"seen":' || coalesce(e.seen::text, 'null')
        || ',"time":' || to_json(e.time)::text
        || ',"value":' || e.value
        || ',"verb":' || to_json(e.verb)::text
        || ',"who":' || to_json(e.who)::text
        || ',"why":' || to_json(e.why)::text || '}'
$$;

create or replace function workbench.digest(e workbench.entry) returns text
language sql immutable as $$
    select encode(sha256(convert_to(workbench.canonical(e), 'UTF8')), 'hex')
$$;

-- The cases that whoever is logged in may open: a member, and not recused since.
create or replace function workbench.open_cases() returns setof text
language sql stable security definer set search_path = workbench, pg_temp as $$
    select m."case" from workbench.member m
    where m.who = session_user
      and coalesce((
          select e.verb from workbench.entry e
          where e."case" = m."case" and e."of" = session_user
            and e.verb in ('recused', 'readmitted')
          order by e.n desc limit 1), 'readmitted') = 'readmitted'
$$;

-- One writer a case at a time.
create or replace function workbench.hold(the_case text) returns void
language sql as $$
    select pg_advisory_xact_lock(hashtextextended('workbench:' || the_case, 0))
$$;

create or replace function workbench.follows() returns trigger
language plpgsql security definer set search_path = workbench, pg_temp as $$
declare
    last workbench.entry;
begin
    perform workbench.hold(new."case");
    select * into last from workbench.entry e
        where e."case" = new."case" order by e.n desc limit 1;
    if new.n <> coalesce(last.n, 0) + 1
        or new.previous <> coalesce(last.hash, repeat('0', 64))
        or new.hash <> workbench.digest(new) then
        raise exception 'the entry does not follow' using errcode = 'WB001';
    end if;
    return new;
end $$;

create or replace function workbench.stays() returns trigger
language plpgsql as $$
begin
    raise exception 'the journal is append-only' using errcode = 'WB002';
end $$;

create or replace trigger follows before insert on workbench.entry
    for each row execute function workbench.follows();
create or replace trigger stays before update or delete on workbench.entry
    for each row execute function workbench.stays();
create or replace trigger kept before truncate on workbench.entry
    for each statement execute function workbench.stays();

-- A refused opening is journaled by the server, since the refused may write nothing.
create or replace function workbench.refuse(the_case text) returns void
language plpgsql security definer set search_path = workbench, pg_temp as $$
declare
    last workbench.entry;
    fresh workbench.entry;
begin
    if the_case in (select workbench.open_cases()) then
        return;
    end if;
    perform workbench.hold(the_case);
    select * into last from workbench.entry e
        where e."case" = the_case order by e.n desc limit 1;
    if last.n is null then
        return;  -- no such case; nothing to protect and nothing to tell
    end if;
    fresh := row(the_case, last.n + 1,
        to_char(now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"'),
        session_user::text, 'opening_refused', session_user::text, null,
        '{"rule":"X7"}', '', last.hash, '');
    fresh.hash := workbench.digest(fresh);
    insert into workbench.entry values (fresh.*);
end $$;

alter table workbench.entry enable row level security;
drop policy if exists reads on workbench.entry;
create policy reads on workbench.entry for select
    using ("case" = any (array(select workbench.open_cases())));
drop policy if exists adds on workbench.entry;
create policy adds on workbench.entry for insert
    with check ("case" = any (array(select workbench.open_cases()))
                and who = session_user);

revoke all on workbench.entry, workbench.member from public, workbench_member;
grant usage on schema workbench to workbench_member;
grant select, insert on workbench.entry to workbench_member;
