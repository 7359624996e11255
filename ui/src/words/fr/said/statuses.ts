import type { SaidPart } from '../../said';

/** What a status means, and how names compare. */
export const statuses = {
  'the account is still to be entered': 'il reste à entrer le compte',
  'MX knows who the customer is, but not their account yet.':
    'MX sait qui est le client, mais ne connaît pas encore son compte.',
  'Open the widget: the customer enters their routing and account number.':
    'Ouvrez le widget : le client entre ses numéros d’acheminement et de compte.',
  'the deposits are being prepared': 'les dépôts sont en préparation',
  'MX has the account and prepares two small deposits to it.':
    'MX a le compte et prépare deux petits dépôts dans celui-ci.',
  'They arrive within a few working days. Nobody has anything to do until then.':
    'Ils arrivent en quelques jours ouvrables. D’ici là, personne n’a rien à faire.',
  'the deposits are on their way': 'les dépôts sont en route',
  "Two small deposits are on their way to the customer's account.":
    'Deux petits dépôts sont en route vers le compte du client.',
  'They arrive within a few working days. The customer then reads both amounts at their bank and comes back with them.':
    'Ils arrivent en quelques jours ouvrables. Le client consulte alors les deux montants à sa banque et revient les entrer.',
  'the deposits have arrived': 'les dépôts sont arrivés',
  'Both deposits have been made. The customer finds the amounts at their bank.':
    'Les deux dépôts ont été faits. Le client peut voir les montants à sa banque.',
  'Open the widget: the customer enters both amounts.':
    'Ouvrez le widget : le client entre les deux montants.',
  'the amounts were wrong': 'les montants étaient incorrects',
  'The amounts the customer entered are not those of the deposits.':
    'Les montants que le client a entrés ne sont pas ceux des dépôts.',
  'They can try again. After too many wrong tries MX stops, so let them look at their bank first.':
    'Il peut réessayer. Après trop d’essais infructueux, MX s’arrête : demandez-lui de consulter d’abord son compte à la banque.',
  'the amounts were right': 'les montants étaient exacts',
  'The customer entered the right amounts: the account is verified.':
    'Le client a entré les bons montants : le compte est vérifié.',
  'Open the session to read what MX knows of the account.':
    'Ouvrez la session pour lire ce que MX sait du compte.',
  'the deposits failed': 'les dépôts ont échoué',
  'MX could not make the deposits.': 'MX n’a pas pu faire les dépôts.',
  'Start over. The customer can ask for deposits again, or sign in at a bank instead.':
    'Recommencez. Le client peut demander de nouveaux dépôts, ou se connecter à une banque.',
  'stopped after too many wrong amounts': 'arrêté après trop de montants incorrects',
  'Wrong amounts were entered too often, and MX accepts no more.':
    'Des montants incorrects ont été entrés trop souvent, et MX n’en accepte plus.',
  "Start over with another account, or let the customer sign in at a bank instead. For this account, ask MX's support.":
    'Recommencez avec un autre compte, ou demandez plutôt au client de se connecter à une banque. Pour ce compte, consultez le soutien de MX.',
  'this account has test deposits already': 'ce compte a déjà des dépôts d’essai',
  'There are test deposits for this account already.':
    'Il y a déjà des dépôts d’essai pour ce compte.',
  "Look at the customer's page for the earlier ones: they may be waiting for their amounts. Deleting them there makes room for new ones.":
    'Cherchez les précédents sur la page du client : ils attendent peut-être leurs montants. Supprimez-les pour pouvoir en demander de nouveaux.',
  'the bank refused the deposits': 'la banque a refusé les dépôts',
  "The customer's bank refused the deposits. The account or routing number is probably wrong.":
    'La banque du client a refusé les dépôts. Le numéro de compte ou d’acheminement est probablement inexact.',
  'Start over: the customer checks both numbers and asks for deposits again, or signs in at a bank instead.':
    'Recommencez : le client vérifie les deux numéros et demande de nouveaux dépôts, ou se connecte à une banque.',
  'MX reports a status of the test deposits that this app does not know.':
    'MX signale un état des dépôts d’essai que cette application ne connaît pas.',
  "Check again later; if it stays, tell MX's support its name.":
    'Vérifiez plus tard ; si rien ne change, donnez le nom de l’état au soutien de MX.',
  'MX has no sign-in for this connection. Open the widget and let the customer sign in.':
    'MX n’a pas d’identifiants de connexion pour cette banque. Ouvrez le widget et demandez au client de se connecter.',
  "MX reports a status this app does not know. Check again; if it stays, tell MX's support its name.":
    'MX signale un état que cette application ne connaît pas. Vérifiez de nouveau ; si rien ne change, donnez le nom de l’état au soutien de MX.',
  'The connection is new. MX is about to sign in at the bank.':
    'La connexion est nouvelle. MX est sur le point de se connecter à la banque.',
  'The sign-in failed three times, so MX stopped trying. The customer must enter the right user name and password.':
    'Trois tentatives de connexion ont échoué, et MX a cessé d’essayer. Le client doit entrer le bon nom d’utilisateur et le bon mot de passe.',
  'The bank did not accept the user name or password. The customer must enter them again.':
    'La banque n’a pas accepté le nom d’utilisateur ou le mot de passe. Le client doit les entrer de nouveau.',
  'The bank asks a security question or sent a code. The customer must answer it soon, or it expires.':
    'La banque pose une question de sécurité ou a envoyé un code. Le client doit répondre rapidement, avant l’expiration.',
  "The answer to the bank's security question was wrong. The customer can try again.":
    'La réponse à la question de sécurité de la banque était incorrecte. Le client peut réessayer.',
  "The bank has locked the customer's sign-in. The customer must unlock it with the bank, then sign in again.":
    'La banque a verrouillé l’accès du client. Le client doit le faire déverrouiller par la banque, puis se connecter de nouveau.',
  'The bank is connected.': 'La banque est connectée.',
  'MX ended it so because none of the accounts can have numbers.':
    'MX l’a terminé ainsi parce qu’aucun des comptes ne peut avoir de numéros.',
  'The bank is connected. MX is reading its accounts.':
    'La banque est connectée. MX lit ses comptes.',
  'The bank wants the customer to do something on its own website first, such as accept new terms. Then try again.':
    'La banque demande d’abord au client une action sur son site Web, par exemple accepter de nouvelles conditions. Réessayez ensuite.',
  'The connection was repaired. MX is fetching the data again.':
    'La connexion a été réparée. MX récupère de nouveau les données.',
  'The connection to this bank fails at the moment, perhaps for maintenance. Check again later.':
    'La connexion à cette banque échoue en ce moment, peut-être en raison d’une maintenance. Vérifiez plus tard.',
  "MX cannot reach this bank at present. Check again later; if it lasts, ask MX's support.":
    'MX ne peut pas joindre cette banque pour l’instant. Vérifiez plus tard ; si cela dure, consultez le soutien de MX.',
  'MX no longer supports this bank. Start over with another bank.':
    'MX ne prend plus en charge cette banque. Recommencez avec une autre banque.',
  'The account is closed, or another bank has taken this one over. Start over and connect the current bank.':
    'Le compte est fermé, ou cette banque a été reprise par une autre. Recommencez et connectez la banque actuelle.',
  'The bank takes longer than usual. It may need until tomorrow; check again later.':
    'La banque prend plus de temps que d’habitude. Il lui faut peut-être jusqu’à demain ; vérifiez plus tard.',
  'MX could not fetch the data from the bank. Wait a few minutes, then try again.':
    'MX n’a pas pu récupérer les données de la banque. Attendez quelques minutes, puis réessayez.',
  'The customer entered a new user name or password. MX is signing in at the bank.':
    'Le client a entré un nouveau nom d’utilisateur ou mot de passe. MX se connecte à la banque.',
  "This connection or this bank is switched off at MX. MX's support can say why.":
    'Cette connexion ou cette banque est désactivée chez MX. Le soutien de MX peut dire pourquoi.',
  "The connection was brought over from elsewhere and needs the customer's sign-in. Open the widget for the customer.":
    'La connexion vient d’un autre système et exige les identifiants de connexion du client. Ouvrez le widget pour le client.',
  'The customer answered the security question. MX is going on.':
    'Le client a répondu à la question de sécurité. MX continue.',
  "The time to answer the bank's security question ran out. The customer can start it again.":
    'Le délai pour répondre à la question de sécurité de la banque est écoulé. Le client peut recommencer.',
  'The sign-in is incomplete: the bank now asks for more. The customer must enter it.':
    'Les identifiants de connexion sont incomplets : la banque demande maintenant d’autres renseignements. Le client doit les entrer.',
  "The customer has not finished at the bank's own page yet.":
    'Le client n’a pas encore terminé sur la page de la banque.',
  '“{}” on one side, “{}” on the other: two people of one name.': (a, b) =>
    `« ${a} » dans l’un, « ${b} » dans l’autre : deux personnes du même nom.`,
  "The names are written in different scripts and can't be compared.":
    'Les noms sont dans des écritures différentes et ne peuvent pas être comparés.',
  'the last name comes first in one of them': 'dans l’un d’eux, le nom de famille vient en premier',
  'an umlaut is written as two letters': 'une lettre à tréma est écrite en deux lettres',
  'with and without a hyphen': 'avec et sans trait d’union',
  'only an initial is known': 'seule une initiale est connue',
  'written with other spaces or hyphens': 'écrit avec d’autres espaces ou traits d’union',
  'One of them is part of a name only.': 'L’un d’eux n’est qu’une partie d’un nom.',
  'the names are in another order': 'les noms sont dans un autre ordre',
  'Another name.': 'Un autre nom.',
  'a title is left out in one of them': 'dans l’un d’eux, un titre manque',
  'the suffix is written another way': 'le suffixe est écrit autrement',
  '“{suffix}” is on one side only: it can be a relative': (a) =>
    `« ${a} » n’apparaît que dans l’un des deux : il peut s’agir d’un parent`,
  'The same name.': 'Le même nom.',
  'The same name, but for accents.': 'Le même nom, aux accents près.',
  'The first name is the same, the last name is another.':
    'Le prénom est le même, mais le nom de famille est différent.',
  'Of the last name only an initial is known.': 'Du nom de famille, seule une initiale est connue.',
  'The last name is the same, the first name is another.':
    'Le nom de famille est le même, mais le prénom est différent.',
  'an initial stands for a name': 'une initiale remplace un nom',
  'First and last name are the same, the middle name is another.':
    'Le prénom et le nom sont les mêmes, mais le deuxième prénom est différent.',
  'a middle name is left out in one of them': 'dans l’un d’eux, un deuxième prénom manque',
} satisfies SaidPart;
