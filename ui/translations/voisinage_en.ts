<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
    <context>
        <name />
        <message numerus="yes">
            <source>%n act(s) of yours are not final yet: they stay kept here.</source>
            <translation>
                <numerusform>%n act of yours is not final yet: it stays kept here.</numerusform>
                <numerusform>%n acts of yours are not final yet: they stay kept here.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n arrival(s)</source>
            <translation>
                <numerusform>%n arrival</numerusform>
                <numerusform>%n arrivals</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n choice(s) of shares of the fund</source>
            <translation>
                <numerusform>%n choice of shares of the fund</numerusform>
                <numerusform>%n choices of shares of the fund</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n confirmation(s) of help</source>
            <translation>
                <numerusform>%n confirmation of help</numerusform>
                <numerusform>%n confirmations of help</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) not known</source>
            <translation>
                <numerusform>%n day not known</numerusform>
                <numerusform>%n days not known</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) of curves</source>
            <translation>
                <numerusform>%n day of curves</numerusform>
                <numerusform>%n days of curves</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) of help said</source>
            <comment>several people said that they helped</comment>
            <translation>
                <numerusform>%n declaration of help</numerusform>
                <numerusform>%n declarations of help</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n invitation(s)</source>
            <translation>
                <numerusform>%n invitation</numerusform>
                <numerusform>%n invitations</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n member(s) did something in the 90 days before the last page of the register: it takes three. With fewer, all that is left is a new commune, where these accounts do not follow.</source>
            <translation>
                <numerusform>%n member did something in the 90 days before the last page of the register: it takes three. With fewer, all that is left is a new commune, where these accounts do not follow.</numerusform>
                <numerusform>%n members did something in the 90 days before the last page of the register: it takes three. With fewer, all that is left is a new commune, where these accounts do not follow.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n meter(s)</source>
            <translation>
                <numerusform>%n meter</numerusform>
                <numerusform>%n meters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n neighbour(s) had some</source>
            <translation>
                <numerusform>%n neighbour had some</numerusform>
                <numerusform>%n neighbours had some</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n neighbour(s) not named</source>
            <translation>
                <numerusform>%n neighbour not named</numerusform>
                <numerusform>%n neighbours not named</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n neighbour(s) took {amount} yesterday.</source>
            <translation>
                <numerusform>%n neighbour took {amount} yesterday.</numerusform>
                <numerusform>%n neighbours took {amount} yesterday.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them may break down or lie without anything changing.</source>
            <translation>
                <numerusform>%n of them may break down or lie without anything changing.</numerusform>
                <numerusform>%n of them may break down or lie without anything changing.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of you did something in the 90 days before the last page of the register. Two thirds of them must sign:</source>
            <translation>
                <numerusform>%n of you did something in the 90 days before the last page of the register. Two thirds of them must sign:</numerusform>
                <numerusform>%n of you did something in the 90 days before the last page of the register. Two thirds of them must sign:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n other producer(s) together</source>
            <translation>
                <numerusform>%n other producer</numerusform>
                <numerusform>%n other producers together</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n other(s)</source>
            <comment>other people</comment>
            <translation>
                <numerusform>%n other</numerusform>
                <numerusform>%n others</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payment(s) received</source>
            <translation>
                <numerusform>%n payment received</numerusform>
                <numerusform>%n payments received</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n person(s) left the commune</source>
            <translation>
                <numerusform>%n person left the commune</numerusform>
                <numerusform>%n people left the commune</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n production(s)</source>
            <translation>
                <numerusform>%n production</numerusform>
                <numerusform>%n productions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n reading(s) of meters</source>
            <translation>
                <numerusform>%n reading of a meter</numerusform>
                <numerusform>%n readings of meters</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n resident(s) said their shares</source>
            <translation>
                <numerusform>%n resident said their shares</numerusform>
                <numerusform>%n residents said their shares</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) wait for you</source>
            <translation>
                <numerusform>%n thing waits for you</numerusform>
                <numerusform>%n things wait for you</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n vote(s)</source>
            <translation>
                <numerusform>%n vote</numerusform>
                <numerusform>%n votes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n witnesses.</source>
            <translation>
                <numerusform>%n witness.</numerusform>
                <numerusform>%n witnesses.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n witnesses: as soon as one stops, everything waits. One alone, or four, is better.</source>
            <translation>
                <numerusform>%n witness: as soon as one stops, everything waits. One alone, or four, is better.</numerusform>
                <numerusform>%n witnesses: as soon as one stops, everything waits. One alone, or four, is better.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>And %n more.</source>
            <translation>
                <numerusform>And %n more.</numerusform>
                <numerusform>And %n more.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>Online: %n neighbour(s) reached at this moment.</source>
            <translation>
                <numerusform>Online: %n neighbour reached at this moment.</numerusform>
                <numerusform>Online: %n neighbours reached at this moment.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The file would give back %n day(s) of curves.</source>
            <translation>
                <numerusform>The file would give back %n day of curves.</numerusform>
                <numerusform>The file would give back %n days of curves.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and {amount} to %n other(s)</source>
            <translation>
                <numerusform>and {amount} to %n other</numerusform>
                <numerusform>and {amount} to %n others</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>never fewer than %n people.</source>
            <translation>
                <numerusform>never fewer than %n person.</numerusform>
                <numerusform>never fewer than %n people.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>rounded up, that is %n signature(s).</source>
            <translation>
                <numerusform>rounded up, that is %n signature.</numerusform>
                <numerusform>rounded up, that is %n signatures.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>that is %n signature(s).</source>
            <translation>
                <numerusform>that is %n signature.</numerusform>
                <numerusform>that is %n signatures.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{act}, %n time(s)</source>
            <translation>
                <numerusform>{act}, %n time</numerusform>
                <numerusform>{act}, %n times</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{amount} from %n neighbour(s) yesterday.</source>
            <translation>
                <numerusform>{amount} from %n neighbour yesterday.</numerusform>
                <numerusform>{amount} from %n neighbours yesterday.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{amount} in the commune yesterday, %n producer(s).</source>
            <translation>
                <numerusform>{amount} in the commune yesterday, %n producer.</numerusform>
                <numerusform>{amount} in the commune yesterday, %n producers.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>CheckProofSheet</name>
        <message numerus="yes">
            <source>{signatures} of %n computer(s) that keep the register</source>
            <translation>
                <numerusform>{signatures} of %n computer that keeps the register</numerusform>
                <numerusform>{signatures} of %n computers that keep the register</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>EnergyPage</name>
        <message numerus="yes">
            <source>%n day(s) are missing in the file.</source>
            <translation>
                <numerusform>%n day is missing in the file.</numerusform>
                <numerusform>%n days are missing in the file.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new day(s), from {first} to {last}.</source>
            <translation>
                <numerusform>%n new day, from {first} to {last}.</numerusform>
                <numerusform>%n new days, from {first} to {last}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExchangePage</name>
        <message numerus="yes">
            <source>See the %n past one(s)</source>
            <translation>
                <numerusform>See the past one</numerusform>
                <numerusform>See the %n past ones</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ExportSheet</name>
        <message numerus="yes">
            <source>%n act(s) written.</source>
            <translation>
                <numerusform>%n act written.</numerusform>
                <numerusform>%n acts written.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FoldLine</name>
        <message numerus="yes">
            <source>%n more: search for a name and this day.</source>
            <translation>
                <numerusform>%n more: search for a name and this day.</numerusform>
                <numerusform>%n more: search for a name and this day.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them without effect</source>
            <translation>
                <numerusform>%n of them without effect</numerusform>
                <numerusform>%n of them without effect</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>FundPage</name>
        <message numerus="yes">
            <source>%n resident(s) of {members} said their shares</source>
            <translation>
                <numerusform>%n resident of {members} said their shares</numerusform>
                <numerusform>%n residents of {members} said their shares</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>LongField</name>
        <message numerus="yes">
            <source>%n letter(s) too many. Shorten it: nothing is cut for you.</source>
            <translation>
                <numerusform>%n letter too many. Shorten it: nothing is cut for you.</numerusform>
                <numerusform>%n letters too many. Shorten it: nothing is cut for you.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>MorningPage</name>
        <message numerus="yes">
            <source>%n other thing(s) wait for you</source>
            <translation>
                <numerusform>%n other thing waits for you</numerusform>
                <numerusform>%n other things wait for you</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n vote(s) wait for you</source>
            <translation>
                <numerusform>%n vote waits for you</numerusform>
                <numerusform>%n votes wait for you</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NameWitnessesSheet</name>
        <message numerus="yes">
            <source>It takes %n signature(s), yours among them.</source>
            <translation>
                <numerusform>It takes %n signature, yours.</numerusform>
                <numerusform>It takes %n signatures, yours among them.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NeighbourSheet</name>
        <message numerus="yes">
            <source>%n act(s) since {date}.</source>
            <translation>
                <numerusform>%n act since {date}.</numerusform>
                <numerusform>%n acts since {date}.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NeighboursPage</name>
        <message numerus="yes">
            <source>%n more: write a few letters of the name.</source>
            <translation>
                <numerusform>%n more: write a few letters of the name.</numerusform>
                <numerusform>%n more: write a few letters of the name.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n online</source>
            <translation>
                <numerusform>%n online</numerusform>
                <numerusform>%n online</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n resident(s)</source>
            <translation>
                <numerusform>%n resident</numerusform>
                <numerusform>%n residents</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>See the %n other resident(s)</source>
            <translation>
                <numerusform>See the other resident</numerusform>
                <numerusform>See the %n other residents</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>NewsPage</name>
        <message numerus="yes">
            <source>%n thing(s) wait for you</source>
            <translation>
                <numerusform>%n thing waits for you</numerusform>
                <numerusform>%n things wait for you</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>OrderSheet</name>
        <message numerus="yes">
            <source>%n left</source>
            <translation>
                <numerusform>%n left</numerusform>
                <numerusform>%n left</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PlacesModel</name>
        <message numerus="yes">
            <source>%n thing(s) wait for you</source>
            <translation>
                <numerusform>%n thing waits for you</numerusform>
                <numerusform>%n things wait for you</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProofSheet</name>
        <message numerus="yes">
            <source>%n computer(s) that keep the register</source>
            <translation>
                <numerusform>%n computer that keeps the register</numerusform>
                <numerusform>%n computers that keep the register</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProposalCard</name>
        <message numerus="yes">
            <source>%n resident(s) of {members} voted.</source>
            <translation>
                <numerusform>%n resident of {members} voted.</numerusform>
                <numerusform>%n residents of {members} voted.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>ProposeSheet</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RecoveryCard</name>
        <message numerus="yes">
            <source>%n of the {needed} people it takes have signed:</source>
            <translation>
                <numerusform>%n of the {needed} people it takes has signed:</numerusform>
                <numerusform>%n of the {needed} people it takes have signed:</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of {size} witnesses answer(s); it takes {quorum}.</source>
            <translation>
                <numerusform>%n of {size} witnesses answers; it takes {quorum}.</numerusform>
                <numerusform>%n of {size} witnesses answer; it takes {quorum}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>As soon as %n of them is back, everything goes on by itself.</source>
            <translation>
                <numerusform>As soon as %n of them is back, everything goes on by itself.</numerusform>
                <numerusform>As soon as %n of them are back, everything goes on by itself.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RolesCard</name>
        <message numerus="yes">
            <source>While there are fewer than %n residents, the mayor appoints; then a vote does.</source>
            <translation>
                <numerusform>While there are fewer than %n resident, the mayor appoints; then a vote does.</numerusform>
                <numerusform>While there are fewer than %n residents, the mayor appoints; then a vote does.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>While there are fewer than %n residents, you appoint; then a vote does.</source>
            <translation>
                <numerusform>While there are fewer than %n resident, you appoint; then a vote does.</numerusform>
                <numerusform>While there are fewer than %n residents, you appoint; then a vote does.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>StatusPill</name>
        <message numerus="yes">
            <source>%n act(s) will leave when you are back</source>
            <translation>
                <numerusform>%n act will leave when you are back</numerusform>
                <numerusform>%n acts will leave when you are back</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n neighbour(s) online</source>
            <translation>
                <numerusform>%n neighbour online</numerusform>
                <numerusform>%n neighbours online</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VerifyCard</name>
        <message numerus="yes">
            <source>%n act(s) done again from the first one: everything agrees</source>
            <translation>
                <numerusform>%n act done again from the first one: everything agrees</numerusform>
                <numerusform>%n acts done again from the first one: everything agrees</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>VoteFields</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WitnessesCard</name>
        <message numerus="yes">
            <source>%n more day(s) are left for that.</source>
            <translation>
                <numerusform>%n more day is left for that.</numerusform>
                <numerusform>%n more days are left for that.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WordsGrid</name>
        <message numerus="yes">
            <source>%n word(s) still to write.</source>
            <translation>
                <numerusform>%n word still to write.</numerusform>
                <numerusform>%n words still to write.</numerusform>
            </translation>
        </message>
    </context>
</TS>
