"""Saving, sharing, listing, revoking, deleting: on SQLite and on PostgreSQL."""

from __future__ import annotations

import datetime as dt
import re
from concurrent.futures import ThreadPoolExecutor

import pytest
import sqlalchemy as sa
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy.engine import make_url

from summarizer.brief import Origin
from summarizer.errors import Gone, NotAllowed, NotFound
from summarizer.store import Audience, Expiry, Owner, Store, new_owner_token, tokens
from summarizer.store.store import fold
from tests import briefs

BRIEF = briefs.sample()


def edited(text: str, version: int = 2):
    """The sample after its English title was rewritten by hand."""
    brief = briefs.titled(text, BRIEF.title.sides["es"].text)
    side = brief.title.sides["en"].model_copy(update={"origin": Origin.EDITED})
    title = brief.title.model_copy(update={"sides": {**brief.title.sides, "en": side}})
    return brief.model_copy(update={"title": title, "version": version, "edited": True})


# --- briefs and versions -------------------------------------------------------------------------


def test_a_brief_comes_back_as_it_was(store, owner):
    saved = store.save(BRIEF, owner)
    assert store.get(saved.id, owner).brief == BRIEF
    assert store.get(saved.id, owner, version=1).brief == BRIEF


def test_any_text_comes_back_as_it_was(store, owner):
    for text in briefs.HOSTILE_TEXTS:
        brief = briefs.titled(text)
        saved = store.save(brief, owner)
        link = store.share(saved.id, owner)
        assert store.read(link.id).brief == brief, text
    assert store.count(owner) == len(store.list(owner)) == len(briefs.HOSTILE_TEXTS)


def test_an_edit_is_a_new_version_and_the_old_one_stays(store, owner):
    saved = store.save(BRIEF, owner)
    second = store.save(edited("Rewritten"), owner, id=saved.id)
    assert (second.id, second.version) == (saved.id, 2)
    assert store.get(saved.id, owner).brief == edited("Rewritten")
    assert store.get(saved.id, owner, version=1).brief == BRIEF
    [listed] = store.list(owner)
    assert (listed.version, listed.edited, listed.titles["en"]) == (2, True, "Rewritten")


def test_saving_the_same_again_saves_nothing(store, owner):
    saved = store.save(BRIEF, owner)
    again = store.save(BRIEF, owner, id=saved.id)
    assert again == saved
    with pytest.raises(NotFound, match="no version 2"):
        store.get(saved.id, owner, version=2)


def test_a_version_number_that_is_taken_gives_way(store, owner):
    saved = store.save(BRIEF, owner)
    store.save(edited("One"), owner, id=saved.id)
    other = store.save(edited("Another"), owner, id=saved.id)
    assert other.version == other.brief.version == 3
    assert store.get(saved.id, owner, version=2).brief.title.sides["en"].text == "One"


def test_a_brief_that_was_edited_before_its_first_save_keeps_its_number(store, owner):
    saved = store.save(edited("Rewritten", version=4), owner)
    assert saved.version == 4
    assert store.get(saved.id, owner).version == 4
    assert store.read(store.share(saved.id, owner).id).brief.version == 4


def test_many_at_once_lose_nothing(open_store, owner):
    one, other = open_store(timeout=60.0), open_store(timeout=60.0)
    saved = one.save(BRIEF, owner)

    def work(number: int) -> int:
        store = (one, other)[number % 2]
        version = store.save(edited(f"Title {number}"), owner, id=saved.id).version
        store.share(saved.id, owner, version=version)
        store.save(briefs.titled(f"New {number}"), owner)
        return version

    with ThreadPoolExecutor(8) as pool:
        numbers = list(pool.map(work, range(24)))
    assert sorted(numbers) == list(range(2, 26))
    texts = {one.get(saved.id, owner, version=n).brief.title.sides["en"].text for n in numbers}
    assert texts == {f"Title {n}" for n in range(24)}
    assert len(one.links(saved.id, owner)) == 24
    assert one.count(owner) == 25


def test_two_shares_of_one_brief_at_once(store, owner):
    saved = store.save(BRIEF, owner)

    def share(_: int) -> str:
        again = store.save(BRIEF, owner, id=saved.id)
        return store.share(again.id, owner).id

    with ThreadPoolExecutor(2) as pool:
        ids = list(pool.map(share, range(2)))
    assert len(set(ids)) == 2
    assert [store.read(id).brief for id in ids] == [BRIEF, BRIEF]
    assert store.list(owner)[0].version == 1


# --- owners --------------------------------------------------------------------------------------


def test_only_its_owner_may_touch_a_brief(store, owner):
    saved = store.save(BRIEF, owner)
    link = store.share(saved.id, owner)
    stranger = Owner.of_token(new_owner_token())
    for attempt in (
        lambda: store.get(saved.id, stranger),
        lambda: store.get(saved.id, stranger, version=1),
        lambda: store.save(edited("Mine"), stranger, id=saved.id),
        lambda: store.share(saved.id, stranger),
        lambda: store.share(saved.id, stranger, version=1),
        lambda: store.links(saved.id, stranger),
        lambda: store.revoke(link.id, stranger),
        lambda: store.delete(saved.id, stranger),
    ):
        with pytest.raises(NotAllowed):
            attempt()
    assert store.list(stranger) == () and store.count(stranger) == 0
    assert store.read(link.id).brief == BRIEF


def test_a_forged_token_opens_nothing(store, owner):
    saved = store.save(BRIEF, owner)
    # among them what the database holds in the place of the token
    for token in ("", "x", "token:", "' OR 1=1 --", "\ud800", "a" * 100_000, owner.key):
        forged = Owner.of_token(token)
        with pytest.raises(NotAllowed):
            store.get(saved.id, forged)
        assert store.list(forged) == ()


def test_a_token_can_not_pass_for_a_person(store):
    person = Owner.of_person("https://id.example.org", "ana")
    saved = store.save(BRIEF, person)
    assert store.get(saved.id, Owner.of_person("https://id.example.org", "ana")).brief == BRIEF
    for token in (person.key, person.key.removeprefix("person:")):
        with pytest.raises(NotAllowed):
            store.get(saved.id, Owner.of_token(token))
    # where the issuer ends and the subject begins is no matter of taste
    assert Owner.of_person("a", "bc") != Owner.of_person("ab", "c")


def test_briefs_go_over_to_the_person_who_signs_in(store, owner):
    saved, other = store.save(BRIEF, owner), store.save(BRIEF, Owner.of_token("another"))
    link = store.share(saved.id, owner)
    person = Owner.of_person("https://id.example.org", "ana")
    assert store.adopt(owner, person) == 1 and store.adopt(owner, person) == 0
    assert [listed.id for listed in store.list(person)] == [saved.id]
    assert store.list(owner) == ()
    store.revoke(link.id, person)
    with pytest.raises(NotAllowed):
        store.get(other.id, person)


def test_tokens_are_not_stored(store, address):
    token = new_owner_token()
    store.save(BRIEF, Owner.of_token(token))
    engine = sa.create_engine(make_url(address))
    with engine.connect() as connection:
        for table in ("briefs", "versions", "links"):
            for row in connection.execute(sa.text(f"SELECT * FROM {table}")):
                assert token not in repr(tuple(row))
    engine.dispose()
    assert token not in repr(Owner.of_token(token)) and "token:" not in repr(Owner.of_token(token))


def test_ids_and_tokens_are_long_enough():
    ids = {tokens.new_id() for _ in range(2000)}
    assert len(ids) == 2000 and all(re.fullmatch(r"[0-9A-Za-z]{22}", id) for id in ids)
    assert 22 * 5.954 > 128  # log2(62) = 5.954
    assert len({new_owner_token() for _ in range(2000)}) == 2000
    assert all(len(new_owner_token()) == 43 for _ in range(100))  # 32 bytes in base64


# --- links ---------------------------------------------------------------------------------------


def test_links_expire_on_time(store, owner, clock):
    saved = store.save(BRIEF, owner)
    for expiry, lives, ends in (
        (Expiry.DAY, {"hours": 23, "minutes": 59}, {"minutes": 1}),
        (Expiry.WEEK, {"days": 6, "hours": 23}, {"hours": 1}),
        (Expiry.MONTH, {"days": 29, "hours": 23}, {"hours": 1}),
        (Expiry.NEVER, {"days": 36_500}, None),
    ):
        link = store.share(saved.id, owner, expiry=expiry)
        clock.move(**lives)
        assert store.read(link.id).link == link == store.link(link.id)
        if ends:
            clock.move(**ends)
            for ask in (store.read, store.link):
                with pytest.raises(Gone, match="expired"):
                    ask(link.id)


def test_seven_days_by_default(store, owner, clock):
    link = store.share(store.save(BRIEF, owner).id, owner)
    assert link.expires == clock.now + dt.timedelta(days=7)
    assert link.expires.tzinfo is not None
    assert store.read(link.id).link.expires == link.expires


def test_a_clock_that_jumps_back_brings_nothing_down(store, owner, clock):
    saved = store.save(BRIEF, owner)
    link = store.share(saved.id, owner, expiry=Expiry.DAY)
    clock.move(days=2)
    with pytest.raises(Gone):
        store.read(link.id)
    clock.move(days=-2)
    assert store.read(link.id).brief == BRIEF
    clock.move(days=-400)
    assert store.read(link.id).brief == BRIEF
    assert store.save(edited("Before it was made"), owner, id=saved.id).version == 2


def test_several_links_each_with_its_own_end(store, owner, clock):
    saved = store.save(BRIEF, owner)
    day = store.share(saved.id, owner, expiry=Expiry.DAY)
    clock.move(minutes=1)
    never = store.share(saved.id, owner, expiry=Expiry.NEVER, audience=Audience.SIGNED_IN)
    clock.move(minutes=1)
    week = store.share(saved.id, owner)
    assert store.links(saved.id, owner) == (week, never, day)
    assert store.list(owner)[0].links == (week, never, day)
    assert store.link(never.id).audience is Audience.SIGNED_IN
    store.revoke(week.id, owner)
    clock.move(days=1)
    for link, told in ((week, "revoked"), (day, "expired")):
        with pytest.raises(Gone, match=told):
            store.read(link.id)
    assert store.read(never.id).brief == BRIEF
    revoked = store.links(saved.id, owner)[0].revoked
    store.revoke(week.id, owner)
    assert store.links(saved.id, owner)[0].revoked == revoked


def test_a_link_shows_the_version_that_was_shared(store, owner):
    saved = store.save(BRIEF, owner)
    first = store.share(saved.id, owner)
    store.save(edited("Rewritten"), owner, id=saved.id)
    second = store.share(saved.id, owner)
    again = store.share(saved.id, owner, version=1)
    assert store.read(first.id).brief == store.read(again.id).brief == BRIEF
    assert store.read(second.id).brief == edited("Rewritten")
    with pytest.raises(NotFound):
        store.share(saved.id, owner, version=9)


FORGED = ("", "x", "../etc/passwd", "a" * 22, "á" * 22, "'; DROP TABLE links; --", "a" * 9999, "\0")


def test_a_forged_id_finds_nothing(store, owner):
    saved = store.save(BRIEF, owner)
    link = store.share(saved.id, owner)
    for id in (*FORGED, link.id[:-1], link.id.swapcase()):
        for attempt in (
            lambda id=id: store.read(id),
            lambda id=id: store.link(id),
            lambda id=id: store.revoke(id, owner),
            lambda id=id: store.get(id, owner),
            lambda id=id: store.delete(id, owner),
            lambda id=id: store.share(id, owner),
            lambda id=id: store.links(id, owner),
            lambda id=id: store.save(BRIEF, owner, id=id),
        ):
            with pytest.raises(NotFound):
                attempt()
    for attempt in (lambda: store.read(saved.id), lambda: store.get(link.id, owner)):
        with pytest.raises(NotFound):
            attempt()


def test_views_add_up_and_reading_counts_none(open_store, owner):
    one, other = open_store(timeout=60.0), open_store(timeout=60.0)
    saved = one.save(BRIEF, owner)
    a, b = one.share(saved.id, owner), one.share(saved.id, owner)
    one.read(a.id), one.link(a.id)
    assert [link.views for link in one.links(saved.id, owner)] == [0, 0]
    with ThreadPoolExecutor(4) as pool:
        list(
            pool.map(
                lambda n: (one, other)[n % 2].count_views({a.id: 2, b.id: 1, "nothing": 1}),
                range(20),
            )
        )
    assert {link.id: link.views for link in one.links(saved.id, owner)} == {a.id: 40, b.id: 20}
    one.count_views({})


# --- my briefs -----------------------------------------------------------------------------------


def test_search_finds_titles_and_texts_whatever_case_and_accents(store, owner, clock):
    port = store.save(BRIEF, owner)
    clock.move(minutes=1)
    other = store.save(briefs.titled("Elección: 100% de las mesas_1", "x"), owner)
    found = {
        "": [other.id, port.id],
        "puerto azul": [other.id, port.id],
        "AZUL Puerto": [other.id, port.id],
        "eleccion": [other.id],
        "ELECCIÓN mesas": [other.id],
        "hieren": [],
        "heridos": [other.id, port.id],
        "reabre tormenta": [port.id],
        "100%": [other.id],
        "%": [other.id, port.id],
        "1%0": [],
        "mesas_1": [other.id],
        "mesas%1": [],
        "Cooperative sailmakers": [other.id, port.id],  # in the article only
        "lottery": [],  # in what was set aside
        "'; --": [],
        "\0": [other.id, port.id],
    }
    for query, ids in found.items():
        assert [listed.id for listed in store.list(owner, query)] == ids, query
        assert store.count(owner, query) == len(ids)
    assert store.list(Owner.of_token("another"), "puerto") == ()


def test_lists_go_page_by_page_the_last_change_first(store, owner, clock):
    ids = []
    for number in range(5):
        clock.move(minutes=1)
        ids.append(store.save(briefs.titled(f"Title {number}"), owner).id)
    clock.move(minutes=1)
    store.save(edited("Changed"), owner, id=ids[1])
    order = [ids[1], ids[4], ids[3], ids[2], ids[0]]
    assert [listed.id for listed in store.list(owner)] == order
    assert [listed.id for listed in store.list(owner, limit=2)] == order[:2]
    assert [listed.id for listed in store.list(owner, limit=2, offset=2)] == order[2:4]
    assert [listed.id for listed in store.list(owner, limit=9, offset=9)] == []
    assert store.list(owner)[0].created < store.list(owner)[0].changed == clock.now


@given(st.text())
def test_folding_twice_is_folding_once(text):
    assert fold(fold(text)) == fold(text)


# --- deleting ------------------------------------------------------------------------------------


def test_deleted_is_gone_and_its_links_say_so(store, owner):
    saved, other = store.save(BRIEF, owner), store.save(edited("Other"), owner)
    link, kept = store.share(saved.id, owner), store.share(other.id, owner)
    before = store.withdrawals
    store.delete(saved.id, owner)
    assert store.withdrawals > before
    with pytest.raises(Gone, match="deleted"):
        store.read(link.id)
    with pytest.raises(Gone):
        store.revoke(link.id, owner)
    with pytest.raises(NotFound):
        store.get(saved.id, owner)
    with pytest.raises(NotFound):
        store.delete(saved.id, owner)
    with pytest.raises(NotFound):
        store.save(BRIEF, owner, id=saved.id)
    assert [listed.id for listed in store.list(owner)] == [other.id]
    assert store.read(kept.id).brief == edited("Other")


def test_no_row_of_a_deleted_brief_stays(store, owner, address):
    secret = "Zyxwvutsr"
    saved = store.save(briefs.titled(secret), owner)
    store.save(edited(f"{secret} again"), owner, id=saved.id)
    link = store.share(saved.id, owner)
    store.delete(saved.id, owner)
    engine = sa.create_engine(make_url(address))
    with engine.connect() as connection:
        for table in ("briefs", "versions"):
            assert connection.scalar(sa.text(f"SELECT count(*) FROM {table}")) == 0
        [row] = connection.execute(sa.text("SELECT * FROM links")).all()
    engine.dispose()
    assert row.id == link.id and row.brief_id is None and row.version is None


def test_old_briefs_are_purged_and_young_ones_stay(store, owner, clock):
    old = store.save(BRIEF, owner)
    link = store.share(old.id, owner, expiry=Expiry.NEVER)
    changed = store.save(BRIEF, owner)
    clock.move(days=20)
    store.save(edited("Changed"), owner, id=changed.id)
    clock.move(days=11)
    young = store.save(BRIEF, owner)
    assert store.purge(dt.timedelta(days=30)) == 1
    assert {listed.id for listed in store.list(owner)} == {changed.id, young.id}
    with pytest.raises(Gone):
        store.read(link.id)
    assert store.purge(dt.timedelta(days=30)) == 0


def test_the_store_of_the_settings(tmp_path, owner):
    from summarizer.settings import Settings

    store = Store.open(Settings(data_folder=tmp_path / "new" / "folder"))
    store.save(BRIEF, owner)
    store.ping()
    assert store.kind == "sqlite"
    assert (tmp_path / "new" / "folder" / "puente.sqlite3").is_file()
    assert (tmp_path / "new" / "folder").stat().st_mode & 0o077 == 0
    store.close()
