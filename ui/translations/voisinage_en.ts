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
            <source>%n letter(s) too many. Shorten it: nothing is cut for you.</source>
            <translation>
                <numerusform>%n letter too many. Shorten it: nothing is cut for you.</numerusform>
                <numerusform>%n letters too many. Shorten it: nothing is cut for you.</numerusform>
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
                <numerusform>%n meter reading</numerusform>
                <numerusform>%n meter readings</numerusform>
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
                <numerusform>%n thing is waiting for you</numerusform>
                <numerusform>%n things are waiting for you</numerusform>
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
                <numerusform>Online: %n neighbour reached right now.</numerusform>
                <numerusform>Online: %n neighbours reached right now.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>The file would give back %n day(s) of curves.</source>
            <translation>
                <numerusform>The file would give back %n day of curves.</numerusform>
                <numerusform>The file would give back %n days of curves.</numerusform>
            </translation>
        </message>
        <message>
            <source>Yesterday's figures are ready.</source>
            <translation>Yesterday’s figures are ready.</translation>
        </message>
        <message numerus="yes">
            <source>and {amount} from %n other(s)</source>
            <translation>
                <numerusform>and {amount} from one other</numerusform>
                <numerusform>and {amount} from %n others</numerusform>
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
        <name>ActLine</name>
        <message>
            <source>the village's register had stood still for a while</source>
            <translation>the village’s register had stood still for a while</translation>
        </message>
    </context>
    <context>
        <name>AddMeterSheet</name>
        <message>
            <source>As on your installer's bill. What the house uses: the power of your contract, in kVA.</source>
            <translation>As on your installer’s bill. What the house uses: the power of your contract, in kVA.</translation>
        </message>
    </context>
    <context>
        <name>BackupCard</name>
        <message>
            <source>Your meters' curves, your choices and what reads your meters' files are on this computer alone: put them in a small file, on a USB disk. Only your 24 words open it.</source>
            <translation>Your meters’ curves, your choices and what reads your meters’ files are on this computer alone: put them in a small file, on a USB disk. Only your 24 words open it.</translation>
        </message>
    </context>
    <context>
        <name>Bought</name>
        <message>
            <source>My neighbours' energy</source>
            <translation>My neighbours’ energy</translation>
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
        <name>ClosingSheet</name>
        <message>
            <source>It is one of those that make the commune's acts final: it is missed when it is off.</source>
            <translation>It is one of those that make the commune’s acts final: it is missed when it is off.</translation>
        </message>
        <message>
            <source>Online, this computer passes on your neighbours' acts and yours become final sooner. It costs next to nothing; the window only goes out of sight.</source>
            <translation>Online, this computer passes on your neighbours’ acts and yours become final sooner. It costs next to nothing; the window only goes out of sight.</translation>
        </message>
    </context>
    <context>
        <name>CodeStep</name>
        <message>
            <source>It begins with VOISINAGE- and is long. Your neighbour's computer must be on.</source>
            <translation>It begins with VOISINAGE- and is long. Your neighbour’s computer must be on.</translation>
        </message>
        <message>
            <source>Your neighbour's commune</source>
            <translation>Your neighbour’s commune</translation>
        </message>
    </context>
    <context>
        <name>ConsentStep</name>
        <message>
            <source>The day's total, never the hours. Otherwise it is added to the others', without my name.</source>
            <translation>The day’s total, never the hours. Otherwise it is added to the others’, without my name.</translation>
        </message>
        <message>
            <source>This rules what your neighbours' windows show; what is in the register stays there.</source>
            <translation>This rules what your neighbours’ windows show; what is in the register stays there.</translation>
        </message>
        <message>
            <source>Your neighbour's computer opens the door…</source>
            <translation>Your neighbour’s computer opens the door…</translation>
        </message>
    </context>
    <context>
        <name>ConsentsCard</name>
        <message>
            <source>Needed to buy my neighbours' kWh. A day at zero says that you are away, for ever.</source>
            <translation>Needed to buy my neighbours’ kWh. A day at zero says that you are away, for ever.</translation>
        </message>
        <message>
            <source>The day's total, never the hours. Otherwise it is added to the others', without my name.</source>
            <translation>The day’s total, never the hours. Otherwise it is added to the others’, without my name.</translation>
        </message>
        <message>
            <source>This rules what your neighbours' windows show; what is in the register stays there.</source>
            <translation>This rules what your neighbours’ windows show; what is in the register stays there.</translation>
        </message>
    </context>
    <context>
        <name>DestinationsCard</name>
        <message>
            <source>You have chosen nothing: this is the commune's custom.</source>
            <translation>You have chosen nothing: this is the commune’s custom.</translation>
        </message>
    </context>
    <context>
        <name>DevicesCard</name>
        <message>
            <source>Shut out on {day}; it still receives the commune's acts.</source>
            <translation>Shut out on {day}; it still receives the commune’s acts.</translation>
        </message>
        <message>
            <source>To add one, open Voisinage there and choose « I already have an account »: your 24 words and any invitation of the commune are enough.</source>
            <translation>To add one, open Voisinage there and choose “I already have an account”: your 24 words and any invitation of the commune are enough.</translation>
        </message>
    </context>
    <context>
        <name>EnergyChoices</name>
        <message>
            <source>Buy my neighbours' energy</source>
            <translation>Buy my neighbours’ energy</translation>
        </message>
        <message>
            <source>From tomorrow, what your house takes from the network each day is in the register, and you buy your neighbours' energy before any other.</source>
            <translation>From tomorrow, what your house takes from the network each day is in the register, and you buy your neighbours’ energy before any other.</translation>
        </message>
        <message>
            <source>The commune's own rate, in time given.</source>
            <translation>The commune’s own rate, in time given.</translation>
        </message>
        <message>
            <source>To get a share of your neighbours' energy, let the commune know what you use each day.</source>
            <translation>To get a share of your neighbours’ energy, let the commune know what you use each day.</translation>
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
        <message>
            <source>All the days of this file are from before the meter's start.</source>
            <translation>All the days of this file are from before the meter’s start.</translation>
        </message>
        <message>
            <source>Bring your meter's file</source>
            <translation>Bring your meter’s file</translation>
        </message>
        <message>
            <source>Enedis keeps your meter's figures day by day. Download them from your account as a CSV file and bring it here: each kWh measured becomes yours, once.</source>
            <translation>Enedis keeps your meter’s figures day by day. Download them from your account as a CSV file and bring it here: each kWh measured becomes yours, once.</translation>
        </message>
        <message>
            <source>Waiting for a neighbour's look</source>
            <translation>Waiting for a neighbour’s look</translation>
        </message>
        <message>
            <source>What you have of your neighbours' roofs, and your meters.</source>
            <translation>What you have of your neighbours’ roofs, and your meters.</translation>
        </message>
        <message>
            <source>You looked at {name}'s meter.</source>
            <translation>You looked at {name}’s meter.</translation>
        </message>
        <message>
            <source>Your meter's file</source>
            <translation>Your meter’s file</translation>
        </message>
    </context>
    <context>
        <name>EnergyPeriod</name>
        <message>
            <source>The hours stay on this computer: neighbours who may see it read the day's total only. The dashed line is the most such a roof gives here under the clearest sky of the month.</source>
            <translation>The hours stay on this computer: neighbours who may see it read the day’s total only. The dashed line is the most such a roof gives here under the clearest sky of the month.</translation>
        </message>
        <message>
            <source>This day's total is known, its hours are not: they come with your meter's detailed file. Here it stands among the days of its week.</source>
            <translation>This day’s total is known, its hours are not: they come with your meter’s detailed file. Here it stands among the days of its week.</translation>
        </message>
    </context>
    <context>
        <name>EnergyPriceSheet</name>
        <message>
            <source>Leave it empty to go back to the commune's rate. It counts from tomorrow.</source>
            <translation>Leave it empty to go back to the commune’s rate. It counts from tomorrow.</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>Check the panels' power, or ask the council to look at the meter.</source>
            <translation>Check the panels’ power, or ask the council to look at the meter.</translation>
        </message>
        <message>
            <source>Check this computer's connection, and ask your neighbour to leave Voisinage open.</source>
            <translation>Check this computer’s connection, and ask your neighbour to leave Voisinage open.</translation>
        </message>
        <message>
            <source>Check this computer's date, then bring the file again.</source>
            <translation>Check this computer’s date, then bring the file again.</translation>
        </message>
        <message>
            <source>Choose a neighbour's.</source>
            <translation>Choose a neighbour’s.</translation>
        </message>
        <message>
            <source>Choose somebody of « Neighbours ».</source>
            <translation>Choose somebody of “Neighbours”.</translation>
        </message>
        <message>
            <source>Every neighbour's register shows it; no proof of it can be taken away.</source>
            <translation>Every neighbour’s register shows it; no proof of it can be taken away.</translation>
        </message>
        <message>
            <source>Find your 24 words, then use « I already have an account ».</source>
            <translation>Find your 24 words, then use “I already have an account”.</translation>
        </message>
        <message>
            <source>Find your sheet, then use « I already have an account ».</source>
            <translation>Find your sheet, then use “I already have an account”.</translation>
        </message>
        <message>
            <source>In this file, the meter's index goes backwards.</source>
            <translation>In this file, the meter’s index goes backwards.</translation>
        </message>
        <message>
            <source>Install the new version here and at the witnesses', then propose.</source>
            <translation>Install the new version here and at the witnesses’, then propose.</translation>
        </message>
        <message>
            <source>No neighbour's computer answered.</source>
            <translation>No neighbour’s computer answered.</translation>
        </message>
        <message>
            <source>No neighbour's computer has answered yet.</source>
            <translation>No neighbour’s computer has answered yet.</translation>
        </message>
        <message>
            <source>Somebody else's is missing.</source>
            <translation>Somebody else’s is missing.</translation>
        </message>
        <message>
            <source>The commune's file is no longer on this computer; what lets you sign is.</source>
            <translation>The commune’s file is no longer on this computer; what lets you sign is.</translation>
        </message>
        <message>
            <source>There is no proof of it to take away: it would show everybody's movements.</source>
            <translation>There is no proof of it to take away: it would show everybody’s movements.</translation>
        </message>
        <message>
            <source>This act was not written as the commune's rules ask.</source>
            <translation>This act was not written as the commune’s rules ask.</translation>
        </message>
        <message>
            <source>This computer is not a witness's any more.</source>
            <translation>This computer is not a witness’s any more.</translation>
        </message>
        <message>
            <source>This computer makes the commune's acts final: it cannot be cut off.</source>
            <translation>This computer makes the commune’s acts final: it cannot be cut off.</translation>
        </message>
        <message>
            <source>This computer's clock is late: Voisinage waits.</source>
            <translation>This computer’s clock is late: Voisinage waits.</translation>
        </message>
        <message>
            <source>This computer's date need not be confirmed any more.</source>
            <translation>This computer’s date need not be confirmed any more.</translation>
        </message>
        <message>
            <source>This computer's disk refused to write.</source>
            <translation>This computer’s disk refused to write.</translation>
        </message>
        <message>
            <source>This computer's password store does not open your account.</source>
            <translation>This computer’s password store does not open your account.</translation>
        </message>
        <message>
            <source>This invitation is not one of this commune's.</source>
            <translation>This invitation is not one of this commune’s.</translation>
        </message>
        <message>
            <source>This list goes on from another history than this computer's.</source>
            <translation>This list goes on from another history than this computer’s.</translation>
        </message>
        <message>
            <source>This list is another commune's.</source>
            <translation>This list is another commune’s.</translation>
        </message>
        <message>
            <source>This name cannot be a commune's.</source>
            <translation>This name cannot be a commune’s.</translation>
        </message>
        <message>
            <source>Your computer makes the commune's acts final: it would halt without it.</source>
            <translation>Your computer makes the commune’s acts final: it would halt without it.</translation>
        </message>
        <message>
            <source>Your neighbour's computer does not know this invitation yet.</source>
            <translation>Your neighbour’s computer does not know this invitation yet.</translation>
        </message>
        <message>
            <source>Your neighbour's computer has too much to do just now.</source>
            <translation>Your neighbour’s computer has too much to do just now.</translation>
        </message>
        <message>
            <source>Your neighbours' computers refused this request.</source>
            <translation>Your neighbours’ computers refused this request.</translation>
        </message>
        <message>
            <source>Your roof's energy is not shared out yet.</source>
            <translation>Your roof’s energy is not shared out yet.</translation>
        </message>
    </context>
    <context>
        <name>ExchangeCards</name>
        <message>
            <source>It is {name}'s turn.</source>
            <translation>It is {name}’s turn.</translation>
        </message>
    </context>
    <context>
        <name>ExchangePage</name>
        <message>
            <source>A hand for the hedge, a child's bicycle: what neighbours look for will be here.</source>
            <translation>A hand for the hedge, a child’s bicycle: what neighbours look for will be here.</translation>
        </message>
        <message>
            <source>Delivered: it is the buyer's turn.</source>
            <translation>Delivered: it is the buyer’s turn.</translation>
        </message>
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
        <name>ForgottenStep</name>
        <message>
            <source>What stays shut in: what you signed without a network and that has not left, as a payment that would be to make again; and what reads your meters' files, unless you have a backup file: a meter is to be added again. If this computer makes the commune's acts final, the commune has to choose it again.</source>
            <translation>What stays shut in: what you signed without a network and that has not left, as a payment that would be to make again; and what reads your meters’ files, unless you have a backup file: a meter is to be added again. If this computer makes the commune’s acts final, the commune has to choose it again.</translation>
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
        <message>
            <source>Nobody has said their shares yet: the charter's stand</source>
            <translation>Nobody has said their shares yet: the charter’s stand</translation>
        </message>
        <message>
            <source>You have not said yours: these are the charter's. Move them as you wish.</source>
            <translation>You have not said yours: these are the charter’s. Move them as you wish.</translation>
        </message>
    </context>
    <context>
        <name>InvitationCard</name>
        <message>
            <source>3. Say your name, and come in: your neighbours' computers do the rest.</source>
            <translation>3. Say your name, and come in: your neighbours’ computers do the rest.</translation>
        </message>
    </context>
    <context>
        <name>Invite</name>
        <message>
            <source>Looks at neighbours' meters and vouches for them.</source>
            <translation>Looks at neighbours’ meters and vouches for them.</translation>
        </message>
        <message>
            <source>The invitation's code</source>
            <translation>The invitation’s code</translation>
        </message>
    </context>
    <context>
        <name>LeaveCard</name>
        <message>
            <source>Everything up to then can be read here. This computer's copy is in {folder}:</source>
            <translation>Everything up to then can be read here. This computer’s copy is in {folder}:</translation>
        </message>
    </context>
    <context>
        <name>LeaveWords</name>
        <message>
            <source>Your roof's energy is shared out on {day}: send no reading before.</source>
            <translation>Your roof’s energy is shared out on {day}: send no reading before.</translation>
        </message>
    </context>
    <context>
        <name>Meters</name>
        <message>
            <source>{name}'s meter: {side}</source>
            <translation>{name}’s meter: {side}</translation>
        </message>
    </context>
    <context>
        <name>Morning</name>
        <message>
            <source>The charter's shares: nobody has said theirs yet</source>
            <translation>The charter’s shares: nobody has said theirs yet</translation>
        </message>
        <message>
            <source>Yesterday's figures arrive with the next file of your meter.</source>
            <translation>Yesterday’s figures arrive with the next file of your meter.</translation>
        </message>
    </context>
    <context>
        <name>MorningPage</name>
        <message numerus="yes">
            <source>%n other thing(s) wait for you</source>
            <translation>
                <numerusform>%n other thing is waiting for you</numerusform>
                <numerusform>%n other things are waiting for you</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n vote(s) wait for you</source>
            <translation>
                <numerusform>%n vote is waiting for you</numerusform>
                <numerusform>%n votes are waiting for you</numerusform>
            </translation>
        </message>
        <message>
            <source>Say what the commune's savings should go to.</source>
            <translation>Say what the commune’s savings should go to.</translation>
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
        <message>
            <source>Each neighbour you invite keeps a copy of the commune's register: together you need no one in the middle. An invitation is a code to send, to show or to print.</source>
            <translation>Each neighbour you invite keeps a copy of the commune’s register: together you need no one in the middle. An invitation is a code to send, to show or to print.</translation>
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
                <numerusform>%n thing is waiting for you</numerusform>
                <numerusform>%n things are waiting for you</numerusform>
            </translation>
        </message>
        <message>
            <source>Payments received, thanks and the commune's decisions will be here.</source>
            <translation>Payments received, thanks and the commune’s decisions will be here.</translation>
        </message>
    </context>
    <context>
        <name>NoticesCard</name>
        <message>
            <source>At 7 in the morning, how yesterday went; what you receive, told once; a vote's last day. Nothing else, and nothing between 22:00 and 7:00.</source>
            <translation>At 7 in the morning, how yesterday went; what you receive, told once; a vote’s last day. Nothing else, and nothing between 22:00 and 7:00.</translation>
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
        <name>PersonPicker</name>
        <message>
            <source>A neighbour's name</source>
            <translation>A neighbour’s name</translation>
        </message>
    </context>
    <context>
        <name>PlacesModel</name>
        <message numerus="yes">
            <source>%n thing(s) wait for you</source>
            <translation>
                <numerusform>%n thing is waiting for you</numerusform>
                <numerusform>%n things are waiting for you</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Pots</name>
        <message>
            <source>Locked until pensions are paid out by the commune's vote.</source>
            <translation>Locked until pensions are paid out by the commune’s vote.</translation>
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
        <message>
            <source>It comes as your neighbours' computers meet yours.</source>
            <translation>It comes as your neighbours’ computers meet yours.</translation>
        </message>
        <message>
            <source>Number of the register's page</source>
            <translation>Number of the register’s page</translation>
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
        <message>
            <source>A text that passes is the village's word, for people to carry out: it moves nothing by itself. How the fund is shared out is said in Common fund.</source>
            <translation>A text that passes is the village’s word, for people to carry out: it moves nothing by itself. How the fund is shared out is said in Common fund.</translation>
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
        <name>RegisterPage</name>
        <message>
            <source>A person, a day, a kind of act, a word, a page of the register, or an act's number.</source>
            <translation>A person, a day, a kind of act, a word, a page of the register, or an act’s number.</translation>
        </message>
        <message>
            <source>What made the fund's balance: {what}</source>
            <translation>What made the fund’s balance: {what}</translation>
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
        <name>RulesStep</name>
        <message>
            <source>What the commune's savings go to</source>
            <translation>What the commune’s savings go to</translation>
        </message>
    </context>
    <context>
        <name>Sealing</name>
        <message>
            <source>It makes nothing final until a neighbour's computer has confirmed where the commune is. If no other copy of this computer exists, you may say so.</source>
            <translation>It makes nothing final until a neighbour’s computer has confirmed where the commune is. If no other copy of this computer exists, you may say so.</translation>
        </message>
        <message>
            <source>Nothing was made final for a day or more, and no neighbour's clock confirms it.</source>
            <translation>Nothing was made final for a day or more, and no neighbour’s clock confirms it.</translation>
        </message>
        <message>
            <source>This computer's date is to be confirmed</source>
            <translation>This computer’s date is to be confirmed</translation>
        </message>
        <message>
            <source>{name}'s computer signed two different things at number {number} of the register. An accident is likelier than a fault; the council may choose other witnesses.</source>
            <translation>{name}’s computer signed two different things at number {number} of the register. An accident is likelier than a fault; the council may choose other witnesses.</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>The commune's register</source>
            <translation>The commune’s register</translation>
        </message>
    </context>
    <context>
        <name>Standstill</name>
        <message>
            <source>It becomes final as soon as the commune's register has taken it in.</source>
            <translation>It becomes final as soon as the commune’s register has taken it in.</translation>
        </message>
    </context>
    <context>
        <name>StatusPill</name>
        <message numerus="yes">
            <source>%n act(s) will leave when you are back</source>
            <translation>
                <numerusform>%n act will be sent when you are back</numerusform>
                <numerusform>%n acts will be sent when you are back</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n neighbour(s) online</source>
            <translation>
                <numerusform>%n neighbour online</numerusform>
                <numerusform>%n neighbours online</numerusform>
            </translation>
        </message>
        <message>
            <source>This computer's clock is fast</source>
            <translation>This computer’s clock is fast</translation>
        </message>
        <message>
            <source>This computer's clock is late</source>
            <translation>This computer’s clock is late</translation>
        </message>
    </context>
    <context>
        <name>Strings</name>
        <message>
            <source>Your account is kept by this computer's own password store.</source>
            <translation>Your account is kept by this computer’s own password store.</translation>
        </message>
        <message>
            <source>waiting for a neighbour's look</source>
            <translation>waiting for a neighbour’s look</translation>
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
        <name>VoteLength</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n day</numerusform>
                <numerusform>%n days</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s), as usual here</source>
            <translation>
                <numerusform>%n day, as usual here</numerusform>
                <numerusform>%n days, as usual here</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>WaitingStep</name>
        <message>
            <source>A neighbour's computer hands the commune's register to yours: your account is in it.</source>
            <translation>A neighbour’s computer hands the commune’s register to yours: your account is in it.</translation>
        </message>
        <message>
            <source>Looking for your neighbour's computer…</source>
            <translation>Looking for your neighbour’s computer…</translation>
        </message>
        <message>
            <source>Your neighbour's computer has answered…</source>
            <translation>Your neighbour’s computer has answered…</translation>
        </message>
        <message>
            <source>Your neighbour's computer lets you in, then the commune's register comes to yours.</source>
            <translation>Your neighbour’s computer lets you in, then the commune’s register comes to yours.</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>An invented village, opened beside; nothing stays on your computer's accounts</source>
            <translation>An invented village, opened beside; nothing stays on your computer’s accounts</translation>
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
        <message>
            <source>The witnesses: their computers look at each act and write it down for good. None of them can move anyone's money.</source>
            <translation>The witnesses: their computers look at each act and write it down for good. None of them can move anyone’s money.</translation>
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
