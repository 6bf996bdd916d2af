# SPDX-License-Identifier: AGPL-3.0-or-later
"""The witness's work: propose, vote, certify, through the one path that every number of witnesses uses.

With one witness (the founder) its own precommit is the quorum, so a seal follows at once. A vote is synced
before anything leaves, with the seal it names, so a kill between vote and seal ends in the same seal.
"""

from __future__ import annotations

from typing import Final

from ledger.errors import VoteLost
from ledger.execute import Execution
from ledger.replica import Replica
from ledger.seal import (
    PRECOMMIT,
    Certificate,
    Seal,
    compute_quorum,
    decode_seal,
    encode_certificate,
    sign_vote,
    vote_content,
)
from ledger.signing import public_key
from ledger.state import get_chain, get_witnesses
from ledger.units import NodeKey

_PROPOSAL: Final = "proposal"


class Sealer:
    """Seals for one witness seat on this computer."""

    def __init__(self, replica: Replica, node_seed: bytes) -> None:
        self._replica = replica
        self._seed = node_seed
        self.node_key = NodeKey(public_key(node_seed))

    def get_index(self) -> int | None:
        """Our place in the list of witnesses, None when we are no witness."""
        if not self._replica.is_founded:
            return None
        keys = [witness.node for witness in get_witnesses(self._replica.state)]
        return keys.index(self.node_key) if self.node_key in keys else None

    def can_seal_alone(self) -> bool:
        return self.get_index() is not None and compute_quorum(len(get_witnesses(self._replica.state))) == 1

    def seal(self, now_ms: int) -> Execution | None:
        """Seal what there is to seal; None when there is nothing.

        Raises:
            StoreError: the vote or the seal could not be synced; nothing was sealed.
        """
        index = self.get_index()
        assert index is not None, "only a witness seals"
        seal = self._resume() or self._replica.make_seal(now_ms)
        if seal is None:
            return None
        content = vote_content(
            self._replica.commune,
            epoch=seal.epoch,
            height=seal.height,
            round_number=0,
            step=PRECOMMIT,
            seal_id=seal.id,
        )
        signature = sign_vote(self._seed, content)
        store = self._replica.store
        with store.transaction():
            store.set_meta(_PROPOSAL, seal.encoded)
            store.save_vote(
                epoch=seal.epoch,
                height=seal.height,
                round_number=0,
                step=PRECOMMIT,
                seal=seal.id,
                signature=signature,
            )
        certificate = Certificate(round=0, signatures=((index, signature),))
        return self._replica.apply_seal(seal.encoded, encode_certificate(certificate))

    def _resume(self) -> Seal | None:
        """The seal we voted for at the open height and did not finish, after a crash."""
        chain = get_chain(self._replica.state)
        store = self._replica.store
        voted = store.get_vote(epoch=chain.epoch, height=chain.height + 1, round_number=0, step=PRECOMMIT)
        if voted is None:
            return None
        proposal = store.get_meta(_PROPOSAL)
        seal = None if proposal is None else decode_seal(proposal, self._replica.commune)
        if seal is None or seal.id != voted:
            raise VoteLost("a vote is stored without its seal; this witness must not vote again")
        return seal
