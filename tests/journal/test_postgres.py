from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context

import psycopg
import pytest

from tests.factory.postgres import a_server
from workbench.errors import JournalError, RedLine, StaleDecision
from workbench.journal import Finding, heads, open_journal
from workbench.journal.clearance import readmit, recuse
from workbench.journal.postgres import assign, provision, unassign


@pytest.fixture(scope="module")
def server():
    with a_server() as address:
        provision(address("owner"))
        provision(address("owner"))
        with psycopg.connect(address("owner"), autocommit=True) as owner:
            for who in ("lead", "qian", "zhao", "stranger"):
                owner.execute(f"create role {who} login in role workbench_member")
        yield address


@pytest.fixture
def case(server, request):
    name = f"case-{request.node.name}"
    for who in ("lead", "qian", "zhao"):
        assign(server("owner"), name, who)
    return name


def opened(server, case, who):
    return open_journal(server(who), case=case, who="whatever is said")


def test_entries_come_back_and_verify_as_in_a_file(server, case):
    journal = opened(server, case, "lead")
    written = journal.append("disposed", "L1", {"去": ["初核", 1.5]}, why='具体\n\t"')
    assert opened(server, case, "qian").entries() == [written]
    assert written.who == "lead"
    assert journal.verify() is None
    assert journal.head().n == 1
    assert heads.check(journal, journal.head()) is None
    assert journal.entries("disposed", "L1", after=0) == [written]
    assert journal.entries("voted") == []


def test_a_stale_decision_is_refused_here_too(server, case):
    journal = opened(server, case, "lead")
    journal.append("level_set", "A", 1, seen=0)
    with pytest.raises(StaleDecision):
        opened(server, case, "qian").append("level_set", "A", 2, seen=0)
    assert journal.head().n == 1


def test_nobody_writes_in_anothers_name(server, case):
    with pytest.raises(JournalError) as refused:
        opened(server, case, "qian").append("voted", "A", 1, who="lead")
    assert refused.value.code == "journal.not_you"


def test_the_recused_read_and_write_nothing_and_the_refusal_is_journaled(server, case):
    lead = opened(server, case, "lead")
    before = opened(server, case, "zhao")
    recuse(lead, "zhao", why="近亲属")
    for attempt in (
        lambda: opened(server, case, "zhao"),
        before.entries,
        before.head,
        lambda: before.append("voted", "A", 1),
    ):
        with pytest.raises(RedLine):
            attempt()
    refused = lead.entries("opening_refused")
    assert [(e.who, e.of) for e in refused] == [("zhao", "zhao")] * 4
    assert lead.verify() is None
    with psycopg.connect(server("zhao")) as raw:
        query = 'select count(*) from workbench.entry where "case" = %s'
        assert raw.execute(query, [case]).fetchone() == (0,)
    readmit(lead, "zhao", why="查无此关系")
    assert opened(server, case, "zhao").entries()


def test_who_is_not_assigned_reads_nothing(server, case):
    lead = opened(server, case, "lead")
    lead.append("voted", "A", 1)
    with pytest.raises(RedLine):
        opened(server, case, "stranger")
    assert lead.entries("opening_refused")[0].who == "stranger"
    unassign(server("owner"), case, "qian")
    with pytest.raises(RedLine):
        opened(server, case, "qian")


@pytest.mark.parametrize("who", ["qian", "owner"])
@pytest.mark.parametrize(
    "statement",
    [
        "update workbench.entry set why = 'x'",
        "delete from workbench.entry",
        "truncate workbench.entry",
        """insert into workbench.entry values
        ('{case}', 2, 't', '{who}', 'voted', 'A', null, '1', '', '{p}', '{p}')""",
    ],
    ids=["update", "delete", "truncate", "insert"],
)
def test_the_server_refuses_to_change_or_forge_an_entry(server, case, who, statement):
    lead = opened(server, case, "lead")
    lead.append("voted", "A", 1)
    said = statement.format(case=case, who=who, p="0" * 64)
    with psycopg.connect(server(who)) as raw, pytest.raises(psycopg.Error):
        raw.execute(said)
    assert lead.verify() is None


def test_members_cannot_make_themselves_members(server, case):
    with psycopg.connect(server("stranger")) as raw, pytest.raises(psycopg.Error):
        raw.execute("insert into workbench.member values (%s, 'stranger')", [case])


def test_what_the_owner_tampers_with_shows_in_the_chain(server, case):
    lead = opened(server, case, "lead")
    for i in range(3):
        lead.append("voted", f"A{i}", i)
    with psycopg.connect(server("owner")) as owner:
        owner.execute("set session_replication_role = replica")
        query = "update workbench.entry set value = '9' where n = 2 and \"case\" = %s"
        owner.execute(query, [case])
    assert lead.verify() == Finding("journal.changed", 2)


def _append(address, case, worker, times):
    journal = open_journal(address, case=case, who="")
    for i in range(times):
        journal.append("voted", f"{worker}-{i}", i)


def test_several_processes_write_one_whole_chain(server, case):
    with ProcessPoolExecutor(4, mp_context=get_context("spawn")) as pool:
        jobs = [pool.submit(_append, server("lead"), case, k, 10) for k in range(4)]
        for job in jobs:
            job.result()
    journal = opened(server, case, "lead")
    assert journal.head().n == 40
    assert journal.verify() is None


def test_a_server_that_is_not_there_is_one_clear_error(tmp_path):
    with pytest.raises(JournalError) as refused:
        open_journal(f"postgresql://x@/x?host={tmp_path}", case="c", who="x")
    assert refused.value.code == "journal.server"
