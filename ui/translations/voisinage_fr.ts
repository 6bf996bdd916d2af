<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name />
        <message numerus="yes">
            <source>%n other producer(s) together</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>{amount} in the commune yesterday, %n producer(s).</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>Add it first, then bring its file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add your family name or where you live.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>All the days of this file are already here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>An amount must be more than zero.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask the installer or the council to confirm it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask the person who holds that role.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask your neighbour for a new one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Ask your neighbour when there will be more.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check the panels' power, or ask the council to look at the meter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check the words in red and their order.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Check your connection, or try again when the person who invited you is online.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a name in the list, or invite this person first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a name of one to forty letters.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a neighbour.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose a passphrase in Settings to protect it better.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose another unit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose the purpose it was given for, or another account.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close the other window, or wait a moment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Close this window and open Voisinage again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Come back with a newer file.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Copy the whole code again, from its first letter to its last.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Download it again from your Enedis account, without opening it in a spreadsheet.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Each neighbour needs their own; ask for a new one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>If your meter was replaced, tell the council; otherwise download the file again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>In this file, the meter's index goes backwards.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Install the latest version, then open it again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It counts once only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>It may not have reached you yet; try again in a minute.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at the new price and order again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at the result in Council.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at where it is now.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look at your history, and do it again if it is still needed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look for another one.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Make some room on the disk, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Move a few percent until nothing is left over.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No neighbour's computer answered.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing can be signed for you meanwhile.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was created.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Nothing was taken from your accounts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Open it with your passphrase, then try again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pay a smaller amount, or help a neighbour first.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pay a smaller amount, or in another unit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Someone already joined with this invitation.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Someone in the commune already has this name.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Split it, or shorten the text.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The commune has changed its exchange values since this price was agreed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The most you can pay now is {amount}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The other one took nothing from your accounts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The shares do not add up to 100 %.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is already an account on this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is none left.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is not enough in this account for that payment.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>There is nothing more to do.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>These 24 words do not fit together.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>These days were already declared for this meter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>These figures are more than your panels can make in full sun.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They count for nothing until someone has looked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>They count once only.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This act belongs to someone else in the commune.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This amount could not be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This amount is set aside for another purpose.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This computer's disk refused to write.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This computer's password store does not answer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This file is not a meter file we can read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This invitation code could not be read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This invitation is too old.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is more than the commune can record at once.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This is not the right passphrase.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This meter is not known in your commune.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This meter is waiting for a neighbour to come and look at it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This name cannot be used.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This offer is not known in your commune.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This offer was withdrawn.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This order has moved on since you looked.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This payment would take your account below its limit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This person is not known in your commune.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This proposal is not known in your commune.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This vote is closed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>This was already done.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again; capital letters and spaces count.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Try again; if it happens again, send us the code below.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Two acts left two of your computers at the same moment; one of them counts.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Voisinage already runs on this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Voisinage could not do this, and the fault is ours.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Voisinage has stopped following the commune on this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What you own is safe and unchanged.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write it as 25, as 3.5 or as 1 h 30.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Write the amount again.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You and the recipient are the same person.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your account is kept in a file only you can read.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your account is locked on this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your account is where you left it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your account stays closed and safe.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your accounts are safe on this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your accounts have not changed.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your commune does not use this unit.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your earlier choice, if you made one, was counted.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your earlier shares still count.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your production will count from the date you gave.</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>FiguresSheet</name>
        <message>
            <source>The figures</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Morning</name>
        <message>
            <source>And your neighbours?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Hour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Mean of a day</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Not here yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Peak, at {hour}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Produced</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Production hour by hour, {day}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Production of the last days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Production of the last thirty days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Production of your neighbours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Show the figures</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Since the 1st of {month}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The best day was {day}, with {amount}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The most at {time}, with {amount}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Yesterday's figures arrive with the next file of your meter.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your last thirty days</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your production yesterday</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not known</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>part of the day is missing</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{amount} in all.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{change} on 7 days</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>MorningPage</name>
        <message numerus="yes">
            <source>%n resident(s) said their shares</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n vote(s) wait for you</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>24 words on paper open it again, whatever happens to this computer.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Add my solar panels</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>And your neighbours?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Answer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Choose</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Common fund</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Confirm</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Detail</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Did {name} deliver?</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Do it</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good evening {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Good morning {name}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Here you will see each morning what your roof made the day before, and who had it.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Invite a neighbour</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>My accounts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>My shares</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>No panels? Your time, your vegetables and your tools count just as much.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Offer something</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>One of your acts had no effect</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Payments, gifts and thanks from your neighbours will be here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Put your account in a safe place (2 min)</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Say what the commune's savings should go to.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See all</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>See my meter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Send</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The commune</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The first one closes {when}.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>The production of the neighbours who show it will be here, from the first file brought.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Vote</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What the commune chose</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>What you received</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your meter is declared. As soon as a neighbour of the commune has come to look at it, the file of your meter turns into kWh here.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your production</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your shares of the common fund</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>or</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>that is {worth}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{change} recorded, soon final</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} asks you to look at a meter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} gave you {amount}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} waits for you to deliver</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{name} would like your offer</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Close this message</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PersonPicker</name>
        <message>
            <source>A neighbour's name</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Change</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Neighbours found</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Places</name>
        <message>
            <source>Accounts</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Common fund</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Council</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Energy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Exchange</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Morning</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Neighbours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Settings</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>PlacesModel</name>
        <message numerus="yes">
            <source>%n thing(s) wait for you</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>More places</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Places</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>SideSheet</name>
        <message>
            <source>Close</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>StatusPill</name>
        <message numerus="yes">
            <source>%n act(s) will leave when you are back</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message numerus="yes">
            <source>%n neighbour(s) online</source>
            <translation type="unfinished">
                <numerusform />
                <numerusform />
            </translation>
        </message>
        <message>
            <source>An update is needed</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Catching up</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everything works, and leaves later</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Offline</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Stopped</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Up to date</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>You are the first one here</source>
            <translation type="unfinished" />
        </message>
    </context>
    <context>
        <name>Strings</name>
        <message>
            <source>Abstain</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Act</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Against</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Common fund</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Energy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Energy savings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Event</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Everyday</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>For</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Gift</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Heat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Helping hand</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Joined the commune</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Loan</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Meter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Object</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Offer</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Order</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Payment</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pension</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Pensions</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Produce</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Production</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Proposal</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Roads</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>School canteen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Security</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Set aside</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Time savings</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Vegetables and produce</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Vote</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Work</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Young businesses</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your account is kept by this computer's own password store.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your account is kept in a file that only your session can read. Whoever opens your session can open it: a passphrase would protect it better.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>Your account opens with your passphrase.</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>accepted</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>all my panels produce</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>cancelled</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>canteen</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>certified</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>certifies meters</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>confirmed and paid</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>crypto-hours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>crypto-kWh</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>crypto-kWh of heat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>crypto-kg</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>crypto-points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>delivered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>energy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>final</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>firefighter</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>founder</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>gift</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>hours</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>kWh</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>kWh of heat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>keeps the register</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>kg</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>language trip</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mayor</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>mediator</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>next</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>no effect</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>not yet</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>ordered</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>pension</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>points</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>recorded</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>roads</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>school</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>set apart, to be looked at</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>solidarity</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>town hall</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>waiting for a neighbour's look</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>what I send to the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>what I take from the network</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{amount}</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{amount} of energy</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{amount} of heat</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{amount} of helping hands</source>
            <translation type="unfinished" />
        </message>
        <message>
            <source>{amount} of vegetables</source>
            <translation type="unfinished" />
        </message>
    </context>
</TS>
