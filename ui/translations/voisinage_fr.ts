<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name />
        <message numerus="yes">
            <source>%n act(s) of yours are not final yet: they stay kept here.</source>
            <translation>
                <numerusform>%n de vos actes n’est pas encore définitif : il reste gardé ici.</numerusform>
                <numerusform>%n de vos actes ne sont pas encore définitifs : ils restent gardés ici.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n arrival(s)</source>
            <translation>
                <numerusform>%n arrivée dans la commune</numerusform>
                <numerusform>%n arrivées dans la commune</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n choice(s) of shares of the fund</source>
            <translation>
                <numerusform>%n répartition du fonds</numerusform>
                <numerusform>%n répartitions du fonds</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n confirmation(s) of help</source>
            <translation>
                <numerusform>%n aide confirmée</numerusform>
                <numerusform>%n aides confirmées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n jour</numerusform>
                <numerusform>%n jours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) not known</source>
            <translation>
                <numerusform>%n jour inconnu</numerusform>
                <numerusform>%n jours inconnus</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s) of curves</source>
            <translation>
                <numerusform>%n jour de courbe</numerusform>
                <numerusform>%n jours de courbe</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n hour(s) of help said</source>
            <comment>several people said that they helped</comment>
            <translation>
                <numerusform>%n aide déclarée</numerusform>
                <numerusform>%n aides déclarées</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n invitation(s)</source>
            <translation>
                <numerusform>%n invitation</numerusform>
                <numerusform>%n invitations</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n letter(s) too many. Shorten it: nothing is cut for you.</source>
            <translation>
                <numerusform>%n lettre de trop. Raccourcissez : rien n’est coupé à votre place.</numerusform>
                <numerusform>%n lettres de trop. Raccourcissez : rien n’est coupé à votre place.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n member(s) did something in the 90 days before the last page of the register: it takes three. With fewer, all that is left is a new commune, where these accounts do not follow.</source>
            <translation>
                <numerusform>%n membre a fait quelque chose dans les 90 jours avant la dernière page du registre : il en faut trois. À moins, il ne reste qu’à fonder une nouvelle commune, où ces comptes ne suivent pas.</numerusform>
                <numerusform>%n membres ont fait quelque chose dans les 90 jours avant la dernière page du registre : il en faut trois. À moins, il ne reste qu’à fonder une nouvelle commune, où ces comptes ne suivent pas.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n meter(s)</source>
            <translation>
                <numerusform>%n compteur</numerusform>
                <numerusform>%n compteurs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n neighbour(s) had some</source>
            <translation>
                <numerusform>%n voisin en a eu</numerusform>
                <numerusform>%n voisins en ont eu</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n neighbour(s) not named</source>
            <translation>
                <numerusform>%n voisin non nommé</numerusform>
                <numerusform>%n voisins non nommés</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n neighbour(s) took {amount} yesterday.</source>
            <translation>
                <numerusform>%n voisin a pris {amount} hier.</numerusform>
                <numerusform>%n voisins ont pris {amount} hier.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them may break down or lie without anything changing.</source>
            <translation>
                <numerusform>%n d’entre eux peut tomber en panne ou mentir sans que rien ne change.</numerusform>
                <numerusform>%n d’entre eux peuvent tomber en panne ou mentir sans que rien ne change.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of you did something in the 90 days before the last page of the register. Two thirds of them must sign:</source>
            <translation>
                <numerusform>Vous êtes %n à avoir fait quelque chose dans les 90 jours avant la dernière page du registre. Les deux tiers doivent signer :</numerusform>
                <numerusform>Vous êtes %n à avoir fait quelque chose dans les 90 jours avant la dernière page du registre. Les deux tiers doivent signer :</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n other producer(s) together</source>
            <translation>
                <numerusform>%n autre producteur</numerusform>
                <numerusform>%n autres producteurs ensemble</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n other(s)</source>
            <comment>other people</comment>
            <translation>
                <numerusform>%n autre</numerusform>
                <numerusform>%n autres</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n payment(s) received</source>
            <translation>
                <numerusform>%n paiement reçu</numerusform>
                <numerusform>%n paiements reçus</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n person(s) left the commune</source>
            <translation>
                <numerusform>%n personne a quitté la commune</numerusform>
                <numerusform>%n personnes ont quitté la commune</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n production(s)</source>
            <translation>
                <numerusform>%n production</numerusform>
                <numerusform>%n productions</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n reading(s) of meters</source>
            <translation>
                <numerusform>%n relevé de compteur</numerusform>
                <numerusform>%n relevés de compteurs</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n resident(s) said their shares</source>
            <translation>
                <numerusform>%n habitant a donné sa répartition</numerusform>
                <numerusform>%n habitants ont donné leur répartition</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n thing(s) wait for you</source>
            <translation>
                <numerusform>%n chose vous attend</numerusform>
                <numerusform>%n choses vous attendent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n vote(s)</source>
            <translation>
                <numerusform>%n vote</numerusform>
                <numerusform>%n votes</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n witnesses.</source>
            <translation>
                <numerusform>%n témoin.</numerusform>
                <numerusform>%n témoins.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n witnesses: as soon as one stops, everything waits. One alone, or four, is better.</source>
            <translation>
                <numerusform>%n témoin : dès qu’un s’arrête, tout attend. Un seul, ou quatre, vaut mieux.</numerusform>
                <numerusform>%n témoins : dès qu’un s’arrête, tout attend. Un seul, ou quatre, vaut mieux.</numerusform>
            </translation>
        </message>
        <message>
            <source>An account</source>
            <translation>Un compte</translation>
        </message>
        <message numerus="yes">
            <source>And %n more.</source>
            <translation>
                <numerusform>Et %n autre.</numerusform>
                <numerusform>Et %n autres.</numerusform>
            </translation>
        </message>
        <message>
            <source>Check everything on this computer</source>
            <translation>Vérifier tout sur cet ordinateur</translation>
        </message>
        <message>
            <source>Good morning</source>
            <translation>Bonjour</translation>
        </message>
        <message>
            <source>Last day to vote</source>
            <translation>Dernier jour pour voter</translation>
        </message>
        <message>
            <source>Offline: what you do is sent once you are back</source>
            <translation>Hors ligne : ce que vous faites partira au retour</translation>
        </message>
        <message>
            <source>Online</source>
            <translation>En ligne</translation>
        </message>
        <message numerus="yes">
            <source>Online: %n neighbour(s) reached at this moment.</source>
            <translation>
                <numerusform>En ligne : %n voisin joint en ce moment.</numerusform>
                <numerusform>En ligne : %n voisins joints en ce moment.</numerusform>
            </translation>
        </message>
        <message>
            <source>Something needs you: open the window</source>
            <translation>Quelque chose vous attend : ouvrez la fenêtre</translation>
        </message>
        <message numerus="yes">
            <source>The file would give back %n day(s) of curves.</source>
            <translation>
                <numerusform>Le fichier rendrait %n jour de courbe.</numerusform>
                <numerusform>Le fichier rendrait %n jours de courbe.</numerusform>
            </translation>
        </message>
        <message>
            <source>Yesterday's figures are ready.</source>
            <translation>Votre journée d’hier est prête.</translation>
        </message>
        <message numerus="yes">
            <source>and {amount} from %n other(s)</source>
            <translation>
                <numerusform>et {amount} d’un autre voisin</numerusform>
                <numerusform>et {amount} de %n autres</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>and {amount} to %n other(s)</source>
            <translation>
                <numerusform>et {amount} à %n autre</numerusform>
                <numerusform>et {amount} à %n autres</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>never fewer than %n people.</source>
            <translation>
                <numerusform>jamais moins de %n personne.</numerusform>
                <numerusform>jamais moins de %n personnes.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>rounded up, that is %n signature(s).</source>
            <translation>
                <numerusform>en arrondissant, cela fait %n signature.</numerusform>
                <numerusform>en arrondissant, cela fait %n signatures.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>that is %n signature(s).</source>
            <translation>
                <numerusform>cela fait %n signature.</numerusform>
                <numerusform>cela fait %n signatures.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{act}, %n time(s)</source>
            <translation>
                <numerusform>{act}, %n fois</numerusform>
                <numerusform>{act}, %n fois</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>{amount} from %n neighbour(s) yesterday.</source>
            <translation>
                <numerusform>{amount} de %n voisin hier.</numerusform>
                <numerusform>{amount} de %n voisins hier.</numerusform>
            </translation>
        </message>
        <message>
            <source>{amount} from {people}</source>
            <translation>{amount} de {people}</translation>
        </message>
        <message numerus="yes">
            <source>{amount} in the commune yesterday, %n producer(s).</source>
            <translation>
                <numerusform>{amount} dans la commune hier, %n producteur.</numerusform>
                <numerusform>{amount} dans la commune hier, %n producteurs.</numerusform>
            </translation>
        </message>
        <message>
            <source>{energy} yesterday</source>
            <translation>{energy} hier</translation>
        </message>
    </context>
    <context>
        <name>AccountsPage</name>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Nothing yet.</source>
            <translation>Rien pour l’instant.</translation>
        </message>
        <message>
            <source>Nothing yet; you can already pay up to {amount}, and give it back later.</source>
            <translation>Rien pour l’instant ; vous pouvez déjà payer jusqu’à {amount}, à rendre plus tard.</translation>
        </message>
        <message>
            <source>Pay</source>
            <translation>Payer</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>Receive</source>
            <translation>Recevoir</translation>
        </message>
        <message>
            <source>What you own, and how it came.</source>
            <translation>Ce que vous avez, et comment c’est venu.</translation>
        </message>
        <message>
            <source>You owe the village this much; it goes down each time you help.</source>
            <translation>Vous devez cela au village ; chaque coup de main le fait baisser.</translation>
        </message>
        <message>
            <source>You owe the village this much; it goes down with what neighbours buy from you.</source>
            <translation>Vous devez cela au village ; ce que des voisins vous achètent le fait baisser.</translation>
        </message>
        <message>
            <source>or</source>
            <translation>ou</translation>
        </message>
        <message>
            <source>worth {worth}</source>
            <translation>soit {worth}</translation>
        </message>
        <message>
            <source>{change} recorded, not final yet</source>
            <translation>Enregistré : {change}, pas encore définitif</translation>
        </message>
        <message>
            <source>{pot}, {purpose}</source>
            <translation>{pot}, {purpose}</translation>
        </message>
    </context>
    <context>
        <name>ActLine</name>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>Proof of {act}</source>
            <translation>Preuve de {act}</translation>
        </message>
        <message>
            <source>after {time} without an answer</source>
            <translation>après {time} sans réponse</translation>
        </message>
        <message>
            <source>asked for before by its owner</source>
            <translation>demandé avant par son propriétaire</translation>
        </message>
        <message>
            <source>decided before, in force from then on</source>
            <translation>décidé avant, valable à partir de là</translation>
        </message>
        <message>
            <source>from the meters, and as each one chose</source>
            <translation>d’après les compteurs et le choix de chacun</translation>
        </message>
        <message>
            <source>it is not known here any more who signed it</source>
            <translation>on ne sait plus ici qui l’a signé</translation>
        </message>
        <message>
            <source>its time had come, nobody had to sign</source>
            <translation>l’heure prévue était venue, personne n’avait à signer</translation>
        </message>
        <message>
            <source>the buyer has too little; tried again each day</source>
            <translation>l’acheteur n’a pas assez ; nouvel essai chaque jour</translation>
        </message>
        <message>
            <source>the time to vote was over</source>
            <translation>le temps pour voter était passé</translation>
        </message>
        <message>
            <source>the village had voted for it</source>
            <translation>le village l’avait voté</translation>
        </message>
        <message>
            <source>the village's register had stood still for a while</source>
            <translation>le registre du village s’était arrêté quelque temps</translation>
        </message>
        <message>
            <source>these hours are too old to say whose they were</source>
            <translation>ces heures sont trop anciennes pour dire de qui elles étaient</translation>
        </message>
        <message>
            <source>this order is too old to say whose it was</source>
            <translation>cette commande est trop ancienne pour dire de qui elle était</translation>
        </message>
        <message>
            <source>{time} after the delivery</source>
            <translation>{time} après la livraison</translation>
        </message>
    </context>
    <context>
        <name>Acting</name>
        <message>
            <source>You are not of the commune yet: everything can be read, and done once your arrival is final.</source>
            <translation>Vous n’êtes pas encore de la commune : tout se lit, et tout se fera quand votre arrivée sera définitive.</translation>
        </message>
        <message>
            <source>You have left the commune: everything can still be read, nothing can be added to it.</source>
            <translation>Vous avez quitté la commune : tout se lit encore ici, plus rien ne s’y ajoute.</translation>
        </message>
    </context>
    <context>
        <name>Acts</name>
        <message>
            <source>Act</source>
            <translation>Acte</translation>
        </message>
        <message>
            <source>Another of your computers had paid {amount} to {name} before it: too little was left.</source>
            <translation>Un autre de vos ordinateurs avait déjà payé {amount} à {name} : il ne restait pas assez.</translation>
        </message>
        <message>
            <source>Another of your computers had taken {amount} out of this account before it: too little was left.</source>
            <translation>Un autre de vos ordinateurs avait déjà sorti {amount} de ce compte : il ne restait pas assez.</translation>
        </message>
        <message>
            <source>Computer added</source>
            <translation>Ordinateur ajouté</translation>
        </message>
        <message>
            <source>Computer kept</source>
            <translation>Ordinateur gardé</translation>
        </message>
        <message>
            <source>Computer ready to be a witness</source>
            <translation>Ordinateur prêt à être témoin</translation>
        </message>
        <message>
            <source>Computer shut out</source>
            <translation>Ordinateur exclu</translation>
        </message>
        <message>
            <source>Computer that is sent nothing more</source>
            <translation>Ordinateur qui ne reçoit plus rien</translation>
        </message>
        <message>
            <source>Decision in force</source>
            <translation>Décision en vigueur</translation>
        </message>
        <message>
            <source>Figures of the meter</source>
            <translation>Relevé du compteur</translation>
        </message>
        <message>
            <source>Gift</source>
            <translation>Cadeau</translation>
        </message>
        <message>
            <source>Help confirmed</source>
            <translation>Aide confirmée</translation>
        </message>
        <message>
            <source>Help declared</source>
            <translation>Aide déclarée</translation>
        </message>
        <message>
            <source>Help never confirmed</source>
            <translation>Aide jamais confirmée</translation>
        </message>
        <message>
            <source>Help refused</source>
            <translation>Aide refusée</translation>
        </message>
        <message>
            <source>Help taken back</source>
            <translation>Aide retirée</translation>
        </message>
        <message>
            <source>Hours of help</source>
            <translation>Heures d’entraide</translation>
        </message>
        <message>
            <source>Invitation</source>
            <translation>Invitation</translation>
        </message>
        <message>
            <source>Joined the commune</source>
            <translation>Arrivée dans la commune</translation>
        </message>
        <message>
            <source>Left the commune</source>
            <translation>Départ de la commune</translation>
        </message>
        <message>
            <source>Meter declared</source>
            <translation>Compteur déclaré</translation>
        </message>
        <message>
            <source>Meter looked at</source>
            <translation>Compteur vérifié</translation>
        </message>
        <message>
            <source>Meter replaced</source>
            <translation>Compteur remplacé</translation>
        </message>
        <message>
            <source>More time to answer</source>
            <translation>Plus de temps pour répondre</translation>
        </message>
        <message>
            <source>Moved between savings</source>
            <translation>Déplacé entre épargnes</translation>
        </message>
        <message>
            <source>My shares of the fund</source>
            <translation>Mes parts du fonds</translation>
        </message>
        <message>
            <source>Name changed</source>
            <translation>Nom changé</translation>
        </message>
        <message>
            <source>New computer</source>
            <translation>Nouvel ordinateur</translation>
        </message>
        <message>
            <source>New rules</source>
            <translation>Nouvelles règles</translation>
        </message>
        <message>
            <source>Offers and orders</source>
            <translation>Offres et commandes</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Commande</translation>
        </message>
        <message>
            <source>Order accepted</source>
            <translation>Commande acceptée</translation>
        </message>
        <message>
            <source>Order cancelled</source>
            <translation>Commande annulée</translation>
        </message>
        <message>
            <source>Order cancelled by itself</source>
            <translation>Commande annulée toute seule</translation>
        </message>
        <message>
            <source>Order delivered</source>
            <translation>Commande livrée</translation>
        </message>
        <message>
            <source>Order not paid yet</source>
            <translation>Commande pas encore payée</translation>
        </message>
        <message>
            <source>Order paid by itself</source>
            <translation>Commande payée toute seule</translation>
        </message>
        <message>
            <source>Order received and paid</source>
            <translation>Commande reçue et payée</translation>
        </message>
        <message>
            <source>Ordered</source>
            <translation>Commandé</translation>
        </message>
        <message>
            <source>Other acts</source>
            <translation>Autres actes</translation>
        </message>
        <message>
            <source>Other witnesses</source>
            <translation>D’autres témoins</translation>
        </message>
        <message>
            <source>Payment</source>
            <translation>Paiement</translation>
        </message>
        <message>
            <source>Payments and gifts</source>
            <translation>Paiements et cadeaux</translation>
        </message>
        <message>
            <source>Price of my energy</source>
            <translation>Prix de mon énergie</translation>
        </message>
        <message>
            <source>Production</source>
            <translation>Production</translation>
        </message>
        <message>
            <source>Proposal</source>
            <translation>Proposition</translation>
        </message>
        <message>
            <source>Published</source>
            <translation>Publié</translation>
        </message>
        <message>
            <source>Role given</source>
            <translation>Rôle donné</translation>
        </message>
        <message>
            <source>Role taken back</source>
            <translation>Rôle retiré</translation>
        </message>
        <message>
            <source>Savings locked</source>
            <translation>Épargne verrouillée</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>Mis de côté</translation>
        </message>
        <message>
            <source>Taken from savings</source>
            <translation>Repris de l’épargne</translation>
        </message>
        <message>
            <source>The common fund</source>
            <translation>Le fonds commun</translation>
        </message>
        <message>
            <source>The commune</source>
            <translation>La commune</translation>
        </message>
        <message>
            <source>The commune was founded</source>
            <translation>Fondation de la commune</translation>
        </message>
        <message>
            <source>The day shared out</source>
            <translation>Partage de la journée</translation>
        </message>
        <message>
            <source>Vote</source>
            <translation>Vote</translation>
        </message>
        <message>
            <source>Vote closed</source>
            <translation>Vote clos</translation>
        </message>
        <message>
            <source>Votes and common fund</source>
            <translation>Votes et fonds commun</translation>
        </message>
        <message>
            <source>What neighbours may see</source>
            <translation>Ce que les voisins peuvent voir</translation>
        </message>
        <message>
            <source>Where my energy goes</source>
            <translation>Où va mon énergie</translation>
        </message>
        <message>
            <source>Withdrawn</source>
            <translation>Retiré</translation>
        </message>
        <message>
            <source>Witnesses chosen</source>
            <translation>Témoins choisis</translation>
        </message>
        <message>
            <source>capital</source>
            <translation>capital</translation>
        </message>
        <message>
            <source>gift</source>
            <translation>cadeau</translation>
        </message>
        <message>
            <source>helping one another</source>
            <translation>entraide</translation>
        </message>
        <message>
            <source>pensions</source>
            <translation>retraites</translation>
        </message>
        <message>
            <source>reserve</source>
            <translation>réserve</translation>
        </message>
        <message>
            <source>return on what was invested</source>
            <translation>rentabilité</translation>
        </message>
        <message>
            <source>roads</source>
            <translation>routes</translation>
        </message>
        <message>
            <source>teaching</source>
            <translation>enseignement</translation>
        </message>
        <message>
            <source>tourism</source>
            <translation>tourisme</translation>
        </message>
        <message>
            <source>welcoming visitors</source>
            <translation>accueil des visiteurs</translation>
        </message>
    </context>
    <context>
        <name>AddMeterSheet</name>
        <message>
            <source>0 if it was new.</source>
            <translation>0 s’il était neuf.</translation>
        </message>
        <message>
            <source>0° is flat, 90° is a wall.</source>
            <translation>0° : à plat ; 90° : un mur.</translation>
        </message>
        <message>
            <source>A neighbour will come and look at it once.</source>
            <translation>Un voisin viendra le voir une fois.</translation>
        </message>
        <message>
            <source>Add a meter</source>
            <translation>Ajouter un compteur</translation>
        </message>
        <message>
            <source>Add this meter</source>
            <translation>Ajouter ce compteur</translation>
        </message>
        <message>
            <source>As on your installer's bill. What the house uses: the power of your contract, in kVA.</source>
            <translation>Comme sur la facture de l’installateur. Pour ce que la maison consomme : la puissance de votre contrat, en kVA.</translation>
        </message>
        <message>
            <source>Ask the neighbour who looks at meters to come by.</source>
            <translation>Demandez au voisin qui vérifie les compteurs de passer.</translation>
        </message>
        <message>
            <source>At most {most} kWh.</source>
            <translation>{most} kWh au plus.</translation>
        </message>
        <message>
            <source>At most {most} kWp. Written in watts? 3000 W is 3 kWp.</source>
            <translation>{most} kWc au plus. Écrit en watts ? 3 000 W font 3 kWc.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Count from</source>
            <translation>Compter à partir du</translation>
        </message>
        <message>
            <source>Its slope</source>
            <translation>Sa pente</translation>
        </message>
        <message>
            <source>Power of the panels, in kWp</source>
            <translation>Puissance des panneaux, en kWc</translation>
        </message>
        <message>
            <source>This day has not begun yet.</source>
            <translation>Ce jour n’a pas encore commencé.</translation>
        </message>
        <message>
            <source>What the meter showed that morning, in kWh</source>
            <translation>Ce que le compteur affichait ce matin-là, en kWh</translation>
        </message>
        <message>
            <source>What this meter counts</source>
            <translation>Ce que compte ce compteur</translation>
        </message>
        <message>
            <source>Which way the roof faces</source>
            <translation>Où regarde le toit</translation>
        </message>
        <message>
            <source>Write it as 12345 or 12345.6.</source>
            <translation>Écrivez-le comme 12345 ou 12345,6.</translation>
        </message>
        <message>
            <source>Write it as 3 or 4.5.</source>
            <translation>Écrivez-la comme 3 ou 4,5.</translation>
        </message>
        <message>
            <source>Your commune counts from {day} on.</source>
            <translation>Votre commune compte à partir du {day}.</translation>
        </message>
        <message>
            <source>Your meter is recorded.</source>
            <translation>Votre compteur est enregistré.</translation>
        </message>
    </context>
    <context>
        <name>AmountField</name>
        <message>
            <source>An amount is written without a minus sign.</source>
            <translation>Un montant s’écrit sans signe moins.</translation>
        </message>
        <message>
            <source>Hours are not counted so: write 3 h 34, or 214 min.</source>
            <translation>Les heures ne se comptent pas ainsi : écrivez 3 h 34, ou 214 min.</translation>
        </message>
        <message>
            <source>This can be read in two ways. Write 1500, or 1.5 for one and a half.</source>
            <translation>Cela peut se lire de deux façons. Écrivez 1500, ou 1,5 pour un et demi.</translation>
        </message>
        <message>
            <source>This could not be read. Write 25, or 3.5, or 1 h 30.</source>
            <translation>Nous n’avons pas pu lire. Écrivez 25, ou 3,5, ou 1 h 30.</translation>
        </message>
        <message>
            <source>This is finer than what can be counted: take away a decimal.</source>
            <translation>C’est plus fin que ce qui se compte : retirez une décimale.</translation>
        </message>
        <message>
            <source>This is more than the commune can record at once.</source>
            <translation>C’est plus que ce que la commune peut enregistrer en une fois.</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Unité</translation>
        </message>
        <message>
            <source>Write an amount above zero.</source>
            <translation>Écrivez un montant plus grand que zéro.</translation>
        </message>
        <message>
            <source>Write how much: 25, or 3.5, or 1 h 30.</source>
            <translation>Écrivez combien : 25, ou 3,5, ou 1 h 30.</translation>
        </message>
    </context>
    <context>
        <name>AppointSheet</name>
        <message>
            <source>A vote decides.</source>
            <translation>Un vote décide.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Choose a neighbour.</source>
            <translation>Choisissez un voisin.</translation>
        </message>
        <message>
            <source>Give</source>
            <translation>Donner</translation>
        </message>
        <message>
            <source>Give or take back a role</source>
            <translation>Donner ou retirer un rôle</translation>
        </message>
        <message>
            <source>It is recorded.</source>
            <translation>C’est enregistré.</translation>
        </message>
        <message>
            <source>Only a vote makes or unmakes a mayor.</source>
            <translation>Seul un vote fait ou défait un maire.</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Rôle</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signer</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>The vote is open.</source>
            <translation>Le vote est ouvert.</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Qui</translation>
        </message>
        <message>
            <source>You decide alone while the commune is small. Everyone sees it.</source>
            <translation>Vous décidez en personne tant que la commune est petite. Tout le monde le voit.</translation>
        </message>
        <message>
            <source>Your neighbours will see it.</source>
            <translation>Vos voisins le verront.</translation>
        </message>
        <message>
            <source>{name}, no longer: {role}</source>
            <translation>{name}, fin du rôle : {role}</translation>
        </message>
        <message>
            <source>{name}: {role}</source>
            <translation>{name} : {role}</translation>
        </message>
    </context>
    <context>
        <name>BackupCard</name>
        <message>
            <source>In it: {what}.</source>
            <translation>Dedans : {what}.</translation>
        </message>
        <message>
            <source>Keep it away from this computer, and try it.</source>
            <translation>Gardez-la loin de cet ordinateur, et essayez-la.</translation>
        </message>
        <message>
            <source>Save a backup…</source>
            <translation>Enregistrer une sauvegarde…</translation>
        </message>
        <message>
            <source>Test a restore</source>
            <translation>Essayer la restauration</translation>
        </message>
        <message>
            <source>The backup is written: {name}.</source>
            <translation>La sauvegarde est écrite : {name}.</translation>
        </message>
        <message>
            <source>Where to save the backup</source>
            <translation>Où enregistrer la sauvegarde</translation>
        </message>
        <message>
            <source>You are alone here: nobody else keeps your account yet.</source>
            <translation>Vous êtes seul ici : personne d’autre ne garde encore votre compte.</translation>
        </message>
        <message>
            <source>Your meters' curves, your choices and what reads your meters' files are on this computer alone: put them in a small file, on a USB disk. Only your 24 words open it.</source>
            <translation>Les courbes de vos compteurs, vos choix et ce qui lit les fichiers de vos compteurs ne sont que sur cet ordinateur : mettez-les dans un petit fichier, sur un disque USB. Seuls vos 24 mots l’ouvrent.</translation>
        </message>
        <message>
            <source>Your neighbours keep your account for you.</source>
            <translation>Vos voisins gardent votre compte pour vous.</translation>
        </message>
        <message>
            <source>where to reach the commune</source>
            <translation>où joindre la commune</translation>
        </message>
        <message>
            <source>your choices</source>
            <translation>vos choix</translation>
        </message>
    </context>
    <context>
        <name>Bought</name>
        <message>
            <source>A gift from {name}</source>
            <translation>Un cadeau de {name}</translation>
        </message>
        <message>
            <source>Add my panels</source>
            <translation>Ajouter mes panneaux</translation>
        </message>
        <message>
            <source>My neighbours' energy</source>
            <translation>L’énergie des voisins</translation>
        </message>
        <message>
            <source>Nothing was bought yet this month.</source>
            <translation>Rien n’a encore été acheté ce mois-ci.</translation>
        </message>
        <message>
            <source>Paid for it</source>
            <translation>Payé en échange</translation>
        </message>
        <message>
            <source>Panels of your own?</source>
            <translation>Des panneaux chez vous ?</translation>
        </message>
        <message>
            <source>Proof of yesterday</source>
            <translation>Preuve d’hier</translation>
        </message>
        <message>
            <source>What they make would be yours here to use, sell, give or save.</source>
            <translation>Ce qu’ils produisent serait à vous ici : à utiliser, vendre, donner ou épargner.</translation>
        </message>
        <message>
            <source>bought since 1 {month}</source>
            <translation>achetés depuis le 1er {month}</translation>
        </message>
        <message>
            <source>yesterday {amount}</source>
            <translation>hier {amount}</translation>
        </message>
        <message>
            <source>{price} for a kWh, on average</source>
            <translation>{price} le kWh en moyenne</translation>
        </message>
    </context>
    <context>
        <name>CheckProofSheet</name>
        <message>
            <source>A file ending in .proof that somebody sent you.</source>
            <translation>Un fichier qui finit par .proof et qu’on vous a envoyé.</translation>
        </message>
        <message>
            <source>Act</source>
            <translation>Acte</translation>
        </message>
        <message>
            <source>All files (*)</source>
            <translation>Tous les fichiers (*)</translation>
        </message>
        <message>
            <source>Check a proof</source>
            <translation>Vérifier une preuve</translation>
        </message>
        <message>
            <source>Checking…</source>
            <translation>Vérification…</translation>
        </message>
        <message>
            <source>Choose the file…</source>
            <translation>Choisir le fichier…</translation>
        </message>
        <message>
            <source>Confirmed by</source>
            <translation>Confirmé par</translation>
        </message>
        <message>
            <source>Drop the file here, or choose it.</source>
            <translation>Déposez le fichier ici, ou choisissez-le.</translation>
        </message>
        <message>
            <source>In the register since</source>
            <translation>Au registre depuis</translation>
        </message>
        <message>
            <source>It is of {commune}, your commune, and your register says the same.</source>
            <translation>Elle est de {commune}, votre commune, et votre registre dit la même chose.</translation>
        </message>
        <message>
            <source>It is of {commune}, your commune; your register is not at this page yet.</source>
            <translation>Elle est de {commune}, votre commune ; votre registre n’en est pas encore à cette page.</translation>
        </message>
        <message>
            <source>It is of {commune}. This computer cannot tell whether it is the one you mean: compare the number below with the one you know.</source>
            <translation>Elle est de {commune}. Cet ordinateur ne peut pas dire si c’est celle à laquelle vous pensez : comparez le numéro ci-dessous avec celui que vous connaissez.</translation>
        </message>
        <message>
            <source>It rests on page {page}, whose number is</source>
            <translation>Elle repose sur la page {page}, dont le numéro est</translation>
        </message>
        <message>
            <source>Its words</source>
            <translation>Ses mots</translation>
        </message>
        <message>
            <source>Number of the act</source>
            <translation>Numéro de l’acte</translation>
        </message>
        <message>
            <source>Number of the commune</source>
            <translation>Numéro de la commune</translation>
        </message>
        <message>
            <source>Page of the register</source>
            <translation>Page du registre</translation>
        </message>
        <message>
            <source>Proofs (*.proof)</source>
            <translation>Preuves (*.proof)</translation>
        </message>
        <message>
            <source>Signed by</source>
            <translation>Signé par</translation>
        </message>
        <message>
            <source>Signed on</source>
            <translation>Signé le</translation>
        </message>
        <message>
            <source>This act has no effect, and nothing moved.</source>
            <translation>Cet acte est sans effet, et rien n’a bougé.</translation>
        </message>
        <message>
            <source>This proof holds.</source>
            <translation>Cette preuve est bonne.</translation>
        </message>
        <message>
            <source>Which proof</source>
            <translation>Quelle preuve</translation>
        </message>
        <message>
            <source>a commune whose name it does not show</source>
            <translation>une commune dont elle ne montre pas le nom</translation>
        </message>
        <message numerus="yes">
            <source>{signatures} of %n computer(s) that keep the register</source>
            <translation>
                <numerusform>{signatures} sur %n ordinateur qui tient le registre</numerusform>
                <numerusform>{signatures} sur %n ordinateurs qui tiennent le registre</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>Closing</name>
        <message>
            <source>Quit, or stay online for your neighbours?</source>
            <translation>Quitter, ou rester en ligne pour vos voisins ?</translation>
        </message>
    </context>
    <context>
        <name>ClosingSheet</name>
        <message>
            <source>It is one of those that make the commune's acts final: it is missed when it is off.</source>
            <translation>Il est de ceux qui rendent définitifs les actes de la commune : éteint, il manque.</translation>
        </message>
        <message>
            <source>Online, this computer passes on your neighbours' acts and yours become final sooner. It costs next to nothing; the window only goes out of sight.</source>
            <translation>En ligne, cet ordinateur transmet les actes de vos voisins et les vôtres deviennent plus vite définitifs. Cela ne coûte presque rien ; la fenêtre disparaît seulement de l’écran.</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Stay online</source>
            <translation>Rester en ligne</translation>
        </message>
        <message>
            <source>To open it again: start Voisinage as usual. Your answer is kept; Settings changes it.</source>
            <translation>Pour la revoir : lancez Voisinage comme d’habitude. Votre réponse est retenue ; Réglages permet d’en changer.</translation>
        </message>
    </context>
    <context>
        <name>CodeStep</name>
        <message>
            <source>Go on</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Invitation code</source>
            <translation>Code d’invitation</translation>
        </message>
        <message>
            <source>It begins with VOISINAGE- and is long. Your neighbour's computer must be on.</source>
            <translation>Il est long et commence par VOISINAGE-. L’ordinateur de votre voisin doit être allumé.</translation>
        </message>
        <message>
            <source>Join my commune</source>
            <translation>Rejoindre ma commune</translation>
        </message>
        <message>
            <source>Paste the code first. You have none? Ask a neighbour who is already in.</source>
            <translation>Collez d’abord le code. Vous n’en avez pas ? Demandez-le à un voisin déjà inscrit.</translation>
        </message>
        <message>
            <source>Paste the code your neighbour gave you, or drop the file here.</source>
            <translation>Collez le code que votre voisin vous a donné, ou déposez ici le fichier.</translation>
        </message>
        <message>
            <source>The commune of this code</source>
            <translation>La commune de ce code</translation>
        </message>
        <message>
            <source>This code is good until {date}.</source>
            <translation>Ce code est bon jusqu’au {date}.</translation>
        </message>
        <message>
            <source>Your neighbour's commune</source>
            <translation>La commune de votre voisin</translation>
        </message>
        <message>
            <source>{name} invites you.</source>
            <translation>{name} vous invite.</translation>
        </message>
    </context>
    <context>
        <name>CommuneStep</name>
        <message>
            <source>Choose</source>
            <translation>Choisir</translation>
        </message>
        <message>
            <source>Choose where it is.</source>
            <translation>Choisissez où elle se trouve.</translation>
        </message>
        <message>
            <source>Department</source>
            <translation>Département</translation>
        </message>
        <message>
            <source>Found a commune</source>
            <translation>Fonder une commune</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>It tells how much sun a roof can have, nothing else.</source>
            <translation>Il dit combien de soleil un toit peut recevoir, rien d’autre.</translation>
        </message>
        <message>
            <source>Name of the commune</source>
            <translation>Nom de la commune</translation>
        </message>
        <message>
            <source>Write its name.</source>
            <translation>Écrivez son nom.</translation>
        </message>
        <message>
            <source>Write the name your neighbours know you by.</source>
            <translation>Écrivez le nom sous lequel vos voisins vous connaissent.</translation>
        </message>
        <message>
            <source>You are the first one: the neighbours you invite will keep its register with you.</source>
            <translation>Vous êtes le premier : les voisins que vous inviterez garderont son registre avec vous.</translation>
        </message>
        <message>
            <source>Your first name and family name</source>
            <translation>Vos prénom et nom</translation>
        </message>
    </context>
    <context>
        <name>ConfirmSheet</name>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
    </context>
    <context>
        <name>ConsentStep</name>
        <message>
            <source>Enter</source>
            <translation>Entrer</translation>
        </message>
        <message>
            <source>My name beside what I give to neighbours.</source>
            <translation>Mon nom à côté de ce que je donne à des voisins.</translation>
        </message>
        <message>
            <source>The day's total, never the hours. Otherwise it is added to the others', without my name.</source>
            <translation>Le total du jour, jamais les heures. Sinon il s’ajoute à celui des autres, sans mon nom.</translation>
        </message>
        <message>
            <source>The gifts I make</source>
            <translation>Les dons que je fais</translation>
        </message>
        <message>
            <source>This rules what your neighbours' windows show; what is in the register stays there.</source>
            <translation>Cela règle ce que montrent les fenêtres de vos voisins ; ce qui est au registre y reste.</translation>
        </message>
        <message>
            <source>What may your neighbours see?</source>
            <translation>Que peuvent voir vos voisins ?</translation>
        </message>
        <message>
            <source>What my panels make in a day</source>
            <translation>Ce que je produis en un jour</translation>
        </message>
        <message>
            <source>You can change your mind at any time.</source>
            <translation>Vous pourrez changer d’avis à tout moment.</translation>
        </message>
        <message>
            <source>Your neighbour's computer opens the door…</source>
            <translation>L’ordinateur de votre voisin ouvre la porte…</translation>
        </message>
    </context>
    <context>
        <name>ConsentsCard</name>
        <message>
            <source>Decide it in Energy</source>
            <translation>Le décider dans Énergie</translation>
        </message>
        <message>
            <source>My name beside the kWh I buy, on the page of whoever sold them.</source>
            <translation>Mon nom à côté des kWh que j’achète, chez qui les a vendus.</translation>
        </message>
        <message>
            <source>My name beside what I give to neighbours.</source>
            <translation>Mon nom à côté de ce que je donne à des voisins.</translation>
        </message>
        <message>
            <source>Needed to buy my neighbours' kWh. A day at zero says that you are away, for ever.</source>
            <translation>Nécessaire pour acheter les kWh des voisins. Un jour à zéro montre que vous étiez absent, et le montrera toujours.</translation>
        </message>
        <message>
            <source>No longer shown: {what}.</source>
            <translation>N’est plus montré : {what}.</translation>
        </message>
        <message>
            <source>Recorded, not final yet.</source>
            <translation>Enregistré, pas encore définitif.</translation>
        </message>
        <message>
            <source>The day's total, never the hours. Otherwise it is added to the others', without my name.</source>
            <translation>Le total du jour, jamais les heures. Sinon il s’ajoute à celui des autres, sans mon nom.</translation>
        </message>
        <message>
            <source>The gifts I make</source>
            <translation>Les dons que je fais</translation>
        </message>
        <message>
            <source>This rules what your neighbours' windows show; what is in the register stays there.</source>
            <translation>Cela règle ce que montrent les fenêtres de vos voisins ; ce qui est au registre y reste.</translation>
        </message>
        <message>
            <source>What I buy</source>
            <translation>Ce que j’achète</translation>
        </message>
        <message>
            <source>What I use</source>
            <translation>Ce que je consomme</translation>
        </message>
        <message>
            <source>What my panels make in a day</source>
            <translation>Ce que je produis en un jour</translation>
        </message>
        <message>
            <source>Your neighbours see: {what}.</source>
            <translation>Vos voisins voient : {what}.</translation>
        </message>
    </context>
    <context>
        <name>CouncilPage</name>
        <message>
            <source>Another vote replaces it until the close.</source>
            <translation>Un nouveau vote le remplace, jusqu’à la clôture.</translation>
        </message>
        <message>
            <source>Any resident can propose: a text for the village to agree on, what an hour or a kilo is worth, who takes on a role. Everyone then has the same single vote.</source>
            <translation>Chaque habitant peut proposer : un texte sur lequel le village s’accorde, ce que vaut une heure ou un kilo, qui prend un rôle. Chacun a ensuite la même unique voix.</translation>
        </message>
        <message>
            <source>Council</source>
            <translation>Conseil</translation>
        </message>
        <message>
            <source>Decided</source>
            <translation>Décidées</translation>
        </message>
        <message>
            <source>Each decision will stay here with its count, its date and its proof.</source>
            <translation>Chaque décision restera ici avec son décompte, sa date et sa preuve.</translation>
        </message>
        <message>
            <source>Nothing decided yet</source>
            <translation>Rien n’est encore décidé</translation>
        </message>
        <message>
            <source>Nothing to vote on today</source>
            <translation>Rien à voter aujourd’hui</translation>
        </message>
        <message>
            <source>One person, one vote. Once passed, a text is carried out by people; the rest takes effect by itself.</source>
            <translation>Une personne, une voix. Adopté, un texte est mis en œuvre par des gens ; le reste s’applique tout seul.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>En cours</translation>
        </message>
        <message>
            <source>Propose to the commune</source>
            <translation>Proposer à la commune</translation>
        </message>
        <message>
            <source>See what is open</source>
            <translation>Voir ce qui est en cours</translation>
        </message>
        <message>
            <source>To vote</source>
            <translation>À voter</translation>
        </message>
        <message>
            <source>Which proposals</source>
            <translation>Quelles propositions</translation>
        </message>
        <message>
            <source>Who does what</source>
            <translation>Qui fait quoi</translation>
        </message>
        <message>
            <source>You can change it until the close.</source>
            <translation>Vous pouvez le changer jusqu’à la clôture.</translation>
        </message>
        <message>
            <source>You can still change a vote under Open, until it closes.</source>
            <translation>Vous pouvez encore changer un vote dans « En cours », jusqu’à la clôture.</translation>
        </message>
        <message>
            <source>You have voted on everything</source>
            <translation>Vous avez tout voté</translation>
        </message>
        <message>
            <source>Your vote on {title} is final: {choice}.</source>
            <translation>Votre vote sur {title} est définitif et compté : {choice}.</translation>
        </message>
        <message>
            <source>Your vote on {title} is recorded: {choice}.</source>
            <translation>Votre vote sur {title} est enregistré : {choice}.</translation>
        </message>
    </context>
    <context>
        <name>CountEdit</name>
        <message>
            <source>At least one is needed.</source>
            <translation>Il en faut au moins un.</translation>
        </message>
        <message>
            <source>Write a whole number in figures: 1, or 12.</source>
            <translation>Écrivez un nombre entier en chiffres : 1, ou 12.</translation>
        </message>
        <message>
            <source>{most} at most.</source>
            <translation>{most} au plus.</translation>
        </message>
    </context>
    <context>
        <name>Destinations</name>
        <message>
            <source>from {first} to {last}</source>
            <translation>du {first} au {last}</translation>
        </message>
        <message>
            <source>given to {name}, at most {amount} a month</source>
            <translation>offert à {name}, {amount} par mois au plus</translation>
        </message>
        <message>
            <source>sold first to {name}</source>
            <translation>vendu d’abord à {name}</translation>
        </message>
        <message>
            <source>sold to all the neighbours who share what they use</source>
            <translation>vendu à tous les voisins qui partagent leur consommation</translation>
        </message>
        <message>
            <source>the rest to my energy savings</source>
            <translation>le reste à mon épargne énergie</translation>
        </message>
        <message>
            <source>the rest to my everyday account</source>
            <translation>le reste à mon compte courant</translation>
        </message>
        <message>
            <source>the rest to the commune</source>
            <translation>le reste à la commune</translation>
        </message>
    </context>
    <context>
        <name>DestinationsCard</name>
        <message>
            <source>Change</source>
            <translation>Changer</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>Descendre</translation>
        </message>
        <message>
            <source>Drag a line, or choose it and use these buttons (Alt+Up, Alt+Down).</source>
            <translation>Faites glisser une ligne, ou choisissez-la et prenez ces boutons (Alt+Haut, Alt+Bas).</translation>
        </message>
        <message>
            <source>Each day, in this order, after what the house uses:</source>
            <translation>Chaque jour, dans cet ordre, après ce que la maison consomme :</translation>
        </message>
        <message>
            <source>Give</source>
            <translation>Donner</translation>
        </message>
        <message>
            <source>Give energy to a neighbour</source>
            <translation>Donner de l’énergie à un voisin</translation>
        </message>
        <message>
            <source>It counts from {date} on.</source>
            <translation>Compte à partir du {date}.</translation>
        </message>
        <message>
            <source>Leave it as it was</source>
            <translation>Laisser comme avant</translation>
        </message>
        <message>
            <source>Move the line down</source>
            <translation>Descendre la ligne</translation>
        </message>
        <message>
            <source>Move the line up</source>
            <translation>Monter la ligne</translation>
        </message>
        <message>
            <source>Sign this order</source>
            <translation>Signer cet ordre</translation>
        </message>
        <message>
            <source>The order changed: it counts once you sign it, from tomorrow on.</source>
            <translation>L’ordre a changé : il compte une fois signé, à partir de demain.</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>Monter</translation>
        </message>
        <message>
            <source>Where my energy goes</source>
            <translation>Où va mon énergie</translation>
        </message>
        <message>
            <source>You have chosen nothing: this is the commune's custom.</source>
            <translation>Vous n’avez rien choisi : c’est l’usage de la commune.</translation>
        </message>
        <message>
            <source>Your list is recorded: it counts from tomorrow.</source>
            <translation>Votre liste est enregistrée : elle compte à partir de demain.</translation>
        </message>
        <message>
            <source>{amount} given this month</source>
            <translation>Donné ce mois-ci : {amount}</translation>
        </message>
    </context>
    <context>
        <name>DestinationsSheet</name>
        <message>
            <source>Add a line</source>
            <translation>Ajouter une ligne</translation>
        </message>
        <message>
            <source>Add to the list</source>
            <translation>Ajouter à la liste</translation>
        </message>
        <message>
            <source>And finally</source>
            <translation>Et pour finir</translation>
        </message>
        <message>
            <source>At most, each month</source>
            <translation>Au plus, chaque mois</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Down</source>
            <translation>Descendre</translation>
        </message>
        <message>
            <source>Every computer of the commune does these sums: whoever studies them can find whom you give to. To stay discreet, give to the commune.</source>
            <translation>Chaque ordinateur de la commune refait ces comptes : qui les étudie peut trouver à qui vous donnez. Pour rester discret, donnez à la commune.</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Du</translation>
        </message>
        <message>
            <source>Give</source>
            <translation>Offrir</translation>
        </message>
        <message>
            <source>Give energy</source>
            <translation>Donner de l’énergie</translation>
        </message>
        <message>
            <source>Move the line down</source>
            <translation>Descendre la ligne</translation>
        </message>
        <message>
            <source>Move the line up</source>
            <translation>Monter la ligne</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Enlever</translation>
        </message>
        <message>
            <source>Remove the line</source>
            <translation>Enlever la ligne</translation>
        </message>
        <message>
            <source>Sell first to</source>
            <translation>Vendre d’abord à</translation>
        </message>
        <message>
            <source>Sell to all</source>
            <translation>Vendre à tous</translation>
        </message>
        <message>
            <source>Sign this list</source>
            <translation>Signer cette liste</translation>
        </message>
        <message>
            <source>To whom</source>
            <translation>À qui</translation>
        </message>
        <message>
            <source>To, that day included</source>
            <translation>Au, ce jour compris</translation>
        </message>
        <message>
            <source>Up</source>
            <translation>Monter</translation>
        </message>
        <message>
            <source>Where my energy goes</source>
            <translation>Où va mon énergie</translation>
        </message>
        <message>
            <source>Your list is recorded: it counts from tomorrow.</source>
            <translation>Votre liste est enregistrée : elle compte à partir de demain.</translation>
        </message>
        <message>
            <source>Your roof first serves your house. Then, each day, in this order:</source>
            <translation>Votre toit sert d’abord votre maison. Puis, chaque jour, dans cet ordre :</translation>
        </message>
    </context>
    <context>
        <name>DevicesCard</name>
        <message>
            <source>Cancel the exclusion</source>
            <translation>Annuler l’exclusion</translation>
        </message>
        <message>
            <source>Computer {number}</source>
            <translation>Ordinateur {number}</translation>
        </message>
        <message>
            <source>Computer {number} receives nothing more.</source>
            <translation>L’ordinateur {number} ne reçoit plus rien.</translation>
        </message>
        <message>
            <source>Computer {number} stays yours.</source>
            <translation>L’ordinateur {number} reste le vôtre.</translation>
        </message>
        <message>
            <source>Computer {number}, this one</source>
            <translation>Ordinateur {number}, celui-ci</translation>
        </message>
        <message>
            <source>Has signed for you since {day}.</source>
            <translation>Signe pour vous depuis le {day}.</translation>
        </message>
        <message>
            <source>If you do not know who asked for it, shut out the youngest computer of the list.</source>
            <translation>Si vous ne savez pas qui l’a demandé, excluez l’ordinateur le plus récent de la liste.</translation>
        </message>
        <message>
            <source>It makes the acts of the commune final.</source>
            <translation>Il rend définitifs les actes de la commune.</translation>
        </message>
        <message>
            <source>It stays mine</source>
            <translation>Il reste à moi</translation>
        </message>
        <message>
            <source>It will be shut out on {day} at {time}, unless you object.</source>
            <translation>Il sera exclu le {day} à {time}, sauf si vous vous y opposez.</translation>
        </message>
        <message>
            <source>It will no longer receive what happens in the commune.</source>
            <translation>Il ne recevra plus ce qui se passe dans la commune.</translation>
        </message>
        <message>
            <source>Just added, not final yet.</source>
            <translation>Tout juste ajouté, pas encore définitif.</translation>
        </message>
        <message>
            <source>Keep computer {number}</source>
            <translation>Garder l’ordinateur {number}</translation>
        </message>
        <message>
            <source>My computers</source>
            <translation>Mes ordinateurs</translation>
        </message>
        <message>
            <source>Object: it stays mine</source>
            <translation>M’y opposer : il reste à moi</translation>
        </message>
        <message>
            <source>Send it nothing more</source>
            <translation>Ne plus rien lui envoyer</translation>
        </message>
        <message>
            <source>Send nothing more to computer {number}</source>
            <translation>Ne plus rien envoyer à l’ordinateur {number}</translation>
        </message>
        <message>
            <source>Shut out</source>
            <translation>Exclure</translation>
        </message>
        <message>
            <source>Shut out on {day}.</source>
            <translation>Exclu le {day}.</translation>
        </message>
        <message>
            <source>Shut out on {day}; it still receives the commune's acts.</source>
            <translation>Exclu le {day} ; il reçoit encore les actes de la commune.</translation>
        </message>
        <message>
            <source>Somebody asked to shut it out; the day will show here.</source>
            <translation>Son exclusion est demandée ; la date s’affichera ici.</translation>
        </message>
        <message>
            <source>The exclusion is cancelled and this computer goes on signing for you.</source>
            <translation>L’exclusion est annulée et cet ordinateur continue de signer pour vous.</translation>
        </message>
        <message>
            <source>To add one, open Voisinage there and choose « I already have an account »: your 24 words and any invitation of the commune are enough.</source>
            <translation>Pour en ajouter un, ouvrez-y Voisinage et choisissez « J’ai déjà un compte » : vos 24 mots et n’importe quelle invitation de la commune suffisent.</translation>
        </message>
        <message>
            <source>What is on it already stays there: nobody can take it back from a distance.</source>
            <translation>Ce qui s’y trouve déjà y reste : personne ne peut le reprendre à distance.</translation>
        </message>
    </context>
    <context>
        <name>DropPlace</name>
        <message>
            <source>Drop a proof here</source>
            <translation>Déposez une preuve ici</translation>
        </message>
    </context>
    <context>
        <name>Duty</name>
        <message>
            <source>Certified by {names} for the town hall, and by a neighbour who saw it. Never by you.</source>
            <translation>Certifiées par {names} pour la mairie, et par un voisin qui l’a vu. Jamais par vous.</translation>
        </message>
        <message>
            <source>My hours for the commune</source>
            <translation>Mes heures pour la commune</translation>
        </message>
        <message>
            <source>Nobody can certify your hours yet: the commune has to name a deputy mayor.</source>
            <translation>Personne ne peut encore certifier vos heures : la commune doit nommer un adjoint au maire.</translation>
        </message>
        <message>
            <source>See</source>
            <translation>Voir</translation>
        </message>
        <message>
            <source>certified in {month}</source>
            <translation>certifiées en {month}</translation>
        </message>
        <message>
            <source>fire brigade</source>
            <translation>pompiers</translation>
        </message>
        <message>
            <source>not certified yet</source>
            <translation>pas encore certifiées</translation>
        </message>
        <message>
            <source>of which: {sort}</source>
            <translation>dont : {sort}</translation>
        </message>
        <message>
            <source>or</source>
            <translation>ou</translation>
        </message>
        <message>
            <source>other work for the commune</source>
            <translation>autres travaux</translation>
        </message>
        <message>
            <source>since 1 January</source>
            <translation>depuis le 1er janvier</translation>
        </message>
        <message>
            <source>waiting for a neighbour who saw it</source>
            <translation>à confirmer par un voisin qui l’a vu</translation>
        </message>
        <message>
            <source>waiting for the town hall</source>
            <translation>à certifier par la mairie</translation>
        </message>
    </context>
    <context>
        <name>EnergyChoices</name>
        <message>
            <source>Buy my neighbours' energy</source>
            <translation>Acheter l’énergie des voisins</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Changer</translation>
        </message>
        <message>
            <source>Everyone in the commune can read these figures, for ever. A day at zero says to 600 people that you were away.</source>
            <translation>Toute la commune peut lire ces chiffres, pour toujours. Une journée à zéro dit à 600 personnes que vous étiez absent.</translation>
        </message>
        <message>
            <source>From tomorrow, what your house takes from the network each day is in the register, and you buy your neighbours' energy before any other.</source>
            <translation>À partir de demain, ce que votre maison prend au réseau chaque jour est inscrit au registre, et vous achetez d’abord l’énergie de vos voisins.</translation>
        </message>
        <message>
            <source>Hide my name from those who sell to me</source>
            <translation>Cacher mon nom à ceux qui me vendent</translation>
        </message>
        <message>
            <source>I understand, share</source>
            <translation>J’ai compris, partager</translation>
        </message>
        <message>
            <source>It counts from {date} on.</source>
            <translation>Compte à partir du {date}.</translation>
        </message>
        <message>
            <source>Price of a kWh</source>
            <translation>Prix d’un kWh</translation>
        </message>
        <message>
            <source>Recorded: it counts from tomorrow.</source>
            <translation>Enregistré : cela compte à partir de demain.</translation>
        </message>
        <message>
            <source>Share what I use</source>
            <translation>Partager ma consommation</translation>
        </message>
        <message>
            <source>Show my name to those who sell to me</source>
            <translation>Montrer mon nom à ceux qui me vendent</translation>
        </message>
        <message>
            <source>Stop sharing</source>
            <translation>Ne plus partager</translation>
        </message>
        <message>
            <source>The commune's own rate, in time given.</source>
            <translation>Le taux de la commune, en temps donné.</translation>
        </message>
        <message>
            <source>The first unit is asked for first, then the next.</source>
            <translation>La première unité est demandée d’abord, puis la suivante.</translation>
        </message>
        <message>
            <source>To get a share of your neighbours' energy, let the commune know what you use each day.</source>
            <translation>Pour recevoir une part de l’énergie des voisins, la commune doit savoir ce que vous consommez chaque jour.</translation>
        </message>
        <message>
            <source>You can stop whenever you like: what was written stays written. Your hours never leave this computer.</source>
            <translation>Vous pouvez arrêter quand vous voulez : ce qui est écrit le reste. Vos heures ne quittent jamais cet ordinateur.</translation>
        </message>
        <message>
            <source>You share what you use each day, and buy from your neighbours.</source>
            <translation>Vous partagez votre consommation de chaque jour, et achetez à vos voisins.</translation>
        </message>
        <message>
            <source>or else</source>
            <translation>ou sinon</translation>
        </message>
    </context>
    <context>
        <name>EnergyPage</name>
        <message numerus="yes">
            <source>%n day(s) are missing in the file.</source>
            <translation>
                <numerusform>%n jour manque dans le fichier.</numerusform>
                <numerusform>%n jours manquent dans le fichier.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n new day(s), from {first} to {last}.</source>
            <translation>
                <numerusform>%n jour nouveau, du {first} au {last}.</numerusform>
                <numerusform>%n jours nouveaux, du {first} au {last}.</numerusform>
            </translation>
        </message>
        <message>
            <source>A neighbour named by the commune comes to see your panels and your meter. From then on, the file of your meter turns into kWh here.</source>
            <translation>Un voisin désigné par la commune vient voir vos panneaux et votre compteur. Ensuite, le fichier de votre compteur devient des kWh ici.</translation>
        </message>
        <message>
            <source>Add a meter</source>
            <translation>Ajouter un compteur</translation>
        </message>
        <message>
            <source>All the days of this file are from before the meter's start.</source>
            <translation>Tous les jours de ce fichier sont d’avant le début du compteur.</translation>
        </message>
        <message>
            <source>All the days of this file were already here.</source>
            <translation>Tous les jours de ce fichier étaient déjà là.</translation>
        </message>
        <message>
            <source>Bring a meter file</source>
            <translation>Apporter un fichier</translation>
        </message>
        <message>
            <source>Bring your meter's file</source>
            <translation>Apportez le fichier de votre compteur</translation>
        </message>
        <message>
            <source>Choose the file</source>
            <translation>Choisir le fichier</translation>
        </message>
        <message>
            <source>Enedis keeps your meter's figures day by day. Download them from your account as a CSV file and bring it here: each kWh measured becomes yours, once.</source>
            <translation>Enedis garde les chiffres de votre compteur jour par jour. Téléchargez-les depuis votre espace client en fichier CSV et apportez-le ici : chaque kWh mesuré devient le vôtre, une seule fois.</translation>
        </message>
        <message>
            <source>Energy</source>
            <translation>Énergie</translation>
        </message>
        <message>
            <source>Meter files (*.csv)</source>
            <translation>Fichiers de compteur (*.csv)</translation>
        </message>
        <message>
            <source>My meters</source>
            <translation>Mes compteurs</translation>
        </message>
        <message>
            <source>The hours of these days are here.</source>
            <translation>Les heures de ces jours sont là.</translation>
        </message>
        <message>
            <source>The meters you add will be here, with the last day each one told.</source>
            <translation>Les compteurs que vous ajoutez seront ici, avec le dernier jour connu de chacun.</translation>
        </message>
        <message>
            <source>They count once only.</source>
            <translation>Ils ne comptent qu’une fois.</translation>
        </message>
        <message>
            <source>They do not count.</source>
            <translation>Ils ne comptent pas.</translation>
        </message>
        <message>
            <source>They stay on this computer.</source>
            <translation>Elles restent sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Waiting for a neighbour's look</source>
            <translation>En attente du passage d’un voisin</translation>
        </message>
        <message>
            <source>What you have of your neighbours' roofs, and your meters.</source>
            <translation>Ce que vous recevez des toits voisins, et vos compteurs.</translation>
        </message>
        <message>
            <source>What your panels make, and the meters that say so.</source>
            <translation>Ce que font vos panneaux, et les compteurs qui le disent.</translation>
        </message>
        <message>
            <source>You looked at {name}'s meter.</source>
            <translation>Le compteur est certifié ({name}).</translation>
        </message>
        <message>
            <source>Your meter's file</source>
            <translation>Le fichier de votre compteur</translation>
        </message>
        <message>
            <source>{amount} are recorded: yours when the day is shared out, {when}.</source>
            <translation>Enregistré : {amount}, à vous au prochain partage, {when}.</translation>
        </message>
    </context>
    <context>
        <name>EnergyPeriod</name>
        <message>
            <source>After</source>
            <translation>Après</translation>
        </message>
        <message>
            <source>Before</source>
            <translation>Avant</translation>
        </message>
        <message>
            <source>Clear sky</source>
            <translation>Ciel clair</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Jour</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Chiffres</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Heure</translation>
        </message>
        <message>
            <source>It is known on this computer only, or it came late and joined the savings with a later day.</source>
            <translation>Il n’est connu que sur cet ordinateur, ou il est arrivé trop tard et a rejoint l’épargne avec un jour suivant.</translation>
        </message>
        <message>
            <source>It will come with a file of your meter, if the meter kept it.</source>
            <translation>Il viendra avec un fichier de votre compteur, si le compteur l’a gardé.</translation>
        </message>
        <message>
            <source>No figure here</source>
            <translation>Pas de relevé ici</translation>
        </message>
        <message>
            <source>Not to be known yet</source>
            <translation>Pas encore connu</translation>
        </message>
        <message>
            <source>Nothing is known of these days yet.</source>
            <translation>Rien n’est encore connu de ces jours.</translation>
        </message>
        <message>
            <source>Peak: {when}, with {amount}.</source>
            <translation>Le plus : {when}, avec {amount}.</translation>
        </message>
        <message>
            <source>Produced</source>
            <translation>Produit</translation>
        </message>
        <message>
            <source>Production against a clear sky</source>
            <translation>Production et ciel clair</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>Show the figures</source>
            <translation>Voir les chiffres</translation>
        </message>
        <message>
            <source>The dashed line is the most such a roof gives here under the clearest sky of the month. A click, or Enter, opens a day.</source>
            <translation>Le trait montre le plus qu’un tel toit puisse donner ici, sous le ciel le plus clair du mois. Un clic, ou Entrée, ouvre un jour.</translation>
        </message>
        <message>
            <source>The hours stay on this computer: neighbours who may see it read the day's total only. The dashed line is the most such a roof gives here under the clearest sky of the month.</source>
            <translation>Les heures restent sur cet ordinateur : les voisins qui y ont droit ne lisent que le total du jour. Le trait montre le plus qu’un tel toit puisse donner ici, sous le ciel le plus clair du mois.</translation>
        </message>
        <message>
            <source>The latest</source>
            <translation>Le plus récent</translation>
        </message>
        <message>
            <source>This day was not shared out by itself.</source>
            <translation>Ce jour n’a pas été partagé à part.</translation>
        </message>
        <message>
            <source>This day's total is known, its hours are not: they come with your meter's detailed file. Here it stands among the days of its week.</source>
            <translation>Le total de ce jour est connu, pas ses heures : elles viennent avec le fichier détaillé de votre compteur. Le voici parmi les jours de sa semaine.</translation>
        </message>
        <message>
            <source>View</source>
            <translation>Vue</translation>
        </message>
        <message>
            <source>Week</source>
            <translation>Semaine</translation>
        </message>
        <message>
            <source>Week of {first} to {last}</source>
            <translation>Semaine du {first} au {last}</translation>
        </message>
        <message>
            <source>What the roof gave</source>
            <translation>Ce que le toit a donné</translation>
        </message>
        <message>
            <source>Year</source>
            <translation>Année</translation>
        </message>
        <message>
            <source>clear sky</source>
            <translation>ciel clair</translation>
        </message>
        <message>
            <source>clear sky {amount}</source>
            <translation>ciel clair {amount}</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>inconnu</translation>
        </message>
        <message>
            <source>not to be known yet</source>
            <translation>pas encore connu</translation>
        </message>
        <message>
            <source>produced</source>
            <translation>produit</translation>
        </message>
        <message>
            <source>taken from the grid</source>
            <translation>pris au réseau</translation>
        </message>
        <message>
            <source>taken from the grid {amount}</source>
            <translation>pris au réseau {amount}</translation>
        </message>
        <message>
            <source>{amount} in half an hour</source>
            <translation>{amount} en une demi-heure</translation>
        </message>
        <message>
            <source>{amount} in one hour</source>
            <translation>{amount} en une heure</translation>
        </message>
        <message>
            <source>{amount} in {time}</source>
            <translation>{amount} en {time}</translation>
        </message>
        <message>
            <source>{change} a day on the week before</source>
            <translation>{change} par jour sur la semaine d’avant</translation>
        </message>
        <message>
            <source>{change} a day on the year before</source>
            <translation>{change} par jour sur l’année d’avant</translation>
        </message>
        <message>
            <source>{change} on the day before</source>
            <translation>{change} sur la veille</translation>
        </message>
        <message>
            <source>{share} of a clear sky</source>
            <translation>{share} d’un ciel clair</translation>
        </message>
    </context>
    <context>
        <name>EnergyPriceSheet</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Leave it empty to go back to the commune's rate. It counts from tomorrow.</source>
            <translation>Laissez vide pour revenir au taux de la commune. Cela compte à partir de demain.</translation>
        </message>
        <message>
            <source>Price of a kWh</source>
            <translation>Prix d’un kWh</translation>
        </message>
        <message>
            <source>Set this price</source>
            <translation>Fixer ce prix</translation>
        </message>
        <message>
            <source>What a neighbour gives for one kWh. The first unit is asked for first; who lacks it gives the next.</source>
            <translation>Ce qu’un voisin donne pour un kWh. La première unité est demandée d’abord ; qui en manque donne la suivante.</translation>
        </message>
        <message>
            <source>Your price is recorded: it counts from tomorrow.</source>
            <translation>Votre prix est enregistré : il compte à partir de demain.</translation>
        </message>
    </context>
    <context>
        <name>Errors</name>
        <message>
            <source>A file of your account is damaged on this computer.</source>
            <translation>Un fichier de votre compte est abîmé sur cet ordinateur.</translation>
        </message>
        <message>
            <source>A lock is made longer, never shorter.</source>
            <translation>Un verrou s’allonge, il ne se raccourcit pas.</translation>
        </message>
        <message>
            <source>A neighbour has pages of the register that are not here yet.</source>
            <translation>Un voisin a des pages du registre qui ne sont pas encore ici.</translation>
        </message>
        <message>
            <source>A part of this amount is promised to an order under way.</source>
            <translation>Une partie de ce montant est promise à une commande en cours.</translation>
        </message>
        <message>
            <source>A signature of this list is wrong.</source>
            <translation>Une signature de cette liste est fausse.</translation>
        </message>
        <message>
            <source>A word of this name mixes two alphabets: a letter looks like another.</source>
            <translation>Un mot de ce nom mêle deux alphabets : une lettre y ressemble à une autre.</translation>
        </message>
        <message>
            <source>Add it first, then bring its file.</source>
            <translation>Ajoutez-le d’abord, puis apportez son fichier.</translation>
        </message>
        <message>
            <source>Add your family name or where you live.</source>
            <translation>Ajoutez votre nom de famille ou votre lieu-dit.</translation>
        </message>
        <message>
            <source>All the days of this file are already here.</source>
            <translation>Tous les jours de ce fichier sont déjà là.</translation>
        </message>
        <message>
            <source>An amount must be more than zero.</source>
            <translation>Un montant doit être plus grand que zéro.</translation>
        </message>
        <message>
            <source>An order of yours is still open.</source>
            <translation>Une de vos commandes est encore ouverte.</translation>
        </message>
        <message>
            <source>Ask for it again, as a file attached and not copied into the message.</source>
            <translation>Redemandez-la, en fichier joint et non recopiée dans le message.</translation>
        </message>
        <message>
            <source>Ask somebody who knows computers; “voisinage doctor”, in a terminal, says what to put back.</source>
            <translation>Demandez à quelqu’un qui s’y connaît ; « voisinage doctor », dans un terminal, dit quoi y remettre.</translation>
        </message>
        <message>
            <source>Ask the council for another one to take its place first.</source>
            <translation>Demandez d’abord au conseil qu’un autre prenne sa place.</translation>
        </message>
        <message>
            <source>Ask the council to choose another witness first.</source>
            <translation>Demandez d’abord au conseil de choisir un autre témoin.</translation>
        </message>
        <message>
            <source>Ask the council to choose another witness or mayor.</source>
            <translation>Demandez au conseil de choisir un autre témoin ou un autre maire.</translation>
        </message>
        <message>
            <source>Ask the council to name another first.</source>
            <translation>Demandez d’abord au conseil d’en nommer un autre.</translation>
        </message>
        <message>
            <source>Ask the installer or the council to confirm it.</source>
            <translation>Demandez au conseil qui vient voir les compteurs.</translation>
        </message>
        <message>
            <source>Ask the mayor, or open a vote in Council.</source>
            <translation>Demandez au maire, ou ouvrez un vote dans Conseil.</translation>
        </message>
        <message>
            <source>Ask the person who holds that role.</source>
            <translation>Demandez à la personne qui a ce rôle.</translation>
        </message>
        <message>
            <source>Ask them: Council, Who does what.</source>
            <translation>Demandez-le-lui : Conseil, Qui fait quoi.</translation>
        </message>
        <message>
            <source>Ask which commune it is about: this register can say nothing of it.</source>
            <translation>Demandez de quelle commune il s’agit : ce registre ne peut rien en dire.</translation>
        </message>
        <message>
            <source>Ask who sent it for another one, and do not rely on this one.</source>
            <translation>Demandez-en une autre à qui l’a envoyée, et ne vous fiez pas à celle-ci.</translation>
        </message>
        <message>
            <source>Ask whoever gave it to you for it again.</source>
            <translation>Redemandez-la à qui vous l’a donnée.</translation>
        </message>
        <message>
            <source>Ask your neighbour for a new one.</source>
            <translation>Demandez-en une autre à votre voisin.</translation>
        </message>
        <message>
            <source>Ask your neighbour to leave Voisinage open until you are in.</source>
            <translation>Demandez à votre voisin de laisser Voisinage ouvert jusqu’à ce que vous soyez entré.</translation>
        </message>
        <message>
            <source>Ask your neighbour when there will be more.</source>
            <translation>Demandez à votre voisin quand il y en aura de nouveau.</translation>
        </message>
        <message>
            <source>Ask your neighbours to sign.</source>
            <translation>Demandez à vos voisins de signer.</translation>
        </message>
        <message>
            <source>Bring a newer file.</source>
            <translation>Apportez un fichier plus récent.</translation>
        </message>
        <message>
            <source>Bring the file on that computer.</source>
            <translation>Apportez le fichier sur cet ordinateur-là.</translation>
        </message>
        <message>
            <source>Check that it belongs to you and that nobody else can open it.</source>
            <translation>Vérifiez qu’il vous appartient et que personne d’autre ne peut l’ouvrir.</translation>
        </message>
        <message>
            <source>Check that it is still there, then choose it again.</source>
            <translation>Vérifiez qu’il est toujours là, puis choisissez-le de nouveau.</translation>
        </message>
        <message>
            <source>Check that its disk is plugged in, and choose it again.</source>
            <translation>Vérifiez que son disque est branché, et choisissez-le à nouveau.</translation>
        </message>
        <message>
            <source>Check the date and the index you gave when you added the meter.</source>
            <translation>Vérifiez la date et l’index donnés en ajoutant le compteur.</translation>
        </message>
        <message>
            <source>Check the panels' power, or ask the council to look at the meter.</source>
            <translation>Vérifiez la puissance des panneaux, ou demandez au conseil de regarder le compteur.</translation>
        </message>
        <message>
            <source>Check the sheet, then try again.</source>
            <translation>Vérifiez la feuille, puis recommencez.</translation>
        </message>
        <message>
            <source>Check the words in red and their order.</source>
            <translation>Vérifiez les mots et leur ordre.</translation>
        </message>
        <message>
            <source>Check this computer's connection, and ask your neighbour to leave Voisinage open.</source>
            <translation>Vérifiez la connexion de cet ordinateur, et demandez à votre voisin de laisser Voisinage ouvert.</translation>
        </message>
        <message>
            <source>Check this computer's date, then bring the file again.</source>
            <translation>Vérifiez la date de cet ordinateur, puis apportez de nouveau le fichier.</translation>
        </message>
        <message>
            <source>Check with your neighbour that the code is the one made for you.</source>
            <translation>Vérifiez avec votre voisin que ce code est bien celui qu’il a fait pour vous.</translation>
        </message>
        <message>
            <source>Check your connection, or try again when the person who invited you is online.</source>
            <translation>Vérifiez votre connexion, ou réessayez quand la personne qui vous invite est en ligne.</translation>
        </message>
        <message>
            <source>Check your words, and that the code is one of your own commune.</source>
            <translation>Vérifiez vos mots, et que le code vient bien de votre commune.</translation>
        </message>
        <message>
            <source>Choose a day to come.</source>
            <translation>Choisissez un jour à venir.</translation>
        </message>
        <message>
            <source>Choose a later date.</source>
            <translation>Choisissez une date plus lointaine.</translation>
        </message>
        <message>
            <source>Choose a name in the list, or invite this person first.</source>
            <translation>Choisissez un nom dans la liste, ou invitez d’abord cette personne.</translation>
        </message>
        <message>
            <source>Choose a name of one to forty letters, without hidden signs.</source>
            <translation>Choisissez un nom d’une à quarante lettres, sans signe caché.</translation>
        </message>
        <message>
            <source>Choose a neighbour's.</source>
            <translation>Choisissez celle d’un voisin.</translation>
        </message>
        <message>
            <source>Choose a neighbour, or the communal fund.</source>
            <translation>Choisissez un voisin, ou le fonds commun.</translation>
        </message>
        <message>
            <source>Choose a neighbour.</source>
            <translation>Choisissez un voisin.</translation>
        </message>
        <message>
            <source>Choose an earlier date.</source>
            <translation>Choisissez une date plus proche.</translation>
        </message>
        <message>
            <source>Choose another day.</source>
            <translation>Choisissez un autre jour.</translation>
        </message>
        <message>
            <source>Choose another folder, or another disk.</source>
            <translation>Choisissez un autre dossier, ou un autre disque.</translation>
        </message>
        <message>
            <source>Choose another folder, your documents for example.</source>
            <translation>Choisissez un autre dossier, vos documents par exemple.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Choisissez un autre dossier.</translation>
        </message>
        <message>
            <source>Choose another unit.</source>
            <translation>Choisissez une autre unité.</translation>
        </message>
        <message>
            <source>Choose each person once, with a computer of theirs; 31 at most.</source>
            <translation>Choisissez chaque personne une fois, avec un ordinateur à elle ; 31 au plus.</translation>
        </message>
        <message>
            <source>Choose somebody of « Neighbours ».</source>
            <translation>Choisissez quelqu’un dans « Voisins ».</translation>
        </message>
        <message>
            <source>Choose the file of what your panels made, or of what you sent to the grid.</source>
            <translation>Choisissez le fichier de ce que vos panneaux ont produit, ou de ce que vous avez envoyé au réseau.</translation>
        </message>
        <message>
            <source>Choose the file that was sent to you, whose name ends in .proof.</source>
            <translation>Choisissez le fichier qu’on vous a envoyé, dont le nom finit par .proof.</translation>
        </message>
        <message>
            <source>Choose the meter first, then bring its file.</source>
            <translation>Choisissez d’abord le compteur, puis apportez son fichier.</translation>
        </message>
        <message>
            <source>Choose the purpose it was given for, or another account.</source>
            <translation>Choisissez le but pour lequel il a été donné, ou un autre compte.</translation>
        </message>
        <message>
            <source>Choose whom you helped.</source>
            <translation>Choisissez qui vous avez aidé.</translation>
        </message>
        <message>
            <source>Close Voisinage and open it again: it offers to set this file aside.</source>
            <translation>Fermez puis rouvrez Voisinage : il propose de mettre ce fichier de côté.</translation>
        </message>
        <message>
            <source>Close the other programs that use the network, then open Voisinage again.</source>
            <translation>Fermez les autres programmes qui utilisent le réseau, puis rouvrez Voisinage.</translation>
        </message>
        <message>
            <source>Close the other window, or wait a moment.</source>
            <translation>Fermez l’autre fenêtre, ou attendez un instant.</translation>
        </message>
        <message>
            <source>Close this window and open Voisinage again.</source>
            <translation>Fermez cette fenêtre et rouvrez Voisinage.</translation>
        </message>
        <message>
            <source>Come back with a newer file.</source>
            <translation>Revenez avec un fichier plus récent.</translation>
        </message>
        <message>
            <source>Confirm, refuse or take them back first.</source>
            <translation>Confirmez, refusez ou reprenez-les d’abord.</translation>
        </message>
        <message>
            <source>Copy the whole code again, from its first letter to its last.</source>
            <translation>Recopiez le code entier, de la première à la dernière lettre.</translation>
        </message>
        <message>
            <source>Cut it off from another of your computers.</source>
            <translation>Faites-le depuis un autre de vos ordinateurs.</translation>
        </message>
        <message>
            <source>Do it again now that you are connected.</source>
            <translation>Refaites-le maintenant que vous êtes connecté.</translation>
        </message>
        <message>
            <source>Do it again with a new date.</source>
            <translation>Refaites-le avec une nouvelle date.</translation>
        </message>
        <message>
            <source>Do not sign it, and tell the council.</source>
            <translation>Ne la signez pas, et parlez-en au conseil.</translation>
        </message>
        <message>
            <source>Do not sign it. Stay online so that the others see what you have.</source>
            <translation>Ne la signez pas. Restez en ligne, pour que les autres voient ce que vous avez.</translation>
        </message>
        <message>
            <source>Download it again from your Enedis account, without opening it in a spreadsheet.</source>
            <translation>Téléchargez-le de nouveau depuis votre espace Enedis, sans l’ouvrir dans un tableur.</translation>
        </message>
        <message>
            <source>Download one file for each meter.</source>
            <translation>Téléchargez un fichier par compteur.</translation>
        </message>
        <message>
            <source>Each neighbour needs their own; ask for a new one.</source>
            <translation>Chaque voisin a besoin de la sienne ; demandez-en une nouvelle.</translation>
        </message>
        <message>
            <source>Energy goes to energy savings, time to time savings.</source>
            <translation>L’énergie va dans l’épargne énergie, le temps dans l’épargne temps.</translation>
        </message>
        <message>
            <source>Enough witnesses answer: there is nobody to replace.</source>
            <translation>Assez de témoins répondent : il n’y a personne à remplacer.</translation>
        </message>
        <message>
            <source>Every neighbour's register shows it; no proof of it can be taken away.</source>
            <translation>Le registre de chaque voisin le montre ; on ne peut pas en emporter de preuve.</translation>
        </message>
        <message>
            <source>Find your 24 words, then use « I already have an account ».</source>
            <translation>Prenez vos 24 mots, puis « J’ai déjà un compte ».</translation>
        </message>
        <message>
            <source>Find your sheet, then use « I already have an account ».</source>
            <translation>Prenez votre feuille, puis « J’ai déjà un compte ».</translation>
        </message>
        <message>
            <source>Finish or cancel it first.</source>
            <translation>Terminez-la ou annulez-la d’abord.</translation>
        </message>
        <message>
            <source>Finish or cancel that order first.</source>
            <translation>Terminez ou annulez d’abord cette commande.</translation>
        </message>
        <message>
            <source>For a new invitation, ask a neighbour, and join in another folder.</source>
            <translation>Demandez une nouvelle invitation à un voisin, et rejoignez la commune dans un autre dossier.</translation>
        </message>
        <message>
            <source>Give a code of the commune too, even one that was used.</source>
            <translation>Donnez aussi un code de la commune, même déjà utilisé.</translation>
        </message>
        <message>
            <source>Give it back first.</source>
            <translation>Rendez-le d’abord.</translation>
        </message>
        <message>
            <source>Give it to those who have not.</source>
            <translation>Donnez-la à ceux qui ne l’ont pas fait.</translation>
        </message>
        <message>
            <source>Have that one signed, or wait: two lists would make two communes.</source>
            <translation>Faites signer celle-là, ou attendez : deux listes feraient deux communes.</translation>
        </message>
        <message>
            <source>Have the others sign the list, or wait.</source>
            <translation>Faites signer la liste par les autres, ou attendez.</translation>
        </message>
        <message>
            <source>Helping oneself gives no hours.</source>
            <translation>S’aider soi-même ne donne pas d’heures.</translation>
        </message>
        <message>
            <source>Hours of help still wait for an answer.</source>
            <translation>Des heures d’aide attendent encore une réponse.</translation>
        </message>
        <message>
            <source>If it is lost, come back on another with your 24 words and do it there.</source>
            <translation>S’il est perdu, revenez sur un autre avec vos 24 mots et faites-le de là.</translation>
        </message>
        <message>
            <source>If somebody read it, ask the council how to open a new account.</source>
            <translation>Si quelqu’un l’a lue, demandez au conseil comment ouvrir un nouveau compte.</translation>
        </message>
        <message>
            <source>If your meter was replaced, tell the council; otherwise download the file again.</source>
            <translation>Si votre compteur a été remplacé, dites-le au conseil ; sinon, téléchargez le fichier de nouveau.</translation>
        </message>
        <message>
            <source>In this file, the meter shows something else than what is written here.</source>
            <translation>Dans ce fichier, le compteur affiche autre chose que ce qui est écrit ici.</translation>
        </message>
        <message>
            <source>In this file, the meter's index goes backwards.</source>
            <translation>Dans ce fichier, l’index du compteur recule.</translation>
        </message>
        <message>
            <source>Install the latest version, then do it again.</source>
            <translation>Installez la dernière version, puis recommencez.</translation>
        </message>
        <message>
            <source>Install the latest version, then open it again.</source>
            <translation>Installez la dernière version, puis rouvrez-la.</translation>
        </message>
        <message>
            <source>Install the new version here and at the witnesses', then propose.</source>
            <translation>Installez la nouvelle version ici et chez les témoins, puis proposez.</translation>
        </message>
        <message>
            <source>Install the new version: this computer goes on by itself.</source>
            <translation>Installez la nouvelle version : cet ordinateur reprendra seul.</translation>
        </message>
        <message>
            <source>It counts once only.</source>
            <translation>Cela ne compte qu’une fois.</translation>
        </message>
        <message>
            <source>It is apart: your own accounts have nothing to do with it.</source>
            <translation>Il est à part : vos comptes n’y sont pour rien.</translation>
        </message>
        <message>
            <source>It is too early for this.</source>
            <translation>Il est trop tôt pour cela.</translation>
        </message>
        <message>
            <source>It is your only computer: shutting it out would close your account to you.</source>
            <translation>C’est votre seul ordinateur : l’exclure vous fermerait votre compte.</translation>
        </message>
        <message>
            <source>It may not have reached you yet; try again in a minute.</source>
            <translation>Elle ne vous est peut-être pas encore parvenue ; réessayez dans une minute.</translation>
        </message>
        <message>
            <source>It was another commune that answered.</source>
            <translation>C’est une autre commune qui a répondu.</translation>
        </message>
        <message>
            <source>Join a commune, found one, or find your account again.</source>
            <translation>Rejoignez une commune, fondez-en une, ou retrouvez votre compte.</translation>
        </message>
        <message>
            <source>Keep the file and show it to the council: one of the two is false.</source>
            <translation>Gardez le fichier et montrez-le au conseil : l’un des deux est faux.</translation>
        </message>
        <message>
            <source>Leaving takes your 24 words, so that no thief of a computer can.</source>
            <translation>Quitter la commune demande vos 24 mots : un ordinateur volé ne le peut pas.</translation>
        </message>
        <message>
            <source>Lock one of your savings.</source>
            <translation>Verrouillez une de vos épargnes.</translation>
        </message>
        <message>
            <source>Look at Council, Who does what.</source>
            <translation>Regardez dans Conseil, Qui fait quoi.</translation>
        </message>
        <message>
            <source>Look at each field again, then send it once more.</source>
            <translation>Revoyez chaque champ, puis envoyez de nouveau.</translation>
        </message>
        <message>
            <source>Look at the list again: it may have changed.</source>
            <translation>Regardez la liste à nouveau : elle a pu changer.</translation>
        </message>
        <message>
            <source>Look at the new price and order again.</source>
            <translation>Regardez le nouveau prix et commandez de nouveau.</translation>
        </message>
        <message>
            <source>Look at the page again.</source>
            <translation>Regardez de nouveau la page.</translation>
        </message>
        <message>
            <source>Look at the result in Council.</source>
            <translation>Regardez le résultat dans Conseil.</translation>
        </message>
        <message>
            <source>Look at what you said below, then give another time, or another day.</source>
            <translation>Regardez plus bas ce que vous avez déclaré, puis donnez une autre heure, ou un autre jour.</translation>
        </message>
        <message>
            <source>Look at where it is now.</source>
            <translation>Regardez où elle en est.</translation>
        </message>
        <message>
            <source>Look at your history, and do it again if it is still needed.</source>
            <translation>Regardez votre historique, et refaites-le si c’est encore utile.</translation>
        </message>
        <message>
            <source>Look for another one.</source>
            <translation>Cherchez-en une autre.</translation>
        </message>
        <message>
            <source>Look for the sheet that goes with this account.</source>
            <translation>Cherchez la feuille qui va avec ce compte.</translation>
        </message>
        <message>
            <source>Make some room on the disk and in memory, then try again.</source>
            <translation>Faites de la place sur le disque et en mémoire, puis réessayez.</translation>
        </message>
        <message>
            <source>Make some room on the disk, then try again.</source>
            <translation>Faites de la place sur le disque, puis réessayez.</translation>
        </message>
        <message>
            <source>Make the folder yours, or its disk writable, then try again; a neighbour can help.</source>
            <translation>Rendez ce dossier à vous, ou son disque inscriptible, puis réessayez ; un voisin peut vous aider.</translation>
        </message>
        <message>
            <source>Move a few percent until nothing is left over.</source>
            <translation>Déplacez quelques pour cent jusqu’à ce qu’il ne reste rien.</translation>
        </message>
        <message>
            <source>Move a smaller amount.</source>
            <translation>Déplacez un montant plus petit.</translation>
        </message>
        <message>
            <source>Move them to the nearest step.</source>
            <translation>Déplacez-les au plus proche.</translation>
        </message>
        <message>
            <source>Name neighbours whose computer was here before everything stopped.</source>
            <translation>Nommez des voisins dont l’ordinateur était là avant que tout s’arrête.</translation>
        </message>
        <message>
            <source>No neighbour's computer answered.</source>
            <translation>Aucun ordinateur de voisin n’a répondu.</translation>
        </message>
        <message>
            <source>No neighbour's computer has answered yet.</source>
            <translation>Aucun ordinateur de voisin n’a encore répondu.</translation>
        </message>
        <message>
            <source>Nobody can vouch for this meter: it takes another technician.</source>
            <translation>Personne ne peut attester ce compteur : il faut un autre technicien.</translation>
        </message>
        <message>
            <source>Nobody in this commune knows these 24 words.</source>
            <translation>Personne dans cette commune ne connaît ces 24 mots.</translation>
        </message>
        <message>
            <source>Nobody is named to receive what you have.</source>
            <translation>Personne n’est nommé pour recevoir ce que vous avez.</translation>
        </message>
        <message>
            <source>Nothing can be signed for you meanwhile.</source>
            <translation>Rien ne peut être signé pour vous entre-temps.</translation>
        </message>
        <message>
            <source>Nothing is asked against this computer.</source>
            <translation>Rien n’est demandé contre cet ordinateur.</translation>
        </message>
        <message>
            <source>Nothing is lost: it is asked again by itself.</source>
            <translation>Rien n’est perdu : la demande est refaite toute seule.</translation>
        </message>
        <message>
            <source>Nothing more counts on {day}: choose another day.</source>
            <translation>Plus rien ne compte le {day} : choisissez un autre jour.</translation>
        </message>
        <message>
            <source>Nothing was created, and nothing was taken from your accounts.</source>
            <translation>Rien n’a été créé, et rien n’a été pris sur vos comptes.</translation>
        </message>
        <message>
            <source>Nothing was created.</source>
            <translation>Rien n’a été créé.</translation>
        </message>
        <message>
            <source>Nothing was taken from your accounts.</source>
            <translation>Rien n’a été retiré de vos comptes.</translation>
        </message>
        <message>
            <source>Object from an older computer, or with your 24 words.</source>
            <translation>Opposez-vous depuis un ordinateur plus ancien, ou avec vos 24 mots.</translation>
        </message>
        <message>
            <source>One of the fields cannot be used as it is.</source>
            <translation>Un des champs ne peut pas servir tel quel.</translation>
        </message>
        <message>
            <source>Only a vote makes or unmakes a mayor.</source>
            <translation>Seul un vote fait ou défait un maire.</translation>
        </message>
        <message>
            <source>Only those sign who did something in the 90 days before the last page of the register.</source>
            <translation>Seuls signent ceux qui ont fait quelque chose dans les 90 jours avant la dernière page du registre.</translation>
        </message>
        <message>
            <source>Open a vote on it in Council.</source>
            <translation>Ouvrez un vote dans Conseil.</translation>
        </message>
        <message>
            <source>Open it with your passphrase, then try again.</source>
            <translation>Ouvrez-le avec votre phrase de passe, puis réessayez.</translation>
        </message>
        <message>
            <source>Open the window of that commune.</source>
            <translation>Ouvrez la fenêtre de cette commune.</translation>
        </message>
        <message>
            <source>Open your session as usual and unlock the password store, then open Voisinage again. If it is lost, come back with your 24 words.</source>
            <translation>Ouvrez votre session comme d’habitude et déverrouillez le trousseau, puis rouvrez Voisinage. S’il est perdu, revenez avec vos 24 mots.</translation>
        </message>
        <message>
            <source>Pay a smaller amount, or help a neighbour first.</source>
            <translation>Payez moins, ou aidez d’abord un voisin.</translation>
        </message>
        <message>
            <source>Pay a smaller amount, or in another unit.</source>
            <translation>Payez moins, ou dans une autre unité.</translation>
        </message>
        <message>
            <source>Propose somebody: Council, Who does what, Give or take back a role.</source>
            <translation>Proposez quelqu’un : Conseil, Qui fait quoi, Donner ou retirer un rôle.</translation>
        </message>
        <message>
            <source>Propose the next version.</source>
            <translation>Proposez la version suivante.</translation>
        </message>
        <message>
            <source>Rules change one version at a time.</source>
            <translation>Les règles se changent une version à la fois.</translation>
        </message>
        <message>
            <source>Save the proof again in a moment.</source>
            <translation>Enregistrez la preuve de nouveau dans un instant.</translation>
        </message>
        <message>
            <source>Say each day apart.</source>
            <translation>Déclarez chaque jour séparément.</translation>
        </message>
        <message>
            <source>Say it once the help is over.</source>
            <translation>Déclarez-le une fois l’aide terminée.</translation>
        </message>
        <message>
            <source>Say the help of the last months only.</source>
            <translation>Ne déclarez que l’aide des derniers mois.</translation>
        </message>
        <message>
            <source>Set it right, and it goes on by itself.</source>
            <translation>Mettez-la à l’heure : il reprendra seul.</translation>
        </message>
        <message>
            <source>Shares go by steps of five percent.</source>
            <translation>Les parts vont de cinq en cinq pour cent.</translation>
        </message>
        <message>
            <source>Shorten them.</source>
            <translation>Raccourcissez-le.</translation>
        </message>
        <message>
            <source>Sign from another of your computers.</source>
            <translation>Signez depuis un autre de vos ordinateurs.</translation>
        </message>
        <message>
            <source>Sign from one it knew before everything stopped.</source>
            <translation>Signez depuis un ordinateur qu’elle connaissait avant que tout s’arrête.</translation>
        </message>
        <message>
            <source>Sign from your usual computer.</source>
            <translation>Signez depuis votre ordinateur habituel.</translation>
        </message>
        <message>
            <source>Signing it would wipe out payments.</source>
            <translation>La signer effacerait des paiements.</translation>
        </message>
        <message>
            <source>Some of your savings are locked.</source>
            <translation>Une partie de votre épargne est verrouillée.</translation>
        </message>
        <message>
            <source>Somebody else's is missing.</source>
            <translation>Il manque celle de quelqu’un d’autre.</translation>
        </message>
        <message>
            <source>Somebody has signed this list twice.</source>
            <translation>Quelqu’un a signé cette liste deux fois.</translation>
        </message>
        <message>
            <source>Somebody has to take over first what the commune needs of you.</source>
            <translation>Quelqu’un doit d’abord prendre le relais de ce que la commune attend de vous.</translation>
        </message>
        <message>
            <source>Someone already joined with this invitation.</source>
            <translation>Quelqu’un est déjà entré avec cette invitation.</translation>
        </message>
        <message>
            <source>Someone in the commune already has this name.</source>
            <translation>Quelqu’un dans la commune a déjà ce nom.</translation>
        </message>
        <message>
            <source>Split it, or shorten the text.</source>
            <translation>Faites-le en plusieurs fois, ou raccourcissez le texte.</translation>
        </message>
        <message>
            <source>Start it again whenever you like.</source>
            <translation>Relancez-la quand vous voulez.</translation>
        </message>
        <message>
            <source>Start it again, then say it once more.</source>
            <translation>Relancez-le, puis dites-le à nouveau.</translation>
        </message>
        <message>
            <source>Start it again, then try once more.</source>
            <translation>Relancez-le, puis recommencez.</translation>
        </message>
        <message>
            <source>Take another one, or a code of the commune: your 24 words do the rest.</source>
            <translation>Prenez-en une autre, ou un code de la commune : vos 24 mots font le reste.</translation>
        </message>
        <message>
            <source>Take the sheet and the file of the same account. If they are, do without the file: your 24 words and a code of the commune are enough.</source>
            <translation>Prenez la feuille et le fichier du même compte. S’ils le sont, passez-vous du fichier : vos 24 mots et un code de la commune suffisent.</translation>
        </message>
        <message>
            <source>That date has passed.</source>
            <translation>Cette date est passée.</translation>
        </message>
        <message>
            <source>That day already holds as many hours as count.</source>
            <translation>Cette journée contient déjà autant d’heures qu’il en compte.</translation>
        </message>
        <message>
            <source>That is the computer in front of you.</source>
            <translation>C’est l’ordinateur que vous avez devant vous.</translation>
        </message>
        <message>
            <source>That moment has not passed yet.</source>
            <translation>Ce moment n’est pas encore passé.</translation>
        </message>
        <message>
            <source>The 24 words do not sign this.</source>
            <translation>Les 24 mots ne signent pas cela.</translation>
        </message>
        <message>
            <source>The backup could not be written there.</source>
            <translation>La sauvegarde n’a pas pu être écrite là.</translation>
        </message>
        <message>
            <source>The check was stopped before its end.</source>
            <translation>La vérification s’est arrêtée avant la fin.</translation>
        </message>
        <message>
            <source>The commune does not know one of these computers, or one is named twice.</source>
            <translation>La commune ne connaît pas l’un de ces ordinateurs, ou l’un y est deux fois.</translation>
        </message>
        <message>
            <source>The commune does not know this computer yet.</source>
            <translation>La commune ne connaît pas encore cet ordinateur.</translation>
        </message>
        <message>
            <source>The commune has changed its exchange values since this price was agreed.</source>
            <translation>La commune a changé ses équivalences depuis que ce prix a été convenu.</translation>
        </message>
        <message>
            <source>The commune has grown: a vote decides this now.</source>
            <translation>La commune a grandi : c’est un vote qui décide, maintenant.</translation>
        </message>
        <message>
            <source>The commune has not confirmed your arrival yet.</source>
            <translation>La commune n’a pas encore confirmé votre arrivée.</translation>
        </message>
        <message>
            <source>The commune's file is no longer on this computer; what lets you sign is.</source>
            <translation>Le fichier de la commune n’est plus sur cet ordinateur ; ce qui vous permet de signer y est.</translation>
        </message>
        <message>
            <source>The example village could not open.</source>
            <translation>Le village d’exemple n’a pas pu s’ouvrir.</translation>
        </message>
        <message>
            <source>The file could not be written there.</source>
            <translation>Le fichier n’a pas pu être écrit à cet endroit.</translation>
        </message>
        <message>
            <source>The file of your choices is damaged on this computer.</source>
            <translation>Le fichier de vos réglages est abîmé sur cet ordinateur.</translation>
        </message>
        <message>
            <source>The folder of your account cannot be used.</source>
            <translation>Le dossier de votre compte ne peut pas servir.</translation>
        </message>
        <message>
            <source>The help file could not be written there.</source>
            <translation>Le dossier n’a pas pu être écrit à cet endroit.</translation>
        </message>
        <message>
            <source>The most you can pay now is {amount}.</source>
            <translation>Vous pouvez payer au plus {amount} maintenant.</translation>
        </message>
        <message>
            <source>The other one took nothing from your accounts.</source>
            <translation>L’autre n’a rien retiré de vos comptes.</translation>
        </message>
        <message>
            <source>The page of the register that confirms this act is not here yet.</source>
            <translation>La page du registre qui confirme cet acte n’est pas encore là.</translation>
        </message>
        <message>
            <source>The person who was helped answers; for the commune, people without a tie do.</source>
            <translation>C’est la personne aidée qui répond ; pour la commune, des gens sans lien avec celle qui a aidé.</translation>
        </message>
        <message>
            <source>The shares do not add up to 100 %.</source>
            <translation>Les parts ne font pas 100 %.</translation>
        </message>
        <message>
            <source>The sheet could not be written there.</source>
            <translation>La feuille n’a pas pu être écrite là.</translation>
        </message>
        <message>
            <source>The sheet of 24 words cannot be shut out: it is your account itself.</source>
            <translation>La feuille des 24 mots ne peut pas être exclue : elle est votre compte même.</translation>
        </message>
        <message>
            <source>The witnesses were never replaced like this in this commune.</source>
            <translation>Les témoins n’ont jamais été remplacés ainsi dans cette commune.</translation>
        </message>
        <message>
            <source>There is already an account on this computer.</source>
            <translation>Il y a déjà un compte sur cet ordinateur.</translation>
        </message>
        <message>
            <source>There is no account on this computer yet.</source>
            <translation>Il n’y a pas encore de compte sur cet ordinateur.</translation>
        </message>
        <message>
            <source>There is no proof of it to take away: it would show everybody's movements.</source>
            <translation>On ne peut pas en emporter de preuve : elle montrerait les mouvements de tout le monde.</translation>
        </message>
        <message>
            <source>There is none left.</source>
            <translation>Il n’en reste plus.</translation>
        </message>
        <message>
            <source>There is not enough in this account for that payment.</source>
            <translation>Il n’y a pas assez sur ce compte pour ce paiement.</translation>
        </message>
        <message>
            <source>There is not enough there for this amount.</source>
            <translation>Il n’y a pas assez pour ce montant.</translation>
        </message>
        <message>
            <source>There is nothing left to answer: it is over.</source>
            <translation>Il n’y a plus rien à répondre : c’est terminé.</translation>
        </message>
        <message>
            <source>There is nothing more to do.</source>
            <translation>Il n’y a rien d’autre à faire.</translation>
        </message>
        <message>
            <source>There is nothing to do.</source>
            <translation>Il n’y a rien à faire.</translation>
        </message>
        <message>
            <source>There is nothing to prove.</source>
            <translation>Il n’y a rien à prouver.</translation>
        </message>
        <message>
            <source>These 24 words are not those of this account.</source>
            <translation>Ces 24 mots ne sont pas ceux de ce compte.</translation>
        </message>
        <message>
            <source>These 24 words belong to another account.</source>
            <translation>Ces 24 mots sont ceux d’un autre compte.</translation>
        </message>
        <message>
            <source>These 24 words do not fit together.</source>
            <translation>Ces 24 mots ne vont pas ensemble.</translation>
        </message>
        <message>
            <source>These 24 words do not open this file: it is of another account, or damaged.</source>
            <translation>Ces 24 mots n’ouvrent pas ce fichier : il est d’un autre compte, ou abîmé.</translation>
        </message>
        <message>
            <source>These are the witnesses already.</source>
            <translation>Ce sont déjà ces témoins.</translation>
        </message>
        <message>
            <source>These days were already declared for this meter.</source>
            <translation>Ces jours étaient déjà déclarés pour ce compteur.</translation>
        </message>
        <message>
            <source>These figures are more than your panels can make in full sun.</source>
            <translation>Ces chiffres dépassent ce que vos panneaux peuvent faire en plein soleil.</translation>
        </message>
        <message>
            <source>These hours are not known here.</source>
            <translation>Ces heures ne sont pas connues ici.</translation>
        </message>
        <message>
            <source>These rules are voted or in force already.</source>
            <translation>Ces règles sont déjà votées ou en vigueur.</translation>
        </message>
        <message>
            <source>These savings are locked until their date.</source>
            <translation>Cette épargne est verrouillée jusqu’à sa date.</translation>
        </message>
        <message>
            <source>These savings do not take this unit.</source>
            <translation>Cette épargne ne prend pas cette unité.</translation>
        </message>
        <message>
            <source>These words are too long to be signed.</source>
            <translation>Ce texte est trop long pour être signé.</translation>
        </message>
        <message>
            <source>They count for nothing until someone has looked.</source>
            <translation>Ils ne comptent pas tant que personne n’a regardé.</translation>
        </message>
        <message>
            <source>They count once only.</source>
            <translation>Ils ne comptent qu’une fois.</translation>
        </message>
        <message>
            <source>This Voisinage is too old for these rules.</source>
            <translation>Votre Voisinage est trop ancien pour ces règles.</translation>
        </message>
        <message>
            <source>This account cannot be locked.</source>
            <translation>Ce compte ne se verrouille pas.</translation>
        </message>
        <message>
            <source>This act belongs to another commune.</source>
            <translation>Cet acte est celui d’une autre commune.</translation>
        </message>
        <message>
            <source>This act belongs to someone else in the commune.</source>
            <translation>Cet acte revient à quelqu’un d’autre dans la commune.</translation>
        </message>
        <message>
            <source>This act is on the last page before new witnesses took over.</source>
            <translation>Cet acte date du moment où de nouveaux témoins ont pris le relais.</translation>
        </message>
        <message>
            <source>This act stayed on your computer for too long before it left.</source>
            <translation>Cet acte est resté trop longtemps sur votre ordinateur avant de partir.</translation>
        </message>
        <message>
            <source>This act was not written as the commune's rules ask.</source>
            <translation>Cet acte n’est pas écrit comme le demandent les règles de la commune.</translation>
        </message>
        <message>
            <source>This act will never enter the register: another one took its place.</source>
            <translation>Cet acte n’entrera jamais au registre : un autre a pris sa place.</translation>
        </message>
        <message>
            <source>This amount could not be read.</source>
            <translation>Ce montant n’a pas pu être lu.</translation>
        </message>
        <message>
            <source>This amount is set aside for another purpose.</source>
            <translation>Ce montant est réservé à un autre but.</translation>
        </message>
        <message>
            <source>This backup does not say where to reach the commune.</source>
            <translation>Cette sauvegarde ne dit pas où joindre la commune.</translation>
        </message>
        <message>
            <source>This backup file cannot be read.</source>
            <translation>Ce fichier de sauvegarde ne se laisse pas lire.</translation>
        </message>
        <message>
            <source>This came too late: its date had passed.</source>
            <translation>C’est arrivé trop tard : la date était passée.</translation>
        </message>
        <message>
            <source>This choice of witnesses is not possible.</source>
            <translation>Ce choix de témoins n’est pas possible.</translation>
        </message>
        <message>
            <source>This computer does not have the page of the register where this act is.</source>
            <translation>Cet ordinateur n’a pas la page du registre où est cet acte.</translation>
        </message>
        <message>
            <source>This computer does not let Voisinage answer your neighbours.</source>
            <translation>Cet ordinateur ne laisse pas Voisinage répondre à vos voisins.</translation>
        </message>
        <message>
            <source>This computer does not let Voisinage write in its folder.</source>
            <translation>Cet ordinateur ne laisse pas Voisinage écrire dans son dossier.</translation>
        </message>
        <message>
            <source>This computer has stopped, and signs nothing of the kind.</source>
            <translation>Cet ordinateur s’est arrêté, et ne signe rien de tel.</translation>
        </message>
        <message>
            <source>This computer is at work as a witness already.</source>
            <translation>Cet ordinateur fait déjà son travail de témoin.</translation>
        </message>
        <message>
            <source>This computer is not a witness's any more.</source>
            <translation>Cet ordinateur n’est plus celui d’un témoin.</translation>
        </message>
        <message>
            <source>This computer is shut out already.</source>
            <translation>Cet ordinateur est déjà exclu.</translation>
        </message>
        <message>
            <source>This computer is still asking your neighbours where you stood.</source>
            <translation>Cet ordinateur demande encore à vos voisins où vous en étiez.</translation>
        </message>
        <message>
            <source>This computer is younger than the one that asked.</source>
            <translation>Cet ordinateur est plus récent que celui qui l’a demandé.</translation>
        </message>
        <message>
            <source>This computer makes the commune's acts final: it cannot be cut off.</source>
            <translation>Cet ordinateur rend définitifs les actes de la commune : on ne peut pas le couper.</translation>
        </message>
        <message>
            <source>This computer was shut out from another one of yours.</source>
            <translation>Cet ordinateur a été exclu depuis un autre des vôtres.</translation>
        </message>
        <message>
            <source>This computer was shut out: it signs nothing any more.</source>
            <translation>Cet ordinateur a été exclu : il ne signe plus rien.</translation>
        </message>
        <message>
            <source>This computer's clock is late: Voisinage waits.</source>
            <translation>L’horloge de cet ordinateur retarde : Voisinage attend.</translation>
        </message>
        <message>
            <source>This computer's date need not be confirmed any more.</source>
            <translation>La date de cet ordinateur n’est plus à confirmer.</translation>
        </message>
        <message>
            <source>This computer's disk refused to write.</source>
            <translation>Le disque de cet ordinateur a refusé d’écrire.</translation>
        </message>
        <message>
            <source>This computer's password store does not open your account.</source>
            <translation>Le trousseau de cet ordinateur n’ouvre pas votre compte.</translation>
        </message>
        <message>
            <source>This confirmation is already given.</source>
            <translation>Cette confirmation est déjà donnée.</translation>
        </message>
        <message>
            <source>This file could not be read.</source>
            <translation>Ce fichier n’a pas pu être lu.</translation>
        </message>
        <message>
            <source>This file does not say what this meter measures.</source>
            <translation>Ce fichier ne dit pas ce que mesure ce compteur.</translation>
        </message>
        <message>
            <source>This file ends before your commune began to count.</source>
            <translation>Ce fichier s’arrête avant que votre commune commence à compter.</translation>
        </message>
        <message>
            <source>This file holds days that are not over yet.</source>
            <translation>Ce fichier contient des jours qui ne sont pas finis.</translation>
        </message>
        <message>
            <source>This file holds the figures of several meters.</source>
            <translation>Ce fichier contient les chiffres de plusieurs compteurs.</translation>
        </message>
        <message>
            <source>This file is not a backup of Voisinage, or it was damaged.</source>
            <translation>Ce fichier n’est pas une sauvegarde de Voisinage, ou il a été abîmé.</translation>
        </message>
        <message>
            <source>This file is not a meter file we can read.</source>
            <translation>Ce fichier n’est pas un fichier de compteur que nous savons lire.</translation>
        </message>
        <message>
            <source>This file is not a proof of Voisinage.</source>
            <translation>Ce fichier n’est pas une preuve de Voisinage.</translation>
        </message>
        <message>
            <source>This happened by itself, and nobody signed it.</source>
            <translation>Ceci s’est fait de lui-même, sans que personne le signe.</translation>
        </message>
        <message>
            <source>This invitation code could not be read.</source>
            <translation>Ce code d’invitation n’a pas pu être lu.</translation>
        </message>
        <message>
            <source>This invitation is not one of this commune's.</source>
            <translation>Cette invitation n’est pas de cette commune.</translation>
        </message>
        <message>
            <source>This invitation is too old.</source>
            <translation>Cette invitation est trop ancienne.</translation>
        </message>
        <message>
            <source>This is further than the commune allows.</source>
            <translation>C’est plus loin que ce que la commune permet.</translation>
        </message>
        <message>
            <source>This is less than a minute.</source>
            <translation>C’est moins d’une minute.</translation>
        </message>
        <message>
            <source>This is more than counts in one day.</source>
            <translation>C’est plus que ce qui se compte en un jour.</translation>
        </message>
        <message>
            <source>This is more than the commune can record at once.</source>
            <translation>C’est plus que la commune ne peut enregistrer en une fois.</translation>
        </message>
        <message>
            <source>This is no list of witnesses, or not the whole of it.</source>
            <translation>Ce n’est pas une liste de témoins, ou elle n’est pas entière.</translation>
        </message>
        <message>
            <source>This is none of your computers.</source>
            <translation>Ce n’est aucun de vos ordinateurs.</translation>
        </message>
        <message>
            <source>This is not for you to answer.</source>
            <translation>Ce n’est pas à vous d’y répondre.</translation>
        </message>
        <message>
            <source>This is not the right passphrase.</source>
            <translation>Ce n’est pas la bonne phrase de passe.</translation>
        </message>
        <message>
            <source>This is too old to be counted.</source>
            <translation>C’est trop ancien pour être compté.</translation>
        </message>
        <message>
            <source>This list begins after what has come to this computer.</source>
            <translation>Cette liste commence après ce que cet ordinateur a reçu.</translation>
        </message>
        <message>
            <source>This list begins before what this computer knows to be final.</source>
            <translation>Cette liste commence avant ce que cet ordinateur sait définitif.</translation>
        </message>
        <message>
            <source>This list goes on from another history than this computer's.</source>
            <translation>Cette liste continue une autre histoire que celle de cet ordinateur.</translation>
        </message>
        <message>
            <source>This list is another commune's.</source>
            <translation>Cette liste est celle d’une autre commune.</translation>
        </message>
        <message>
            <source>This list is not to be signed any more.</source>
            <translation>Cette liste n’est plus à signer.</translation>
        </message>
        <message>
            <source>This list is too old or too new: the witnesses were replaced in between.</source>
            <translation>Cette liste est trop ancienne ou trop récente : les témoins ont été remplacés entre-temps.</translation>
        </message>
        <message>
            <source>This meter is not known in your commune.</source>
            <translation>Ce compteur n’est pas connu dans votre commune.</translation>
        </message>
        <message>
            <source>This meter is waiting for a neighbour to come and look at it.</source>
            <translation>Ce compteur attend qu’un voisin vienne le voir.</translation>
        </message>
        <message>
            <source>This meter was added from another computer of yours.</source>
            <translation>Ce compteur a été ajouté depuis un autre de vos ordinateurs.</translation>
        </message>
        <message>
            <source>This name cannot be a commune's.</source>
            <translation>Ce nom ne peut pas être celui d’une commune.</translation>
        </message>
        <message>
            <source>This name cannot be used.</source>
            <translation>Ce nom ne peut pas servir.</translation>
        </message>
        <message>
            <source>This name holds a sign that does not show. Type it again on your keyboard rather than copying it; some emoji hold one too.</source>
            <translation>Ce nom contient un signe qui ne se voit pas. Retapez-le au clavier plutôt que de le copier ; certains émojis en ont un aussi.</translation>
        </message>
        <message>
            <source>This needs the 24 words you wrote on paper.</source>
            <translation>Il faut pour cela les 24 mots écrits sur papier.</translation>
        </message>
        <message>
            <source>This offer is not known in your commune.</source>
            <translation>Cette offre n’est pas connue dans votre commune.</translation>
        </message>
        <message>
            <source>This offer is your own.</source>
            <translation>Cette offre est la vôtre.</translation>
        </message>
        <message>
            <source>This offer was withdrawn.</source>
            <translation>Cette offre a été retirée.</translation>
        </message>
        <message>
            <source>This order has moved on since you looked.</source>
            <translation>Cette commande a avancé depuis que vous l’avez regardée.</translation>
        </message>
        <message>
            <source>This payment would take your account below its limit.</source>
            <translation>Ce paiement ferait passer votre compte sous sa limite.</translation>
        </message>
        <message>
            <source>This person does not have that role.</source>
            <translation>Cette personne n’a pas ce rôle.</translation>
        </message>
        <message>
            <source>This person has that role already.</source>
            <translation>Cette personne a déjà ce rôle.</translation>
        </message>
        <message>
            <source>This person is not known in your commune.</source>
            <translation>Cette personne n’est pas connue dans votre commune.</translation>
        </message>
        <message>
            <source>This person left the commune.</source>
            <translation>Cette personne a quitté la commune.</translation>
        </message>
        <message>
            <source>This proof does not hold: what it says is not what was signed.</source>
            <translation>Cette preuve n’est pas bonne : ce qu’elle dit n’est pas ce qui a été signé.</translation>
        </message>
        <message>
            <source>This proof is of another commune than yours.</source>
            <translation>Cette preuve est d’une autre commune que la vôtre.</translation>
        </message>
        <message>
            <source>This proof is of your commune, and your register says something else.</source>
            <translation>Cette preuve est de votre commune, et votre registre dit autre chose.</translation>
        </message>
        <message>
            <source>This proof rests on computers of which it does not say who chose them.</source>
            <translation>Cette preuve repose sur des ordinateurs dont elle ne dit pas qui les a choisis.</translation>
        </message>
        <message>
            <source>This proof was damaged on its way: a part of it is missing or changed.</source>
            <translation>Cette preuve s’est abîmée en chemin : une partie manque ou a changé.</translation>
        </message>
        <message>
            <source>This proposal is not known in your commune.</source>
            <translation>Cette proposition n’est pas connue dans votre commune.</translation>
        </message>
        <message>
            <source>This version of Voisinage is too old for the rules that the village voted.</source>
            <translation>Cette version de Voisinage est trop ancienne pour les règles que le village a votées.</translation>
        </message>
        <message>
            <source>This vote is closed.</source>
            <translation>Ce vote est clos.</translation>
        </message>
        <message>
            <source>This was already done.</source>
            <translation>C’était déjà fait.</translation>
        </message>
        <message>
            <source>This was already over.</source>
            <translation>C’était déjà terminé.</translation>
        </message>
        <message>
            <source>To change the witnesses, open a vote in Council.</source>
            <translation>Pour changer les témoins, ouvrez un vote dans Conseil.</translation>
        </message>
        <message>
            <source>Try again; capital letters and spaces count.</source>
            <translation>Réessayez ; les majuscules et les espaces comptent.</translation>
        </message>
        <message>
            <source>Try again; if it happens again, send us the code below.</source>
            <translation>Réessayez ; si cela recommence, envoyez-nous le code ci-dessous.</translation>
        </message>
        <message>
            <source>Two acts left two of your computers at the same moment; one of them counts.</source>
            <translation>Deux actes sont partis de deux de vos ordinateurs au même moment ; un seul compte.</translation>
        </message>
        <message>
            <source>Type this name again on your keyboard rather than copying it.</source>
            <translation>Tapez ce nom au clavier, sans le copier d’ailleurs.</translation>
        </message>
        <message>
            <source>Use another of your computers, or come back with your 24 words.</source>
            <translation>Prenez un autre de vos ordinateurs, ou revenez avec vos 24 mots.</translation>
        </message>
        <message>
            <source>Voisinage already runs on this computer.</source>
            <translation>Voisinage tourne déjà sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Voisinage could not do this, and the fault is ours.</source>
            <translation>Voisinage n’a pas pu faire cela, et c’est notre faute.</translation>
        </message>
        <message>
            <source>Voisinage has stopped following the commune on this computer.</source>
            <translation>Voisinage a cessé de suivre la commune sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Voisinage is stopping on this computer.</source>
            <translation>Voisinage est en train de s’arrêter sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Vouching for this meter is for a technician, who does not own it.</source>
            <translation>Attester ce compteur revient à un technicien, qui n’en est pas propriétaire.</translation>
        </message>
        <message>
            <source>Wait a minute, then sign again.</source>
            <translation>Attendez une minute, puis signez à nouveau.</translation>
        </message>
        <message>
            <source>Wait a moment until they have come, then sign again.</source>
            <translation>Attendez un instant qu’elles arrivent, puis signez de nouveau.</translation>
        </message>
        <message>
            <source>Wait a moment with this computer connected, then try again.</source>
            <translation>Attendez un instant, cet ordinateur connecté, puis réessayez.</translation>
        </message>
        <message>
            <source>Wait a moment.</source>
            <translation>Attendez un instant.</translation>
        </message>
        <message>
            <source>Wait for the date you set.</source>
            <translation>Attendez la date que vous avez fixée.</translation>
        </message>
        <message>
            <source>Wait for the day that is shown, or write your 24 words to do it at once.</source>
            <translation>Attendez la date indiquée, ou écrivez vos 24 mots pour le faire tout de suite.</translation>
        </message>
        <message>
            <source>Wait for the next sharing, and send no reading until then.</source>
            <translation>Attendez le prochain partage, sans transmettre de relevé d’ici là.</translation>
        </message>
        <message>
            <source>Wait for their date.</source>
            <translation>Attendez le jour où cette épargne sera libre.</translation>
        </message>
        <message>
            <source>Wait until its date, then do it again.</source>
            <translation>Attendez sa date, puis recommencez.</translation>
        </message>
        <message>
            <source>Wait until the history has come.</source>
            <translation>Attendez que l’histoire soit arrivée.</translation>
        </message>
        <message>
            <source>Wait until the rest has come from a neighbour, then try again.</source>
            <translation>Attendez que la suite arrive d’un voisin, puis recommencez.</translation>
        </message>
        <message>
            <source>Wait until they have given it back, or others have paid them.</source>
            <translation>Attendez qu’il l’ait rendu, ou que d’autres voisins l’aient payé.</translation>
        </message>
        <message>
            <source>Wait until they have gone on without it: it goes on by itself.</source>
            <translation>Attendez qu’ils aient avancé sans lui : il reprendra seul.</translation>
        </message>
        <message>
            <source>Wait until tomorrow, or ask the council.</source>
            <translation>Attendez demain, ou demandez au conseil.</translation>
        </message>
        <message>
            <source>What lets you sign is no longer on this computer; the commune is.</source>
            <translation>Ce qui vous permet de signer n’est plus sur cet ordinateur ; la commune y est.</translation>
        </message>
        <message>
            <source>What the people you invited owe counts with yours, until three others have paid them.</source>
            <translation>Ce que doivent ceux que vous avez invités compte avec ce que vous devez, jusqu’à ce que trois autres les aient payés.</translation>
        </message>
        <message>
            <source>What this act speaks of is not known in your commune.</source>
            <translation>Ce dont parle cet acte n’est pas connu dans votre commune.</translation>
        </message>
        <message>
            <source>What you own is safe and unchanged.</source>
            <translation>Ce que vous possédez est intact.</translation>
        </message>
        <message>
            <source>What you own is safe with your neighbours and your 24 words.</source>
            <translation>Ce que vous possédez est à l’abri chez vos voisins et dans vos 24 mots.</translation>
        </message>
        <message>
            <source>What you own is safe with your neighbours.</source>
            <translation>Ce que vous possédez est intact chez vos voisins.</translation>
        </message>
        <message>
            <source>What you own is safe; what this computer signs no longer counts.</source>
            <translation>Ce que vous possédez est intact ; ce que cet ordinateur signe ne compte plus.</translation>
        </message>
        <message>
            <source>While the commune is small, the mayor decides this.</source>
            <translation>Tant que la commune est petite, c’est le maire qui en décide.</translation>
        </message>
        <message>
            <source>Who invited you answers for what you owe, and can answer for no more; that ends once three others have paid you.</source>
            <translation>Qui vous a invité répond de ce que vous devez, et ne peut répondre de plus ; cela s’arrête quand trois autres vous ont payé.</translation>
        </message>
        <message>
            <source>With more than three witnesses, the others set this computer going again.</source>
            <translation>À plus de trois témoins, ce sont les autres qui remettent cet ordinateur en route.</translation>
        </message>
        <message>
            <source>Write at most {count} letters; an accented one counts as two.</source>
            <translation>Écrivez {count} lettres au plus ; une lettre accentuée compte pour deux.</translation>
        </message>
        <message>
            <source>Write how long it took, as 45 min or 1 h 30.</source>
            <translation>Écrivez combien de temps, comme 45 min ou 1 h 30.</translation>
        </message>
        <message>
            <source>Write it as 25, as 3.5 or as 1 h 30.</source>
            <translation>Écrivez-le comme 25, comme 3,5 ou comme 1 h 30.</translation>
        </message>
        <message>
            <source>Write it on one line, without hidden signs: some emoji hold one.</source>
            <translation>Écrivez-le sur une ligne, sans signe caché : certains émojis en ont un.</translation>
        </message>
        <message>
            <source>Write the amount again.</source>
            <translation>Écrivez de nouveau le montant.</translation>
        </message>
        <message>
            <source>Write them as they stand on your sheet.</source>
            <translation>Écrivez-les comme sur votre feuille.</translation>
        </message>
        <message>
            <source>Write them down first: a forgotten passphrase would close your account.</source>
            <translation>Écrivez-les d’abord : une phrase de passe oubliée fermerait votre compte.</translation>
        </message>
        <message>
            <source>You and the recipient are the same person.</source>
            <translation>Vous et le destinataire êtes la même personne.</translation>
        </message>
        <message>
            <source>You answer for a neighbour you invited, who still owes the village.</source>
            <translation>Vous êtes garant d’un voisin invité qui doit encore au village.</translation>
        </message>
        <message>
            <source>You are leaving: what you have goes to somebody else.</source>
            <translation>Vous partez : ce que vous avez va à quelqu’un d’autre.</translation>
        </message>
        <message>
            <source>You are the only mayor.</source>
            <translation>Vous êtes seul maire.</translation>
        </message>
        <message>
            <source>You have already said hours for that moment: nobody helps twice at once.</source>
            <translation>Vous avez déjà déclaré des heures à ce moment-là : on n’aide pas deux fois à la fois.</translation>
        </message>
        <message>
            <source>You have asked to shut this computer out already.</source>
            <translation>Vous avez déjà demandé l’exclusion de cet ordinateur.</translation>
        </message>
        <message>
            <source>You have done this as often as the commune allows for now.</source>
            <translation>Vous l’avez fait aussi souvent que la commune le permet pour l’instant.</translation>
        </message>
        <message>
            <source>You have several meters, and this file does not say which one it is of.</source>
            <translation>Vous avez plusieurs compteurs, et ce fichier ne dit pas duquel il vient.</translation>
        </message>
        <message>
            <source>You have signed nothing that binds you.</source>
            <translation>Vous n’avez rien signé qui vous engage.</translation>
        </message>
        <message>
            <source>You have signed this list already.</source>
            <translation>Vous avez déjà signé cette liste.</translation>
        </message>
        <message>
            <source>You left this commune: nothing is signed there any more.</source>
            <translation>Vous avez quitté cette commune : rien ne s’y signe plus d’ici.</translation>
        </message>
        <message>
            <source>You signed another list less than seven days ago.</source>
            <translation>Vous avez signé une autre liste il y a moins de sept jours.</translation>
        </message>
        <message>
            <source>You still owe something.</source>
            <translation>Vous devez encore quelque chose.</translation>
        </message>
        <message>
            <source>Your 24 words are not written down yet.</source>
            <translation>Vos 24 mots ne sont pas encore écrits.</translation>
        </message>
        <message>
            <source>Your account is locked on this computer.</source>
            <translation>Votre compte est verrouillé sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Your account is where you left it.</source>
            <translation>Votre compte est là où vous l’avez laissé.</translation>
        </message>
        <message>
            <source>Your account stays closed and safe.</source>
            <translation>Votre compte reste fermé et à l’abri.</translation>
        </message>
        <message>
            <source>Your accounts are intact.</source>
            <translation>Vos comptes sont intacts.</translation>
        </message>
        <message>
            <source>Your accounts are safe on this computer.</source>
            <translation>Vos comptes sont à l’abri sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Your accounts have not changed.</source>
            <translation>Vos comptes n’ont pas changé.</translation>
        </message>
        <message>
            <source>Your commune does not use this unit.</source>
            <translation>Votre commune n’utilise pas cette unité.</translation>
        </message>
        <message>
            <source>Your computer makes the commune's acts final: it would halt without it.</source>
            <translation>Votre ordinateur rend les actes de la commune définitifs : sans lui elle s’arrêterait.</translation>
        </message>
        <message>
            <source>Your earlier choice, if you made one, was counted.</source>
            <translation>Votre choix d’avant, si vous en aviez fait un, a été compté.</translation>
        </message>
        <message>
            <source>Your earlier shares still count.</source>
            <translation>Votre répartition d’avant compte toujours.</translation>
        </message>
        <message>
            <source>Your neighbour's computer does not know this invitation yet.</source>
            <translation>L’ordinateur de votre voisin ne connaît pas encore cette invitation.</translation>
        </message>
        <message>
            <source>Your neighbour's computer has too much to do just now.</source>
            <translation>L’ordinateur de votre voisin a trop à faire en ce moment.</translation>
        </message>
        <message>
            <source>Your neighbours' computers refused this request.</source>
            <translation>Les ordinateurs de vos voisins ont refusé cette demande.</translation>
        </message>
        <message>
            <source>Your production will count from the date you gave.</source>
            <translation>Votre production comptera depuis la date que vous avez donnée.</translation>
        </message>
        <message>
            <source>Your roof's energy is not shared out yet.</source>
            <translation>L’énergie de votre toit n’est pas encore partagée.</translation>
        </message>
        <message>
            <source>Your signature is less than seven days old: it still binds you.</source>
            <translation>Votre signature a moins de sept jours : elle vous engage encore.</translation>
        </message>
        <message>
            <source>Your units and your acts are safe; nothing was signed.</source>
            <translation>Vos unités et vos actes sont en sûreté ; rien n’a été signé.</translation>
        </message>
        <message>
            <source>{time} are left on {day}: say less, or choose another day.</source>
            <translation>Il reste {time} à compter le {day} : déclarez-en moins, ou choisissez un autre jour.</translation>
        </message>
        <message>
            <source>{time} count in one day at most: say each day apart.</source>
            <translation>Un jour compte {time} au plus : déclarez chaque jour séparément.</translation>
        </message>
    </context>
    <context>
        <name>ExampleBanner</name>
        <message>
            <source>Example data</source>
            <translation>Données d’exemple</translation>
        </message>
        <message>
            <source>Example data · {date}</source>
            <translation>Données d’exemple · {date}</translation>
        </message>
    </context>
    <context>
        <name>Exchange</name>
        <message>
            <source>Cancel the order?</source>
            <translation>Annuler la commande ?</translation>
        </message>
        <message>
            <source>Confirm and pay</source>
            <translation>Confirmer et payer</translation>
        </message>
        <message>
            <source>Confirmed: the payment is recorded.</source>
            <translation>Confirmé : le paiement est enregistré.</translation>
        </message>
        <message>
            <source>Decline the order?</source>
            <translation>Refuser la commande ?</translation>
        </message>
        <message>
            <source>Nobody judges for you: talk first; give back what you received, or pay what seems fair to you.</source>
            <translation>Personne ne juge à votre place : parlez-en d’abord ; rendez ce que vous avez reçu, ou payez ce qui vous semble juste.</translation>
        </message>
        <message>
            <source>Not what was agreed?</source>
            <translation>Pas ce qui était convenu ?</translation>
        </message>
        <message>
            <source>Nothing is paid, and {name} reads it in the news.</source>
            <translation>Rien n’est payé, et {name} le lit dans ses nouvelles.</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signer</translation>
        </message>
        <message>
            <source>Signing pays {amount}; it cannot be taken back.</source>
            <translation>Signer paie {amount} ; cela ne se reprend pas.</translation>
        </message>
        <message>
            <source>The most you can pay now is {most}. The order waits: earn the rest, then confirm it; or go back, cancel it, and agree with {name} on another.</source>
            <translation>Vous pouvez payer {most} au plus pour le moment. La commande attend : gagnez le reste, puis confirmez ; ou revenez en arrière, annulez-la et convenez d’autre chose avec {name}.</translation>
        </message>
        <message>
            <source>The order is cancelled.</source>
            <translation>La commande est annulée.</translation>
        </message>
        <message>
            <source>What was ordered goes back on offer.</source>
            <translation>Ce qui était commandé est de nouveau proposé.</translation>
        </message>
        <message>
            <source>You have received {title} from {name}.</source>
            <translation>Vous avez reçu {title} de {name}.</translation>
        </message>
    </context>
    <context>
        <name>ExchangeCards</name>
        <message>
            <source>Accept</source>
            <translation>Accepter</translation>
        </message>
        <message>
            <source>Cancel the order</source>
            <translation>Annuler la commande</translation>
        </message>
        <message>
            <source>Decline</source>
            <translation>Refuser</translation>
        </message>
        <message>
            <source>I can do it</source>
            <translation>Je m’en occupe</translation>
        </message>
        <message>
            <source>I have delivered</source>
            <translation>J’ai livré</translation>
        </message>
        <message>
            <source>I have received it</source>
            <translation>J’ai bien reçu</translation>
        </message>
        <message>
            <source>I have received it: pay {amount}</source>
            <translation>J’ai bien reçu : payer {amount}</translation>
        </message>
        <message>
            <source>It is not what was agreed</source>
            <translation>Ce n’est pas ce qui était convenu</translation>
        </message>
        <message>
            <source>It is your turn.</source>
            <translation>C’est à vous.</translation>
        </message>
        <message>
            <source>It is {name}'s turn.</source>
            <translation>Au tour de {name}.</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Commander</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>The way of this order</source>
            <translation>Le chemin de cette commande</translation>
        </message>
        <message>
            <source>Today you can pay {most} at most: the payment would have no effect. Earn the rest before you confirm, or cancel the order and agree on another.</source>
            <translation>Aujourd’hui, vous pouvez payer {most} au plus : le paiement serait sans effet. Gagnez le reste avant de confirmer, ou annulez la commande et convenez d’autre chose.</translation>
        </message>
        <message>
            <source>Today {name} can pay {most} at most: the payment would have no effect. Talk about it before you accept.</source>
            <translation>Aujourd’hui, {name} peut payer {most} au plus : le paiement serait sans effet. Parlez-en avant d’accepter.</translation>
        </message>
        <message>
            <source>Today {name} can pay {most} at most: the payment would have no effect. Talk about it before you deliver.</source>
            <translation>Aujourd’hui, {name} peut payer {most} au plus : le paiement serait sans effet. Parlez-en avant de livrer.</translation>
        </message>
        <message>
            <source>Today {name} can pay {most} at most: the payment would have no effect. Talk about it together.</source>
            <translation>Aujourd’hui, {name} peut payer {most} au plus : le paiement serait sans effet. Parlez-en ensemble.</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Without a word before {when}, the payment of {amount} to {name} is tried, then each day for a month: it leaves once there is enough in the everyday account.</source>
            <translation>Sans un mot avant {when}, le paiement de {amount} à {name} est tenté, puis chaque jour pendant un mois : il part dès que le compte courant y suffit.</translation>
        </message>
        <message>
            <source>Without a word before {when}, {amount} is paid to {name} by itself.</source>
            <translation>Sans un mot avant {when}, le paiement de {amount} à {name} part tout seul.</translation>
        </message>
        <message>
            <source>Without an answer before {when}, the order ends by itself; nothing is paid.</source>
            <translation>Sans réponse avant {when}, la commande s’annule toute seule ; rien n’est payé.</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Vous</translation>
        </message>
        <message>
            <source>You buy from {name}</source>
            <translation>Vous achetez à {name}</translation>
        </message>
        <message>
            <source>You sell to {name}</source>
            <translation>Vous vendez à {name}</translation>
        </message>
        <message>
            <source>by you</source>
            <translation>par vous</translation>
        </message>
        <message>
            <source>by {name}</source>
            <translation>par {name}</translation>
        </message>
        <message>
            <source>last one</source>
            <translation>le dernier</translation>
        </message>
        <message>
            <source>none left</source>
            <translation>épuisé</translation>
        </message>
        <message>
            <source>or</source>
            <translation>ou</translation>
        </message>
        <message>
            <source>worth {worth}</source>
            <translation>soit {worth}</translation>
        </message>
        <message>
            <source>{count} left</source>
            <translation>il en reste {count}</translation>
        </message>
    </context>
    <context>
        <name>ExchangePage</name>
        <message>
            <source>A hand for the hedge, a child's bicycle: what neighbours look for will be here.</source>
            <translation>Un coup de main pour la haie, un vélo d’enfant : ce que cherchent les voisins sera ici.</translation>
        </message>
        <message>
            <source>Accepted.</source>
            <translation>Accepté.</translation>
        </message>
        <message>
            <source>Delivered: it is the buyer's turn.</source>
            <translation>Livré : c’est au tour de l’acheteur.</translation>
        </message>
        <message>
            <source>Exchange</source>
            <translation>Échanger</translation>
        </message>
        <message>
            <source>My orders</source>
            <translation>Mes commandes</translation>
        </message>
        <message>
            <source>My orders ({count})</source>
            <translation>Mes commandes ({count})</translation>
        </message>
        <message>
            <source>Needs</source>
            <translation>Demandes</translation>
        </message>
        <message>
            <source>Neighbours will not see it any more. Orders already placed go on.</source>
            <translation>Les voisins ne la verront plus. Les commandes déjà passées continuent.</translation>
        </message>
        <message>
            <source>No neighbour offers or needs this today. You could be the first to ask.</source>
            <translation>Aucun voisin ne propose ni ne demande cela aujourd’hui. Soyez le premier à demander.</translation>
        </message>
        <message>
            <source>No order yet</source>
            <translation>Pas encore de commande</translation>
        </message>
        <message>
            <source>Nothing found</source>
            <translation>Rien trouvé</translation>
        </message>
        <message>
            <source>Nothing is going on now.</source>
            <translation>Rien n’est en cours.</translation>
        </message>
        <message>
            <source>Offer something</source>
            <translation>Proposer quelque chose</translation>
        </message>
        <message>
            <source>Offers</source>
            <translation>Offres</translation>
        </message>
        <message>
            <source>Orders that are over</source>
            <translation>Commandes terminées</translation>
        </message>
        <message>
            <source>Paid, or cancelled.</source>
            <translation>Payées, ou annulées.</translation>
        </message>
        <message>
            <source>Post something</source>
            <translation>Proposer</translation>
        </message>
        <message>
            <source>Say what I need</source>
            <translation>Dire ce que je cherche</translation>
        </message>
        <message>
            <source>Search the offers and the needs</source>
            <translation>Chercher dans les offres et les demandes</translation>
        </message>
        <message>
            <source>Search: eggs, drill…</source>
            <translation>Chercher : œufs, perceuse…</translation>
        </message>
        <message numerus="yes">
            <source>See the %n past one(s)</source>
            <translation>
                <numerusform>Voir la terminée</numerusform>
                <numerusform>Voir les %n terminées</numerusform>
            </translation>
        </message>
        <message>
            <source>See the offers</source>
            <translation>Voir les offres</translation>
        </message>
        <message>
            <source>Show more</source>
            <translation>Voir plus</translation>
        </message>
        <message>
            <source>The first offer could be yours</source>
            <translation>La première offre peut être la vôtre</translation>
        </message>
        <message>
            <source>Vegetables, an hour of help, a tool to lend: what neighbours offer will be here, at a price in hours, kWh or kg.</source>
            <translation>Des légumes, une heure d’aide, un outil à prêter : ce que les voisins proposent sera ici, à un prix en heures, en kWh ou en kg.</translation>
        </message>
        <message>
            <source>What does the village need?</source>
            <translation>De quoi le village a-t-il besoin ?</translation>
        </message>
        <message>
            <source>What neighbours offer, and what they look for.</source>
            <translation>Ce que les voisins proposent, et ce qu’ils cherchent.</translation>
        </message>
        <message>
            <source>What to look at</source>
            <translation>Que regarder</translation>
        </message>
        <message>
            <source>When you order from a neighbour, or when one orders from you, each step stands here with its date, whose turn it is, and what happens by itself.</source>
            <translation>Quand vous commandez à un voisin, ou qu’il vous commande, chaque étape est ici avec sa date, à qui c’est le tour, et ce qui arrive tout seul.</translation>
        </message>
        <message>
            <source>Withdraw</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>Withdraw {title}?</source>
            <translation>Retirer {title} ?</translation>
        </message>
        <message>
            <source>Withdrawn.</source>
            <translation>Retirée.</translation>
        </message>
    </context>
    <context>
        <name>ExportSheet</name>
        <message numerus="yes">
            <source>%n act(s) written.</source>
            <translation>
                <numerusform>%n acte écrit.</numerusform>
                <numerusform>%n actes écrits.</numerusform>
            </translation>
        </message>
        <message>
            <source>Every act of everybody as it was signed, one a line, for whoever wants to count again with another program. Names and words are not in it, account numbers are.</source>
            <translation>Chaque acte de chacun tel qu’il a été signé, un par ligne, pour qui veut recompter avec un autre programme. Les noms et les mots n’y sont pas, les numéros de compte y sont.</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exporter</translation>
        </message>
        <message>
            <source>Keep this file as you would a bank statement: whoever opens it reads it.</source>
            <translation>Gardez ce fichier comme un relevé de compte : qui l’ouvre le lit.</translation>
        </message>
        <message>
            <source>Lines (*.jsonl)</source>
            <translation>Lignes (*.jsonl)</translation>
        </message>
        <message>
            <source>My history, for a spreadsheet</source>
            <translation>Mon historique, pour un tableur</translation>
        </message>
        <message>
            <source>One line an amount: the day, what it was, with whom, how much, what it was for, and the number of its proof.</source>
            <translation>Une ligne par montant : le jour, ce que c’était, avec qui, combien, dans quel but, et le numéro de sa preuve.</translation>
        </message>
        <message>
            <source>Save my history…</source>
            <translation>Enregistrer mon historique…</translation>
        </message>
        <message>
            <source>Save the register…</source>
            <translation>Enregistrer le registre…</translation>
        </message>
        <message>
            <source>Tables (*.csv)</source>
            <translation>Tableaux (*.csv)</translation>
        </message>
        <message>
            <source>The file stays on this computer, where you put it.</source>
            <translation>Le fichier reste sur cet ordinateur, là où vous le mettez.</translation>
        </message>
        <message>
            <source>The whole register</source>
            <translation>Tout le registre</translation>
        </message>
        <message>
            <source>Where to save the register</source>
            <translation>Où enregistrer le registre</translation>
        </message>
        <message>
            <source>Where to save your history</source>
            <translation>Où enregistrer votre historique</translation>
        </message>
        <message>
            <source>my-history.csv</source>
            <translation>mon-historique.csv</translation>
        </message>
        <message>
            <source>register.jsonl</source>
            <translation>registre.jsonl</translation>
        </message>
    </context>
    <context>
        <name>FailedPage</name>
        <message>
            <source>This page could not be shown</source>
            <translation>Cette page n’a pas pu s’afficher</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
        <message>
            <source>Try again. If it stays so, give the help file to whoever helps you.</source>
            <translation>Réessayez. Si rien ne change, donnez le dossier pour l’aide à qui vous aide.</translation>
        </message>
        <message>
            <source>Your accounts have not changed. The rest of the window works.</source>
            <translation>Vos comptes n’ont pas changé. Le reste de la fenêtre marche.</translation>
        </message>
    </context>
    <context>
        <name>FailedSheet</name>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Close, and try again. If it stays so, give the help file to whoever helps you.</source>
            <translation>Fermez, puis réessayez. Si rien ne change, donnez le dossier pour l’aide à qui vous aide.</translation>
        </message>
        <message>
            <source>If you had signed, it may be recorded: look at your accounts before you sign it again.</source>
            <translation>Si vous aviez signé, c’est peut-être enregistré : regardez dans vos comptes avant de signer à nouveau.</translation>
        </message>
        <message>
            <source>Nothing was signed here: your accounts have not changed.</source>
            <translation>Rien n’a été signé ici : vos comptes n’ont pas changé.</translation>
        </message>
        <message>
            <source>See my accounts</source>
            <translation>Voir mes comptes</translation>
        </message>
        <message>
            <source>Something went wrong</source>
            <translation>Quelque chose a échoué</translation>
        </message>
        <message>
            <source>This could not go on, and the fault is ours.</source>
            <translation>Cela n’a pas pu aller au bout, et la faute est la nôtre.</translation>
        </message>
    </context>
    <context>
        <name>Field</name>
        <message>
            <source>Empty this field</source>
            <translation>Vider ce champ</translation>
        </message>
        <message>
            <source>Search</source>
            <translation>Chercher</translation>
        </message>
    </context>
    <context>
        <name>FiguresSheet</name>
        <message>
            <source>A double click, or Enter, on a line opens its proof.</source>
            <translation>Un double clic, ou Entrée, sur une ligne ouvre sa preuve.</translation>
        </message>
        <message>
            <source>The figures</source>
            <translation>Les chiffres</translation>
        </message>
    </context>
    <context>
        <name>FindSheet</name>
        <message>
            <source>A person, an offer, a page…</source>
            <translation>Une personne, une offre, une page…</translation>
        </message>
        <message>
            <source>Arrows to move, Enter to open, Esc to close.</source>
            <translation>Flèches pour choisir, Entrée pour ouvrir, Échap pour fermer.</translation>
        </message>
        <message>
            <source>Check a proof I received</source>
            <translation>Vérifier une preuve reçue</translation>
        </message>
        <message>
            <source>Check everything on this computer</source>
            <translation>Vérifier tout sur cet ordinateur</translation>
        </message>
        <message>
            <source>Do</source>
            <translation>Action</translation>
        </message>
        <message>
            <source>Export my history or the register</source>
            <translation>Exporter mon historique ou le registre</translation>
        </message>
        <message>
            <source>Give to the common fund</source>
            <translation>Donner au fonds commun</translation>
        </message>
        <message>
            <source>Invite a neighbour</source>
            <translation>Inviter un voisin</translation>
        </message>
        <message>
            <source>Language: French or English</source>
            <translation>Langue : français ou anglais</translation>
        </message>
        <message>
            <source>Neighbour</source>
            <translation>Voisin</translation>
        </message>
        <message>
            <source>Offer by {name}</source>
            <translation>Offre de {name}</translation>
        </message>
        <message>
            <source>Offer or ask for something</source>
            <translation>Proposer ou demander quelque chose</translation>
        </message>
        <message>
            <source>Page</source>
            <translation>Page</translation>
        </message>
        <message>
            <source>Pay a neighbour</source>
            <translation>Payer un voisin</translation>
        </message>
        <message>
            <source>Proposal by {name}</source>
            <translation>Proposition de {name}</translation>
        </message>
        <message>
            <source>Propose to the council</source>
            <translation>Proposer au conseil</translation>
        </message>
        <message>
            <source>Receive: my code and its picture</source>
            <translation>Recevoir : mon code et son image</translation>
        </message>
        <message>
            <source>Register</source>
            <translation>Registre</translation>
        </message>
        <message>
            <source>Say the hours I helped</source>
            <translation>Dire les heures que j’ai données</translation>
        </message>
        <message>
            <source>Search everywhere</source>
            <translation>Chercher partout</translation>
        </message>
        <message>
            <source>Search {words} in the register</source>
            <translation>Chercher {words} dans le registre</translation>
        </message>
        <message>
            <source>Size of the text</source>
            <translation>Taille du texte</translation>
        </message>
        <message>
            <source>Theme: light or dark</source>
            <translation>Thème : clair ou sombre</translation>
        </message>
        <message>
            <source>Wanted by {name}</source>
            <translation>Besoin de {name}</translation>
        </message>
        <message>
            <source>What was found</source>
            <translation>Ce qui a été trouvé</translation>
        </message>
    </context>
    <context>
        <name>Flow</name>
        <message>
            <source>From and to: {what}</source>
            <translation>D’où vers où : {what}</translation>
        </message>
        <message>
            <source>Gave</source>
            <translation>A donné</translation>
        </message>
        <message>
            <source>Received</source>
            <translation>A reçu</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Qui</translation>
        </message>
        <message>
            <source>{amount} from {left} to {right}.</source>
            <translation>{amount} de {left} vers {right}.</translation>
        </message>
    </context>
    <context>
        <name>FoldLine</name>
        <message numerus="yes">
            <source>%n more: search for a name and this day.</source>
            <translation>
                <numerusform>%n de plus : cherchez un nom et ce jour.</numerusform>
                <numerusform>%n de plus : cherchez un nom et ce jour.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of them without effect</source>
            <translation>
                <numerusform>dont %n sans effet</numerusform>
                <numerusform>dont %n sans effet</numerusform>
            </translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
    </context>
    <context>
        <name>Folded</name>
        <message>
            <source>Fold it</source>
            <translation>Replier</translation>
        </message>
        <message>
            <source>Read it all</source>
            <translation>Tout lire</translation>
        </message>
    </context>
    <context>
        <name>ForgottenStep</name>
        <message>
            <source>Go on with my 24 words</source>
            <translation>Continuer avec mes 24 mots</translation>
        </message>
        <message>
            <source>Nothing is erased: the folder {folder} is put aside, next to it, under another name. Its passphrase still opens it.</source>
            <translation>Rien n’est effacé : le dossier {folder} est mis de côté sous un autre nom, au même endroit. Sa phrase de passe l’ouvre toujours.</translation>
        </message>
        <message>
            <source>What comes back: all that your neighbours keep, your accounts, your votes, your roles; and your choices and curves, which are on this computer.</source>
            <translation>Ce qui revient : tout ce que vos voisins gardent, vos comptes, vos votes, vos rôles ; et vos choix et vos courbes, qui sont sur cet ordinateur.</translation>
        </message>
        <message>
            <source>What stays shut in: what you signed without a network and that has not left, as a payment that would be to make again; and what reads your meters' files, unless you have a backup file: a meter is to be added again. If this computer makes the commune's acts final, the commune has to choose it again.</source>
            <translation>Ce qui reste enfermé : ce que vous avez signé sans réseau et qui n’est pas parti, un paiement par exemple, qui serait à refaire ; et ce qui lit les fichiers de vos compteurs, sauf si vous avez un fichier de sauvegarde : un compteur serait à ajouter de nouveau. Si cet ordinateur rend les actes définitifs, la commune doit le choisir de nouveau.</translation>
        </message>
        <message>
            <source>You forgot your passphrase</source>
            <translation>Vous avez oublié votre phrase de passe</translation>
        </message>
        <message>
            <source>Your 24 words open your account again, on this computer too. Without them nobody can: go on looking for the passphrase then.</source>
            <translation>Vos 24 mots rouvrent votre compte, sur cet ordinateur aussi. Sans eux, personne ne le peut : cherchez alors encore la phrase.</translation>
        </message>
    </context>
    <context>
        <name>FundPage</name>
        <message numerus="yes">
            <source>%n resident(s) of {members} said their shares</source>
            <translation>
                <numerusform>%n habitant sur {members} a dit ses parts</numerusform>
                <numerusform>%n habitants sur {members} ont dit leurs parts</numerusform>
            </translation>
        </message>
        <message>
            <source>Already released</source>
            <translation>Déjà versé</translation>
        </message>
        <message>
            <source>Common fund</source>
            <translation>Fonds commun</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Valider</translation>
        </message>
        <message>
            <source>Energy left to the commune, hours and goods given to it will gather here. Nothing goes out of it yet: the village says what it would do with it.</source>
            <translation>L’énergie laissée à la commune, les heures et les biens donnés s’ajouteront ici. Rien n’en sort encore : le village dit ce qu’il en ferait.</translation>
        </message>
        <message>
            <source>Every say weighs at least 1, and up to 1.5 for what one gave the village this year.</source>
            <translation>Chaque avis pèse au moins 1, et jusqu’à 1,5 selon ce qu’on a donné au village dans l’année.</translation>
        </message>
        <message>
            <source>For each post, what counts is what each person asks, not how loudly: asking for 100% or 0% weighs no more than asking for what you truly want.</source>
            <translation>Demander 100 % ou 0 % pour peser davantage ne sert à rien : le calcul est fait pour que le mieux soit de dire ce que vous voulez vraiment.</translation>
        </message>
        <message>
            <source>Give to the fund</source>
            <translation>Donner au fonds</translation>
        </message>
        <message>
            <source>My shares</source>
            <translation>Mes parts</translation>
        </message>
        <message>
            <source>Nobody has said their shares yet: the charter's stand</source>
            <translation>Personne n’a encore dit ses parts : celles de la charte valent</translation>
        </message>
        <message>
            <source>Nothing goes out of the fund yet: the village says what it would do with it.</source>
            <translation>Rien ne sort encore du fonds : le village dit ce qu’il en ferait.</translation>
        </message>
        <message>
            <source>Owed for certified work</source>
            <translation>Dû pour du travail certifié</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>Proof: {what}</source>
            <translation>Preuve : {what}</translation>
        </message>
        <message>
            <source>The charter names no post yet.</source>
            <translation>La charte ne nomme encore aucun poste.</translation>
        </message>
        <message>
            <source>They count in what the village wants once they are final.</source>
            <translation>Elles comptent dans ce que veut le village une fois définitives.</translation>
        </message>
        <message>
            <source>They count until you change them, whenever you like.</source>
            <translation>Elles comptent jusqu’à ce que vous les changiez, quand vous voulez.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Revenir</translation>
        </message>
        <message>
            <source>What it holds</source>
            <translation>Ce qu’il contient</translation>
        </message>
        <message>
            <source>What the village puts aside, and what each of us wants done with it.</source>
            <translation>Ce que le village met de côté, et ce que chacun veut en faire.</translation>
        </message>
        <message>
            <source>What the village wants</source>
            <translation>Ce que veut le village</translation>
        </message>
        <message>
            <source>What the village wants done with the fund</source>
            <translation>Ce que le village veut faire du fonds</translation>
        </message>
        <message>
            <source>Work for the village, {each} a resident: these hours are already in the accounts of those who did it.</source>
            <translation>Du travail pour le village, {each} par habitant : ces heures sont déjà au compte de qui l’a fait.</translation>
        </message>
        <message>
            <source>You have not said yours: these are the charter's. Move them as you wish.</source>
            <translation>Vous n’avez pas dit les vôtres : voici celles de la charte. Déplacez-les à votre idée.</translation>
        </message>
        <message>
            <source>Your say weighs {weight}: 1 for everyone, and up to a half more for the hours, energy and goods given to the village in the last twelve months; never for what one owns.</source>
            <translation>Votre avis pèse {weight} : 1 pour tout le monde, et jusqu’à la moitié en plus pour les heures, l’énergie et les biens donnés au village depuis douze mois ; jamais pour ce qu’on possède.</translation>
        </message>
        <message>
            <source>Your shares are final, and count in what the village wants.</source>
            <translation>Vos parts sont définitives, et comptent dans ce que veut le village.</translation>
        </message>
        <message>
            <source>Your shares are recorded.</source>
            <translation>Vos parts sont enregistrées.</translation>
        </message>
        <message>
            <source>or</source>
            <translation>ou</translation>
        </message>
        <message>
            <source>voice</source>
            <translation>avis</translation>
        </message>
        <message>
            <source>voices</source>
            <translation>avis</translation>
        </message>
        <message>
            <source>worth {worth}</source>
            <translation>soit {worth}</translation>
        </message>
        <message>
            <source>“The village” does not count these yet: it will once they are final.</source>
            <translation>« Le village » ne compte pas encore celles-ci : il les compte une fois définitives.</translation>
        </message>
    </context>
    <context>
        <name>GiveSheet</name>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Copied.</source>
            <translation>Copié.</translation>
        </message>
        <message>
            <source>Copy</source>
            <translation>Copier</translation>
        </message>
        <message>
            <source>Give the list</source>
            <translation>Donner la liste</translation>
        </message>
        <message>
            <source>Neighbours who are online have it already. To the others, send this text in any message, or carry it as a file. They take it in Council, Who does what.</source>
            <translation>Les voisins en ligne l’ont déjà. Aux autres, envoyez ce texte dans un message, ou portez-le en fichier. Ils le donnent à lire dans Conseil, Qui fait quoi.</translation>
        </message>
        <message>
            <source>Save as a file…</source>
            <translation>Enregistrer en fichier…</translation>
        </message>
        <message>
            <source>The list and its signatures</source>
            <translation>La liste et ses signatures</translation>
        </message>
        <message>
            <source>The list was saved.</source>
            <translation>La liste est enregistrée dans le fichier.</translation>
        </message>
        <message>
            <source>There is nothing secret in it: who signed, and for whom.</source>
            <translation>Rien n’y est secret : qui a signé, et pour qui.</translation>
        </message>
        <message>
            <source>Where to save the list</source>
            <translation>Où enregistrer la liste</translation>
        </message>
    </context>
    <context>
        <name>Help</name>
        <message>
            <source>A card at the top is something that waits for you: press its button.</source>
            <translation>Une carte en haut est quelque chose qui vous attend : pressez son bouton.</translation>
        </message>
        <message>
            <source>A full dot says that an act is final; a hollow one that it is not yet.</source>
            <translation>Un point plein dit qu’un acte est définitif ; un point creux, qu’il ne l’est pas encore.</translation>
        </message>
        <message>
            <source>A struck line had no effect: nothing moved, and the reason stands under it.</source>
            <translation>Une ligne barrée est restée sans effet : rien n’a bougé, et la raison est dessous.</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Répondre</translation>
        </message>
        <message>
            <source>Bring the file of your grid operator here; the same file twice counts once.</source>
            <translation>Apportez ici le fichier de votre compteur ; apporté deux fois, il ne compte qu’une fois.</translation>
        </message>
        <message>
            <source>Check a proof reads a file somebody sent you, and says whether it holds.</source>
            <translation>« Vérifier une preuve » lit un fichier qu’on vous a envoyé, et dit s’il est bon.</translation>
        </message>
        <message>
            <source>Check everything does all acts again, from the first one, on this computer.</source>
            <translation>« Vérifier tout » refait tous les actes depuis le premier, sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Close what is open</source>
            <translation>Fermer ce qui est ouvert</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Confirmer</translation>
        </message>
        <message>
            <source>Confirm only what you saw done. The town hall confirms too; then the commune owes the hours.</source>
            <translation>Ne confirmez que ce que vous avez vu faire. La mairie confirme aussi ; la commune doit alors ces heures.</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Entrée</translation>
        </message>
        <message>
            <source>Esc</source>
            <translation>Échap</translation>
        </message>
        <message>
            <source>Everything the commune signed. Each act opens its proof.</source>
            <translation>Tout ce que la commune a signé. Chaque acte ouvre sa preuve.</translation>
        </message>
        <message>
            <source>First what waits for you, each with its button; below, what happened.</source>
            <translation>D’abord ce qui vous attend, chaque chose avec son bouton ; dessous, ce qui s’est passé.</translation>
        </message>
        <message>
            <source>For the commune: did you see it?</source>
            <translation>Pour la commune : l’avez-vous vu ?</translation>
        </message>
        <message>
            <source>Go to a page</source>
            <translation>Aller à une page</translation>
        </message>
        <message>
            <source>In an emergency call 18, 15 or 112 first.</source>
            <translation>En cas d’urgence, appelez d’abord le 18, le 15 ou le 112.</translation>
        </message>
        <message>
            <source>Invite a neighbour makes a code for one person; give it to nobody else.</source>
            <translation>« Inviter un voisin » fait un code pour une personne ; ne le donnez à personne d’autre.</translation>
        </message>
        <message>
            <source>It is not so</source>
            <translation>Ce n’est pas ça</translation>
        </message>
        <message>
            <source>Move your shares until they make 100%, then validate; change them whenever.</source>
            <translation>Bougez vos parts jusqu’à 100 %, puis validez ; changez-les quand vous voulez.</translation>
        </message>
        <message>
            <source>My orders shows whose turn it is, and what happens by itself if nobody acts.</source>
            <translation>« Mes commandes » dit à qui c’est de jouer, et ce qui se fait seul si personne n’agit.</translation>
        </message>
        <message>
            <source>Nothing waits</source>
            <translation>Rien n’attend</translation>
        </message>
        <message>
            <source>Pay</source>
            <translation>Payer</translation>
        </message>
        <message>
            <source>Pay sends something to a neighbour: choose who and how much, then sign.</source>
            <translation>« Payer » envoie quelque chose à un voisin : choisissez qui et combien, puis signez.</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>Receive</source>
            <translation>Recevoir</translation>
        </message>
        <message>
            <source>Receive shows what a neighbour scans or copies to pay you.</source>
            <translation>« Recevoir » montre ce qu’un voisin scanne ou copie pour vous payer.</translation>
        </message>
        <message>
            <source>Savings are set aside; a locked one cannot be spent before its day.</source>
            <translation>L’épargne est mise de côté ; une épargne verrouillée attend son jour.</translation>
        </message>
        <message>
            <source>Say who you helped and how long; they confirm, and the hours are yours.</source>
            <translation>Dites qui vous avez aidé et combien de temps ; l’autre confirme, et les heures sont à vous.</translation>
        </message>
        <message>
            <source>Search a person, a day, a kind of act, a word, a page, or the number of an act.</source>
            <translation>Cherchez une personne, un jour, une sorte d’acte, un mot, une page, ou le numéro d’un acte.</translation>
        </message>
        <message>
            <source>Search everywhere</source>
            <translation>Chercher partout</translation>
        </message>
        <message>
            <source>Take back</source>
            <translation>Retirer</translation>
        </message>
        <message>
            <source>The day at a glance: what your roof gave, where it went, and what waits.</source>
            <translation>La journée d’un coup d’œil : ce que votre toit a donné, où c’est allé, ce qui attend.</translation>
        </message>
        <message>
            <source>The figures of the drawings as tables</source>
            <translation>Les chiffres des dessins, en tableaux</translation>
        </message>
        <message>
            <source>The green button; to sign, Space or a click</source>
            <translation>Le bouton vert ; pour signer, Espace ou un clic</translation>
        </message>
        <message>
            <source>The hours you helped and the hours you were helped.</source>
            <translation>Les heures que vous avez données et celles que vous avez reçues.</translation>
        </message>
        <message>
            <source>The last hours</source>
            <translation>Les dernières heures</translation>
        </message>
        <message>
            <source>The list says in which order your energy goes: home, gifts, neighbours…</source>
            <translation>La liste dit dans quel ordre va votre énergie : maison, dons, voisins…</translation>
        </message>
        <message>
            <source>This help</source>
            <translation>Cette aide</translation>
        </message>
        <message>
            <source>This month</source>
            <translation>Ce mois-ci</translation>
        </message>
        <message>
            <source>To confirm</source>
            <translation>À confirmer</translation>
        </message>
        <message>
            <source>To order, press the button of an offer; nothing is paid before you confirm.</source>
            <translation>Pour commander, pressez le bouton d’une offre ; rien n’est payé avant que vous confirmiez.</translation>
        </message>
        <message>
            <source>Waiting for others</source>
            <translation>En attente des autres</translation>
        </message>
        <message>
            <source>What neighbours offer and look for, at a price in hours, kWh or kg.</source>
            <translation>Ce que les voisins offrent et cherchent, à un prix en heures, kWh ou kg.</translation>
        </message>
        <message>
            <source>What the commune decides: proposals to vote on, in discussion, and decided.</source>
            <translation>Ce que la commune décide : propositions à voter, en débat, décidées.</translation>
        </message>
        <message>
            <source>What the village puts aside, and what each of us wants done with it.</source>
            <translation>Ce que le village met de côté, et ce que chacun veut en faire.</translation>
        </message>
        <message>
            <source>What you have not seen yet is marked; opening this page is enough.</source>
            <translation>Ce que vous n’avez pas encore vu est marqué ; il suffit d’ouvrir cette page.</translation>
        </message>
        <message>
            <source>What you own in each unit, and every act that made it so.</source>
            <translation>Ce que vous avez dans chaque unité, et chaque acte d’où cela vient.</translation>
        </message>
        <message>
            <source>What your neighbours say they did for you will be here: one click confirms it, and the hours go from your account to theirs. Alone, nobody can give itself hours.</source>
            <translation>Ce que vos voisins disent avoir fait pour vous sera ici : un clic le confirme, et les heures passent de votre compte au leur. Seul, personne ne peut se donner d’heures.</translation>
        </message>
        <message>
            <source>What your roof produces and what your home uses, day after day.</source>
            <translation>Ce que votre toit produit et ce que votre maison consomme, jour après jour.</translation>
        </message>
        <message>
            <source>Who belongs to the commune, and what they agree to show.</source>
            <translation>Qui fait partie de la commune, et ce que chacun accepte de montrer.</translation>
        </message>
        <message>
            <source>Who does what shows the roles, and which decision gave them.</source>
            <translation>« Qui fait quoi » montre les rôles, et quelle décision les a donnés.</translation>
        </message>
        <message>
            <source>Write your 24 words on paper: they alone bring your account back.</source>
            <translation>Notez vos 24 mots sur papier : eux seuls ramènent votre compte.</translation>
        </message>
        <message>
            <source>You for {name}</source>
            <translation>Vous pour {name}</translation>
        </message>
        <message>
            <source>You may change your vote until it closes. Each card says when.</source>
            <translation>Vous pouvez changer votre vote jusqu’à la clôture. Chaque carte dit quand.</translation>
        </message>
        <message>
            <source>Your name, what neighbours see, your computers, and how this window looks.</source>
            <translation>Votre nom, ce que voient les voisins, vos ordinateurs, et l’aspect de cette fenêtre.</translation>
        </message>
        <message>
            <source>already confirmed by {names}</source>
            <translation>déjà confirmé par {names}</translation>
        </message>
        <message>
            <source>confirmed</source>
            <translation>confirmée</translation>
        </message>
        <message>
            <source>declared, not confirmed yet</source>
            <translation>déclarées, pas encore confirmées</translation>
        </message>
        <message>
            <source>given and confirmed in {month}</source>
            <translation>données et confirmées en {month}</translation>
        </message>
        <message>
            <source>lapses {when}</source>
            <translation>expire {when}</translation>
        </message>
        <message>
            <source>never confirmed</source>
            <translation>jamais confirmée</translation>
        </message>
        <message>
            <source>of which for the commune</source>
            <translation>dont pour la commune</translation>
        </message>
        <message>
            <source>received</source>
            <translation>reçues</translation>
        </message>
        <message>
            <source>refused</source>
            <translation>refusée</translation>
        </message>
        <message>
            <source>taken back</source>
            <translation>retirée</translation>
        </message>
        <message>
            <source>the commune</source>
            <translation>la commune</translation>
        </message>
        <message>
            <source>waits for a neighbour who saw it</source>
            <translation>attend un voisin qui l’a vu</translation>
        </message>
        <message>
            <source>waits for the town hall ({names})</source>
            <translation>attend la mairie ({names})</translation>
        </message>
        <message>
            <source>waits for the town hall ({names}) and a neighbour</source>
            <translation>attend la mairie ({names}) et un voisin</translation>
        </message>
        <message>
            <source>waits for {name}</source>
            <translation>attend {name}</translation>
        </message>
        <message>
            <source>waits until the commune names another deputy mayor</source>
            <translation>attend que la commune nomme un autre adjoint au maire</translation>
        </message>
        <message>
            <source>{name} asks you to confirm hours</source>
            <translation>{name} vous demande de confirmer des heures</translation>
        </message>
        <message>
            <source>{name} for you</source>
            <translation>{name} pour vous</translation>
        </message>
        <message>
            <source>{name} helped you for {time}</source>
            <translation>{name} vous a aidé {time}</translation>
        </message>
        <message>
            <source>{name} worked {time} for the commune</source>
            <translation>{name} a travaillé {time} pour la commune</translation>
        </message>
        <message>
            <source>{time} for {name}</source>
            <translation>{time} pour {name}</translation>
        </message>
    </context>
    <context>
        <name>HelpFile</name>
        <message>
            <source>Help file…</source>
            <translation>Dossier pour l’aide…</translation>
        </message>
        <message>
            <source>In it: how this computer is. Nothing of your accounts; it is sent nowhere.</source>
            <translation>Dedans : l’état de cet ordinateur. Rien de vos comptes ; il n’est envoyé nulle part.</translation>
        </message>
        <message>
            <source>Look inside if you like, then give it away.</source>
            <translation>Regardez dedans si vous voulez, puis donnez-le.</translation>
        </message>
        <message>
            <source>The help file is written.</source>
            <translation>Le dossier est écrit.</translation>
        </message>
        <message>
            <source>Where to save the help file</source>
            <translation>Où enregistrer le dossier pour l’aide</translation>
        </message>
    </context>
    <context>
        <name>HelpForm</name>
        <message>
            <source>2 h</source>
            <translation>2 h</translation>
        </message>
        <message>
            <source>20:30</source>
            <translation>20 h 30</translation>
        </message>
        <message>
            <source>At what time? 20:30.</source>
            <translation>À quelle heure ? 20 h 30.</translation>
        </message>
        <message>
            <source>Choose whom you helped.</source>
            <translation>Choisissez qui vous avez aidé.</translation>
        </message>
        <message>
            <source>Choose…</source>
            <translation>Choisir…</translation>
        </message>
        <message>
            <source>From</source>
            <translation>À partir de</translation>
        </message>
        <message>
            <source>How long? 2 h, or 1 h 30.</source>
            <translation>Combien de temps ? 2 h, ou 1 h 30.</translation>
        </message>
        <message>
            <source>I helped for</source>
            <translation>J’ai aidé</translation>
        </message>
        <message>
            <source>Send</source>
            <translation>Envoyer</translation>
        </message>
        <message>
            <source>The commune</source>
            <translation>La commune</translation>
        </message>
        <message>
            <source>The hedge, a lesson…</source>
            <translation>La haie, une leçon…</translation>
        </message>
        <message>
            <source>The hours are yours once the other person has confirmed. Everyone may read what you did.</source>
            <translation>Les heures sont à vous une fois que l’autre a confirmé. Tout le monde peut lire ce que vous avez fait.</translation>
        </message>
        <message>
            <source>The hours are yours once the town hall and a neighbour who saw it have confirmed. Everyone may read what you did.</source>
            <translation>Les heures sont à vous une fois que la mairie et un voisin qui l’a vu ont confirmé. Tout le monde peut lire ce que vous avez fait.</translation>
        </message>
        <message>
            <source>The hours are yours once {name} has confirmed.</source>
            <translation>Les heures sont à vous une fois que {name} a confirmé.</translation>
        </message>
        <message>
            <source>Two people confirm it: the town hall, and a neighbour who saw it.</source>
            <translation>Deux personnes le confirment : la mairie, et un voisin qui l’a vu.</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Quoi</translation>
        </message>
        <message>
            <source>What I did</source>
            <translation>Ce que j’ai fait</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quand</translation>
        </message>
        <message>
            <source>Who</source>
            <translation>Qui</translation>
        </message>
        <message>
            <source>today</source>
            <translation>aujourd’hui</translation>
        </message>
        <message>
            <source>yesterday</source>
            <translation>hier</translation>
        </message>
        <message>
            <source>{time} for the commune: recorded.</source>
            <translation>{time} pour la commune : enregistré.</translation>
        </message>
        <message>
            <source>{time} for the commune: said for good.</source>
            <translation>{time} pour la commune : c’est dit, définitivement.</translation>
        </message>
        <message>
            <source>{time} for {name}: recorded.</source>
            <translation>{time} pour {name} : enregistré.</translation>
        </message>
        <message>
            <source>{time} for {name}: said for good.</source>
            <translation>{time} pour {name} : c’est dit, définitivement.</translation>
        </message>
    </context>
    <context>
        <name>HelpPage</name>
        <message>
            <source>An hour is an hour, whoever gives it.</source>
            <translation>Une heure est une heure, qui que ce soit qui la donne.</translation>
        </message>
        <message>
            <source>Confirmed: {time} for {name}, from your hours.</source>
            <translation>Confirmé : {time} pour {name}, sur vos heures.</translation>
        </message>
        <message>
            <source>Confirmed: {time} of {name} for the commune.</source>
            <translation>Confirmé : {time} de {name} pour la commune.</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Aider</translation>
        </message>
        <message>
            <source>Nothing moved on your accounts.</source>
            <translation>Rien n’a bougé sur vos comptes.</translation>
        </message>
        <message>
            <source>Refused, {time} of {name}: final. Nothing moved on your accounts.</source>
            <translation>Refusé, {time} de {name} : définitif. Rien n’a bougé sur vos comptes.</translation>
        </message>
        <message>
            <source>Refused: {name} is told.</source>
            <translation>Refusé : {name} le saura.</translation>
        </message>
        <message>
            <source>Taken back: {name} has nothing to answer any more.</source>
            <translation>Retiré : {name} n’a plus rien à répondre.</translation>
        </message>
        <message>
            <source>The hours are given once two people have confirmed.</source>
            <translation>Les heures sont données une fois que deux personnes ont confirmé.</translation>
        </message>
        <message>
            <source>Your word on {time} of {name} for the commune: final.</source>
            <translation>Votre confirmation de {time} de {name} pour la commune : définitive.</translation>
        </message>
        <message>
            <source>{time} for {name}, from your hours: final.</source>
            <translation>{time} pour {name}, sur vos heures : définitif.</translation>
        </message>
        <message>
            <source>{time} taken back: final.</source>
            <translation>{time} : retrait définitif.</translation>
        </message>
    </context>
    <context>
        <name>Helped</name>
        <message>
            <source>Who helped whom</source>
            <translation>Qui a aidé qui</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Vous</translation>
        </message>
        <message>
            <source>the commune</source>
            <translation>la commune</translation>
        </message>
        <message>
            <source>you</source>
            <translation>vous</translation>
        </message>
        <message>
            <source>{one} helped {other}</source>
            <translation>{one} → {other}</translation>
        </message>
    </context>
    <context>
        <name>HistoryCard</name>
        <message>
            <source>A name or a word</source>
            <translation>Un nom ou un mot</translation>
        </message>
        <message>
            <source>Every payment, gift, exchange and production will stand here, with its proof. Start by thanking a neighbour.</source>
            <translation>Chaque paiement, cadeau, échange et production sera ici, avec sa preuve. Commencez par remercier un voisin.</translation>
        </message>
        <message>
            <source>Everything</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>History</source>
            <translation>Historique</translation>
        </message>
        <message>
            <source>Nothing matches this filter.</source>
            <translation>Rien ne correspond à ce filtre.</translation>
        </message>
        <message>
            <source>Pay a neighbour</source>
            <translation>Payer un voisin</translation>
        </message>
        <message>
            <source>Show everything</source>
            <translation>Tout montrer</translation>
        </message>
        <message>
            <source>Show older acts</source>
            <translation>Montrer les actes plus anciens</translation>
        </message>
        <message>
            <source>Show only this kind of act</source>
            <translation>Ne montrer que cette sorte d’acte</translation>
        </message>
        <message>
            <source>Show only this name or word</source>
            <translation>Ne montrer que ce nom ou ce mot</translation>
        </message>
    </context>
    <context>
        <name>HistoryLine</name>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>Proof of {act}</source>
            <translation>Preuve de {act}</translation>
        </message>
        <message>
            <source>balance {amount}</source>
            <translation>solde {amount}</translation>
        </message>
        <message>
            <source>for: {purpose}</source>
            <translation>pour : {purpose}</translation>
        </message>
    </context>
    <context>
        <name>InvitationCard</name>
        <message>
            <source>1. Install Voisinage on your computer, and open it.</source>
            <translation>1. Installez Voisinage sur votre ordinateur, et ouvrez-le.</translation>
        </message>
        <message>
            <source>2. Choose “Join my commune”, and show this square or write this code.</source>
            <translation>2. Choisissez « Rejoindre ma commune », montrez ce carré ou écrivez ce code.</translation>
        </message>
        <message>
            <source>3. Say your name, and come in: your neighbours' computers do the rest.</source>
            <translation>3. Dites votre nom, et entrez : les ordinateurs de vos voisins font le reste.</translation>
        </message>
        <message>
            <source>For one person, once, until {date}.</source>
            <translation>Pour une personne, une fois, jusqu’au {date}.</translation>
        </message>
        <message>
            <source>Invitation to {commune}</source>
            <translation>Invitation à {commune}</translation>
        </message>
        <message>
            <source>{name} invites you.</source>
            <translation>{name} vous invite.</translation>
        </message>
    </context>
    <context>
        <name>Invite</name>
        <message>
            <source>A code is shown once, when it is made. Lost? Make another.</source>
            <translation>Un code ne se montre qu’une fois, quand il est fait. Perdu ? Faites-en un autre.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Choisissez un autre dossier.</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Confirms, for the town hall, the hours worked for the commune.</source>
            <translation>Confirme, pour la mairie, les heures faites pour la commune.</translation>
        </message>
        <message>
            <source>Copy the code</source>
            <translation>Copier le code</translation>
        </message>
        <message>
            <source>Invite a neighbour</source>
            <translation>Inviter un voisin</translation>
        </message>
        <message>
            <source>It can be used once, until {date}.</source>
            <translation>Il sert une seule fois, jusqu’au {date}.</translation>
        </message>
        <message>
            <source>Leave this computer on until your neighbour has joined: it opens the door to them.</source>
            <translation>Laissez cet ordinateur allumé jusqu’à l’arrivée de votre voisin : c’est lui qui ouvre la porte.</translation>
        </message>
        <message>
            <source>Looks at neighbours' meters and vouches for them.</source>
            <translation>Regarde les compteurs des voisins et s’en porte garant.</translation>
        </message>
        <message>
            <source>Make the code</source>
            <translation>Créer le code</translation>
        </message>
        <message>
            <source>My invitations</source>
            <translation>Mes invitations</translation>
        </message>
        <message>
            <source>Not used, ended on {date}</source>
            <translation>Pas utilisée, finie le {date}</translation>
        </message>
        <message>
            <source>One code for one person.</source>
            <translation>Un code pour une personne.</translation>
        </message>
        <message>
            <source>Print the card…</source>
            <translation>Imprimer la carte…</translation>
        </message>
        <message>
            <source>Save the card</source>
            <translation>Enregistrer la carte</translation>
        </message>
        <message>
            <source>Save the card (PDF)…</source>
            <translation>Enregistrer la carte (PDF)…</translation>
        </message>
        <message>
            <source>The card could not be written there.</source>
            <translation>La carte n’a pas pu être écrite à cet endroit.</translation>
        </message>
        <message>
            <source>The card is saved: print it, or send it.</source>
            <translation>La carte est enregistrée : imprimez-la, ou envoyez-la.</translation>
        </message>
        <message>
            <source>The code is copied: paste it in a message to your neighbour.</source>
            <translation>Le code est copié : collez-le dans un message à votre voisin.</translation>
        </message>
        <message>
            <source>The code still counts.</source>
            <translation>Le code reste valable.</translation>
        </message>
        <message>
            <source>The invitation's code</source>
            <translation>Le code de l’invitation</translation>
        </message>
        <message>
            <source>The invitation, as a square to photograph</source>
            <translation>L’invitation, en carré à photographier</translation>
        </message>
        <message>
            <source>The people you invite will be here, with the codes that still wait.</source>
            <translation>Les personnes que vous invitez seront ici, avec les codes qui attendent encore.</translation>
        </message>
        <message>
            <source>Their roles in the commune</source>
            <translation>Ses rôles dans la commune</translation>
        </message>
        <message>
            <source>This code has been used, and opens nothing more: make another one.</source>
            <translation>Ce code a servi, et n’ouvre plus rien : pour quelqu’un d’autre, faites-en un autre.</translation>
        </message>
        <message>
            <source>Waits until {date}</source>
            <translation>Attend jusqu’au {date}</translation>
        </message>
        <message>
            <source>Whom to ask about the common fund; it opens nothing more here.</source>
            <translation>À qui s’adresser pour le fonds commun ; cela n’ouvre rien de plus ici.</translation>
        </message>
        <message>
            <source>Whom to ask about what is collected; it opens nothing more here.</source>
            <translation>À qui s’adresser pour ce qui se collecte ; cela n’ouvre rien de plus ici.</translation>
        </message>
        <message>
            <source>Whom to ask when two neighbours disagree; it opens nothing more here.</source>
            <translation>À qui s’adresser quand deux voisins ne sont pas d’accord ; cela n’ouvre rien de plus ici.</translation>
        </message>
        <message>
            <source>With this code your neighbour joins the commune and reads that you invited them. Give it only to someone who lives here.</source>
            <translation>Avec ce code, votre voisin entre dans la commune et lit que vous l’invitez. Ne le donnez qu’à quelqu’un qui vit ici.</translation>
        </message>
        <message>
            <source>invitation.pdf</source>
            <translation>invitation.pdf</translation>
        </message>
        <message>
            <source>{name} has joined the commune.</source>
            <translation>{name} est entré dans la commune.</translation>
        </message>
        <message>
            <source>{name} joined</source>
            <translation>{name} est dans la commune</translation>
        </message>
        <message>
            <source>{name} joined, then left</source>
            <translation>{name} a quitté la commune</translation>
        </message>
        <message>
            <source>{told}: {roles}</source>
            <translation>{told} : {roles}</translation>
        </message>
    </context>
    <context>
        <name>LeaveCard</name>
        <message>
            <source>Everything up to then can be read here. This computer's copy is in {folder}:</source>
            <translation>Tout ce qui s’est fait jusque-là se lit ici. La copie de cet ordinateur est dans {folder} :</translation>
        </message>
        <message>
            <source>If you move away. You first see what happens to each thing of yours.</source>
            <translation>Si vous déménagez. Vous voyez d’abord ce que devient chaque chose.</translation>
        </message>
        <message>
            <source>Leave the commune</source>
            <translation>Quitter la commune</translation>
        </message>
        <message>
            <source>See what leaving means</source>
            <translation>Voir ce que cela change</translation>
        </message>
        <message>
            <source>To come back one day, ask for a new invitation and join anew.</source>
            <translation>Pour revenir un jour, demandez une nouvelle invitation et rejoignez la commune à nouveau.</translation>
        </message>
        <message>
            <source>You are leaving: it is final once your neighbours have it.</source>
            <translation>Vous partez : ce sera définitif dès que vos voisins l’auront reçu.</translation>
        </message>
        <message>
            <source>You left the commune on {day}.</source>
            <translation>Vous avez quitté la commune le {day}.</translation>
        </message>
        <message>
            <source>to keep nothing, close Voisinage and delete that folder.</source>
            <translation>pour ne rien garder, fermez Voisinage et effacez ce dossier.</translation>
        </message>
    </context>
    <context>
        <name>LeaveSheet</name>
        <message>
            <source>A few things are still open here. First:</source>
            <translation>Quelque chose vous attend encore ici. D’abord :</translation>
        </message>
        <message>
            <source>A neighbour</source>
            <translation>Un voisin</translation>
        </message>
        <message>
            <source>Erase my words at my neighbours</source>
            <translation>Effacer ce que j’ai écrit chez les voisins</translation>
        </message>
        <message>
            <source>Export my acts…</source>
            <translation>Exporter mes actes…</translation>
        </message>
        <message>
            <source>First, keep a copy of all your acts in a file you can read without Voisinage.</source>
            <translation>Gardez d’abord une copie de tous vos actes, dans un fichier qui se lit sans Voisinage.</translation>
        </message>
        <message>
            <source>For good: coming back takes a new invitation.</source>
            <translation>Pour de bon : on revient par une nouvelle invitation.</translation>
        </message>
        <message>
            <source>Go there</source>
            <translation>Y aller</translation>
        </message>
        <message>
            <source>I have understood: nobody can undo this.</source>
            <translation>J’ai compris : personne ne peut revenir là-dessus.</translation>
        </message>
        <message>
            <source>It is final once your neighbours have it. Your accounts can still be read here.</source>
            <translation>Ce sera définitif dès que vos voisins l’auront reçu. Vos comptes se lisent encore ici.</translation>
        </message>
        <message>
            <source>Leave for good</source>
            <translation>Partir pour de bon</translation>
        </message>
        <message>
            <source>Leave the commune</source>
            <translation>Quitter la commune</translation>
        </message>
        <message>
            <source>Leaving takes your 24 words: whoever steals a computer must not be able to.</source>
            <translation>Il y faut vos 24 mots : un ordinateur volé ne doit pas le pouvoir.</translation>
        </message>
        <message>
            <source>My name, my offers, my messages; what I proposed to the council stays.</source>
            <translation>Mon nom, mes annonces, mes messages ; ce que j’ai proposé au conseil reste.</translation>
        </message>
        <message>
            <source>Stay</source>
            <translation>Rester</translation>
        </message>
        <message>
            <source>The communal fund</source>
            <translation>Le fonds commun</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Ce qui se passe</translation>
        </message>
        <message>
            <source>Who receives what I have</source>
            <translation>Qui reçoit ce que j’ai</translation>
        </message>
        <message>
            <source>You are leaving the commune: recorded.</source>
            <translation>Vous quittez la commune : enregistré.</translation>
        </message>
        <message>
            <source>You have left the commune. Your accounts can still be read here.</source>
            <translation>Vous avez quitté la commune. Vos comptes se lisent encore ici.</translation>
        </message>
    </context>
    <context>
        <name>LeaveWords</name>
        <message>
            <source>An order with {who} is open: finish or cancel it.</source>
            <translation>Une commande avec {who} est ouverte : terminez-la ou annulez-la.</translation>
        </message>
        <message>
            <source>Hours of help with {who} wait for an answer.</source>
            <translation>Des heures d’aide avec {who} attendent une réponse.</translation>
        </message>
        <message>
            <source>Pension points you keep: {points}.</source>
            <translation>Points de retraite qui vous restent : {points}.</translation>
        </message>
        <message>
            <source>Those you invited lately have no credit until other neighbours have paid them.</source>
            <translation>Ceux que vous avez invités récemment n’ont plus de crédit tant que d’autres voisins ne les ont pas payés.</translation>
        </message>
        <message>
            <source>You are the only mayor: the council names another first.</source>
            <translation>Vous êtes seul maire : le conseil en nomme d’abord un autre.</translation>
        </message>
        <message>
            <source>You owe {amount}: give them back first.</source>
            <translation>Vous devez {amount} : rendez d’abord ce montant.</translation>
        </message>
        <message>
            <source>Your accounts are empty: nothing goes to anybody.</source>
            <translation>Vos comptes sont vides : rien ne va à personne.</translation>
        </message>
        <message>
            <source>Your computer makes acts final: the council chooses another one first.</source>
            <translation>Votre ordinateur rend les actes définitifs : le conseil en choisit d’abord un autre.</translation>
        </message>
        <message>
            <source>Your computers sign nothing more; this one keeps its copy, to be read.</source>
            <translation>Vos ordinateurs ne signent plus rien ; celui-ci garde sa copie, à consulter.</translation>
        </message>
        <message>
            <source>Your meters stop: nothing more is counted.</source>
            <translation>Vos compteurs s’arrêtent : plus rien n’est compté.</translation>
        </message>
        <message>
            <source>Your offers and requests are withdrawn.</source>
            <translation>Vos offres et vos demandes sont retirées.</translation>
        </message>
        <message>
            <source>Your open votes and your shares of the fund are taken back.</source>
            <translation>Vos votes en cours et vos parts du fonds ne comptent plus.</translation>
        </message>
        <message>
            <source>Your roles end.</source>
            <translation>Vos rôles prennent fin.</translation>
        </message>
        <message>
            <source>Your roof's energy is shared out on {day}: send no reading before.</source>
            <translation>L’énergie de votre toit est partagée le {day} : ne transmettez pas de relevé avant.</translation>
        </message>
        <message>
            <source>the commune</source>
            <translation>la commune</translation>
        </message>
        <message>
            <source>{amount} are locked until {day}.</source>
            <translation>Verrouillé jusqu’au {day} : {amount}.</translation>
        </message>
        <message>
            <source>{held} go to whom you name.</source>
            <translation>Ce que vous avez va à qui vous nommez : {held}.</translation>
        </message>
        <message>
            <source>{name}, who invited you, takes over {debt} that you owe.</source>
            <translation>{name}, qui vous a fait entrer, prend à sa charge {debt} que vous devez.</translation>
        </message>
        <message>
            <source>{who}, whom you invited, still owes the village, and you answer for it.</source>
            <translation>{who}, que vous avez fait entrer, doit encore au village ; vous en êtes garant.</translation>
        </message>
    </context>
    <context>
        <name>LeftCard</name>
        <message>
            <source>; the sign was {sign}</source>
            <translation> ; son signe était {sign}</translation>
        </message>
        <message>
            <source>Fold</source>
            <translation>Replier</translation>
        </message>
        <message>
            <source>See who</source>
            <translation>Voir qui</translation>
        </message>
        <message>
            <source>Somebody whose name was erased</source>
            <translation>Quelqu’un dont le nom a été effacé</translation>
        </message>
        <message>
            <source>Those who left</source>
            <translation>Partis</translation>
        </message>
        <message>
            <source>leaves the commune, not final yet</source>
            <translation>quitte la commune, pas encore définitif</translation>
        </message>
        <message>
            <source>left the commune on {day}</source>
            <translation>a quitté la commune le {day}</translation>
        </message>
    </context>
    <context>
        <name>LockSheet</name>
        <message>
            <source>Lock: {pot}</source>
            <translation>Verrouiller : {pot}</translation>
        </message>
        <message>
            <source>Locked until</source>
            <translation>Verrouillée jusqu’au</translation>
        </message>
        <message>
            <source>Locked until {day}: recorded.</source>
            <translation>Verrouillée jusqu’au {day} : enregistré.</translation>
        </message>
        <message>
            <source>Until that day nothing leaves it, whoever asks, you included. A lock cannot be shortened.</source>
            <translation>Jusqu’à ce jour rien n’en sort, qui que ce soit qui le demande, vous compris. Un verrou ne se raccourcit pas.</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>See</source>
            <translation>Voir</translation>
        </message>
    </context>
    <context>
        <name>MeCard</name>
        <message>
            <source>Change my name</source>
            <translation>Changer mon nom</translation>
        </message>
        <message>
            <source>In the commune: {roles}.</source>
            <translation>Dans la commune : {roles}.</translation>
        </message>
        <message>
            <source>My name, as neighbours read it</source>
            <translation>Mon nom, tel que les voisins le lisent</translation>
        </message>
        <message>
            <source>My sign is {sign}: it tells two neighbours of the same name apart.</source>
            <translation>Mon signe est {sign} : il distingue deux voisins du même nom.</translation>
        </message>
    </context>
    <context>
        <name>Meters</name>
        <message>
            <source>Go and see the panels and the meter: do the power and the number agree with what is written?</source>
            <translation>Allez voir les panneaux et le compteur : la puissance et le chiffre sont-ils ceux qui sont écrits ?</translation>
        </message>
        <message>
            <source>I have seen it, it is right</source>
            <translation>Je l’ai vu, c’est exact</translation>
        </message>
        <message>
            <source>Last reading: {when}, at {index}</source>
            <translation>Dernier relevé : {when}, à {index}</translation>
        </message>
        <message>
            <source>My meter: {side}</source>
            <translation>Mon compteur : {side}</translation>
        </message>
        <message>
            <source>Turned into kWh</source>
            <translation>Devenu des kWh</translation>
        </message>
        <message>
            <source>east</source>
            <translation>l’est</translation>
        </message>
        <message>
            <source>north</source>
            <translation>le nord</translation>
        </message>
        <message>
            <source>north-east</source>
            <translation>le nord-est</translation>
        </message>
        <message>
            <source>north-west</source>
            <translation>le nord-ouest</translation>
        </message>
        <message>
            <source>south</source>
            <translation>le sud</translation>
        </message>
        <message>
            <source>south-east</source>
            <translation>le sud-est</translation>
        </message>
        <message>
            <source>south-west</source>
            <translation>le sud-ouest</translation>
        </message>
        <message>
            <source>west</source>
            <translation>l’ouest</translation>
        </message>
        <message>
            <source>{name}'s meter: {side}</source>
            <translation>Compteur ({name}) : {side}</translation>
        </message>
        <message>
            <source>{power} kVA by contract</source>
            <translation>{power} kVA au contrat</translation>
        </message>
        <message>
            <source>{power} kWp facing {direction}, {tilt}° slope</source>
            <translation>{power} kWc vers {direction}, {tilt}° de pente</translation>
        </message>
    </context>
    <context>
        <name>Morning</name>
        <message>
            <source>Add my solar panels</source>
            <translation>Ajouter mes panneaux</translation>
        </message>
        <message>
            <source>All the news</source>
            <translation>Tout voir</translation>
        </message>
        <message>
            <source>And your neighbours?</source>
            <translation>Et vos voisins ?</translation>
        </message>
        <message>
            <source>Bring a meter file</source>
            <translation>Apporter un fichier</translation>
        </message>
        <message>
            <source>Common fund</source>
            <translation>Fonds commun</translation>
        </message>
        <message>
            <source>Daily average</source>
            <translation>Moyenne par jour</translation>
        </message>
        <message>
            <source>Day</source>
            <translation>Jour</translation>
        </message>
        <message>
            <source>Details</source>
            <translation>Détail</translation>
        </message>
        <message>
            <source>Energy I bought</source>
            <translation>Énergie achetée</translation>
        </message>
        <message>
            <source>Energy savings</source>
            <translation>Épargne énergie</translation>
        </message>
        <message>
            <source>Energy savings, day after day</source>
            <translation>Épargne énergie, jour après jour</translation>
        </message>
        <message>
            <source>Figures</source>
            <translation>Chiffres</translation>
        </message>
        <message>
            <source>For the commune</source>
            <translation>Pour la commune</translation>
        </message>
        <message>
            <source>Given</source>
            <translation>Offert</translation>
        </message>
        <message>
            <source>Given to {name}</source>
            <translation>Offert à {name}</translation>
        </message>
        <message>
            <source>Good evening {name}</source>
            <translation>Bonsoir {name}</translation>
        </message>
        <message>
            <source>Hello {name}</source>
            <translation>Bonjour {name}</translation>
        </message>
        <message>
            <source>Here you will see each morning what your roof made the day before, and who had it.</source>
            <translation>Ici, chaque matin, ce que votre toit a produit la veille, et qui l’a reçu.</translation>
        </message>
        <message>
            <source>Hour</source>
            <translation>Heure</translation>
        </message>
        <message>
            <source>In my everyday account</source>
            <translation>Au compte courant</translation>
        </message>
        <message>
            <source>In return</source>
            <translation>En retour</translation>
        </message>
        <message>
            <source>Invite a neighbour</source>
            <translation>Inviter un voisin</translation>
        </message>
        <message>
            <source>It was a fine day yesterday.</source>
            <translation>Il a fait beau hier.</translation>
        </message>
        <message>
            <source>My accounts</source>
            <translation>Mes comptes</translation>
        </message>
        <message>
            <source>My shares</source>
            <translation>Mes parts</translation>
        </message>
        <message>
            <source>No figure of yesterday came in time to be shared out. What still comes will join the savings with the next sharing.</source>
            <translation>Aucun relevé d’hier n’est arrivé à temps pour le partage. Ce qui arrive encore rejoindra l’épargne au prochain partage.</translation>
        </message>
        <message>
            <source>No figure of yesterday had arrived when the day was shared out.</source>
            <translation>Aucun relevé d’hier n’était arrivé au moment du partage.</translation>
        </message>
        <message>
            <source>No neighbour bought energy of yours yesterday.</source>
            <translation>Aucun voisin n’a acheté de votre énergie hier.</translation>
        </message>
        <message>
            <source>No panels? Your time, your vegetables and your tools count just as much.</source>
            <translation>Pas de panneaux ? Votre temps, vos légumes et vos outils comptent tout autant.</translation>
        </message>
        <message>
            <source>Not here yet</source>
            <translation>Pas encore là</translation>
        </message>
        <message>
            <source>Offer something</source>
            <translation>Proposer quelque chose</translation>
        </message>
        <message>
            <source>Payments, gifts and thanks from your neighbours will be here.</source>
            <translation>Les paiements, les dons et les mercis de vos voisins seront ici.</translation>
        </message>
        <message>
            <source>Peak at {time}, with {amount} in one hour.</source>
            <translation>Le plus à {time}, avec {amount} en une heure.</translation>
        </message>
        <message>
            <source>Peak in one hour, at {hour}</source>
            <translation>Pic en une heure, à {hour}</translation>
        </message>
        <message>
            <source>Produced</source>
            <translation>Produit</translation>
        </message>
        <message>
            <source>Production hour by hour, {day}</source>
            <translation>Production heure par heure, {day}</translation>
        </message>
        <message>
            <source>Production of the last days</source>
            <translation>Production des derniers jours</translation>
        </message>
        <message>
            <source>Production of your neighbours</source>
            <translation>Production de vos voisins</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>Saved</source>
            <translation>Épargné</translation>
        </message>
        <message>
            <source>Savings</source>
            <translation>Épargne</translation>
        </message>
        <message>
            <source>Say what is on your roof; a neighbour comes to look at it once.</source>
            <translation>Dites ce qui est sur votre toit ; un voisin vient le voir une fois.</translation>
        </message>
        <message>
            <source>See all</source>
            <translation>Tout voir</translation>
        </message>
        <message>
            <source>See my meter</source>
            <translation>Voir mon compteur</translation>
        </message>
        <message>
            <source>Show the figures</source>
            <translation>Voir les chiffres</translation>
        </message>
        <message>
            <source>Since 1 {month}</source>
            <translation>Depuis le 1er {month}</translation>
        </message>
        <message>
            <source>Sold to neighbours</source>
            <translation>Vendu aux voisins</translation>
        </message>
        <message>
            <source>Sun and clouds yesterday.</source>
            <translation>Soleil et nuages hier.</translation>
        </message>
        <message>
            <source>The charter's shares: nobody has said theirs yet</source>
            <translation>Les parts de la charte : personne n’a encore dit les siennes</translation>
        </message>
        <message>
            <source>The commune</source>
            <translation>La commune</translation>
        </message>
        <message>
            <source>The production of the neighbours who show it will be here, from the first file brought.</source>
            <translation>La production des voisins qui la montrent sera ici, dès le premier fichier apporté.</translation>
        </message>
        <message>
            <source>Then bring the file Enedis keeps for you: each kWh becomes yours.</source>
            <translation>Puis apportez le fichier qu’Enedis garde pour vous : chaque kWh devient à vous.</translation>
        </message>
        <message>
            <source>Used at home</source>
            <translation>Consommé</translation>
        </message>
        <message>
            <source>What the commune chose</source>
            <translation>Ce que la commune a choisi</translation>
        </message>
        <message>
            <source>What you received</source>
            <translation>Ce que vous avez reçu</translation>
        </message>
        <message>
            <source>What your roof gives and nobody uses will be kept here.</source>
            <translation>Ce que votre toit donne et que personne ne consomme sera gardé ici.</translation>
        </message>
        <message>
            <source>Where did it go?</source>
            <translation>Où est-elle allée ?</translation>
        </message>
        <message>
            <source>Yesterday is about to be shared out.</source>
            <translation>Le partage d’hier va se faire.</translation>
        </message>
        <message>
            <source>Yesterday is shared out on {date}, at {time}.</source>
            <translation>Le partage d’hier se fait le {date}, à {time}.</translation>
        </message>
        <message>
            <source>Yesterday's figures arrive with the next file of your meter.</source>
            <translation>Les chiffres d’hier viendront avec le prochain fichier de votre compteur.</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Vous</translation>
        </message>
        <message>
            <source>Your buyers</source>
            <translation>Vos acheteurs</translation>
        </message>
        <message>
            <source>Your meter is declared. As soon as a neighbour of the commune has come to look at it, the file of your meter turns into kWh here.</source>
            <translation>Votre compteur est déclaré. Dès qu’un voisin de la commune sera venu le voir, le fichier de votre compteur deviendra des kWh ici.</translation>
        </message>
        <message>
            <source>Your meter is ready. Bring the file Enedis keeps for you, and each kWh measured becomes yours, once.</source>
            <translation>Votre compteur est prêt. Apportez le fichier qu’Enedis garde pour vous : chaque kWh mesuré devient le vôtre, une seule fois.</translation>
        </message>
        <message>
            <source>Your production</source>
            <translation>Votre production</translation>
        </message>
        <message>
            <source>Your production yesterday</source>
            <translation>Votre production d’hier</translation>
        </message>
        <message>
            <source>Your share of the pensions</source>
            <translation>Votre part retraite</translation>
        </message>
        <message>
            <source>for {price}</source>
            <translation>contre {price}</translation>
        </message>
        <message>
            <source>in the everyday account, without savings</source>
            <translation>sur le compte courant, sans l’épargne</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>inconnu</translation>
        </message>
        <message>
            <source>or</source>
            <translation>ou</translation>
        </message>
        <message>
            <source>part of the day is missing</source>
            <translation>une partie du jour manque</translation>
        </message>
        <message>
            <source>produced</source>
            <translation>produit</translation>
        </message>
        <message>
            <source>today</source>
            <translation>aujourd’hui</translation>
        </message>
        <message>
            <source>used at home</source>
            <translation>consommé chez vous</translation>
        </message>
        <message>
            <source>worth {worth}</source>
            <translation>soit {worth}</translation>
        </message>
        <message>
            <source>{amount} in all.</source>
            <translation>{amount} en tout.</translation>
        </message>
        <message>
            <source>{amount} of earlier days came too late to be sold: they are saved.</source>
            <translation>Arrivé trop tard pour être vendu : {amount} de jours plus anciens, mis à l’épargne.</translation>
        </message>
        <message>
            <source>{change} on the day before</source>
            <translation>{change} sur la veille</translation>
        </message>
        <message>
            <source>{change} on the last 7 days</source>
            <translation>{change} sur 7 jours</translation>
        </message>
        <message>
            <source>{change} recorded, not final yet</source>
            <translation>Enregistré : {change}, pas encore définitif</translation>
        </message>
        <message>
            <source>{change} since {day}.</source>
            <translation>{change} depuis le {day}.</translation>
        </message>
    </context>
    <context>
        <name>MorningPage</name>
        <message numerus="yes">
            <source>%n other thing(s) wait for you</source>
            <translation>
                <numerusform>%n autre chose vous attend</numerusform>
                <numerusform>%n autres choses vous attendent</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n vote(s) wait for you</source>
            <translation>
                <numerusform>%n vote vous attend</numerusform>
                <numerusform>%n votes vous attendent</numerusform>
            </translation>
        </message>
        <message>
            <source>24 words on paper open it again, whatever happens to this computer.</source>
            <translation>24 mots sur papier le rouvrent, quoi qu’il arrive à cet ordinateur.</translation>
        </message>
        <message>
            <source>A vote is waiting for you</source>
            <translation>Un vote vous attend</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Répondre</translation>
        </message>
        <message>
            <source>Choose</source>
            <translation>Choisir</translation>
        </message>
        <message>
            <source>Confirm</source>
            <translation>Confirmer</translation>
        </message>
        <message>
            <source>Did {name} deliver?</source>
            <translation>Livraison de {name} : l’avez-vous reçue ?</translation>
        </message>
        <message>
            <source>Do it</source>
            <translation>Le faire</translation>
        </message>
        <message>
            <source>I have read it</source>
            <translation>J’ai lu</translation>
        </message>
        <message>
            <source>If you did not ask for it, object before it happens.</source>
            <translation>Si vous ne l’avez pas demandé, opposez-vous avant.</translation>
        </message>
        <message>
            <source>It closes {when}.</source>
            <translation>Clôture : {when}.</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Voir</translation>
        </message>
        <message>
            <source>One of your acts had no effect</source>
            <translation>Un de vos actes est sans effet</translation>
        </message>
        <message>
            <source>One of your computers is about to be shut out</source>
            <translation>Un de vos ordinateurs va être exclu</translation>
        </message>
        <message>
            <source>Pay</source>
            <translation>Payer</translation>
        </message>
        <message>
            <source>Put your account in a safe place (2 min)</source>
            <translation>Mettez votre compte à l’abri (2 min)</translation>
        </message>
        <message>
            <source>Receive</source>
            <translation>Recevoir</translation>
        </message>
        <message>
            <source>Say what the commune's savings should go to.</source>
            <translation>Dites à quoi doit servir l’épargne de la commune.</translation>
        </message>
        <message>
            <source>See all</source>
            <translation>Tout voir</translation>
        </message>
        <message>
            <source>The commune</source>
            <translation>La commune</translation>
        </message>
        <message>
            <source>The first one closes {when}.</source>
            <translation>Le premier se ferme {when}.</translation>
        </message>
        <message>
            <source>This computer asks whether the date is right</source>
            <translation>Cet ordinateur demande si la date est juste</translation>
        </message>
        <message>
            <source>This computer keeps the register no more</source>
            <translation>Cet ordinateur ne tient plus le registre</translation>
        </message>
        <message>
            <source>Vote</source>
            <translation>Voter</translation>
        </message>
        <message>
            <source>Your act with {name} had no effect</source>
            <translation>Votre acte avec {name} est sans effet</translation>
        </message>
        <message>
            <source>Your gift of {amount} to {name} had no effect</source>
            <translation>Votre don de {amount} à {name} est sans effet</translation>
        </message>
        <message>
            <source>Your meter can be confirmed</source>
            <translation>Votre compteur peut être confirmé</translation>
        </message>
        <message>
            <source>Your payment of {amount} to {name} had no effect</source>
            <translation>Votre paiement de {amount} à {name} est sans effet</translation>
        </message>
        <message>
            <source>Your shares of the common fund</source>
            <translation>Votre répartition du fonds commun</translation>
        </message>
        <message>
            <source>closes {when}</source>
            <translation>se ferme {when}</translation>
        </message>
        <message>
            <source>to answer {when}</source>
            <translation>réponse attendue {when}</translation>
        </message>
        <message>
            <source>{name} asks you to look at a meter</source>
            <translation>{name} vous demande de voir un compteur</translation>
        </message>
        <message>
            <source>{name} gave you {amount}</source>
            <translation>{name} vous a offert {amount}</translation>
        </message>
        <message>
            <source>{name} is waiting for you to deliver</source>
            <translation>{name} attend votre livraison</translation>
        </message>
        <message>
            <source>{name} would like your offer</source>
            <translation>{name} voudrait votre offre</translation>
        </message>
    </context>
    <context>
        <name>MoveSheet</name>
        <message>
            <source>All of it</source>
            <translation>Tout</translation>
        </message>
        <message>
            <source>How much</source>
            <translation>Combien</translation>
        </message>
        <message>
            <source>It goes back to your everyday account, and can be paid with at once.</source>
            <translation>Cela revient sur votre compte courant, et peut servir à payer aussitôt.</translation>
        </message>
        <message>
            <source>It stays yours, and comes back when you ask. A payment that your everyday account cannot carry takes what is missing from here first, unless you lock it.</source>
            <translation>Cela reste à vous, et revient quand vous voulez. Un paiement que votre compte courant ne peut pas porter prend d’abord ici ce qui manque, sauf si vous verrouillez.</translation>
        </message>
        <message>
            <source>Put in: {pot}</source>
            <translation>Mettre de côté : {pot}</translation>
        </message>
        <message>
            <source>Take out: {pot}</source>
            <translation>Reprendre : {pot}</translation>
        </message>
        <message>
            <source>{amount} at most</source>
            <translation>{amount} au plus</translation>
        </message>
        <message>
            <source>{amount} back in your everyday account: recorded.</source>
            <translation>{amount} de retour sur votre compte courant : enregistré.</translation>
        </message>
        <message>
            <source>{amount} set aside: recorded.</source>
            <translation>Mis de côté, {amount} : enregistré.</translation>
        </message>
    </context>
    <context>
        <name>NameStep</name>
        <message>
            <source>First name and family name</source>
            <translation>Prénom et nom</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>What is your name?</source>
            <translation>Quel est votre nom ?</translation>
        </message>
        <message>
            <source>Write the name your neighbours know you by.</source>
            <translation>Écrivez le nom sous lequel vos voisins vous connaissent.</translation>
        </message>
        <message>
            <source>Your neighbours will read it beside what you offer, give and vote.</source>
            <translation>Vos voisins le liront à côté de ce que vous proposez, donnez et votez.</translation>
        </message>
    </context>
    <context>
        <name>NameWitnessesSheet</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Choose computers that are often on, in different homes. Those that answer now are here already.</source>
            <translation>Choisissez des ordinateurs souvent allumés, dans des maisons différentes. Ceux qui répondent en ce moment y sont déjà.</translation>
        </message>
        <message numerus="yes">
            <source>It takes %n signature(s), yours among them.</source>
            <translation>
                <numerusform>Il faut %n signature, la vôtre.</numerusform>
                <numerusform>Il faut %n signatures, la vôtre comprise.</numerusform>
            </translation>
        </message>
        <message>
            <source>Name other witnesses</source>
            <translation>Nommer d’autres témoins</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signer</translation>
        </message>
    </context>
    <context>
        <name>NeighbourSheet</name>
        <message numerus="yes">
            <source>%n act(s) since {date}.</source>
            <translation>
                <numerusform>%n acte depuis le {date}.</numerusform>
                <numerusform>%n actes depuis le {date}.</numerusform>
            </translation>
        </message>
        <message>
            <source>From you</source>
            <translation>De vous</translation>
        </message>
        <message>
            <source>Help between us</source>
            <translation>Entraide entre nous</translation>
        </message>
        <message>
            <source>Nothing for now.</source>
            <translation>Rien pour l’instant.</translation>
        </message>
        <message>
            <source>Nothing yet.</source>
            <translation>Rien pour l’instant.</translation>
        </message>
        <message>
            <source>Older ones are in your history.</source>
            <translation>Les plus anciens sont dans votre historique.</translation>
        </message>
        <message>
            <source>Pay</source>
            <translation>Payer</translation>
        </message>
        <message>
            <source>Pay {name}</source>
            <translation>Payer {name}</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>Proof of {amounts}, {when}</source>
            <translation>Preuve de {amounts}, {when}</translation>
        </message>
        <message>
            <source>See their offers</source>
            <translation>Voir ses offres</translation>
        </message>
        <message>
            <source>Thanks given</source>
            <translation>Remerciements donnés</translation>
        </message>
        <message>
            <source>Thanks received</source>
            <translation>Remerciements reçus</translation>
        </message>
        <message>
            <source>They helped you for {time}</source>
            <translation>Vous a aidé {time}</translation>
        </message>
        <message>
            <source>To you</source>
            <translation>Vers vous</translation>
        </message>
        <message>
            <source>What they offer</source>
            <translation>Ce qu’on peut lui demander</translation>
        </message>
        <message>
            <source>What we exchanged</source>
            <translation>Ce que nous avons échangé</translation>
        </message>
        <message>
            <source>You helped for {time}</source>
            <translation>Vous avez aidé {time}</translation>
        </message>
        <message>
            <source>founded the commune</source>
            <translation>a fondé la commune</translation>
        </message>
        <message>
            <source>here since {month}</source>
            <translation>ici depuis {month}</translation>
        </message>
        <message>
            <source>invited by {name}</source>
            <translation>sur invitation de {name}</translation>
        </message>
    </context>
    <context>
        <name>NeighboursPage</name>
        <message numerus="yes">
            <source>%n more: write a few letters of the name.</source>
            <translation>
                <numerusform>%n autre : écrivez quelques lettres du nom.</numerusform>
                <numerusform>%n autres : écrivez quelques lettres du nom.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n online</source>
            <translation>
                <numerusform>%n en ligne</numerusform>
                <numerusform>%n en ligne</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n resident(s)</source>
            <translation>
                <numerusform>%n habitant</numerusform>
                <numerusform>%n habitants</numerusform>
            </translation>
        </message>
        <message>
            <source>Each neighbour you invite keeps a copy of the commune's register: together you need no one in the middle. An invitation is a code to send, to show or to print.</source>
            <translation>Chaque voisin invité garde une copie du registre de la commune : ensemble, vous n’avez besoin de personne au milieu. Une invitation est un code à envoyer ou à montrer.</translation>
        </message>
        <message>
            <source>Invite a neighbour</source>
            <translation>Inviter un voisin</translation>
        </message>
        <message>
            <source>Neighbours</source>
            <translation>Voisins</translation>
        </message>
        <message>
            <source>Nobody by that name here yet.</source>
            <translation>Personne de ce nom ici pour l’instant.</translation>
        </message>
        <message>
            <source>Pay</source>
            <translation>Payer</translation>
        </message>
        <message>
            <source>Pay {name}</source>
            <translation>Payer {name}</translation>
        </message>
        <message>
            <source>Profile</source>
            <translation>Fiche</translation>
        </message>
        <message>
            <source>Profile of {name}</source>
            <translation>Fiche de {name}</translation>
        </message>
        <message>
            <source>Search for a name or a trade</source>
            <translation>Chercher un nom, un métier</translation>
        </message>
        <message numerus="yes">
            <source>See the %n other resident(s)</source>
            <translation>
                <numerusform>Voir l’autre habitant</numerusform>
                <numerusform>Voir les %n autres habitants</numerusform>
            </translation>
        </message>
        <message>
            <source>You are the first one here</source>
            <translation>Vous êtes le premier ici</translation>
        </message>
        <message>
            <source>founded the commune</source>
            <translation>a fondé la commune</translation>
        </message>
        <message>
            <source>here since {month} {year}</source>
            <translation>ici depuis {month} {year}</translation>
        </message>
        <message>
            <source>online</source>
            <translation>en ligne</translation>
        </message>
        <message>
            <source>{amount} yesterday</source>
            <translation>{amount} hier</translation>
        </message>
        <message>
            <source>{name} (you)</source>
            <translation>{name} (vous)</translation>
        </message>
    </context>
    <context>
        <name>NetworkCard</name>
        <message>
            <source>Copy the address {address}</source>
            <translation>Copier l’adresse {address}</translation>
        </message>
        <message>
            <source>For the person who helps you</source>
            <translation>Pour la personne qui vous aide</translation>
        </message>
        <message>
            <source>No address for now.</source>
            <translation>Pas d’adresse pour l’instant.</translation>
        </message>
        <message>
            <source>Offline: no neighbour is reached. What you do is kept, and sent once you are back.</source>
            <translation>Hors ligne : aucun voisin n’est joint. Ce que vous faites est gardé et partira au retour.</translation>
        </message>
        <message>
            <source>Online: another computer of yours is reached.</source>
            <translation>En ligne : un autre ordinateur à vous est joint.</translation>
        </message>
        <message>
            <source>The address is copied.</source>
            <translation>L’adresse est copiée.</translation>
        </message>
        <message>
            <source>There is nothing to set: your invitations say where this computer is, and it finds the others.</source>
            <translation>Il n’y a rien à régler : vos invitations disent où est cet ordinateur, et il trouve les autres.</translation>
        </message>
        <message>
            <source>You are the only one here for now.</source>
            <translation>Vous êtes seul ici pour l’instant.</translation>
        </message>
        <message>
            <source>You have left the commune: this computer no longer speaks with the others.</source>
            <translation>Vous avez quitté la commune : cet ordinateur ne parle plus avec les autres.</translation>
        </message>
    </context>
    <context>
        <name>NewsPage</name>
        <message numerus="yes">
            <source>%n thing(s) wait for you</source>
            <translation>
                <numerusform>%n chose vous attend</numerusform>
                <numerusform>%n choses vous attendent</numerusform>
            </translation>
        </message>
        <message>
            <source>Adopted: {title}</source>
            <translation>Adopté : {title}</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Voir</translation>
        </message>
        <message>
            <source>Mark all as read</source>
            <translation>Tout marquer comme lu</translation>
        </message>
        <message>
            <source>News</source>
            <translation>Nouvelles</translation>
        </message>
        <message>
            <source>News ({count})</source>
            <translation>Nouvelles ({count})</translation>
        </message>
        <message>
            <source>Not adopted: {title}</source>
            <translation>Pas adopté : {title}</translation>
        </message>
        <message>
            <source>Nothing happened yet</source>
            <translation>Rien encore</translation>
        </message>
        <message>
            <source>Nothing is waiting for you</source>
            <translation>Rien ne vous attend</translation>
        </message>
        <message>
            <source>Payments received, thanks and the commune's decisions will be here.</source>
            <translation>Les paiements reçus, les mercis et les décisions de la commune seront ici.</translation>
        </message>
        <message>
            <source>Show older news</source>
            <translation>Voir les nouvelles d’avant</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>À faire</translation>
        </message>
        <message>
            <source>To do ({count})</source>
            <translation>À faire ({count})</translation>
        </message>
        <message>
            <source>To do, news</source>
            <translation>À faire, nouvelles</translation>
        </message>
        <message>
            <source>Votes, orders to answer, hours to confirm: what waits for you will be here.</source>
            <translation>Votes, commandes à répondre, heures à confirmer : ce qui vous attend sera ici.</translation>
        </message>
        <message>
            <source>What happened, the latest first.</source>
            <translation>Ce qui est arrivé, le plus récent d’abord.</translation>
        </message>
        <message>
            <source>new</source>
            <translation>nouveau</translation>
        </message>
        <message>
            <source>seen before</source>
            <translation>déjà vues</translation>
        </message>
        <message>
            <source>{votes_for} for, {against} against, {when}: final</source>
            <translation>{votes_for} pour, {against} contre, {when} : définitif</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Close this message</source>
            <translation>Fermer ce message</translation>
        </message>
    </context>
    <context>
        <name>NoticesCard</name>
        <message>
            <source>Ask me</source>
            <translation>Demander</translation>
        </message>
        <message>
            <source>At 7 in the morning, how yesterday went; what you receive, told once; a vote's last day. Nothing else, and nothing between 22:00 and 7:00.</source>
            <translation>À 7 h, ce que la veille a donné ; ce que vous recevez, en une fois ; le dernier jour d’un vote. Rien d’autre, et rien entre 22 h et 7 h.</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
        <message>
            <source>Stay online</source>
            <translation>Rester en ligne</translation>
        </message>
        <message>
            <source>Tell me</source>
            <translation>Me prévenir</translation>
        </message>
        <message>
            <source>When I close the window</source>
            <translation>Quand je ferme la fenêtre</translation>
        </message>
        <message>
            <source>Without amounts</source>
            <translation>Sans les montants</translation>
        </message>
    </context>
    <context>
        <name>Onboarding</name>
        <message>
            <source>No code can be read in this file. Open it, and copy the code from it.</source>
            <translation>Aucun code ne se lit dans ce fichier. Ouvrez-le, et copiez-en le code.</translation>
        </message>
        <message>
            <source>{number} of {total}</source>
            <translation>{number} sur {total}</translation>
        </message>
    </context>
    <context>
        <name>OnboardingWindow</name>
        <message>
            <source>Help file…</source>
            <translation>Dossier pour l’aide…</translation>
        </message>
        <message>
            <source>Nothing was created on this computer.</source>
            <translation>Rien n’a été créé sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Nothing was created on this computer: your account is as it was.</source>
            <translation>Rien n’a été créé sur cet ordinateur : votre compte est comme il était.</translation>
        </message>
        <message>
            <source>The help file is written.</source>
            <translation>Le dossier est écrit.</translation>
        </message>
        <message>
            <source>Where to save the help file</source>
            <translation>Où enregistrer le dossier pour l’aide</translation>
        </message>
    </context>
    <context>
        <name>OrderSheet</name>
        <message numerus="yes">
            <source>%n left</source>
            <translation>
                <numerusform>Il en reste %n</numerusform>
                <numerusform>Il en reste %n</numerusform>
            </translation>
        </message>
        <message>
            <source>Answer this need</source>
            <translation>Répondre à cette demande</translation>
        </message>
        <message>
            <source>As it is, the payment would have no effect.</source>
            <translation>En l’état, le paiement serait sans effet.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>From {number} on, the payment would have no effect, unless there is more by then.</source>
            <translation>À partir de {number}, le paiement serait sans effet, à moins d’avoir davantage d’ici là.</translation>
        </message>
        <message>
            <source>How it works</source>
            <translation>Comment cela se passe</translation>
        </message>
        <message>
            <source>How many</source>
            <translation>Combien</translation>
        </message>
        <message>
            <source>In total</source>
            <translation>En tout</translation>
        </message>
        <message>
            <source>Order</source>
            <translation>Commander</translation>
        </message>
        <message>
            <source>Propose myself</source>
            <translation>Me proposer</translation>
        </message>
        <message>
            <source>Talk about it before you deliver.</source>
            <translation>Parlez-en avant de livrer.</translation>
        </message>
        <message>
            <source>Today you can pay {most} at most.</source>
            <translation>Aujourd’hui, vous pouvez payer {most} au plus.</translation>
        </message>
        <message>
            <source>Today {name} can pay {most} at most.</source>
            <translation>Aujourd’hui, {name} peut payer {most} au plus.</translation>
        </message>
        <message>
            <source>Who bears the risk: you, who deliver before being paid. Nothing is set aside meanwhile.</source>
            <translation>Qui prend le risque : vous, qui livrez avant d’être payé. Rien n’est mis de côté en attendant.</translation>
        </message>
        <message>
            <source>Who bears the risk: {name}, who delivers before being paid. Nothing is set aside, so keep enough in your account.</source>
            <translation>Qui prend le risque : {name}, qui livre avant d’être payé. Rien n’est mis de côté : gardez de quoi payer sur votre compte.</translation>
        </message>
        <message>
            <source>You are paid when {name} says that it is done, or by itself a week after you said you had delivered, if there is enough in their account.</source>
            <translation>Vous êtes payé quand {name} dit que c’est fait, ou tout seul une semaine après que vous avez dit avoir livré, si son compte y suffit.</translation>
        </message>
        <message>
            <source>You may order all the same: nothing is paid before you have received it.</source>
            <translation>Vous pouvez commander quand même : rien n’est payé avant que vous ayez reçu.</translation>
        </message>
        <message>
            <source>You pay when you say that you have received it. If you say nothing for a week after the delivery, it is paid by itself, if there is enough in your account.</source>
            <translation>Vous payez quand vous dites avoir reçu. Si vous ne dites rien pendant une semaine après la livraison, c’est payé tout seul, si votre compte y suffit.</translation>
        </message>
        <message>
            <source>You receive</source>
            <translation>Vous recevez</translation>
        </message>
        <message>
            <source>Your order is recorded. {name} will see it and answer.</source>
            <translation>Votre commande est enregistrée. {name} la verra et répondra.</translation>
        </message>
        <message>
            <source>or</source>
            <translation>ou</translation>
        </message>
        <message>
            <source>worth {worth}</source>
            <translation>soit {worth}</translation>
        </message>
        <message>
            <source>{name} has three days to accept; after that the order ends by itself.</source>
            <translation>{name} a trois jours pour accepter ; ensuite la commande s’annule toute seule.</translation>
        </message>
        <message>
            <source>{name} has three days to accept; after that your answer ends by itself.</source>
            <translation>{name} a trois jours pour accepter ; ensuite votre réponse s’annule toute seule.</translation>
        </message>
    </context>
    <context>
        <name>PageHelp</name>
        <message>
            <source>Help: {page}</source>
            <translation>Aide : {page}</translation>
        </message>
        <message>
            <source>With the keyboard</source>
            <translation>Au clavier</translation>
        </message>
    </context>
    <context>
        <name>PassphraseSheet</name>
        <message>
            <source>At least eight letters.</source>
            <translation>Au moins huit lettres.</translation>
        </message>
        <message>
            <source>Change my passphrase</source>
            <translation>Changer ma phrase de passe</translation>
        </message>
        <message>
            <source>Choose a passphrase</source>
            <translation>Choisir une phrase de passe</translation>
        </message>
        <message>
            <source>Do without a passphrase</source>
            <translation>Se passer de phrase de passe</translation>
        </message>
        <message>
            <source>It is asked each time Voisinage opens.</source>
            <translation>Elle est demandée à chaque ouverture de Voisinage.</translation>
        </message>
        <message>
            <source>Keep this passphrase</source>
            <translation>Garder cette phrase</translation>
        </message>
        <message>
            <source>New passphrase</source>
            <translation>Nouvelle phrase de passe</translation>
        </message>
        <message>
            <source>Nobody can give it back to you. If you forget it, your 24 words open your account again: say so where it is asked.</source>
            <translation>Personne ne peut vous la rendre. Si vous l’oubliez, vos 24 mots rouvrent votre compte : dites-le là où elle est demandée.</translation>
        </message>
        <message>
            <source>The same again</source>
            <translation>La même, encore une fois</translation>
        </message>
        <message>
            <source>The two are different.</source>
            <translation>Les deux sont différentes.</translation>
        </message>
        <message>
            <source>Three or four words you will remember are better than signs.</source>
            <translation>Trois ou quatre mots que vous retiendrez valent mieux que des signes.</translation>
        </message>
    </context>
    <context>
        <name>PaySheet</name>
        <message>
            <source>A note</source>
            <translation>Un mot</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Choose a neighbour: the payment will be drawn here before you sign it.</source>
            <translation>Choisissez un voisin : le paiement sera dessiné ici avant que vous signiez.</translation>
        </message>
        <message>
            <source>Everyone in the commune can read it.</source>
            <translation>Les gens de la commune peuvent le lire.</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Pour</translation>
        </message>
        <message>
            <source>How much</source>
            <translation>Combien</translation>
        </message>
        <message>
            <source>I will do it later, pay now</source>
            <translation>Je le ferai plus tard, payer maintenant</translation>
        </message>
        <message>
            <source>If this computer breaks, nobody can give this account back to you.</source>
            <translation>Si cet ordinateur casse, personne ne pourra vous rendre ce compte.</translation>
        </message>
        <message>
            <source>It is a gift</source>
            <translation>C’est un cadeau</translation>
        </message>
        <message>
            <source>No particular purpose</source>
            <translation>Rien de particulier</translation>
        </message>
        <message>
            <source>Pay in another unit: hours and kilos can be owed to the village, energy cannot.</source>
            <translation>Payez dans une autre unité : on peut devoir des heures et des kilos au village, pas de l’énergie.</translation>
        </message>
        <message>
            <source>Pay or give</source>
            <translation>Payer ou donner</translation>
        </message>
        <message>
            <source>Pay {amount}</source>
            <translation>Payer {amount}</translation>
        </message>
        <message>
            <source>Put my account in a safe place (2 min)</source>
            <translation>Mettre mon compte à l’abri (2 min)</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signer</translation>
        </message>
        <message>
            <source>Signing…</source>
            <translation>Signature…</translation>
        </message>
        <message>
            <source>Thank you for the vegetables</source>
            <translation>Merci pour les légumes</translation>
        </message>
        <message>
            <source>The most you can pay now is {amount}.</source>
            <translation>Vous pouvez payer au plus {amount}.</translation>
        </message>
        <message>
            <source>Tick “later”, or put your account in a safe place first.</source>
            <translation>Cochez « plus tard », ou mettez d’abord votre compte à l’abri.</translation>
        </message>
        <message>
            <source>To</source>
            <translation>À</translation>
        </message>
        <message>
            <source>Write an amount: both balances, before and after, will be drawn here.</source>
            <translation>Écrivez un montant : les deux soldes, avant et après, seront dessinés ici.</translation>
        </message>
        <message>
            <source>You have {amount} in this account: it is not enough.</source>
            <translation>Vous avez {amount} sur ce compte : ce n’est pas assez.</translation>
        </message>
        <message>
            <source>Your 24 words are not on paper yet.</source>
            <translation>Vos 24 mots ne sont pas encore sur papier.</translation>
        </message>
        <message>
            <source>a gift</source>
            <translation>cadeau</translation>
        </message>
        <message>
            <source>or</source>
            <translation>ou</translation>
        </message>
        <message>
            <source>worth {worth}</source>
            <translation>soit {worth}</translation>
        </message>
        <message>
            <source>{amount} for {name}: final.</source>
            <translation>{amount} pour {name} : définitif.</translation>
        </message>
        <message>
            <source>{amount} for {name}: recorded.</source>
            <translation>{amount} pour {name} : enregistré.</translation>
        </message>
    </context>
    <context>
        <name>Payment</name>
        <message>
            <source>You</source>
            <translation>Vous</translation>
        </message>
        <message>
            <source>You pay {amount} to {name}. Your balance goes from {before} to {after}, theirs from {theirs} to {then}.</source>
            <translation>Vous payez {amount} à {name}. Votre solde passe de {before} à {after}, le sien de {theirs} à {then}.</translation>
        </message>
        <message>
            <source>after</source>
            <translation>après</translation>
        </message>
        <message>
            <source>now</source>
            <translation>avant</translation>
        </message>
        <message>
            <source>{amount} is missing in your everyday account: it is first taken out of your savings, and both acts are signed.</source>
            <translation>Il manque {amount} sur votre compte courant : c’est d’abord repris de votre épargne, et les deux actes sont signés.</translation>
        </message>
        <message>
            <source>{name}: {before} → {after}</source>
            <translation>{name} : {before} → {after}</translation>
        </message>
    </context>
    <context>
        <name>Pension</name>
        <message>
            <source>Common fund</source>
            <translation>Fonds commun</translation>
        </message>
        <message>
            <source>My pension</source>
            <translation>Ma retraite</translation>
        </message>
        <message>
            <source>That would be {monthly} a month for {years} years, if nothing came in or went out and the points stayed as they are: a way to see its size, not a promise.</source>
            <translation>Ce serait {monthly} par mois pendant {years} ans, si rien n’entrait ni ne sortait et si les points restaient ce qu’ils sont : de quoi voir sa taille, pas une promesse.</translation>
        </message>
        <message>
            <source>The common fund holds nothing for pensions yet.</source>
            <translation>Le fonds commun ne tient encore rien pour les retraites.</translation>
        </message>
        <message>
            <source>Your part of what the fund holds for pensions will come with points.</source>
            <translation>Votre part de ce que le fonds tient pour les retraites viendra avec vos points.</translation>
        </message>
        <message>
            <source>Your share today</source>
            <translation>Votre part aujourd’hui</translation>
        </message>
        <message>
            <source>for living here</source>
            <translation>pour votre présence ici</translation>
        </message>
        <message>
            <source>for what you gave</source>
            <translation>pour ce que vous avez donné</translation>
        </message>
        <message>
            <source>of the {points} everyone has earned here</source>
            <translation>sur tout ce qui est gagné ici : {points}</translation>
        </message>
    </context>
    <context>
        <name>PersonPicker</name>
        <message>
            <source>A neighbour's name</source>
            <translation>Le nom d’un voisin</translation>
        </message>
        <message>
            <source>Change</source>
            <translation>Changer</translation>
        </message>
        <message>
            <source>Neighbours found</source>
            <translation>Voisins trouvés</translation>
        </message>
    </context>
    <context>
        <name>Places</name>
        <message>
            <source>Accounts</source>
            <translation>Comptes</translation>
        </message>
        <message>
            <source>Common fund</source>
            <translation>Fonds commun</translation>
        </message>
        <message>
            <source>Council</source>
            <translation>Conseil</translation>
        </message>
        <message>
            <source>Energy</source>
            <translation>Énergie</translation>
        </message>
        <message>
            <source>Exchange</source>
            <translation>Échanger</translation>
        </message>
        <message>
            <source>Help</source>
            <translation>Aider</translation>
        </message>
        <message>
            <source>Morning</source>
            <translation>Matin</translation>
        </message>
        <message>
            <source>Neighbours</source>
            <translation>Voisins</translation>
        </message>
        <message>
            <source>Register</source>
            <translation>Registre</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Réglages</translation>
        </message>
        <message>
            <source>To do</source>
            <translation>À faire</translation>
        </message>
    </context>
    <context>
        <name>PlacesModel</name>
        <message numerus="yes">
            <source>%n thing(s) wait for you</source>
            <translation>
                <numerusform>%n chose vous attend</numerusform>
                <numerusform>%n choses vous attendent</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>PostLine</name>
        <message>
            <source>Less for {post}</source>
            <translation>Moins pour {post}</translation>
        </message>
        <message>
            <source>More for {post}</source>
            <translation>Plus pour {post}</translation>
        </message>
        <message>
            <source>the village: {result}, plain mean: {mean}</source>
            <translation>le village : {result}, moyenne simple : {mean}</translation>
        </message>
    </context>
    <context>
        <name>Pots</name>
        <message>
            <source>Free</source>
            <translation>Libre</translation>
        </message>
        <message>
            <source>Lock</source>
            <translation>Verrouiller</translation>
        </message>
        <message>
            <source>Locked until pensions are paid out by the commune's vote.</source>
            <translation>Verrouillée jusqu’à ce que la commune vote le versement des retraites.</translation>
        </message>
        <message>
            <source>Locked until {day}</source>
            <translation>Verrouillée jusqu’au {day}</translation>
        </message>
        <message>
            <source>Put in</source>
            <translation>Mettre de côté</translation>
        </message>
        <message>
            <source>Set aside</source>
            <translation>Mis de côté</translation>
        </message>
        <message>
            <source>Take out</source>
            <translation>Reprendre</translation>
        </message>
        <message>
            <source>What you put here stays yours. Locked, nothing leaves before the date, not even for a payment.</source>
            <translation>Ce que vous mettez ici reste à vous. Verrouillé, rien n’en sort avant la date, même pour payer.</translation>
        </message>
    </context>
    <context>
        <name>PriceLines</name>
        <message>
            <source>A price is above zero. To give something away, ask for the least: 1 min, and nothing else.</source>
            <translation>Un prix est plus grand que zéro. Pour donner, demandez le moins possible : 1 min, et rien d’autre.</translation>
        </message>
        <message>
            <source>Add another unit</source>
            <translation>Ajouter une autre unité</translation>
        </message>
        <message>
            <source>Price</source>
            <translation>Prix</translation>
        </message>
        <message>
            <source>The price is for one.</source>
            <translation>C’est le prix d’un seul.</translation>
        </message>
        <message>
            <source>and</source>
            <translation>et</translation>
        </message>
        <message>
            <source>or</source>
            <translation>ou</translation>
        </message>
        <message>
            <source>worth {worth}</source>
            <translation>soit {worth}</translation>
        </message>
    </context>
    <context>
        <name>ProgressWindow</name>
        <message>
            <source>A visit to Saint-Aubin</source>
            <translation>Une visite à Saint-Aubin</translation>
        </message>
        <message>
            <source>The village opens…</source>
            <translation>Le village s’ouvre…</translation>
        </message>
    </context>
    <context>
        <name>ProofFile</name>
        <message>
            <source>A small file that anybody can check without your register, even years from now: a former neighbour, an accountant, a judge. It shows the accounts, the amounts and the date.</source>
            <translation>Un petit fichier que n’importe qui peut vérifier sans votre registre, même dans des années : un ancien voisin, un comptable, un juge. Il montre les comptes, les montants et la date.</translation>
        </message>
        <message>
            <source>Also show our names and the words</source>
            <translation>Montrer aussi nos noms et le mot joint</translation>
        </message>
        <message>
            <source>Proofs (*.proof)</source>
            <translation>Preuves (*.proof)</translation>
        </message>
        <message>
            <source>Save the proof…</source>
            <translation>Enregistrer la preuve…</translation>
        </message>
        <message>
            <source>Send the file as it is. Whoever receives it checks it in Voisinage: Register, “Check a proof”. Without an account, the command voisinage check-proof does it too.</source>
            <translation>Envoyez le fichier tel quel. Qui le reçoit le vérifie dans Voisinage : Registre, « Vérifier une preuve ». Sans compte, quelqu’un d’à l’aise avec un ordinateur le vérifie en tapant voisinage check-proof.</translation>
        </message>
        <message>
            <source>The proof was saved.</source>
            <translation>La preuve est enregistrée.</translation>
        </message>
        <message>
            <source>To show it to somebody else</source>
            <translation>Pour la montrer à quelqu’un d’autre</translation>
        </message>
        <message>
            <source>Where to save the proof</source>
            <translation>Où enregistrer la preuve</translation>
        </message>
    </context>
    <context>
        <name>ProofSheet</name>
        <message numerus="yes">
            <source>%n computer(s) that keep the register</source>
            <translation>
                <numerusform>%n ordinateur qui tient le registre</numerusform>
                <numerusform>%n ordinateurs qui tiennent le registre</numerusform>
            </translation>
        </message>
        <message>
            <source>A neighbour</source>
            <translation>Un voisin</translation>
        </message>
        <message>
            <source>Asked for</source>
            <translation>Demandé</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Confirmed by</source>
            <translation>Confirmé par</translation>
        </message>
        <message>
            <source>Copy the numbers</source>
            <translation>Copier les numéros</translation>
        </message>
        <message>
            <source>Final</source>
            <translation>Définitif</translation>
        </message>
        <message>
            <source>For whoever wants to check</source>
            <translation>Pour qui veut vérifier</translation>
        </message>
        <message>
            <source>In the register since</source>
            <translation>Au registre depuis</translation>
        </message>
        <message>
            <source>It already knew of this:</source>
            <translation>Il connaissait déjà ceci :</translation>
        </message>
        <message>
            <source>It answers this:</source>
            <translation>Il répond à ceci :</translation>
        </message>
        <message>
            <source>It comes as your neighbours' computers meet yours.</source>
            <translation>Il arrive quand les ordinateurs de vos voisins rencontrent le vôtre.</translation>
        </message>
        <message>
            <source>It had seen</source>
            <translation>Il avait vu</translation>
        </message>
        <message>
            <source>Number of the act</source>
            <translation>Numéro de l’acte</translation>
        </message>
        <message>
            <source>Number of the register's page</source>
            <translation>Numéro de la page du registre</translation>
        </message>
        <message>
            <source>Others</source>
            <translation>Autres</translation>
        </message>
        <message>
            <source>Page of the register</source>
            <translation>Page du registre</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>Proof of {act}</source>
            <translation>Preuve de {act}</translation>
        </message>
        <message>
            <source>Signed by</source>
            <translation>Signé par</translation>
        </message>
        <message>
            <source>Signed on</source>
            <translation>Signé le</translation>
        </message>
        <message>
            <source>The act of the same person before it</source>
            <translation>L’acte précédent de la même personne</translation>
        </message>
        <message>
            <source>The common fund</source>
            <translation>Le fonds commun</translation>
        </message>
        <message>
            <source>The commune</source>
            <translation>La commune</translation>
        </message>
        <message>
            <source>The numbers were copied.</source>
            <translation>Les numéros sont copiés.</translation>
        </message>
        <message>
            <source>The same computer had just signed:</source>
            <translation>Le même ordinateur venait de signer :</translation>
        </message>
        <message>
            <source>The same computer then signed:</source>
            <translation>Le même ordinateur a ensuite signé :</translation>
        </message>
        <message>
            <source>This act is not on this computer yet.</source>
            <translation>Cet acte n’est pas encore sur cet ordinateur.</translation>
        </message>
        <message>
            <source>This answers it:</source>
            <translation>Ceci y répond :</translation>
        </message>
        <message>
            <source>To</source>
            <translation>À</translation>
        </message>
        <message>
            <source>Together they make zero: what arrived here left there.</source>
            <translation>Ensemble ils font zéro : ce qui est arrivé ici est parti de là.</translation>
        </message>
        <message>
            <source>What came before it</source>
            <translation>Ce qui l’a précédé</translation>
        </message>
        <message>
            <source>What it gave rise to</source>
            <translation>Ce qui en est venu</translation>
        </message>
        <message>
            <source>What moved</source>
            <translation>Ce qui a bougé</translation>
        </message>
        <message>
            <source>What the commune created</source>
            <translation>Ce que la commune a créé</translation>
        </message>
        <message>
            <source>What was used up</source>
            <translation>Ce qui a été consommé</translation>
        </message>
        <message>
            <source>With</source>
            <translation>Avec</translation>
        </message>
        <message>
            <source>my 24 words</source>
            <translation>mes 24 mots</translation>
        </message>
        <message>
            <source>my computer no. {number}</source>
            <translation>mon ordinateur n° {number}</translation>
        </message>
        <message>
            <source>not yet: it waits for its turn in the register</source>
            <translation>pas encore : il attend son tour au registre</translation>
        </message>
        <message>
            <source>their 24 words</source>
            <translation>ses 24 mots</translation>
        </message>
        <message>
            <source>their computer no. {number}</source>
            <translation>son ordinateur n° {number}</translation>
        </message>
        <message>
            <source>this computer</source>
            <translation>cet ordinateur</translation>
        </message>
        <message>
            <source>{computer}, shut out since {date}</source>
            <translation>{computer}, exclu depuis le {date}</translation>
        </message>
        <message>
            <source>{name}, {pot}</source>
            <translation>{name}, {pot}</translation>
        </message>
    </context>
    <context>
        <name>ProposalCard</name>
        <message numerus="yes">
            <source>%n resident(s) of {members} voted.</source>
            <translation>
                <numerusform>%n habitant sur {members} a voté.</numerusform>
                <numerusform>%n habitants sur {members} ont voté.</numerusform>
            </translation>
        </message>
        <message>
            <source>Adopted</source>
            <translation>Adoptée</translation>
        </message>
        <message>
            <source>Adopted and in force</source>
            <translation>Adoptée et appliquée</translation>
        </message>
        <message>
            <source>Exchange value</source>
            <translation>Valeur d’échange</translation>
        </message>
        <message>
            <source>From the mayor</source>
            <translation>De la mairie</translation>
        </message>
        <message>
            <source>It closes {when}. One person, one vote.</source>
            <translation>Clôture : {when}. Une personne, une voix.</translation>
        </message>
        <message>
            <source>It closes {when}; you can change your vote until then.</source>
            <translation>Clôture : {when} ; vous pouvez changer d’avis d’ici là.</translation>
        </message>
        <message>
            <source>It takes effect by itself: {when}.</source>
            <translation>Elle s’applique toute seule : {when}.</translation>
        </message>
        <message>
            <source>It takes {needed} for the vote to count: {missing} more.</source>
            <translation>Il en faut {needed} pour que le vote compte : encore {missing}.</translation>
        </message>
        <message>
            <source>It took {needed} for the vote to count.</source>
            <translation>Il en fallait {needed} pour que le vote compte.</translation>
        </message>
        <message>
            <source>Nobody has voted yet.</source>
            <translation>Personne n’a encore voté.</translation>
        </message>
        <message>
            <source>Not adopted</source>
            <translation>Pas adoptée</translation>
        </message>
        <message>
            <source>Of {members} residents, nobody has voted yet.</source>
            <translation>Aucun des {members} habitants n’a encore voté.</translation>
        </message>
        <message>
            <source>Proof</source>
            <translation>Preuve</translation>
        </message>
        <message>
            <source>Role</source>
            <translation>Rôle</translation>
        </message>
        <message>
            <source>Rules</source>
            <translation>Règles</translation>
        </message>
        <message>
            <source>Since: {when}.</source>
            <translation>Depuis : {when}.</translation>
        </message>
        <message>
            <source>The vote closed: {when}.</source>
            <translation>Vote clos : {when}.</translation>
        </message>
        <message>
            <source>There are enough for the vote to count.</source>
            <translation>C’est assez pour que le vote compte.</translation>
        </message>
        <message>
            <source>To pass, there must be more for than against.</source>
            <translation>Pour passer, il faut plus de pour que de contre.</translation>
        </message>
        <message>
            <source>To pass, two thirds of those who choose must be for.</source>
            <translation>Pour passer, il faut deux tiers de pour parmi ceux qui choisissent.</translation>
        </message>
        <message>
            <source>Votes on {title}</source>
            <translation>Votes sur {title}</translation>
        </message>
        <message>
            <source>Witnesses</source>
            <translation>Témoins</translation>
        </message>
        <message>
            <source>You voted: {choice}.</source>
            <translation>Vous avez voté : {choice}.</translation>
        </message>
        <message>
            <source>Your vote:</source>
            <translation>Votre vote :</translation>
        </message>
        <message>
            <source>{one} is worth {worth}.</source>
            <translation>{one} vaut {worth}.</translation>
        </message>
        <message>
            <source>{one} would be worth {worth}, instead of {now} today.</source>
            <translation>{one} vaudrait {worth}, au lieu de {now} aujourd’hui.</translation>
        </message>
    </context>
    <context>
        <name>ProposeSheet</name>
        <message>
            <source>A role</source>
            <translation>Un rôle</translation>
        </message>
        <message>
            <source>A text</source>
            <translation>Un texte</translation>
        </message>
        <message>
            <source>A text that passes is the village's word, for people to carry out: it moves nothing by itself. How the fund is shared out is said in Common fund.</source>
            <translation>Un texte adopté est la parole du village, que des gens mettent en œuvre : il ne déplace rien tout seul. Le partage du fonds se dit dans Fonds commun.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Give it a line that says what is proposed.</source>
            <translation>Dites en une ligne ce qui est proposé.</translation>
        </message>
        <message>
            <source>Go on to the new rules</source>
            <translation>Passer aux nouvelles règles</translation>
        </message>
        <message>
            <source>If it passes, it takes effect by itself.</source>
            <translation>Si elle passe, elle s’applique toute seule.</translation>
        </message>
        <message>
            <source>In one line</source>
            <translation>En une ligne</translation>
        </message>
        <message>
            <source>It is what I mean to propose</source>
            <translation>C’est bien ce que je propose</translation>
        </message>
        <message>
            <source>Once open, a proposal is not rewritten: everyone votes on the same words.</source>
            <translation>Une fois ouverte, une proposition ne se réécrit pas : tout le monde vote sur les mêmes mots.</translation>
        </message>
        <message>
            <source>Once the vote is open, nobody can take it back, you neither.</source>
            <translation>Une fois le vote ouvert, personne ne peut la retirer, vous non plus.</translation>
        </message>
        <message>
            <source>Propose to the commune</source>
            <translation>Proposer à la commune</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signer</translation>
        </message>
        <message>
            <source>That is {times} times less.</source>
            <translation>C’est {times} fois moins.</translation>
        </message>
        <message>
            <source>That is {times} times more.</source>
            <translation>C’est {times} fois plus.</translation>
        </message>
        <message>
            <source>The vote is open: your neighbours will see it.</source>
            <translation>Le vote est ouvert : vos voisins le verront.</translation>
        </message>
        <message>
            <source>The vote stays open</source>
            <translation>Le vote reste ouvert</translation>
        </message>
        <message>
            <source>The witnesses</source>
            <translation>Les témoins</translation>
        </message>
        <message>
            <source>Today {one} is worth {now}.</source>
            <translation>Aujourd’hui {one} vaut {now}.</translation>
        </message>
        <message>
            <source>Today {one} is worth {now}; you propose {then}.</source>
            <translation>Aujourd’hui {one} vaut {now} ; vous proposez {then}.</translation>
        </message>
        <message>
            <source>Today {one} is worth {now}; you propose {then}. What each of us has, owes and asks in this unit would be worth as much more or less.</source>
            <translation>Aujourd’hui, {one} vaut {now} ; vous proposez {then}. Ce que chacun a, doit et demande dans cette unité vaudrait d’autant plus ou moins.</translation>
        </message>
        <message>
            <source>Turn the street lights off at 11 pm</source>
            <translation>Éteindre l’éclairage public à 23 h</translation>
        </message>
        <message>
            <source>Unit</source>
            <translation>Unité</translation>
        </message>
        <message>
            <source>What a unit is worth</source>
            <translation>Ce que vaut une unité</translation>
        </message>
        <message>
            <source>What changes, for whom, from when, and what it costs.</source>
            <translation>Ce qui change, pour qui, à partir de quand, et ce que cela coûte.</translation>
        </message>
        <message>
            <source>Why, and how</source>
            <translation>Pourquoi, et comment</translation>
        </message>
        <message>
            <source>is worth</source>
            <translation>vaut</translation>
        </message>
    </context>
    <context>
        <name>PublishSheet</name>
        <message>
            <source>A basket of vegetables</source>
            <translation>Un panier de légumes</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Give it a name, so that neighbours find it.</source>
            <translation>Donnez-lui un nom, pour que les voisins le trouvent.</translation>
        </message>
        <message>
            <source>How many there are</source>
            <translation>Combien il y en a</translation>
        </message>
        <message>
            <source>I need</source>
            <translation>Je cherche</translation>
        </message>
        <message>
            <source>I offer</source>
            <translation>Je propose</translation>
        </message>
        <message>
            <source>In a few words</source>
            <translation>En quelques mots</translation>
        </message>
        <message>
            <source>Keep nothing</source>
            <translation>Ne rien garder</translation>
        </message>
        <message>
            <source>More</source>
            <translation>Précisions</translation>
        </message>
        <message>
            <source>Post something</source>
            <translation>Proposer</translation>
        </message>
        <message>
            <source>Press again to give it up.</source>
            <translation>Pressez encore une fois pour l’abandonner.</translation>
        </message>
        <message>
            <source>Publish</source>
            <translation>Publier</translation>
        </message>
        <message>
            <source>Published: your neighbours will see it as their computers meet yours.</source>
            <translation>Publié : vos voisins le verront dès que leur ordinateur rencontrera le vôtre.</translation>
        </message>
        <message>
            <source>There is a limited number of them</source>
            <translation>Il y en a un nombre limité</translation>
        </message>
        <message>
            <source>What is it</source>
            <translation>C’est</translation>
        </message>
        <message>
            <source>What you wrote is not published.</source>
            <translation>Ce que vous avez écrit n’est pas publié.</translation>
        </message>
        <message>
            <source>Where, when, how many, what to bring.</source>
            <translation>Où, quand, combien, ce qu’il faut apporter.</translation>
        </message>
    </context>
    <context>
        <name>QAbstractFileIconProvider</name>
        <message>
            <source>%1 File</source>
            <translation>Fichier %1</translation>
        </message>
        <message>
            <source>Drive</source>
            <translation>Disque</translation>
        </message>
        <message>
            <source>File</source>
            <translation>Fichier</translation>
        </message>
        <message>
            <source>File Folder</source>
            <translation>Dossier</translation>
        </message>
        <message>
            <source>Folder</source>
            <translation>Dossier</translation>
        </message>
        <message>
            <source>Unknown</source>
            <translation>Inconnu</translation>
        </message>
    </context>
    <context>
        <name>QFileDialog</name>
        <message>
            <source>&amp;Look in:</source>
            <translation>&amp;Voir dans :</translation>
        </message>
        <message>
            <source>Files of &amp;type:</source>
            <translation>&amp;Type de fichiers :</translation>
        </message>
    </context>
    <context>
        <name>Rail</name>
        <message>
            <source>More places</source>
            <translation>Autres lieux</translation>
        </message>
        <message>
            <source>Places</source>
            <translation>Lieux</translation>
        </message>
    </context>
    <context>
        <name>ReachStep</name>
        <message>
            <source>A neighbour to ask</source>
            <translation>Un voisin à qui demander</translation>
        </message>
        <message>
            <source>Ask a neighbour for one: any of them will do.</source>
            <translation>Demandez-en un à un voisin, n’importe lequel convient.</translation>
        </message>
        <message>
            <source>Asking your neighbours…</source>
            <translation>On demande à vos voisins…</translation>
        </message>
        <message>
            <source>Backup: {name}</source>
            <translation>Sauvegarde : {name}</translation>
        </message>
        <message>
            <source>Choose my backup file…</source>
            <translation>Choisir mon fichier de sauvegarde…</translation>
        </message>
        <message>
            <source>Code of any invitation</source>
            <translation>Code d’une invitation</translation>
        </message>
        <message>
            <source>Find my account</source>
            <translation>Retrouver mon compte</translation>
        </message>
        <message>
            <source>My backup file</source>
            <translation>Mon fichier de sauvegarde</translation>
        </message>
        <message>
            <source>Your account is kept by your neighbours too. Give your backup file, or an invitation code of your commune, even one that was used: it says where to ask.</source>
            <translation>Vos voisins gardent aussi votre compte. Donnez votre fichier de sauvegarde, ou un code d’invitation de votre commune, même déjà utilisé : il dit où demander.</translation>
        </message>
    </context>
    <context>
        <name>ReceiveSheet</name>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Copy my sign</source>
            <translation>Copier mon signe</translation>
        </message>
        <message>
            <source>If two people of the commune have the same name, this sign tells you apart: read it aloud, or send it.</source>
            <translation>Si deux personnes de la commune portent le même nom, ce signe vous distingue : lisez-le à voix haute, ou envoyez-le.</translation>
        </message>
        <message>
            <source>Receive</source>
            <translation>Recevoir</translation>
        </message>
        <message>
            <source>You have nothing to do: the amount shows in your history, first recorded, then final.</source>
            <translation>Vous n’avez rien à faire : le montant apparaît dans votre historique, d’abord enregistré, puis définitif.</translation>
        </message>
        <message>
            <source>Your neighbour opens Pay, writes your name and signs: that is all.</source>
            <translation>Votre voisin ouvre « Payer », écrit votre nom et signe : c’est tout.</translation>
        </message>
        <message>
            <source>Your sign was copied.</source>
            <translation>Votre signe est copié.</translation>
        </message>
        <message>
            <source>{name}, sign {sign}</source>
            <translation>{name}, signe {sign}</translation>
        </message>
    </context>
    <context>
        <name>Recovery</name>
        <message>
            <source>A neighbour proposes other witnesses</source>
            <translation>Un voisin propose d’autres témoins</translation>
        </message>
        <message>
            <source>Enough neighbours have signed.</source>
            <translation>Assez de voisins ont signé.</translation>
        </message>
        <message>
            <source>Enough witnesses answer again: there is nobody to replace.</source>
            <translation>Assez de témoins répondent de nouveau : il n’y a personne à remplacer.</translation>
        </message>
        <message>
            <source>Everything is recorded and waits; nothing is lost.</source>
            <translation>Tout est enregistré et attend ; rien n’est perdu.</translation>
        </message>
        <message>
            <source>From now on the witnesses would be: {names}.</source>
            <translation>Les témoins seraient désormais : {names}.</translation>
        </message>
        <message>
            <source>Give it</source>
            <translation>La donner</translation>
        </message>
        <message>
            <source>Give the list</source>
            <translation>Donner la liste</translation>
        </message>
        <message>
            <source>Give the list {names}</source>
            <translation>Donner la liste {names}</translation>
        </message>
        <message>
            <source>Go on with the new witnesses</source>
            <translation>Continuer avec les nouveaux témoins</translation>
        </message>
        <message>
            <source>I was given a list…</source>
            <translation>On m’a donné une liste…</translation>
        </message>
        <message>
            <source>If others have your signature, it still counts for them.</source>
            <translation>Si d’autres ont votre signature, elle vaut encore pour eux.</translation>
        </message>
        <message>
            <source>If they will never come back</source>
            <translation>S’ils ne reviendront jamais</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Voir</translation>
        </message>
        <message>
            <source>Name other witnesses…</source>
            <translation>Nommer d’autres témoins…</translation>
        </message>
        <message>
            <source>New witnesses</source>
            <translation>De nouveaux témoins</translation>
        </message>
        <message>
            <source>Noted. This computer goes on with the new witnesses.</source>
            <translation>C’est noté. Cet ordinateur continue avec les nouveaux témoins.</translation>
        </message>
        <message>
            <source>Noted. You are free again.</source>
            <translation>C’est noté. Vous êtes libre.</translation>
        </message>
        <message>
            <source>Proposed: {names}</source>
            <translation>Proposés : {names}</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signer</translation>
        </message>
        <message>
            <source>Sign for other witnesses</source>
            <translation>Signer pour d’autres témoins</translation>
        </message>
        <message>
            <source>Sign the list {names}</source>
            <translation>Signer la liste {names}</translation>
        </message>
        <message>
            <source>Signed. Neighbours online receive it; give it to the others by hand.</source>
            <translation>C’est signé. Les voisins en ligne reçoivent la liste ; donnez-la aux autres de la main à la main.</translation>
        </message>
        <message>
            <source>Sign…</source>
            <translation>Signer…</translation>
        </message>
        <message>
            <source>Take my signature back</source>
            <translation>Reprendre ma signature</translation>
        </message>
        <message>
            <source>Talk about it at the council first; you say so once.</source>
            <translation>Parlez-en d’abord au conseil ; cela se dit une seule fois.</translation>
        </message>
        <message>
            <source>Tell the council, and leave this computer on: it keeps both.</source>
            <translation>Parlez-en au conseil, et laissez cet ordinateur allumé : il garde les deux.</translation>
        </message>
        <message>
            <source>The former witnesses went on after they had been replaced.</source>
            <translation>Les anciens témoins ont continué après leur remplacement.</translation>
        </message>
        <message>
            <source>The former witnesses went on, although you have signed for new ones.</source>
            <translation>Les anciens témoins ont continué, alors que vous avez signé pour d’autres.</translation>
        </message>
        <message>
            <source>The former witnesses wrote a page that the commune with its new ones does not have.</source>
            <translation>Les anciens témoins ont écrit une page que la commune et ses nouveaux témoins n’ont pas.</translation>
        </message>
        <message>
            <source>The others named new witnesses without knowing the last page of the register that is here.</source>
            <translation>Les autres ont nommé de nouveaux témoins sans connaître la dernière page du registre qui est ici.</translation>
        </message>
        <message>
            <source>These computers do not answer: {names}. Call their owners first.</source>
            <translation>Ne répondent pas les ordinateurs de : {names}. Appelez-les d’abord.</translation>
        </message>
        <message>
            <source>This computer follows the former witnesses again, and may sign another list.</source>
            <translation>Cet ordinateur suivra de nouveau les anciens témoins, et pourra signer une autre liste.</translation>
        </message>
        <message>
            <source>This computer has stopped so as not to choose by itself. Nothing is lost: what was final here still is, and what you have signed is kept.</source>
            <translation>Cet ordinateur s’est arrêté pour ne pas choisir seul. Rien n’est perdu : ce qui était définitif ici l’est toujours, et ce que vous avez signé est gardé.</translation>
        </message>
        <message>
            <source>This computer has stopped; nothing is lost.</source>
            <translation>Cet ordinateur s’est arrêté ; rien n’est perdu.</translation>
        </message>
        <message>
            <source>This computer reaches nobody. Look at its connection first: the witnesses may be at work without it.</source>
            <translation>Cet ordinateur n’atteint personne. Regardez d’abord sa connexion : les témoins travaillent peut-être sans lui.</translation>
        </message>
        <message>
            <source>Together, you name other witnesses.</source>
            <translation>Ensemble, vous en nommez d’autres.</translation>
        </message>
        <message>
            <source>Too few answer. Read the list, and sign it if they are gone for good.</source>
            <translation>Trop peu répondent. Lisez la liste, et signez-la s’ils sont perdus pour toujours.</translation>
        </message>
        <message>
            <source>Too few witnesses</source>
            <translation>Plus assez de témoins</translation>
        </message>
        <message>
            <source>Two different pages of the register carry the same number.</source>
            <translation>Deux pages différentes du registre portent le même numéro.</translation>
        </message>
        <message>
            <source>Two lists of new witnesses were signed by enough neighbours.</source>
            <translation>Deux listes de nouveaux témoins ont été signées par assez de voisins.</translation>
        </message>
        <message>
            <source>Two versions of the facts</source>
            <translation>Deux versions des faits</translation>
        </message>
        <message>
            <source>What is final on this computer stays final. What only an absent computer knows to be final would have to be done again: ask everybody to open Voisinage first.</source>
            <translation>Ce qui est définitif sur cet ordinateur le reste. Ce que seul un ordinateur absent sait définitif serait à refaire : demandez d’abord à chacun d’ouvrir Voisinage.</translation>
        </message>
        <message>
            <source>What is on it does not count here: who paid there must pay again.</source>
            <translation>Ce qui y est écrit ne compte pas ici : les paiements qui s’y trouvent sont à refaire.</translation>
        </message>
        <message>
            <source>What only they wrote does not count here: who paid there must pay again. Talk about it at the council; then go on with the new witnesses.</source>
            <translation>Ce qu’eux seuls ont écrit ne compte pas ici : les paiements qui s’y trouvent sont à refaire. Parlez-en au conseil ; puis continuez avec les nouveaux témoins.</translation>
        </message>
        <message>
            <source>You are not one of them: ask your neighbours to sign.</source>
            <translation>Vous n’en êtes pas : demandez à vos voisins de signer.</translation>
        </message>
        <message>
            <source>You can go on paying, exchanging, voting: it is all recorded, and stays so. But nothing becomes final: what you receive meanwhile counts for good only afterwards.</source>
            <translation>Vous pouvez continuer à payer, échanger, voter : tout est enregistré, et le reste. Mais rien ne devient définitif : ce que vous recevez d’ici là ne comptera pour de bon qu’après.</translation>
        </message>
        <message>
            <source>You have signed for other witnesses</source>
            <translation>Vous avez signé pour d’autres témoins</translation>
        </message>
        <message>
            <source>You will follow the former witnesses no more, and sign no other list for seven days: two lists would make two communes.</source>
            <translation>Vous ne suivrez plus les anciens témoins, et ne signerez aucune autre liste pendant sept jours : deux listes feraient deux communes.</translation>
        </message>
        <message>
            <source>Your signature binds this computer until {date}: it follows the former witnesses no more, and signs no other list.</source>
            <translation>Votre signature engage cet ordinateur jusqu’à cette date : {date}. D’ici là il ne suit plus les anciens témoins, et ne signe aucune autre liste.</translation>
        </message>
        <message>
            <source>signed by you</source>
            <translation>signée par vous</translation>
        </message>
        <message>
            <source>{names} take over. What waits becomes final as soon as enough of their computers are on; those that reach nobody need the list by hand.</source>
            <translation>Prennent la suite : {names}. Ce qui attend devient définitif dès qu’assez de leurs ordinateurs sont allumés ; à ceux qui n’atteignent personne, donnez la liste de la main à la main.</translation>
        </message>
    </context>
    <context>
        <name>RecoveryCard</name>
        <message numerus="yes">
            <source>%n of the {needed} people it takes have signed:</source>
            <translation>
                <numerusform>%n personne a signé, il en faut {needed} :</numerusform>
                <numerusform>%n personnes ont signé, il en faut {needed} :</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n of {size} witnesses answer(s); it takes {quorum}.</source>
            <translation>
                <numerusform>%n témoin sur {size} répond ; il en faut {quorum}.</numerusform>
                <numerusform>%n témoins sur {size} répondent ; il en faut {quorum}.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>As soon as %n of them is back, everything goes on by itself.</source>
            <translation>
                <numerusform>Dès que l’un d’eux est de retour, tout reprend seul.</numerusform>
                <numerusform>Dès que %n d’entre eux sont de retour, tout reprend seul.</numerusform>
            </translation>
        </message>
    </context>
    <context>
        <name>RegisterCard</name>
        <message>
            <source>Acts on their way</source>
            <translation>Actes en chemin</translation>
        </message>
        <message>
            <source>Check everything</source>
            <translation>Tout vérifier</translation>
        </message>
        <message>
            <source>Do every act again, from the first one, on this computer</source>
            <translation>Refaire chaque acte, depuis le premier, sur cet ordinateur</translation>
        </message>
        <message>
            <source>Final acts</source>
            <translation>Actes définitifs</translation>
        </message>
        <message>
            <source>Residents</source>
            <translation>Habitants</translation>
        </message>
    </context>
    <context>
        <name>RegisterPage</name>
        <message>
            <source>A person, a day, a kind of act, a word, a page of the register, or an act's number.</source>
            <translation>Une personne, un jour, une sorte d’acte, un mot, une page du registre ou le numéro d’un acte.</translation>
        </message>
        <message>
            <source>Acts of the register</source>
            <translation>Actes du registre</translation>
        </message>
        <message>
            <source>Acts of {day}</source>
            <translation>Actes du {day}</translation>
        </message>
        <message>
            <source>Acts of {day} that say {words}</source>
            <translation>Actes du {day} qui disent {words}</translation>
        </message>
        <message>
            <source>Acts of {names}</source>
            <translation>Actes de {names}</translation>
        </message>
        <message>
            <source>Acts of {names}, {day}</source>
            <translation>Actes de {names}, le {day}</translation>
        </message>
        <message>
            <source>Acts that say {words}</source>
            <translation>Actes qui disent {words}</translation>
        </message>
        <message>
            <source>All acts</source>
            <translation>Tous les actes</translation>
        </message>
        <message>
            <source>All acts of this kind: {sort}</source>
            <translation>Tous les actes de cette sorte : {sort}</translation>
        </message>
        <message>
            <source>Check a proof</source>
            <translation>Vérifier une preuve</translation>
        </message>
        <message>
            <source>Claire, 24 May, hedge…</source>
            <translation>Claire, 24 mai, haie…</translation>
        </message>
        <message>
            <source>Everything the commune signed, open to each of its members.</source>
            <translation>Tout ce que la commune a signé, ouvert à chacun de ses membres.</translation>
        </message>
        <message>
            <source>Export</source>
            <translation>Exporter</translation>
        </message>
        <message>
            <source>Kind of act</source>
            <translation>Sorte d’acte</translation>
        </message>
        <message>
            <source>No act is on this page.</source>
            <translation>Aucun acte n’est sur cette page.</translation>
        </message>
        <message>
            <source>No act of that sort answers to this. Try the sort alone, or look at all acts.</source>
            <translation>Aucun acte de cette sorte ne répond à cela. Essayez la sorte seule, ou voyez tous les actes.</translation>
        </message>
        <message>
            <source>Nobody has signed an act of that kind yet.</source>
            <translation>Personne n’a encore signé d’acte de cette sorte.</translation>
        </message>
        <message>
            <source>Nothing found. Try a shorter word, a name, or a day as in 24 May. A number has at least four signs; a proof shows it whole.</source>
            <translation>Rien trouvé. Essayez un mot plus court, un nom, ou un jour comme 24 mai. Un numéro a au moins quatre signes ; une preuve le montre en entier.</translation>
        </message>
        <message>
            <source>Nothing moved yet.</source>
            <translation>Rien n’a encore bougé.</translation>
        </message>
        <message>
            <source>Nothing was signed that day.</source>
            <translation>Rien n’a été signé ce jour-là.</translation>
        </message>
        <message>
            <source>Page {number} of the register</source>
            <translation>Page {number} du registre</translation>
        </message>
        <message>
            <source>Register</source>
            <translation>Registre</translation>
        </message>
        <message>
            <source>Search for the word itself</source>
            <translation>Chercher le mot lui-même</translation>
        </message>
        <message>
            <source>Search the register</source>
            <translation>Chercher dans le registre</translation>
        </message>
        <message>
            <source>Searching… already looked back to {day}.</source>
            <translation>Recherche… déjà remontée jusqu’au {day}.</translation>
        </message>
        <message>
            <source>Show older acts</source>
            <translation>Montrer les actes plus anciens</translation>
        </message>
        <message>
            <source>The act of this number</source>
            <translation>L’acte de ce numéro</translation>
        </message>
        <message>
            <source>The latest acts</source>
            <translation>Les derniers actes</translation>
        </message>
        <message>
            <source>The register has no such page yet.</source>
            <translation>Le registre n’a pas encore cette page.</translation>
        </message>
        <message>
            <source>What made my balance: {what}</source>
            <translation>D’où vient mon solde : {what}</translation>
        </message>
        <message>
            <source>What made the fund's balance: {what}</source>
            <translation>D’où vient le solde du fonds : {what}</translation>
        </message>
        <message>
            <source>What was before you came still arrives: {here} pages of {total} are here.</source>
            <translation>Ce qui a précédé votre arrivée vient encore, page par page : {here} sur {total}.</translation>
        </message>
    </context>
    <context>
        <name>RegisterSorts</name>
        <message>
            <source>Arrivals</source>
            <translation>Arrivées</translation>
        </message>
        <message>
            <source>Computers</source>
            <translation>Ordinateurs</translation>
        </message>
        <message>
            <source>Gifts</source>
            <translation>Dons</translation>
        </message>
        <message>
            <source>Hours</source>
            <translation>Heures</translation>
        </message>
        <message>
            <source>Offers</source>
            <translation>Offres</translation>
        </message>
        <message>
            <source>Orders</source>
            <translation>Commandes</translation>
        </message>
        <message>
            <source>Payments</source>
            <translation>Paiements</translation>
        </message>
        <message>
            <source>Production</source>
            <translation>Production</translation>
        </message>
        <message>
            <source>Roles</source>
            <translation>Rôles</translation>
        </message>
        <message>
            <source>Savings</source>
            <translation>Épargne</translation>
        </message>
        <message>
            <source>Shares</source>
            <translation>Parts</translation>
        </message>
        <message>
            <source>Vegetables</source>
            <translation>Légumes</translation>
        </message>
        <message>
            <source>Votes</source>
            <translation>Votes</translation>
        </message>
    </context>
    <context>
        <name>RevokeSheet</name>
        <message>
            <source>Computer {number} is shut out.</source>
            <translation>L’ordinateur {number} est exclu.</translation>
        </message>
        <message>
            <source>If you find it again, it comes back with your 24 words only.</source>
            <translation>Si vous le retrouvez, il ne revient qu’avec vos 24 mots.</translation>
        </message>
        <message>
            <source>It is older than this one: it will be shut out after some days, during which it may object. With your 24 words it is at once.</source>
            <translation>Il est plus ancien que celui-ci : il sera exclu après quelques jours, pendant lesquels il peut s’y opposer. Avec vos 24 mots, c’est immédiat.</translation>
        </message>
        <message>
            <source>My 24 words, to do it at once (may stay empty)</source>
            <translation>Mes 24 mots, pour le faire tout de suite (facultatif)</translation>
        </message>
        <message>
            <source>Shut it out</source>
            <translation>L’exclure</translation>
        </message>
        <message>
            <source>Shut out computer {number}</source>
            <translation>Exclure l’ordinateur {number}</translation>
        </message>
        <message>
            <source>This is the computer in front of you: it will sign nothing more.</source>
            <translation>C’est l’ordinateur que vous avez devant vous : il ne signera plus rien.</translation>
        </message>
        <message>
            <source>What it signs will not count any more. What it signed before still counts.</source>
            <translation>Ce qu’il signe ne comptera plus. Ce qu’il a signé avant compte toujours.</translation>
        </message>
        <message>
            <source>You asked to shut out computer {number}.</source>
            <translation>Vous avez demandé l’exclusion de l’ordinateur {number}.</translation>
        </message>
    </context>
    <context>
        <name>Roles</name>
        <message>
            <source>Fewer would bear as much.</source>
            <translation>Moins de témoins suffiraient.</translation>
        </message>
        <message>
            <source>Four witnesses: one alone may break down or lie without anything changing.</source>
            <translation>Quatre témoins : un seul peut tomber en panne ou mentir sans que rien ne change.</translation>
        </message>
        <message>
            <source>No longer: {names}.</source>
            <translation>Ne le seraient plus : {names}.</translation>
        </message>
        <message>
            <source>One witness: if it stops, everything waits.</source>
            <translation>Un témoin : s’il s’arrête, tout attend.</translation>
        </message>
        <message>
            <source>The witnesses: {names}.</source>
            <translation>Les témoins : {names}.</translation>
        </message>
        <message>
            <source>since {date}, appointed by the mayor</source>
            <translation>depuis le {date}, par choix du maire</translation>
        </message>
        <message>
            <source>since {date}, appointed by {name}</source>
            <translation>depuis le {date}, par choix de {name}</translation>
        </message>
        <message>
            <source>since {date}, by the founding charter</source>
            <translation>depuis le {date}, par la charte de fondation</translation>
        </message>
        <message>
            <source>since {date}, by the vote {title}</source>
            <translation>depuis le {date}, par le vote {title}</translation>
        </message>
        <message>
            <source>since {date}, invited by {name}</source>
            <translation>depuis le {date}, par l’invitation de {name}</translation>
        </message>
        <message>
            <source>{name} gives up this role: {role}.</source>
            <translation>{name} quitte ce rôle : {role}.</translation>
        </message>
        <message>
            <source>{name} takes on this role: {role}.</source>
            <translation>{name} prend ce rôle : {role}.</translation>
        </message>
        <message>
            <source>{role} (hours for the commune)</source>
            <translation>{role} (heures pour la commune)</translation>
        </message>
        <message>
            <source>{role} (meters)</source>
            <translation>{role} (compteurs)</translation>
        </message>
    </context>
    <context>
        <name>RolesCard</name>
        <message>
            <source>Give or take back a role</source>
            <translation>Donner ou retirer un rôle</translation>
        </message>
        <message>
            <source>Nobody yet.</source>
            <translation>Personne encore.</translation>
        </message>
        <message>
            <source>Roles are given and taken back by a vote.</source>
            <translation>Un rôle se donne et se retire par un vote.</translation>
        </message>
        <message numerus="yes">
            <source>While there are fewer than %n residents, the mayor appoints; then a vote does.</source>
            <translation>
                <numerusform>Tant qu’il y a moins de %n habitant, le maire nomme ; ensuite, un vote.</numerusform>
                <numerusform>Tant qu’il y a moins de %n habitants, le maire nomme ; ensuite, un vote.</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>While there are fewer than %n residents, you appoint; then a vote does.</source>
            <translation>
                <numerusform>Tant qu’il y a moins de %n habitant, vous nommez ; ensuite, un vote.</numerusform>
                <numerusform>Tant qu’il y a moins de %n habitants, vous nommez ; ensuite, un vote.</numerusform>
            </translation>
        </message>
        <message>
            <source>Who does what</source>
            <translation>Qui fait quoi</translation>
        </message>
    </context>
    <context>
        <name>Rules</name>
        <message>
            <source>Look</source>
            <translation>Voir</translation>
        </message>
        <message>
            <source>Rules no. {rules} are voted; still to update Voisinage: {names}.</source>
            <translation>Les règles n° {rules} sont votées ; doivent encore mettre Voisinage à jour : {names}.</translation>
        </message>
        <message>
            <source>The village goes on to rules no. {rules}, once enough witnesses have updated Voisinage. A computer that is not updated stops then, and loses nothing.</source>
            <translation>Le village passe aux règles n° {rules}, dès qu’assez de témoins auront mis Voisinage à jour. Un ordinateur qui ne l’est pas s’arrête alors, et ne perd rien.</translation>
        </message>
        <message>
            <source>The village has the latest rules that this Voisinage knows, no. {rules}.</source>
            <translation>Les règles du village, n° {rules}, sont les plus récentes que connaisse ce Voisinage.</translation>
        </message>
        <message>
            <source>The village is going on to other rules already.</source>
            <translation>Le village passe déjà à d’autres règles.</translation>
        </message>
        <message>
            <source>The village voted new rules. Your units are safe; without the new version this computer will stop on the day they begin.</source>
            <translation>Le village a voté de nouvelles règles. Vos unités sont en sûreté ; sans la nouvelle version, cet ordinateur s’arrêtera le jour où elles commencent.</translation>
        </message>
        <message>
            <source>The village voted rules that it does not have. Your units and your acts are safe; install the new version, and it goes on by itself.</source>
            <translation>Le village a voté des règles qu’elle ne connaît pas. Vos unités et vos actes sont en sûreté ; installez la nouvelle version, et cet ordinateur reprendra seul.</translation>
        </message>
        <message>
            <source>This computer is ready.</source>
            <translation>Cet ordinateur est prêt.</translation>
        </message>
        <message>
            <source>This computer is to be updated before.</source>
            <translation>Mettez d’abord cet ordinateur à jour.</translation>
        </message>
        <message>
            <source>This version of Voisinage is too old</source>
            <translation>Cette version de Voisinage est trop ancienne</translation>
        </message>
        <message>
            <source>Update Voisinage soon</source>
            <translation>Mettez bientôt Voisinage à jour</translation>
        </message>
    </context>
    <context>
        <name>RulesSheet</name>
        <message>
            <source>Before you propose: ask the witnesses to install the new version, then everybody.</source>
            <translation>Avant de proposer : demandez aux témoins d’installer la nouvelle version, puis à tout le monde.</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Go on to rules no. {rules}</source>
            <translation>Passer aux règles n° {rules}</translation>
        </message>
        <message>
            <source>Go on to the new rules</source>
            <translation>Passer aux nouvelles règles</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signer</translation>
        </message>
        <message>
            <source>The village follows rules no. {now}; this Voisinage also knows no. {rules}.</source>
            <translation>Le village suit les règles n° {now} ; ce Voisinage connaît aussi les n° {rules}.</translation>
        </message>
        <message>
            <source>The vote is open: your neighbours will see it.</source>
            <translation>Le vote est ouvert : vos voisins le verront.</translation>
        </message>
        <message>
            <source>They were voted on {day}, but too few witnesses had updated in time.</source>
            <translation>Elles ont été votées le {day}, mais trop peu de témoins avaient mis à jour à temps.</translation>
        </message>
    </context>
    <context>
        <name>RulesStep</name>
        <message>
            <source>1 January</source>
            <translation>1er janvier</translation>
        </message>
        <message>
            <source>A year ago</source>
            <translation>Il y a un an</translation>
        </message>
        <message>
            <source>First shares of the common fund</source>
            <translation>Première répartition du fonds commun</translation>
        </message>
        <message>
            <source>Found the commune</source>
            <translation>Fonder la commune</translation>
        </message>
        <message>
            <source>Meters count from</source>
            <translation>Les compteurs comptent depuis</translation>
        </message>
        <message>
            <source>One hour of help</source>
            <translation>Une heure de coup de main</translation>
        </message>
        <message>
            <source>One kilogram of vegetables</source>
            <translation>Un kilo de légumes</translation>
        </message>
        <message>
            <source>The commune is being founded…</source>
            <translation>La commune se fonde…</translation>
        </message>
        <message>
            <source>The first rules are ready</source>
            <translation>Les premières règles sont prêtes</translation>
        </message>
        <message>
            <source>They are those of a village that works. The commune changes them by a vote.</source>
            <translation>Ce sont celles d’un village qui marche. La commune les change par un vote.</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Aujourd’hui</translation>
        </message>
        <message>
            <source>What a roof made before that day makes no kWh in the commune.</source>
            <translation>Ce qu’un toit a produit avant ce jour n’y fait pas de kWh.</translation>
        </message>
        <message>
            <source>What the commune's savings go to</source>
            <translation>À quoi sert l’épargne de la commune</translation>
        </message>
        <message>
            <source>What things are worth</source>
            <translation>Ce que valent les choses</translation>
        </message>
        <message>
            <source>Young businesses: a start for who sets up in the commune.</source>
            <translation>Jeunes pousses : de quoi aider qui s’installe dans la commune.</translation>
        </message>
    </context>
    <context>
        <name>Sealing</name>
        <message>
            <source>I confirm</source>
            <translation>Je confirme</translation>
        </message>
        <message>
            <source>If a neighbour may know of later acts than this computer does, wait until they are online instead.</source>
            <translation>Si un voisin connaît peut-être des actes plus récents que cet ordinateur, attendez plutôt qu’il soit en ligne.</translation>
        </message>
        <message>
            <source>If nobody else has what followed, say so.</source>
            <translation>Si personne d’autre n’a la suite, dites-le.</translation>
        </message>
        <message>
            <source>If one does, two computers could make two different things final in your name, and the neighbours would see it.</source>
            <translation>S’il y en a une, deux ordinateurs pourraient rendre définitives deux choses différentes en votre nom, et les voisins le verraient.</translation>
        </message>
        <message>
            <source>Is it {date} today?</source>
            <translation>Sommes-nous bien le {date} ?</translation>
        </message>
        <message>
            <source>It makes nothing final before it has caught up with the others.</source>
            <translation>Il ne rend plus rien définitif avant d’avoir rattrapé les autres.</translation>
        </message>
        <message>
            <source>It makes nothing final until a neighbour's computer has confirmed where the commune is. If no other copy of this computer exists, you may say so.</source>
            <translation>Il ne scelle plus tant que l’ordinateur d’un voisin n’a pas confirmé où en est la commune. S’il n’existe aucune autre copie de cet ordinateur, vous pouvez le dire.</translation>
        </message>
        <message>
            <source>It makes nothing final until the other witnesses have gone on without it, so that it never contradicts itself. There is nothing to do.</source>
            <translation>Il ne scelle plus tant que les autres témoins n’ont pas avancé sans lui, pour ne jamais se contredire. Il n’y a rien à faire.</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Voir</translation>
        </message>
        <message>
            <source>No other copy exists</source>
            <translation>Aucune autre copie n’existe</translation>
        </message>
        <message>
            <source>Nothing was made final for a day or more, and no neighbour's clock confirms it.</source>
            <translation>Rien n’est devenu définitif depuis un jour ou plus, et l’heure d’aucun voisin ne la confirme.</translation>
        </message>
        <message>
            <source>Thank you. This computer goes on as a witness.</source>
            <translation>Merci. Cet ordinateur reprend son travail de témoin.</translation>
        </message>
        <message>
            <source>The commune went back to an earlier state on this computer</source>
            <translation>La commune est revenue à un état ancien sur cet ordinateur</translation>
        </message>
        <message>
            <source>This computer has forgotten something it signed as a witness</source>
            <translation>Cet ordinateur a oublié une chose qu’il avait signée comme témoin</translation>
        </message>
        <message>
            <source>This computer has lost the memory of what it did as a witness</source>
            <translation>Cet ordinateur a perdu la mémoire de ce qu’il a fait comme témoin</translation>
        </message>
        <message>
            <source>This computer is a witness, and it is at work.</source>
            <translation>Cet ordinateur est témoin, et il fait son travail.</translation>
        </message>
        <message>
            <source>This computer was put back to an earlier state</source>
            <translation>Cet ordinateur a été remis dans un état ancien</translation>
        </message>
        <message>
            <source>This computer's date is to be confirmed</source>
            <translation>La date de cet ordinateur est à confirmer</translation>
        </message>
        <message>
            <source>Too few witnesses are online: everything waits, nothing is lost.</source>
            <translation>Trop peu de témoins sont en ligne : tout attend, rien n’est perdu.</translation>
        </message>
        <message>
            <source>Yes, that is the date</source>
            <translation>Oui, c’est bien la date</translation>
        </message>
        <message>
            <source>You say that no other copy of this account runs anywhere: no older computer, no copied folder.</source>
            <translation>Vous dites qu’aucune autre copie de ce compte ne tourne ailleurs : ni ancien ordinateur, ni dossier copié.</translation>
        </message>
        <message>
            <source>{name}'s computer signed two different things at number {number} of the register. An accident is likelier than a fault; the council may choose other witnesses.</source>
            <translation>L’ordinateur de {name} a signé deux choses différentes au sceau {number}. Un accident est plus probable qu’une faute ; le conseil peut choisir d’autres témoins.</translation>
        </message>
    </context>
    <context>
        <name>SeatList</name>
        <message>
            <source>Add a neighbour</source>
            <translation>Ajouter un voisin</translation>
        </message>
        <message>
            <source>Remove</source>
            <translation>Enlever</translation>
        </message>
        <message>
            <source>Remove {name}</source>
            <translation>Enlever {name}</translation>
        </message>
        <message>
            <source>Which computer of {name}</source>
            <translation>Quel ordinateur de {name}</translation>
        </message>
        <message>
            <source>Without a witness nothing becomes final: choose one, or four.</source>
            <translation>Sans témoin, rien ne devient définitif : choisissez-en un, ou quatre.</translation>
        </message>
        <message>
            <source>computer {name}</source>
            <translation>ordinateur {name}</translation>
        </message>
        <message>
            <source>computer {name}, online</source>
            <translation>ordinateur {name}, en ligne</translation>
        </message>
        <message>
            <source>online</source>
            <translation>en ligne</translation>
        </message>
    </context>
    <context>
        <name>SettingsPage</name>
        <message>
            <source>Change my passphrase</source>
            <translation>Changer ma phrase de passe</translation>
        </message>
        <message>
            <source>Choose a passphrase</source>
            <translation>Choisir une phrase de passe</translation>
        </message>
        <message>
            <source>How this computer keeps my account</source>
            <translation>Comment cet ordinateur garde mon compte</translation>
        </message>
        <message>
            <source>If this computer breaks, 24 words on a sheet of paper give you back everything. It takes two minutes: you write them down, and we ask for three of them.</source>
            <translation>Si cet ordinateur casse, 24 mots sur une feuille de papier vous rendent tout. Deux minutes suffisent : vous les écrivez, et on vous en redemande trois.</translation>
        </message>
        <message>
            <source>My 24 words</source>
            <translation>Mes 24 mots</translation>
        </message>
        <message>
            <source>My backup</source>
            <translation>Ma sauvegarde</translation>
        </message>
        <message>
            <source>Put my account in a safe place</source>
            <translation>Mettre mon compte à l’abri</translation>
        </message>
        <message>
            <source>Settings</source>
            <translation>Réglages</translation>
        </message>
        <message>
            <source>Somebody else has this name already: your sign tells you apart, {sign}.</source>
            <translation>Quelqu’un d’autre porte déjà ce nom : votre signe vous distingue, {sign}.</translation>
        </message>
        <message>
            <source>The commune's register</source>
            <translation>Le registre de la commune</translation>
        </message>
        <message>
            <source>The sheet is written. Print it, then delete the file.</source>
            <translation>La feuille est écrite. Imprimez-la, puis effacez le fichier.</translation>
        </message>
        <message>
            <source>The words were taken off this computer: keep your sheet.</source>
            <translation>Les mots ont quitté cet ordinateur : gardez bien votre feuille.</translation>
        </message>
        <message>
            <source>They are on your sheet of paper and nowhere else. With them you open your account again on any computer; whoever has them can too.</source>
            <translation>Ils sont sur votre feuille de papier et nulle part ailleurs. Avec eux, vous rouvrez votre compte sur n’importe quel ordinateur ; quiconque les a le peut aussi.</translation>
        </message>
        <message>
            <source>This computer and the others</source>
            <translation>Cet ordinateur et les autres</translation>
        </message>
        <message>
            <source>This window</source>
            <translation>Cette fenêtre</translation>
        </message>
        <message>
            <source>This window, your account, this computer.</source>
            <translation>Cette fenêtre, votre compte, cet ordinateur.</translation>
        </message>
        <message>
            <source>Voisinage will open without a passphrase.</source>
            <translation>Voisinage s’ouvrira sans phrase de passe.</translation>
        </message>
        <message>
            <source>What my neighbours see</source>
            <translation>Ce que mes voisins voient</translation>
        </message>
        <message>
            <source>When I am not looking</source>
            <translation>Quand je ne regarde pas</translation>
        </message>
        <message>
            <source>Where to save the sheet</source>
            <translation>Où enregistrer la feuille</translation>
        </message>
        <message>
            <source>Who I am</source>
            <translation>Qui je suis</translation>
        </message>
        <message>
            <source>Write down my words</source>
            <translation>Écrire mes mots</translation>
        </message>
        <message>
            <source>Your account is in a safe place.</source>
            <translation>Votre compte est à l’abri.</translation>
        </message>
        <message>
            <source>Your neighbours will read {name}.</source>
            <translation>Vos voisins liront {name}.</translation>
        </message>
        <message>
            <source>Your passphrase will be asked when Voisinage opens.</source>
            <translation>Votre phrase de passe sera demandée à l’ouverture de Voisinage.</translation>
        </message>
        <message>
            <source>voisinage-words.pdf</source>
            <translation>voisinage-mots.pdf</translation>
        </message>
    </context>
    <context>
        <name>SharesEditor</name>
        <message>
            <source>My shares</source>
            <translation>Mes parts</translation>
        </message>
        <message>
            <source>Spread it evenly</source>
            <translation>Répartir le reste</translation>
        </message>
        <message>
            <source>my share</source>
            <translation>ma part</translation>
        </message>
        <message>
            <source>plain mean</source>
            <translation>moyenne simple</translation>
        </message>
        <message>
            <source>still to place</source>
            <translation>à placer</translation>
        </message>
        <message>
            <source>the village</source>
            <translation>le village</translation>
        </message>
        <message>
            <source>{percent} still to place.</source>
            <translation>Il reste {percent} à placer.</translation>
        </message>
        <message>
            <source>{percent} too much: take some away.</source>
            <translation>{percent} de trop : baissez un poste.</translation>
        </message>
        <message>
            <source>{percent}: everything is placed.</source>
            <translation>{percent} : tout est placé.</translation>
        </message>
    </context>
    <context>
        <name>ShutWindow</name>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Set aside, it is kept under another name: only your choices are to be made again.</source>
            <translation>Mis de côté, il est gardé sous un autre nom : seuls vos réglages sont à refaire.</translation>
        </message>
        <message>
            <source>Set it aside and open</source>
            <translation>Le mettre de côté et ouvrir</translation>
        </message>
        <message>
            <source>Try again</source>
            <translation>Réessayer</translation>
        </message>
    </context>
    <context>
        <name>SideSheet</name>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
    </context>
    <context>
        <name>Standstill</name>
        <message>
            <source>It becomes final as soon as the commune's register has taken it in.</source>
            <translation>Il devient définitif dès que le registre de la commune l’a pris en compte.</translation>
        </message>
        <message>
            <source>It becomes final once a computer that makes acts final answers again: {names}.</source>
            <translation>Il deviendra définitif quand répondra un ordinateur qui rend les actes définitifs : {names}.</translation>
        </message>
        <message>
            <source>Nothing has become final {since}. Nothing is lost.</source>
            <translation>Rien ne devient définitif {since}. Rien n’est perdu.</translation>
        </message>
        <message>
            <source>Nothing has become final {since}: computers that make acts final do not answer ({names}). Nothing is lost: everything becomes final when enough of them are back.</source>
            <translation>Rien ne devient définitif {since} : des ordinateurs qui rendent les actes définitifs ne répondent pas ({names}). Rien n’est perdu : tout le deviendra quand assez d’entre eux seront revenus.</translation>
        </message>
        <message>
            <source>Nothing has become final {since}: the computer that makes acts final does not answer ({names}). Nothing is lost: everything becomes final when it is back.</source>
            <translation>Rien ne devient définitif {since} : l’ordinateur qui rend les actes définitifs ne répond pas ({names}). Rien n’est perdu : tout le deviendra à son retour.</translation>
        </message>
    </context>
    <context>
        <name>Start</name>
        <message>
            <source>Your account is back. What your passphrase closes is put aside in {folder}.</source>
            <translation>Votre compte est de retour. Ce que la phrase de passe ferme est mis de côté dans {folder}.</translation>
        </message>
    </context>
    <context>
        <name>StatusPill</name>
        <message numerus="yes">
            <source>%n act(s) will leave when you are back</source>
            <translation>
                <numerusform>%n acte partira au retour</numerusform>
                <numerusform>%n actes partiront au retour</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n neighbour(s) online</source>
            <translation>
                <numerusform>%n voisin en ligne</numerusform>
                <numerusform>%n voisins en ligne</numerusform>
            </translation>
        </message>
        <message>
            <source>An update is needed</source>
            <translation>Une mise à jour est nécessaire</translation>
        </message>
        <message>
            <source>Catching up</source>
            <translation>Mise à jour en cours</translation>
        </message>
        <message>
            <source>Disk full</source>
            <translation>Disque plein</translation>
        </message>
        <message>
            <source>Everything can still be read here</source>
            <translation>Tout se lit encore ici</translation>
        </message>
        <message>
            <source>Everything works, and is sent later</source>
            <translation>Tout marche, et partira au retour</translation>
        </message>
        <message>
            <source>File damaged</source>
            <translation>Fichier abîmé</translation>
        </message>
        <message>
            <source>Is the date right?</source>
            <translation>La date est-elle juste ?</translation>
        </message>
        <message>
            <source>Look at Council</source>
            <translation>Voyez Conseil</translation>
        </message>
        <message>
            <source>Nothing becomes final</source>
            <translation>Rien ne devient définitif</translation>
        </message>
        <message>
            <source>Nothing is lost: free some room</source>
            <translation>Rien n’est perdu : libérez de la place</translation>
        </message>
        <message>
            <source>Nothing is lost: take your 24 words</source>
            <translation>Rien n’est perdu : prenez vos 24 mots</translation>
        </message>
        <message>
            <source>Offline</source>
            <translation>Hors ligne</translation>
        </message>
        <message>
            <source>Stopped</source>
            <translation>Arrêté</translation>
        </message>
        <message>
            <source>The history before you arrives: {percent}</source>
            <translation>Actes d’avant votre arrivée : {percent}</translation>
        </message>
        <message>
            <source>The history does not match: tell the council</source>
            <translation>L’histoire ne correspond pas : prévenez le conseil</translation>
        </message>
        <message>
            <source>This computer's clock is fast</source>
            <translation>L’heure de cet ordinateur avance</translation>
        </message>
        <message>
            <source>This computer's clock is late</source>
            <translation>L’heure de cet ordinateur retarde</translation>
        </message>
        <message>
            <source>Two versions of the facts: tell the council</source>
            <translation>Deux versions des faits : prévenez le conseil</translation>
        </message>
        <message>
            <source>Up to date</source>
            <translation>À jour</translation>
        </message>
        <message>
            <source>Version too old</source>
            <translation>Version trop ancienne</translation>
        </message>
        <message>
            <source>Waiting</source>
            <translation>En attente</translation>
        </message>
        <message>
            <source>Waiting for you</source>
            <translation>Vous attend</translation>
        </message>
        <message>
            <source>Witness at rest</source>
            <translation>Témoin au repos</translation>
        </message>
        <message>
            <source>Witnesses are missing; nothing is lost</source>
            <translation>Des témoins manquent ; rien n’est perdu</translation>
        </message>
        <message>
            <source>You are the first one here</source>
            <translation>Vous êtes le premier</translation>
        </message>
        <message>
            <source>You have left</source>
            <translation>Vous êtes hors de la commune</translation>
        </message>
        <message>
            <source>You shut this computer out</source>
            <translation>Vous avez exclu cet ordinateur</translation>
        </message>
        <message>
            <source>Your units are safe: update</source>
            <translation>Vos unités sont en sûreté : mettez à jour</translation>
        </message>
        <message>
            <source>{online} witnesses of {size} are here; nothing is lost</source>
            <translation>Témoins présents : {online} sur {size} ; rien n’est perdu</translation>
        </message>
    </context>
    <context>
        <name>Step</name>
        <message>
            <source>Back</source>
            <translation>Précédent</translation>
        </message>
    </context>
    <context>
        <name>Strings</name>
        <message>
            <source>Abstain</source>
            <translation>Abstention</translation>
        </message>
        <message>
            <source>Against</source>
            <translation>Contre</translation>
        </message>
        <message>
            <source>Energy</source>
            <translation>Énergie</translation>
        </message>
        <message>
            <source>Energy savings</source>
            <translation>Épargne énergie</translation>
        </message>
        <message>
            <source>Envelope {name}</source>
            <translation>Enveloppe {name}</translation>
        </message>
        <message>
            <source>Event</source>
            <translation>Événement</translation>
        </message>
        <message>
            <source>Everyday</source>
            <translation>Courant</translation>
        </message>
        <message>
            <source>For</source>
            <translation>Pour</translation>
        </message>
        <message>
            <source>Heat</source>
            <translation>Chaleur</translation>
        </message>
        <message>
            <source>Helping hand</source>
            <translation>Coup de main</translation>
        </message>
        <message>
            <source>Loan</source>
            <translation>Prêt</translation>
        </message>
        <message>
            <source>Object</source>
            <translation>Objet</translation>
        </message>
        <message>
            <source>Pension</source>
            <translation>Retraite</translation>
        </message>
        <message>
            <source>Pensions</source>
            <translation>Retraites</translation>
        </message>
        <message>
            <source>Points</source>
            <translation>Points</translation>
        </message>
        <message>
            <source>Produce</source>
            <translation>Récoltes</translation>
        </message>
        <message>
            <source>Roads</source>
            <translation>Routes</translation>
        </message>
        <message>
            <source>School canteen</source>
            <translation>Cantine</translation>
        </message>
        <message>
            <source>Security</source>
            <translation>Sécurité</translation>
        </message>
        <message>
            <source>Time</source>
            <translation>Temps</translation>
        </message>
        <message>
            <source>Time savings</source>
            <translation>Épargne temps</translation>
        </message>
        <message>
            <source>Vegetables and produce</source>
            <translation>Légumes et récoltes</translation>
        </message>
        <message>
            <source>Work</source>
            <translation>Travail</translation>
        </message>
        <message>
            <source>Young businesses</source>
            <translation>Jeunes pousses</translation>
        </message>
        <message>
            <source>Your account is kept by this computer's own password store.</source>
            <translation>Votre compte est gardé par le trousseau de mots de passe de cet ordinateur.</translation>
        </message>
        <message>
            <source>Your account is kept in a file that only your session can read. Whoever opens your session can open it: a passphrase would protect it better.</source>
            <translation>Votre compte est gardé dans un fichier que seule votre session peut lire. Quiconque ouvre votre session peut l’ouvrir : une phrase de passe le protégerait mieux.</translation>
        </message>
        <message>
            <source>Your account opens with your passphrase.</source>
            <translation>Votre compte s’ouvre avec votre phrase de passe.</translation>
        </message>
        <message>
            <source>accepted</source>
            <translation>acceptée</translation>
        </message>
        <message>
            <source>all that the panels make</source>
            <translation>tout ce que font les panneaux</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>annulée</translation>
        </message>
        <message>
            <source>capital</source>
            <translation>capital</translation>
        </message>
        <message>
            <source>certified</source>
            <translation>certifié</translation>
        </message>
        <message>
            <source>collection agent</source>
            <translation>agent de collecte</translation>
        </message>
        <message>
            <source>confirmed and paid</source>
            <translation>confirmée et payée</translation>
        </message>
        <message>
            <source>crypto-hours</source>
            <translation>crypto-heures</translation>
        </message>
        <message>
            <source>crypto-kWh</source>
            <translation>crypto-kWh</translation>
        </message>
        <message>
            <source>crypto-kWh of heat</source>
            <translation>crypto-kWh de chaleur</translation>
        </message>
        <message>
            <source>crypto-kg</source>
            <translation>crypto-kg</translation>
        </message>
        <message>
            <source>crypto-points</source>
            <translation>crypto-points</translation>
        </message>
        <message>
            <source>delivered</source>
            <translation>livrée</translation>
        </message>
        <message>
            <source>deputy mayor</source>
            <translation>adjoint au maire</translation>
        </message>
        <message>
            <source>final</source>
            <translation>définitif</translation>
        </message>
        <message>
            <source>founder</source>
            <translation>fondateur</translation>
        </message>
        <message>
            <source>gift</source>
            <translation>don</translation>
        </message>
        <message>
            <source>hospitality</source>
            <translation>réceptif</translation>
        </message>
        <message>
            <source>hours</source>
            <translation>heures</translation>
        </message>
        <message>
            <source>kWh</source>
            <translation>kWh</translation>
        </message>
        <message>
            <source>kWh of heat</source>
            <translation>kWh de chaleur</translation>
        </message>
        <message>
            <source>kg</source>
            <translation>kg</translation>
        </message>
        <message>
            <source>mayor</source>
            <translation>maire</translation>
        </message>
        <message>
            <source>mediator</source>
            <translation>médiateur</translation>
        </message>
        <message>
            <source>mutual help</source>
            <translation>entraide</translation>
        </message>
        <message>
            <source>next</source>
            <translation>ensuite</translation>
        </message>
        <message>
            <source>no effect</source>
            <translation>sans effet</translation>
        </message>
        <message>
            <source>not yet</source>
            <translation>pas encore</translation>
        </message>
        <message>
            <source>ordered</source>
            <translation>commandée</translation>
        </message>
        <message>
            <source>pension</source>
            <translation>retraite</translation>
        </message>
        <message>
            <source>points</source>
            <translation>points</translation>
        </message>
        <message>
            <source>recorded</source>
            <translation>enregistré</translation>
        </message>
        <message>
            <source>reserve</source>
            <translation>réserve</translation>
        </message>
        <message>
            <source>return</source>
            <translation>rentabilité</translation>
        </message>
        <message>
            <source>roads</source>
            <translation>routes</translation>
        </message>
        <message>
            <source>set apart, to be looked at</source>
            <translation>mis à part, à regarder</translation>
        </message>
        <message>
            <source>teaching</source>
            <translation>enseignement</translation>
        </message>
        <message>
            <source>technician</source>
            <translation>technicien</translation>
        </message>
        <message>
            <source>to accept</source>
            <translation>à accepter</translation>
        </message>
        <message>
            <source>to confirm and pay</source>
            <translation>à confirmer et payer</translation>
        </message>
        <message>
            <source>to deliver</source>
            <translation>à livrer</translation>
        </message>
        <message>
            <source>tourism</source>
            <translation>tourisme</translation>
        </message>
        <message>
            <source>treasurer</source>
            <translation>trésorier</translation>
        </message>
        <message>
            <source>waiting for a neighbour's look</source>
            <translation>attend le passage d’un voisin</translation>
        </message>
        <message>
            <source>what is sent to the grid</source>
            <translation>ce qui part au réseau</translation>
        </message>
        <message>
            <source>what is taken from the grid</source>
            <translation>ce qui vient du réseau</translation>
        </message>
        <message>
            <source>witness</source>
            <translation>témoin</translation>
        </message>
        <message>
            <source>{amount}</source>
            <translation>{amount}</translation>
        </message>
        <message>
            <source>{amount} of energy</source>
            <translation>{amount} d’énergie</translation>
        </message>
        <message>
            <source>{amount} of heat</source>
            <translation>{amount} de chaleur</translation>
        </message>
        <message>
            <source>{amount} of help</source>
            <translation>{amount} de coups de main</translation>
        </message>
        <message>
            <source>{amount} of vegetables</source>
            <translation>{amount} de légumes</translation>
        </message>
    </context>
    <context>
        <name>TakeSheet</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>I was given a list</source>
            <translation>On m’a donné une liste</translation>
        </message>
        <message>
            <source>Open a file…</source>
            <translation>Ouvrir un fichier…</translation>
        </message>
        <message>
            <source>Paste the text a neighbour sent you, or open the file. Nothing is signed by it.</source>
            <translation>Collez le texte qu’un voisin vous a envoyé, ou ouvrez le fichier. Cela ne signe rien.</translation>
        </message>
        <message>
            <source>Read it</source>
            <translation>Lire</translation>
        </message>
        <message>
            <source>The list is here, with its signatures: read it in Council.</source>
            <translation>La liste est ici, avec ses signatures : lisez-la dans Conseil.</translation>
        </message>
        <message>
            <source>The text</source>
            <translation>Le texte</translation>
        </message>
        <message>
            <source>Which list</source>
            <translation>Quelle liste</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Pause: an hour without notices</source>
            <translation>Pause : une heure sans avis</translation>
        </message>
        <message>
            <source>Pay</source>
            <translation>Payer</translation>
        </message>
        <message>
            <source>Quit</source>
            <translation>Quitter</translation>
        </message>
    </context>
    <context>
        <name>TrialSheet</name>
        <message>
            <source>As if this computer were lost: copy the words from your sheet. Nothing is sent, signed or changed.</source>
            <translation>Comme si cet ordinateur était perdu : recopiez les mots de votre feuille. Rien n’est envoyé, signé ni changé.</translation>
        </message>
        <message>
            <source>Backup: {name}</source>
            <translation>Sauvegarde : {name}</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>It knows {known} of your {all} meters only: save a new backup.</source>
            <translation>Elle ne connaît que {known} de vos {all} compteurs : enregistrez-en une nouvelle.</translation>
        </message>
        <message>
            <source>It would work: these words open the account of {name}, {commune}.</source>
            <translation>Cela marcherait : ces mots rouvrent le compte de {name}, {commune}.</translation>
        </message>
        <message>
            <source>My backup file</source>
            <translation>Mon fichier de sauvegarde</translation>
        </message>
        <message>
            <source>Test a restore</source>
            <translation>Essayer la restauration</translation>
        </message>
        <message>
            <source>The file would give back your choices: there are no curves in it.</source>
            <translation>Le fichier rendrait vos choix : il n’y a pas de courbe dedans.</translation>
        </message>
        <message>
            <source>The words are right, but the commune does not know this account yet: try later.</source>
            <translation>Les mots sont les bons, mais la commune ne connaît pas encore ce compte : essayez plus tard.</translation>
        </message>
        <message>
            <source>These words open another account: it is not the right sheet.</source>
            <translation>Ces mots ouvrent un autre compte : ce n’est pas la bonne feuille.</translation>
        </message>
        <message>
            <source>Try</source>
            <translation>Essayer</translation>
        </message>
        <message>
            <source>With my backup file…</source>
            <translation>Avec mon fichier de sauvegarde…</translation>
        </message>
        <message>
            <source>You would also need a code of the commune, even a used one.</source>
            <translation>Il faudrait aussi un code de la commune, même déjà utilisé.</translation>
        </message>
        <message>
            <source>Your neighbours would give back: {what}.</source>
            <translation>Vos voisins vous rendraient : {what}.</translation>
        </message>
    </context>
    <context>
        <name>UnlockStep</name>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>I forgot it</source>
            <translation>Je l’ai oubliée</translation>
        </message>
        <message>
            <source>It opens your account on this computer.</source>
            <translation>Elle ouvre votre compte sur cet ordinateur.</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Passphrase</source>
            <translation>Phrase de passe</translation>
        </message>
        <message>
            <source>Your passphrase</source>
            <translation>Votre phrase de passe</translation>
        </message>
    </context>
    <context>
        <name>VerifyCard</name>
        <message numerus="yes">
            <source>%n act(s) done again from the first one: everything agrees</source>
            <translation>
                <numerusform>%n acte refait depuis le premier : tout concorde</numerusform>
                <numerusform>%n actes refaits depuis le premier : tout concorde</numerusform>
            </translation>
        </message>
        <message>
            <source>All pages are done again; now the accounts are compared…</source>
            <translation>Toutes les pages sont refaites ; les comptes sont maintenant comparés…</translation>
        </message>
        <message>
            <source>Check everything</source>
            <translation>Tout vérifier</translation>
        </message>
        <message>
            <source>Check everything on this computer</source>
            <translation>Vérifier tout sur cet ordinateur</translation>
        </message>
        <message>
            <source>Every act since the first one is done again here, signature by signature, and compared with what this computer shows. Nothing changes, and you may go on meanwhile.</source>
            <translation>Chaque acte depuis le premier est refait ici, signature par signature, et comparé avec ce que montre cet ordinateur. Rien ne change, et vous pouvez continuer pendant ce temps.</translation>
        </message>
        <message>
            <source>How far the check is</source>
            <translation>Où en est la vérification</translation>
        </message>
        <message>
            <source>Page {done} of {total}</source>
            <translation>Page {done} sur {total}</translation>
        </message>
        <message>
            <source>Something does not agree. Your accounts were not changed: keep this computer as it is and tell the council.</source>
            <translation>Quelque chose ne correspond pas. Vos comptes n’ont pas été changés : laissez cet ordinateur comme il est et prévenez le conseil.</translation>
        </message>
        <message>
            <source>Stop</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>The check begins…</source>
            <translation>La vérification commence…</translation>
        </message>
        <message>
            <source>The check was stopped. Nothing was changed.</source>
            <translation>La vérification est arrêtée. Rien n’a changé.</translation>
        </message>
        <message>
            <source>The history before you came still arrives: check again later.</source>
            <translation>Les actes d’avant votre arrivée se chargent encore : vérifiez à nouveau plus tard.</translation>
        </message>
        <message>
            <source>{text}, in {seconds} s.</source>
            <translation>{text}, en {seconds} s.</translation>
        </message>
    </context>
    <context>
        <name>VoteFields</name>
        <message>
            <source>Everyone has one vote. If it passes, it takes effect by itself.</source>
            <translation>Chacun a une voix. Si c’est adopté, cela s’applique tout seul.</translation>
        </message>
        <message>
            <source>The vote stays open</source>
            <translation>Le vote reste ouvert</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Pourquoi</translation>
        </message>
    </context>
    <context>
        <name>VoteLength</name>
        <message numerus="yes">
            <source>%n day(s)</source>
            <translation>
                <numerusform>%n jour</numerusform>
                <numerusform>%n jours</numerusform>
            </translation>
        </message>
        <message numerus="yes">
            <source>%n day(s), as usual here</source>
            <translation>
                <numerusform>%n jour, comme d’habitude ici</numerusform>
                <numerusform>%n jours, comme d’habitude ici</numerusform>
            </translation>
        </message>
        <message>
            <source>As usual here</source>
            <translation>Comme d’habitude ici</translation>
        </message>
    </context>
    <context>
        <name>WaitingStep</name>
        <message>
            <source>A neighbour's computer hands the commune's register to yours: your account is in it.</source>
            <translation>L’ordinateur d’un voisin remet au vôtre le registre de la commune : votre compte y est.</translation>
        </message>
        <message>
            <source>Change my words or the code</source>
            <translation>Changer mes mots ou le code</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Enter</source>
            <translation>Entrer</translation>
        </message>
        <message>
            <source>Knocking at the door</source>
            <translation>On frappe à la porte</translation>
        </message>
        <message>
            <source>Looking for your neighbour's computer…</source>
            <translation>On cherche l’ordinateur de votre voisin…</translation>
        </message>
        <message>
            <source>The door did not open</source>
            <translation>La porte ne s’est pas ouverte</translation>
        </message>
        <message>
            <source>Try another code</source>
            <translation>Essayer un autre code</translation>
        </message>
        <message>
            <source>You are in: the register is coming…</source>
            <translation>Vous y êtes : le registre arrive…</translation>
        </message>
        <message>
            <source>You may close this window and come back: the door stays open to you.</source>
            <translation>Vous pouvez fermer cette fenêtre et revenir : la porte vous reste ouverte.</translation>
        </message>
        <message>
            <source>Your account comes back</source>
            <translation>Votre compte revient</translation>
        </message>
        <message>
            <source>Your account is only beginning: nothing is lost.</source>
            <translation>Votre compte commence à peine : rien n’est perdu.</translation>
        </message>
        <message>
            <source>Your neighbour's computer has answered…</source>
            <translation>L’ordinateur de votre voisin a répondu…</translation>
        </message>
        <message>
            <source>Your neighbour's computer lets you in, then the commune's register comes to yours.</source>
            <translation>L’ordinateur de votre voisin vous fait entrer, puis le registre de la commune arrive sur le vôtre.</translation>
        </message>
    </context>
    <context>
        <name>Welcome</name>
        <message>
            <source>A neighbour gave me a code</source>
            <translation>Un voisin m’a donné un code</translation>
        </message>
        <message>
            <source>An invented village, opened beside; nothing stays on your computer's accounts</source>
            <translation>Un village inventé, ouvert à côté ; rien n’en reste dans vos comptes</translation>
        </message>
        <message>
            <source>Found a commune</source>
            <translation>Fonder une commune</translation>
        </message>
        <message>
            <source>I already have an account</source>
            <translation>J’ai déjà un compte</translation>
        </message>
        <message>
            <source>I am the first one here</source>
            <translation>Je suis le premier ici</translation>
        </message>
        <message>
            <source>I have my 24 words</source>
            <translation>J’ai mes 24 mots</translation>
        </message>
        <message>
            <source>Join my commune</source>
            <translation>Rejoindre ma commune</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Visit with example data</source>
            <translation>Visiter avec des données d’exemple</translation>
        </message>
        <message>
            <source>Welcome to Voisinage</source>
            <translation>Bienvenue à Voisinage</translation>
        </message>
        <message>
            <source>What your village makes, gives and decides, kept by its residents.</source>
            <translation>Ce que votre village produit, donne et décide, gardé par ses habitants.</translation>
        </message>
    </context>
    <context>
        <name>WindowCard</name>
        <message>
            <source>Dark</source>
            <translation>Sombre</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clair</translation>
        </message>
        <message>
            <source>Light or dark</source>
            <translation>Clair ou sombre</translation>
        </message>
        <message>
            <source>Same as the computer</source>
            <translation>Comme l’ordinateur</translation>
        </message>
        <message>
            <source>Text size</source>
            <translation>Taille du texte</translation>
        </message>
    </context>
    <context>
        <name>WitnessesCard</name>
        <message numerus="yes">
            <source>%n more day(s) are left for that.</source>
            <translation>
                <numerusform>Il reste %n jour pour cela.</numerusform>
                <numerusform>Il reste %n jours pour cela.</numerusform>
            </translation>
        </message>
        <message>
            <source>Choose the witnesses</source>
            <translation>Choisir les témoins</translation>
        </message>
        <message>
            <source>Chosen: {names}</source>
            <translation>Choisis : {names}</translation>
        </message>
        <message>
            <source>If you are chosen, it answers by itself that it is ready.</source>
            <translation>Si l’on vous choisit, il répond tout seul qu’il est prêt.</translation>
        </message>
        <message>
            <source>It could not be done: their computers did not all answer within eight days. The witnesses stay the same; it can be decided again.</source>
            <translation>Cela n’a pas pu se faire : leurs ordinateurs n’ont pas tous répondu dans les huit jours. Les témoins restent les mêmes ; on peut en décider à nouveau.</translation>
        </message>
        <message>
            <source>It will be done as soon as these computers have answered: {names}.</source>
            <translation>Cela se fera dès que ces ordinateurs auront répondu : {names}.</translation>
        </message>
        <message>
            <source>It will be done at once.</source>
            <translation>Cela se fait tout de suite.</translation>
        </message>
        <message>
            <source>Looked at again: {date}.</source>
            <translation>Prochain essai : {date}.</translation>
        </message>
        <message>
            <source>Propose other witnesses</source>
            <translation>Proposer d’autres témoins</translation>
        </message>
        <message>
            <source>The witnesses: their computers look at each act and write it down for good. None of them can move anyone's money.</source>
            <translation>Les témoins : leurs ordinateurs regardent chaque acte et l’inscrivent pour toujours. Aucun ne peut toucher à l’argent de personne.</translation>
        </message>
        <message>
            <source>This computer may be one</source>
            <translation>Mon ordinateur peut l’être</translation>
        </message>
        <message>
            <source>Who makes acts final?</source>
            <translation>Qui rend les actes définitifs ?</translation>
        </message>
        <message>
            <source>With four witnesses, one may break down or lie without anything changing.</source>
            <translation>Avec quatre témoins, un seul peut tomber en panne ou mentir sans que rien ne change.</translation>
        </message>
        <message>
            <source>online</source>
            <translation>en ligne</translation>
        </message>
        <message>
            <source>this computer</source>
            <translation>cet ordinateur</translation>
        </message>
    </context>
    <context>
        <name>WitnessesSheet</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Choose computers that are often on, in different homes. The change is made once each of the new ones has answered.</source>
            <translation>Choisissez des ordinateurs souvent allumés, dans des maisons différentes. Le changement se fait quand chaque nouveau a répondu.</translation>
        </message>
        <message>
            <source>Choose the witnesses</source>
            <translation>Choisir les témoins</translation>
        </message>
        <message>
            <source>It is done once their computers have answered.</source>
            <translation>Cela se fera quand leurs ordinateurs auront répondu.</translation>
        </message>
        <message>
            <source>It is recorded.</source>
            <translation>C’est enregistré.</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signer</translation>
        </message>
        <message>
            <source>The vote is open.</source>
            <translation>Le vote est ouvert.</translation>
        </message>
        <message>
            <source>The witnesses: {names}</source>
            <translation>Les témoins : {names}</translation>
        </message>
        <message>
            <source>You decide alone while the commune is small. Everyone sees it.</source>
            <translation>Vous décidez en personne tant que la commune est petite. Tout le monde le voit.</translation>
        </message>
        <message>
            <source>Your neighbours will see it.</source>
            <translation>Vos voisins le verront.</translation>
        </message>
    </context>
    <context>
        <name>WordsGrid</name>
        <message numerus="yes">
            <source>%n word(s) still to write.</source>
            <translation>
                <numerusform>%n mot encore à écrire.</numerusform>
                <numerusform>%n mots encore à écrire.</numerusform>
            </translation>
        </message>
        <message>
            <source>Each word exists, but together they do not fit: one is not yours, or two were swapped.</source>
            <translation>Chaque mot existe, mais ensemble ils ne vont pas : l’un n’est pas le vôtre, ou deux ont changé de place.</translation>
        </message>
        <message>
            <source>The 24 words belong together.</source>
            <translation>Les 24 mots vont bien ensemble.</translation>
        </message>
        <message>
            <source>Word number {number}</source>
            <translation>Mot numéro {number}</translation>
        </message>
        <message>
            <source>Word {number} is not of the list: look at your sheet again.</source>
            <translation>Le mot {number} n’est pas de la liste : regardez encore votre feuille.</translation>
        </message>
        <message>
            <source>Words of the list</source>
            <translation>Mots de la liste</translation>
        </message>
    </context>
    <context>
        <name>WordsSheet</name>
        <message>
            <source>A passphrase closes your account, these words included; forgotten, they alone open it again. Write these words down first: the passphrase comes next.</source>
            <translation>Une phrase de passe ferme votre compte, ces mots compris ; oubliée, eux seuls le rouvrent. Pour cela, écrivez d’abord ces mots sur du papier : la phrase vient ensuite.</translation>
        </message>
        <message>
            <source>Check</source>
            <translation>Vérifier</translation>
        </message>
        <message>
            <source>I have written them</source>
            <translation>Je les ai écrits</translation>
        </message>
        <message>
            <source>Later</source>
            <translation>Plus tard</translation>
        </message>
        <message>
            <source>On paper, in this order. No photograph.</source>
            <translation>Sur papier, dans cet ordre. Pas en photo.</translation>
        </message>
        <message>
            <source>Printing it is fine too; if you save a file, delete it once printed.</source>
            <translation>Une feuille de votre imprimante va aussi ; si vous passez par un fichier, effacez-le une fois imprimé.</translation>
        </message>
        <message>
            <source>Print…</source>
            <translation>Imprimer…</translation>
        </message>
        <message>
            <source>Read them from your sheet.</source>
            <translation>Lisez-les sur votre feuille.</translation>
        </message>
        <message>
            <source>Save as PDF…</source>
            <translation>Enregistrer en PDF…</translation>
        </message>
        <message>
            <source>See the words again</source>
            <translation>Revoir les mots</translation>
        </message>
        <message>
            <source>This is not the word on your sheet: look again.</source>
            <translation>Ce n’est pas le mot de votre feuille : regardez-la de nouveau.</translation>
        </message>
        <message>
            <source>Whoever reads them can open your account: keep the sheet as you keep your papers.</source>
            <translation>Quiconque les lit peut ouvrir votre compte : gardez la feuille avec vos papiers.</translation>
        </message>
        <message>
            <source>Word number {number}</source>
            <translation>Mot numéro {number}</translation>
        </message>
        <message>
            <source>Your 24 words</source>
            <translation>Vos 24 mots</translation>
        </message>
    </context>
    <context>
        <name>WordsStep</name>
        <message>
            <source>From your sheet of paper, with or without accents. You can paste them all at once.</source>
            <translation>Ceux de votre feuille, avec ou sans accents. Vous pouvez les coller tous à la fois.</translation>
        </message>
        <message>
            <source>Go on</source>
            <translation>Continuer</translation>
        </message>
        <message>
            <source>Your 24 words</source>
            <translation>Vos 24 mots</translation>
        </message>
    </context>
    <context>
        <name>_PotSheet</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Sign</source>
            <translation>Signer</translation>
        </message>
    </context>
    <context>
        <name>_RegisterCard</name>
        <message>
            <source>The vote</source>
            <translation>Le vote</translation>
        </message>
        <message>
            <source>The vote on {title}</source>
            <translation>Le vote sur {title}</translation>
        </message>
        <message>
            <source>{name} (you)</source>
            <translation>{name} (vous)</translation>
        </message>
    </context>
</TS>
