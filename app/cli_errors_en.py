# SPDX-License-Identifier: AGPL-3.0-or-later
"""The English of every refusal the command line can show; `cli_errors` reads it.

A code, then three sentences a line each: what happened, what it means for your money, what to do. A line that
goes on is indented further; `=kept`, `=none` and `=safe` stand for the three answers that come back.
"""

from __future__ import annotations

from typing import Final

COMMON: Final = {
    "=kept": "Your accounts have not changed.",
    "=none": "Nothing was created.",
    "=safe": "Your accounts are safe.",
}

REFUSALS: Final = """
no-home
  There is no account in this folder yet ({home}).
  =none
  Found a commune (voisinage found) or join a neighbour's (voisinage join).
home-exists
  There is already an account in this folder ({home}).
  =kept
  Choose another folder with --home.
in-use
  Another program is using this account.
  =kept
  Wait until it ends, or stop it (process {pid}).
already-running
  Voisinage is already online for this account.
  =kept
  There is nothing to do; your commands go through it.
node-runs
  Voisinage runs here without a window (process {pid}).
  =kept
  To open the window in its place: voisinage open --take-over.
no-window
  The window cannot open on this computer.
  =safe
  Install the graphical part, or use the commands (voisinage --help).
home-not-private
  This folder belongs to somebody else.
  =kept
  Choose a folder of yours with --home.
home-not-a-folder
  This is not a folder.
  =kept
  Choose a folder with --home.
bad-config
  The file of your preferences (config.json) is damaged.
  =safe
  Correct it or delete it, then try again.
store
  This computer's disk refused to write or to read.
  =kept
  Make some room, then try again.
corrupt
  A file of your account is damaged on this computer.
  What you own is safe with your neighbours and in your 24 words.
  Find your 24 words; voisinage doctor says what comes next.
locked
  Your account is closed by a passphrase.
  =safe
  Open it in the window.
wrong-passphrase
  This is not the right passphrase.
  =safe
  Try again; capitals and spaces count.
keyring
  This computer's password store does not answer.
  =safe
  Open your session, then try again.
bad-words
  These 24 words do not fit together.
  =safe
  Check each word and their order.
words-erased
  The 24 words are no longer on this computer: you confirmed having written them down.
  =safe
  They are on your sheet.
no-terminal
  The 24 words are shown on a screen only.
  =safe
  Run the command in a terminal, without --json nor redirection.
cannot-listen
  This computer does not let Voisinage listen there ({detail}).
  =safe
  Choose another address with --listen, for example /ip4/0.0.0.0/tcp/4101.
no-answer
  The program that runs on this account did not answer.
  What you asked for may be done: look at the history before doing it again.
  Then try again, or restart that program.
busy
  Too many commands at once.
  =kept
  Try again in a moment.
internal
  Voisinage could not do this, and the fault is ours ({detail}).
  Look at the history before doing it again.
  If it happens again, send us the log (folder log).
bad-request
  This request is not well written ({argument}).
  =kept
  See voisinage --help.
unknown-command
  There is no such command here ({command}).
  =kept
  The program that runs may be older: restart it.
answer-too-large
  The answer is too long.
  =kept
  Ask for less with --limit.
bad-limit
  This number will not do.
  =kept
  Choose from 1 to {most}.
verify-failed
  Something does not match: {problems}
  Do not rely on the amounts shown here until this is cleared up.
  Compare with a neighbour, and keep this folder as it is.
not-available
  This version cannot do this yet.
  =safe
  There is nothing to do.
bad-name
  This name cannot be used.
  Nothing was signed.
  Choose a name of one line, at most 200 letters, with no hidden sign (some emoji hold one).
bad-commune-name
  This name cannot be a commune's.
  =none
  Choose a name of one line.
bad-place
  This position will not do.
  =none
  Give degrees, e.g. --latitude 45.75 --longitude 4.85.
bad-code
  This invitation cannot be read.
  =none
  Copy it whole, from its first letter to its last.
expired-invitation
  This invitation is too old.
  =none
  Ask your neighbour for a new one.
spent-invitation
  Somebody already joined with this invitation.
  =none
  Each neighbour needs their own: ask for another.
unknown-invitation
  Your neighbours do not know this invitation.
  =none
  Ask whoever gave it to you for another.
bad-invitation
  This invitation is not for this commune.
  =none
  Ask for another.
other-commune
  Another commune answered.
  =none
  Check the invitation with your neighbour.
join-refused
  Your neighbours refused this request ({status}).
  =none
  Ask for another invitation.
not-reachable
  No computer of the commune answered.
  =none
  Check your connection, or try again when whoever invites you is online: the invitation is still good.
join-waits
  A neighbour has your request, but it is not final yet.
  Your account is kept in this folder.
  Run the same command again, or leave voisinage node running.
not-a-member-yet
  You are not yet a member of the commune.
  =kept
  Leave Voisinage online until a neighbour answers.
unknown-member
  Nobody of that name in the commune: {typed}.
  =kept
  See voisinage members. {alike}
ambiguous-member
  Several people answer to “{typed}”: {candidates}.
  =kept
  Write the right person's sign, which is in brackets.
id-too-short
  “{typed}” is too short a beginning to find something by.
  =kept
  Give at least {least} letters or digits.
ambiguous-id
  Several things begin with “{typed}”.
  =kept
  Write more of it.
unknown-asset
  The commune does not know this unit: {asset}.
  =kept
  It counts in: {known}.
unknown-purpose
  The commune does not know this purpose: {purpose}.
  =kept
  Leave out --purpose, or choose another.
self
  This is you.
  =kept
  Choose a neighbour.
memo-too-long
  This note is too long.
  =kept
  Write at most {bytes_max} letters; an accented one counts as two.
not-stored
  This act could not be recorded ({detail}).
  =kept
  Wait a moment, then try again.
not-final-yet
  It is recorded, but not final yet.
  Do not do it again.
  It will be once the commune is online again; see voisinage history.
void
  It has no effect: {reason}
  =kept
  Look at the history, then do it again if needed.
unknown-event
  This act is not on this computer: {typed}.
  =kept
  See voisinage history.
guaranteed
  You have just arrived: you can invite once three neighbours have paid you.
  =kept
  Be of service first.
quota
  You have done this as often as the commune allows for now.
  =kept
  Come back later.
not-allowed
  This act belongs to somebody else in the commune.
  =kept
  Ask whoever holds that role.
unknown-topic
  There is no such thing to show.
  =kept
  Choose among: production, gifts, purchases, local-sale.
bad-side
  What this meter measures is not clear.
  =kept
  Choose among: production, injection, consumption.
bad-power
  This power will not do.
  =kept
  In watts peak, up to 10,000,000.
bad-angle
  This orientation will not do.
  =kept
  Tilt 0 to 90, azimuth 0 to 359.
bad-index
  This index will not do.
  =kept
  In Wh, zero or more.
before-commune
  This is before the commune's first day.
  =kept
  Give a later day with --from.
future
  This day has not come yet.
  =kept
  Check the date.
unknown-meter
  The commune does not know this meter.
  =kept
  See voisinage meter list.
already-certified
  Somebody already vouched for this meter.
  =kept
  There is nothing to do.
no-meter
  You have registered no meter.
  =kept
  Register one: voisinage meter add --side production --watts-peak W.
which-meter
  You have several meters.
  =kept
  Say which with --meter.
not-this-computer
  Another of your computers keeps this meter.
  =kept
  Do it there.
meter-waiting
  This meter waits for a neighbour to vouch for it.
  =kept
  Ask the installer or the council.
meter-waits
  This meter is stopped: somebody must look at it.
  =kept
  Ask the council.
over-bounds
  These figures are more than your panels can make.
  =kept
  Check the declared power and the file.
csv
  This meter file cannot be read ({detail}).
  =kept
  Download it again, without opening it in a spreadsheet.
title-missing
  A title is missing.
  =kept
  Write one.
title-too-long
  This title is too long.
  =kept
  Write at most {bytes_max} letters; an accented one counts as two.
text-too-long
  This text is too long.
  =kept
  Write at most {bytes_max} letters; an accented one counts as two.
bad-price
  This price will not do.
  =kept
  One amount a unit, more than zero.
bad-stock
  This number of pieces will not do.
  =kept
  From 1 to 1,000,000, or nothing.
bad-template
  There is no such kind.
  =kept
  Choose among: {known}.
unknown-listing
  This listing is not known here.
  =kept
  See voisinage offer list.
not-yours
  This listing is somebody else's.
  =kept
  There is nothing to do.
own-listing
  This listing is yours.
  =kept
  Choose a neighbour's.
withdrawn
  This listing was withdrawn.
  =kept
  Look for another.
stock
  There are not enough left.
  =kept
  There are {left} left.
bad-quantity
  This quantity will not do.
  =kept
  A whole number, at least 1.
unknown-order
  This order is not known here.
  =kept
  See voisinage order list.
not-now
  This is not yours to do, or not now, for this order.
  =kept
  See where it is: voisinage order list.
parity-changed
  The exchange values have changed since.
  =kept
  Order again at today's price.
bad-duration
  This duration will not do.
  =kept
  Choose between {span}.
bad-parity
  This unit has no value to vote.
  =kept
  Choose among: h, kg, point.
unknown-proposal
  This proposal is not known here.
  =kept
  See voisinage proposals.
proposal-closed
  This vote is closed.
  Your earlier choice, if any, was counted.
  See voisinage proposals.
bad-choice
  This is not a choice.
  =kept
  Choose among: for, against, abstain.
shares-malformed
  This share cannot be read: {typed}.
  =kept
  Write for example roads=25.
shares-twice
  This post comes twice: {post}.
  =kept
  Write it once.
shares-step
  Shares go by steps of 5.
  =kept
  For example 40, 10, 10, 20, 10, 10.
shares-not-100
  The shares add up to {total}%, not 100.
  Your earlier shares still count.
  Correct them.
unknown-post
  There is no such post: {post}.
  =kept
  Choose among: {known}.
unknown-words
  Nobody in this commune knows these 24 words.
  =none
  Check the words, and that the invitation is your commune's.
exists
  There is already an account in this folder.
  =kept
  Choose another folder with --home.
words-gone
  The 24 words are no longer on this computer.
  =safe
  They are on your sheet.
timeout
  This took too long.
  Look at the history before doing it again.
  Then try again.
demo-failed
  The demonstration village could not be made ({detail}).
  =safe
  Try again; if it happens again, send us what is above.
refused
  The commune would refuse it: {reason}
  =kept
  See where you are: voisinage status, voisinage inbox.
"""

REASONS: Final = """
balance: there was not enough left in the account.
floor: the account would have gone below its limit.
fork: two acts left two of your computers at the same moment, and only one counts.
expired: it came too late.
already used: it was already used.
already done: it was already done.
not allowed: it belongs to somebody else.
no such object: what it speaks of does not exist in the commune.
wrong state: the order had moved on.
parity changed: the exchange values had changed.
stock: there was none left.
closed: it was over already.
quota: it was more than the commune allows in a day.
unknown: this kind of act is not known here.
bounds: the figures are more than is possible.
overlap: that time was already counted.
too early: it was of a time still to come; the clock of the computer that signed it was probably fast:
  set it right (voisinage doctor says by how much), then do it again.
unknown key: the commune does not know this computer.
shares: the shares do not make 100.
revoked: this computer may no longer act.
self: it cannot be done with oneself.
other chain: the act comes from another history of the commune.
bad proof: the proof attached is wrong.
meter waits: nobody has vouched for the meter yet.
purpose: the amount is meant for something else.
known key: this computer was already known.
guaranteed: you have just arrived.
overflow: the account is too large.
too old: the act stayed offline for too long.
limit: there are already as many as allowed.
paper key: it needs the 24 words.
already counted: it was already counted.
malformed: the act is not well written.
known node: this computer is already somebody's.
locked: this pot is locked until its date.
gone: this person left the commune.
successor: somebody has to take over first.
"""
