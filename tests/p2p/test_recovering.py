# SPDX-License-Identifier: AGPL-3.0-or-later
"""Signatures gather until they suffice; a living old epoch, a second statement, a lower base are refused."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from ledger import limits
from ledger.encoding import encode
from ledger.errors import BadSeal, Malformed, RecoveryRefused, StoreError
from ledger.recovery import encode_recovery
from ledger.seal import Seal, decode_seal, make_seal
from p2p.budgets import Offence
from p2p.recovering import BELOW, EVIDENCE_RECOVERY, EVIDENCE_SEAL, OLD_EPOCH, TWO_RECOVERIES
from tests.helpers.builders import seed_of
from tests.helpers.fellows import Fellow, Wire, gather
from tests.helpers.hamlet import Hamlet, copy_of, fill_disk, follow, give
from tests.helpers.restart import PEOPLE, certify, lively, seal_with, sign_by


@pytest.fixture
def hamlet() -> Hamlet:
    return lively()


@pytest.fixture
def four(hamlet: Hamlet) -> dict[str, Fellow]:
    return gather(hamlet, *PEOPLE)


def refusal(action: object, *arguments: object) -> str:
    """Why it is refused; empty when it is not."""
    try:
        action(*arguments)  # type: ignore[operator]
    except RecoveryRefused as error:
        return error.why
    return ""


def old_seal(hamlet: Hamlet) -> tuple[Seal, bytes]:
    """The next seal of the old epoch, by the witness who was thought gone."""
    late = copy_of(hamlet.main)
    give(late, hamlet.transfer(hamlet.founder, hamlet.people["anna"].account, 7))
    seal = late.make_seal(hamlet.now_ms + 1_000)
    assert seal is not None
    return seal, certify(late, seal, [hamlet.founder])


def change(hamlet: Hamlet, seal: Seal, **changes: Any) -> Seal:
    names = [name for name in Seal.__dataclass_fields__ if name not in ("id", "encoded")]
    fields: dict[str, Any] = {name: getattr(seal, name) for name in names}
    return make_seal(hamlet.commune, **{**fields, **changes})


def recover(four: dict[str, Fellow]) -> None:
    statement = four["anna"].state(*PEOPLE)
    for fellow in four.values():
        fellow.sign(statement)


# --- gathering ----------------------------------------------------------------------------------------


def test_signed_by_enough_it_is_followed_everywhere(four: dict[str, Fellow]):
    statement = four["anna"].state(*PEOPLE)
    for name in PEOPLE[:3]:
        four[name].sign(statement)
        assert four[name].is_bound
    for fellow in four.values():
        assert fellow.replica.epoch == 0
        held = fellow.recovering.open.get(statement.id)
        assert held is not None
        assert len(held.seen_ms) == 3
    four["dora"].sign(statement)
    for fellow in four.values():
        assert fellow.replica.epoch == 1
        assert fellow.recovering.open.list() == ()
        assert fellow.recovering.open.promise is None
        assert not fellow.is_bound
        assert fellow.said.count("epoch") == 1
        assert not [said for said in fellow.said if isinstance(said, tuple)], "nobody is blamed"
        fellow.restart()
        assert fellow.replica.epoch == 1


def test_what_was_gathered_and_promised_is_there_after_a_restart(four: dict[str, Fellow]):
    statement = four["anna"].state(*PEOPLE)
    four["anna"].sign(statement)
    four["ben"].sign(statement)
    promise = four["anna"].recovering.open.promise
    before = four["anna"].recovering.open.list()
    assert promise is not None
    for name in ("anna", "cleo"):
        four[name].restart()
        assert four[name].recovering.open.list() == before
    assert four["anna"].is_bound
    assert four["anna"].recovering.open.promise == promise
    assert not four["cleo"].is_bound


def test_a_file_carries_what_no_network_does(hamlet: Hamlet):
    apart = gather(hamlet, *PEOPLE, meet=False)
    statement = apart["anna"].state("ben")
    apart["anna"].sign(statement)
    carried = b""
    for name in PEOPLE:
        if carried:
            assert apart[name].recovering.take_file(carried) == statement
            apart[name].sign(statement)
        held = apart[name].recovering.open.get(statement.id)
        begins = apart[name].replica.begins
        carried = encode_recovery(held.recovery) if held is not None else begins.encoded  # type: ignore[union-attr]
    assert apart["dora"].replica.epoch == 1
    apart["anna"].recovering.take_file(carried)
    assert apart["anna"].replica.epoch == 1
    with pytest.raises(Malformed):
        apart["ben"].recovering.take_file(b"not a file of ours")
    assert refusal(apart["anna"].recovering.take_file, carried) == "other-epoch"


def test_one_account_counts_for_one_statement_a_week(four: dict[str, Fellow]):
    anna, ben = four["anna"], four["ben"]
    one, two = anna.state("anna"), anna.state("ben")
    anna.sign(one)
    assert refusal(anna.sign, one) == "signed-already"
    assert refusal(anna.sign, two) == "signed-another"
    anna.restart()
    assert refusal(anna.sign, two) == "signed-another"
    # Even a person whose other computer signs: who saw the first does not pass on the second.
    twice = sign_by(two, [anna.person])
    ben.recovering.take(encode_recovery(twice), Wire(ben, anna))
    assert ben.recovering.open.get(two.id) is None
    for fellow in four.values():
        fellow.wait_days(limits.RECOVERY_AGAIN_DAYS)
    anna.sign(two)
    assert ben.recovering.open.get(two.id) is not None
    assert anna.recovering.open.promise.statement_id == two.id  # type: ignore[union-attr]


def test_whole_it_is_followed_whatever_was_gathered(four: dict[str, Fellow], hamlet: Hamlet):
    """What a node follows depends on the recovery and its state, never on what it heard first."""
    one, two = four["anna"].state("anna"), four["anna"].state("ben")
    four["anna"].sign(one)
    whole = sign_by(two, [hamlet.people[name] for name in PEOPLE])
    four["ben"].recovering.take(encode_recovery(whole), None)
    for name in PEOPLE:
        assert four[name].replica.epoch == 1


def test_of_what_is_signed_by_few_a_node_keeps_few(hamlet: Hamlet):
    names = [f"guest {number}" for number in range(limits.RECOVERIES_OPEN_MAX + 1)]
    hamlet = lively("anna", *names)
    anna = Fellow(hamlet, hamlet.people["anna"])
    chain = anna.replica
    for name in names:
        person = hamlet.people[name]
        statement = anna.state(name)
        anna.recovering.take(encode_recovery(sign_by(statement, [person])), None)
    assert len(anna.recovering.open.list()) == limits.RECOVERIES_OPEN_MAX
    popular = sign_by(anna.state("anna"), [hamlet.founder, hamlet.people["anna"]])
    anna.recovering.take(encode_recovery(popular), None)
    assert len(anna.recovering.open.list()) == limits.RECOVERIES_OPEN_MAX
    assert anna.recovering.open.list()[0].recovery == popular
    assert chain.epoch == 0


def test_liars_are_blamed_and_change_nothing(four: dict[str, Fellow], hamlet: Hamlet):
    anna, ben = four["anna"], four["ben"]
    statement = anna.state("anna")
    good = sign_by(statement, [ben.person])
    forged = encode_recovery(sign_by(anna.state("ben"), [ben.person]))
    mixed = encode([statement.content, [[ben.person.key, bytes(64)]]])
    elsewhere = anna.state("anna", seal_id=seed_of("x"))
    source = Wire(anna, ben)
    for encoded, blamed in (
        (b"", Offence.MALFORMED),
        (mixed, Offence.BAD_SIGNATURE),
        (forged[:-1] + bytes([forged[-1] ^ 1]), Offence.BAD_SIGNATURE),
        (encode_recovery(sign_by(elsewhere, [ben.person])), None),
        (encode_recovery(sign_by(anna.state("anna", epoch=5), [ben.person])), None),
    ):
        anna.said.clear()
        anna.recovering.take(encoded, source)
        assert [said[0] for said in anna.said] == ([blamed] if blamed else [])
        assert anna.recovering.open.list() == ()
    anna.recovering.take(encode_recovery(good), source)
    assert len(anna.recovering.open.list()) == 1


# --- who may sign -------------------------------------------------------------------------------------


def test_nobody_signs_while_witnesses_enough_are_there(four: dict[str, Fellow], hamlet: Hamlet):
    anna = four["anna"]
    statement = anna.state(*PEOPLE)
    anna.online = {hamlet.founder.node}
    assert anna.recovering.count_online() == 1
    assert refusal(anna.sign, statement) == "alive"
    anna.online = {four["ben"].node_key}
    anna.heights = {four["ben"].node_key: anna.replica.height + 1}
    assert refusal(anna.sign, statement) == "neighbour-higher"
    anna.heights = {}
    anna.stopped_because = "diverged"
    assert refusal(anna.sign, statement) == "stopped"
    anna.stopped_because = ""
    assert anna.recovering.open.promise is None
    assert refusal(anna.sign, statement) == ""


def test_only_what_holds_here_is_signed(four: dict[str, Fellow], hamlet: Hamlet):
    anna = four["anna"]
    height = anna.replica.height
    lower = {"height": height - 1, "seal_id": anna.replica.get_seal_id(height - 1)}
    assert refusal(anna.sign, anna.state("ben", **lower)) == "lower-base"
    assert refusal(anna.sign, anna.state("ben", height=height + 1)) == "higher-base"
    assert refusal(anna.sign, anna.state("ben", epoch=2)) == "other-epoch"
    assert refusal(anna.recovering.sign, anna.state("ben"), seed_of("anna paper")) == "paper-key"
    assert refusal(anna.recovering.sign, anna.state("ben"), seed_of("nobody")) == "unknown-key"
    eva = hamlet.join("eva")
    late = Fellow(hamlet, eva)
    assert refusal(late.sign, late.state("eva")) == "inactive"
    assert late.recovering.open.promise is None


def test_a_signature_leaves_only_after_the_promise_is_on_disk(four: dict[str, Fellow], tmp_path: Path):
    anna = four["anna"]
    anna.replica = copy_of(anna.replica, tmp_path / "anna.db")
    anna.restart = lambda: None  # type: ignore[method-assign]
    anna.recovering = type(anna.recovering)(anna)
    statement = anna.state("anna")
    fill_disk(anna.replica.store)
    anna.replica.store.db.execute("PRAGMA query_only = 1")
    with pytest.raises(StoreError):
        anna.sign(statement)
    assert four["ben"].recovering.open.list() == ()


def test_a_promise_holds_though_the_communes_file_was_put_back(four: dict[str, Fellow], hamlet: Hamlet):
    anna = four["anna"]
    before = copy_of(anna.replica)
    anna.sign(anna.state("anna"))
    assert anna.promise
    anna.replica = before
    anna.restart()
    assert anna.is_bound, "its vote file remembers"
    assert anna.recovering.open.promise is not None
    assert anna.recovering.meet(*old_seal(hamlet))
    assert anna.stopped_because == OLD_EPOCH
    anna.wait_days(limits.RECOVERY_AGAIN_DAYS)
    anna.recovering.withdraw()
    assert not anna.promise
    anna.restart()
    assert not anna.is_bound


def test_a_promise_kept_beside_an_empty_copy_waits_for_the_commune(four: dict[str, Fellow], hamlet: Hamlet):
    anna = four["anna"]
    anna.sign(anna.state("anna"))
    whole, anna.replica = anna.replica, hamlet.fresh()
    fresh = anna.replica
    anna.recovering = type(anna.recovering)(anna)
    follow(fresh, copy_of(whole))
    anna.recovering.on_height()
    assert anna.recovering.open.promise is not None
    assert anna.is_bound


@pytest.mark.parametrize("is_put_back", [False, True])
def test_a_start_binds_once(four: dict[str, Fellow], monkeypatch: pytest.MonkeyPatch, is_put_back: bool):
    anna, bound = four["anna"], []
    anna.sign(anna.state("anna"))
    if is_put_back:
        anna.recovering.open.end_promise()
    monkeypatch.setattr(anna, "bind", bound.append)
    anna.restart()
    assert bound == [True]


def test_what_was_promised_for_an_epoch_that_has_begun_binds_no_more(four: dict[str, Fellow]):
    anna = four["anna"]
    statement = anna.state(*PEOPLE)
    anna.sign(statement)
    kept = anna.promise
    for name in PEOPLE:
        if name != "anna":
            four[name].sign(statement)
    assert (anna.replica.epoch, anna.promise) == (1, b"")
    anna.promise = kept
    anna.restart()
    assert not anna.is_bound
    assert anna.promise == b""


def test_who_died_between_following_and_forgetting_forgets_at_its_next_start(
    four: dict[str, Fellow], monkeypatch: pytest.MonkeyPatch
):
    anna = four["anna"]
    statement = anna.state(*PEOPLE)
    anna.sign(statement)

    def die(*_arguments: object) -> None:
        raise KeyboardInterrupt

    for name in PEOPLE[1:-1]:
        four[name].sign(statement)
    with monkeypatch.context() as patch:
        patch.setattr(anna.recovering.open, "remove", die)
        with pytest.raises(KeyboardInterrupt):
            four[PEOPLE[-1]].sign(statement)
    assert anna.replica.epoch == 1
    assert anna.recovering.open.promise is not None, "else this test shows nothing"
    anna.restart()
    assert (anna.recovering.open.promise, anna.recovering.open.list(), anna.promise) == (None, (), b"")
    assert not anna.is_bound


def test_a_height_does_not_make_a_witness_begin_its_votes_anew(
    four: dict[str, Fellow], hamlet: Hamlet, monkeypatch: pytest.MonkeyPatch
):
    ben, bound = four["ben"], []
    monkeypatch.setattr(ben, "bind", bound.append)
    seal, proof = old_seal(hamlet)
    assert not ben.recovering.meet(seal, proof)
    ben.recovering.on_height()
    assert bound == []


def test_where_the_vote_file_takes_no_promise_nothing_is_signed(four: dict[str, Fellow]):
    anna = four["anna"]

    def refuse(_row: bytes) -> None:
        raise StoreError("no room")

    anna.keep_promise = refuse  # type: ignore[method-assign]
    with pytest.raises(StoreError):
        anna.sign(anna.state("anna"))
    assert (anna.recovering.open.promise, anna.is_bound) == (None, False)
    assert four["ben"].recovering.open.list() == ()


def test_a_promise_ends_after_a_week_by_the_owners_word(four: dict[str, Fellow], hamlet: Hamlet):
    anna = four["anna"]
    assert refusal(anna.recovering.withdraw) == "nothing-promised"
    anna.sign(anna.state("anna"))
    late = old_seal(hamlet)
    assert anna.recovering.meet(*late)
    assert anna.stopped_because == OLD_EPOCH
    assert refusal(anna.recovering.withdraw) == "too-early"
    anna.wait_days(limits.RECOVERY_AGAIN_DAYS)
    anna.recovering.withdraw()
    assert (anna.stopped_because, anna.is_bound) == ("", False)
    assert not anna.recovering.meet(*late), "to be followed as ever"


# --- an old epoch that lives --------------------------------------------------------------------------


def test_who_signed_follows_no_old_seal_above(four: dict[str, Fellow], hamlet: Hamlet):
    anna, ben = four["anna"], four["ben"]
    anna.sign(anna.state("anna"))
    seal, proof = old_seal(hamlet)
    assert not ben.recovering.meet(seal, proof), "who did not sign follows it"
    assert anna.recovering.meet(seal, proof)
    assert anna.stopped_because == OLD_EPOCH
    assert anna.replica.store.get_meta(EVIDENCE_SEAL) == encode([seal.encoded, proof])
    below = anna.replica.store.get_seal(anna.replica.height)
    assert below is not None
    assert not anna.recovering.meet(decode_seal(below[0], hamlet.commune), below[1]), (
        "below it all is as ever"
    )
    with pytest.raises(BadSeal):
        four["anna"].recovering.meet(seal, certify(anna.replica, seal, []))


def test_an_old_seal_after_the_recovery_stops_until_the_owner_says_to_stay(
    four: dict[str, Fellow], hamlet: Hamlet
):
    anna = four["anna"]
    assert refusal(anna.recovering.stay) == "nothing-to-stay-with"
    recover(four)
    seal, proof = old_seal(hamlet)
    for _ in range(2):
        assert anna.recovering.meet(seal, proof)
        assert anna.stopped_because == OLD_EPOCH
        anna.stopped_because = ""
        if anna.replica.begins is not None:
            seal_with(anna.replica, [four[name].person for name in PEOPLE[:3]], hamlet.now_ms + 1_000)
    anna.recovering.stay()
    assert anna.recovering.meet(seal, proof)
    assert anna.stopped_because == ""
    anna.restart()
    assert anna.recovering.meet(seal, proof)
    assert anna.stopped_because == "", "said once"


def test_a_forged_old_seal_stops_nobody(four: dict[str, Fellow], hamlet: Hamlet):
    recover(four)
    anna = four["anna"]
    seal, _ = old_seal(hamlet)
    with pytest.raises(BadSeal):
        anna.recovering.meet(seal, certify(hamlet.main, seal, []))
    astray = change(hamlet, seal, previous=bytes(32))
    with pytest.raises(BadSeal):
        anna.recovering.meet(astray, certify(hamlet.main, astray, [hamlet.founder]))
    beyond = change(hamlet, seal, height=seal.height + 1)
    assert anna.recovering.meet(beyond, certify(hamlet.main, beyond, [hamlet.founder]))
    assert anna.stopped_because == ""


def test_who_is_above_never_follows_and_shows_its_seal(four: dict[str, Fellow], hamlet: Hamlet):
    recover(four)
    whole = four["anna"].replica.begins
    assert whole is not None
    hamlet.seal(hamlet.transfer(hamlet.founder, hamlet.people["anna"].account, 7))
    above = Fellow(hamlet, hamlet.founder)
    few = sign_by(whole.recovery.statement, [four["anna"].person])
    above.recovering.take(encode_recovery(few), Wire(above, four["anna"]))
    assert above.shown == [above.replica.height]
    assert (above.stopped_because, above.replica.epoch) == ("", 0), "few signed: only shown"
    above.recovering.take(whole.encoded, Wire(above, four["anna"]))
    assert above.stopped_because == BELOW
    assert above.replica.epoch == 0
    assert above.replica.store.get_meta(EVIDENCE_RECOVERY) == whole.encoded


def test_a_recovery_of_long_ago_neither_leads_nor_stops_anybody(hamlet: Hamlet):
    """Three founding accounts, stolen, name an early seal: those active by now are more."""
    early = lively("anna", "ben")
    three = gather(early, "mairie", "anna", "ben")
    whole = sign_by(three["anna"].state("anna"), [fellow.person for fellow in three.values()])
    for name in ("cleo", "dora", "eva"):
        early.join(name)
    people = list(early.people.values())
    for payer, payee in zip(people, [*people[1:], people[0]], strict=True):
        early.seal(early.transfer(payer, payee.account, 60), expect="applied")
    today = Fellow(early, early.founder)
    today.recovering.take(encode_recovery(whole), Wire(today, three["anna"]))
    assert (today.stopped_because, today.replica.epoch) == ("", 0)


# --- two recoveries -----------------------------------------------------------------------------------


def test_two_whole_recoveries_stop_who_sealed_nothing_yet(four: dict[str, Fellow], hamlet: Hamlet):
    people = [hamlet.people[name] for name in PEOPLE]
    one, two = (sign_by(four["anna"].state(name), people) for name in ("anna", "ben"))
    anna, ben = Fellow(hamlet, people[0]), Fellow(hamlet, people[1])
    anna.recovering.take(encode_recovery(one), None)
    ben.recovering.take(encode_recovery(one), None)
    seal_with(ben.replica, [people[0]], hamlet.now_ms + 1_000)
    for fellow in (anna, ben):
        fellow.recovering.take(encode_recovery(one), None)
        assert fellow.stopped_because == ""
        fellow.recovering.take(encode_recovery(two), None)
        assert fellow.replica.epoch == 1
    assert anna.stopped_because == TWO_RECOVERIES
    assert anna.replica.store.get_meta(EVIDENCE_RECOVERY) == encode_recovery(two)
    assert ben.stopped_because == "", "without seals the other is worth nothing"


def test_an_unfit_second_one_stops_nobody(four: dict[str, Fellow], hamlet: Hamlet):
    people = [hamlet.people[name] for name in PEOPLE]
    one, two = sign_by(four["anna"].state("anna"), people), sign_by(four["anna"].state("ben"), people[:3])
    anna = Fellow(hamlet, people[0])
    anna.recovering.take(encode_recovery(one), None)
    anna.recovering.take(encode_recovery(two), Wire(anna, four["ben"]))
    assert anna.stopped_because == ""


# --- who is behind ------------------------------------------------------------------------------------


def test_who_is_behind_waits_until_it_is_there(four: dict[str, Fellow], hamlet: Hamlet):
    recover(four)
    whole = four["anna"].replica.begins
    assert whole is not None
    behind = Fellow(hamlet, hamlet.founder, hamlet.fresh())
    behind.recovering.take(whole.encoded, Wire(behind, four["anna"]))
    assert behind.replica.epoch == 0
    follow(behind.replica, hamlet.main)
    behind.recovering.on_height()
    assert behind.replica.epoch == 1


def test_what_names_a_height_that_was_passed_is_open_no_more(four: dict[str, Fellow], hamlet: Hamlet):
    cleo = four["cleo"]
    four["anna"].sign(four["anna"].state("anna"))
    assert len(cleo.recovering.open.list()) == 1
    hamlet.seal(hamlet.transfer(hamlet.founder, hamlet.people["anna"].account, 7))
    follow(cleo.replica, hamlet.main)
    cleo.recovering.on_height()
    assert cleo.recovering.open.list() == ()
    cleo.restart()
    assert cleo.recovering.open.list() == ()


def test_a_seal_of_an_epoch_unknown_here_waits(four: dict[str, Fellow], hamlet: Hamlet):
    recover(four)
    replica = four["anna"].replica
    seal = seal_with(replica, [four[name].person for name in PEOPLE[:3]], hamlet.now_ms + 1_000)
    found = replica.store.get_seal(seal.height)
    assert found is not None
    founder = Fellow(hamlet, hamlet.founder)
    assert founder.recovering.meet(seal, found[1])
    assert founder.stopped_because == ""
    assert not four["anna"].recovering.meet(seal, found[1]), "a seal like any other where it is known"


def test_a_neighbour_at_our_height_is_told(four: dict[str, Fellow], hamlet: Hamlet):
    anna = four["anna"]
    anna.fellows = []
    anna.sign(anna.state(*PEOPLE))
    ben = four["ben"]
    anna.recovering.greet(Wire(anna, ben), anna.replica.height - 1)
    assert ben.recovering.open.list() == ()
    anna.recovering.greet(Wire(anna, ben), anna.replica.height)
    assert len(ben.recovering.open.list()) == 1
    for name in ("ben", "cleo", "dora"):
        four[name].fellows = [four[other] for other in ("ben", "cleo", "dora") if other != name]
    for name in ("ben", "cleo", "dora"):
        four[name].sign(anna.state(*PEOPLE))
    assert (anna.replica.epoch, ben.replica.epoch) == (0, 1)
    ben.recovering.greet(Wire(ben, anna), ben.replica.height)
    assert anna.replica.epoch == 1
