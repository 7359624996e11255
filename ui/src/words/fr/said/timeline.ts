import type { SaidPart } from '../../said';

/** A list of options, by MX's names: what isn't one of them is said. */
const options = (list: string): string =>
  list.replace("MX's older API", 'l’ancienne API de MX').replace(/(\d+) more$/, '$1 de plus');

/** What happened in a session. */
export const timeline = {
  'The widget is loading': 'Le widget se charge',
  'The widget is ready': 'Le widget est prêt',
  'Customer is searching for a bank': 'Le client cherche une banque',
  'Customer chose {name}': (a) => `Le client a choisi ${a}`,
  'Customer chose a bank': 'Le client a choisi une banque',
  'Customer sent the sign-in': 'Le client a envoyé ses identifiants de connexion',
  'Customer sent the sign-in again': 'Le client a renvoyé ses identifiants de connexion',
  'MX could not start the connection': 'MX n’a pas pu commencer la connexion',
  'The widget says: {}': (a) => `Le widget dit : ${a}`,
  'Begun with options of its own: {}': (a) => `Commencée avec ses propres options : ${options(a)}`,
  'Customer is asked for the two amounts': 'Les deux montants sont demandés au client',
  "Customer answered the bank's question": 'Le client a répondu à la question de la banque',
  'The widget shows a failure: {}': (a) => `Le widget affiche une erreur : ${a}`,
  'Customer left the failure': 'Le client a quitté l’avis d’erreur',
  'The widget shows: no account that can be verified':
    'Le widget affiche : aucun compte ne peut être vérifié',
  "The widget shows: the data can't be used": 'Le widget affiche : les données sont inutilisables',
  'The widget says: everything is ready': 'Le widget dit : tout est prêt',
  'Customer pressed Done': 'Le client a appuyé sur Terminé',
  'Customer is back at the search': 'Le client est revenu à la recherche',
  'Customer went back': 'Le client est revenu en arrière',
  'Customer removed the connection': 'Le client a supprimé la connexion',
  'Customer added an account by hand': 'Le client a ajouté un compte à la main',
  "Customer goes on at the bank's own page": 'Le client continue sur la page de la banque',
  "The bank's page did not lead back: {}": (a) =>
    `La page de la banque n’a pas ramené le client : ${a}`,
  'Customer chose small test deposits instead':
    'Le client a plutôt choisi de petits dépôts d’essai',
  'Customer asked for small test deposits': 'Le client a demandé de petits dépôts d’essai',
  'The widget says: the test deposits are confirmed':
    'Le widget dit : les dépôts d’essai sont confirmés',
  'Customer left the test deposits': 'Le client a quitté les dépôts d’essai',
  'The test deposits failed': 'Les dépôts d’essai ont échoué',
  "The routing number can't be used for test deposits":
    'Le numéro d’acheminement ne permet pas de dépôts d’essai',
  'The widget sent a message this app does not know':
    'Le widget a envoyé un message que cette application ne connaît pas',
  'Customer is choosing a bank': 'Le client choisit une banque',
  "Customer is reading MX's disclosure": 'Le client lit la déclaration de MX',
  'Customer is asked for consent': 'Le consentement du client est demandé',
  'Customer is signing in': 'Le client se connecte',
  'MX is connecting to the bank': 'MX se connecte à la banque',
  'Bank asked for a security answer': 'La banque a posé une question de sécurité',
  'The widget shows: connected': 'Le widget affiche : connecté',
  "The widget shows: the bank's page failed": 'Le widget affiche : échec de la page de la banque',
  'The widget shows what went wrong': 'Le widget affiche ce qui n’a pas fonctionné',
  'Customer is choosing an existing connection': 'Le client choisit une connexion existante',
  'The bank is connected already': 'La banque est déjà connectée',
  "The widget shows: this bank can't be verified":
    'Le widget affiche : cette banque ne peut pas être vérifiée',
  'Customer is at the small test deposits': 'Le client en est aux petits dépôts d’essai',
  'Customer is offered a further service': 'Un autre service est offert au client',
  'Customer is adding an account by hand': 'Le client ajoute un compte à la main',
  'The widget shows: only test banks work with these keys':
    'Le widget affiche : seules les banques d’essai fonctionnent avec ces clés',
  'The widget shows another page': 'Le widget affiche une autre page',
  'the customer went back': 'le client est revenu en arrière',
  'access was refused': 'l’accès a été refusé',
  'the bank wants something done first': 'la banque demande d’abord une action',
  'the bank failed': 'une panne est survenue à la banque',
  'MX failed': 'une panne est survenue chez MX',
  'it took too long': 'cela a pris trop de temps',
  'no reason was given': 'aucune raison n’a été donnée',
  'no sign-in': 'sans identifiants',
  connecting: 'connexion en cours',
  'stopped after three wrong sign-ins': 'arrêté après trois tentatives de connexion infructueuses',
  'sign-in refused': 'identifiants refusés',
  'the bank asks a question': 'la banque pose une question',
  "wrong answer to the bank's question": 'mauvaise réponse à la question de la banque',
  'sign-in locked by the bank': 'accès verrouillé par la banque',
  connected: 'connecté',
  reconnected: 'reconnecté',
  "the bank's connection is failing": 'la connexion de la banque échoue',
  "the bank can't be reached": 'la banque est injoignable',
  'the bank is no longer supported': 'la banque n’est plus prise en charge',
  closed: 'fermé',
  delayed: 'retardé',
  failed: 'en échec',
  'signing in again': 'nouvelle connexion en cours',
  'switched off': 'désactivé',
  'sign-in needed': 'identifiants nécessaires',
  'going on after the answer': 'poursuite après la réponse',
  "the bank's question expired": 'la question de la banque a expiré',
  'sign-in incomplete': 'identifiants incomplets',
  "waiting for the bank's own page": 'en attente de la page de la banque',
  'a status this app does not know': 'un état que cette application ne connaît pas',
  'MX says: {}': (a) => `MX dit : ${a}`,
  'MX asks the bank again, without the customer':
    'MX consulte la banque de nouveau, sans le client',
  'MX is busy with another job for this connection; waiting for it':
    'MX traite une autre tâche pour cette connexion ; attente de la fin de celle-ci',
  "MX confirms that the connection is this customer's":
    'MX confirme que la connexion appartient à ce client',
  'MX does not know that connection for this customer':
    'MX ne connaît pas cette connexion pour ce client',
  'The connection was removed at MX. Open a new widget, or start over.':
    'La connexion a été supprimée chez MX. Ouvrez un nouveau widget, ou recommencez.',
  "MX confirms that the test deposits are this customer's":
    'MX confirme que les dépôts d’essai sont ceux de ce client',
  'MX does not know those test deposits for this customer':
    'MX ne connaît pas ces dépôts d’essai pour ce client',
  'The test deposits were removed at MX. Start over to verify the account.':
    'Les dépôts d’essai ont été supprimés chez MX. Recommencez pour vérifier le compte.',
  '1 account verified by test deposits.': '1 compte vérifié par dépôts d’essai.',
  'The account is verified by test deposits': 'Le compte est vérifié par dépôts d’essai',
  'MX sent the account again': 'MX a renvoyé le compte',
  'The customer entered the account and routing number in MX Connect. MX made two small deposits to the account, and the customer confirmed both amounts. MX gives the number of such an account masked or in part, as a rule.':
    'Le client a entré les numéros de compte et d’acheminement dans MX Connect. MX a fait deux petits dépôts dans le compte, et le client a confirmé les deux montants. En règle générale, MX donne le numéro d’un tel compte masqué ou incomplet.',
  "The customer's bank can be signed in to. The widget leads them back to the search: they choose the bank there.":
    'La banque du client permet la connexion directe. Le widget ramène le client à la recherche, où il choisit sa banque.',
  'The customer typed a routing number that no bank has. They can correct it.':
    'Le numéro d’acheminement entré par le client n’est celui d’aucune banque. Il peut le corriger.',
  'Your company has blocked this routing number for test deposits. The customer can use an account elsewhere, or sign in at a bank.':
    'Votre entreprise a bloqué ce numéro d’acheminement pour les dépôts d’essai. Le client peut utiliser un compte ailleurs, ou se connecter à une banque.',
  'MX makes no test deposits at this bank. The customer can use an account elsewhere, or sign in at a bank.':
    'MX ne fait pas de dépôts d’essai à cette banque. Le client peut utiliser un compte ailleurs, ou se connecter à une banque.',
  'Asking MX how the session ended': 'Résultat de la session demandé à MX',
  'Customer created at MX': 'Client créé chez MX',
  'Customer found at MX': 'Client trouvé chez MX',
  'The customer could not be prepared': 'Impossible de préparer le client chez MX',
  'MX prepared the widget': 'MX a préparé le widget',
  'The widget could not be prepared': 'Impossible de préparer le widget',
  'Customer has no connection yet': 'Le client n’a pas encore de connexion',
  'Customer has {} already': (a) => `Le client a déjà ${a}`,
  'MX has a new connection': 'MX a une nouvelle connexion',
  'MX has no new connection yet': 'MX n’a pas encore de nouvelle connexion',
  'MX has no new connection': 'MX n’a pas de nouvelle connexion',
  'The customer was at the small test deposits, and has not asked for them. Open the widget again, or start over.':
    'Le client en était aux petits dépôts d’essai, mais ne les a pas demandés. Rouvrez le widget, ou recommencez.',
  'The customer has not connected a bank. Open the widget again, or start over.':
    'Le client n’a connecté aucune banque. Rouvrez le widget, ou recommencez.',
  'The customer has not connected a bank so far. Their link can still be opened: check again later, or start over.':
    'Le client n’a pas encore connecté de banque. Son lien peut toujours être ouvert : vérifiez de nouveau plus tard, ou recommencez.',
  'The customer has not connected another bank in this session. What they had connected before is as it was.':
    'Le client n’a pas connecté d’autre banque dans cette session. Ce qu’il avait connecté auparavant est inchangé.',
  'Not finished after two minutes': 'Toujours pas terminé après deux minutes',
  'MX has not finished yet. Nothing is lost: ask again in a few minutes.':
    'MX n’a pas encore terminé. Rien n’est perdu : vérifiez de nouveau dans quelques minutes.',
  'The bank is connected, but it has no eligible accounts: only checking and savings accounts have numbers. Start over with another bank.':
    'La banque est connectée, mais elle n’a aucun compte admissible : seuls les comptes chèques et d’épargne ont des numéros. Recommencez avec une autre banque.',
  'The bank is connected, but it shows no accounts. Start over with another bank.':
    'La banque est connectée, mais elle ne montre aucun compte. Recommencez avec une autre banque.',
  'No eligible accounts': 'Aucun compte admissible',
  'The accounts are not here yet.': 'Les comptes ne sont pas encore arrivés.',
  'Wait until an aggregation has ended with accounts.':
    'Attendez qu’une agrégation se termine avec des comptes.',
  'MX reads a connection again at most once every three hours.':
    'MX relit une connexion au plus une fois toutes les trois heures.',
  'Wait until three hours have passed since MX last read it.':
    'Attendez que trois heures se soient écoulées depuis la dernière lecture de MX.',
  'Agent had the transactions read again': 'L’agent a fait relire les opérations',
  'Agent asked for a refresh': 'L’agent a demandé une actualisation',
  'Agent asked for a longer history': 'L’agent a demandé un historique plus long',
  'Agent took the widget back here': 'L’agent a repris le widget ici',
  'Agent opened the customer window': 'L’agent a ouvert la fenêtre du client',
  'Agent chose to send a link': 'L’agent a choisi d’envoyer un lien',
  'The customer window was closed': 'La fenêtre du client a été fermée',
  'The customer window could not be opened.': 'Impossible d’ouvrir la fenêtre du client.',
  'Try again, or hand the widget over in another way.':
    'Réessayez, ou transmettez le widget autrement.',
  'The customer window could not be opened': 'Impossible d’ouvrir la fenêtre du client',
  'Agent asked for a new link': 'L’agent a demandé un nouveau lien',
  'MX made a new link': 'MX a créé un nouveau lien',
  'A new link could not be made': 'Impossible de créer un nouveau lien',
  "The link can't be opened any more": 'Le lien ne peut plus être ouvert',
  'Nobody has finished by the link within an hour':
    'Personne n’a terminé par le lien en moins d’une heure',
  'Following the link from before the restart': 'Suivi du lien créé avant le redémarrage',
  'The customer connects {bank}': (a) => `Le client est en train de connecter ${a}`,
  'The customer connects a bank': 'Le client est en train de connecter une banque',
  'This bank has no eligible accounts; the customer can choose another':
    'Cette banque n’a pas de compte admissible ; le client peut en choisir une autre',
  'The widget answers again': 'Le widget répond de nouveau',
  "A page was opened in this computer's browser":
    'Une page a été ouverte dans le navigateur de cet ordinateur',
  'Agent asked who owns the accounts': 'L’agent a demandé à qui appartiennent les comptes',
  'Agent asked for the current balances': 'L’agent a demandé les soldes actuels',
  'MX asks the bank': 'MX consulte la banque',
  'MX has not finished yet.': 'MX n’a pas encore terminé.',
  'Nothing is lost: ask again in a few minutes.':
    'Rien n’est perdu : vérifiez de nouveau dans quelques minutes.',
  'The bank asks the customer something first.': 'La banque pose d’abord une question au client.',
  'Open the widget on this connection and let the customer answer, then ask again. The numbers here stay as they are.':
    'Ouvrez le widget sur cette connexion et laissez le client répondre, puis réessayez. Les numéros affichés ici ne changent pas.',
  'The numbers here stay as they are. Once the connection works again, ask again.':
    'Les numéros affichés ici ne changent pas. Quand la connexion fonctionnera de nouveau, réessayez.',
  'MX sent the balances': 'MX a envoyé les soldes',
  'MX allows five balance checks for a connection in two hours, and they are used up.':
    'MX permet cinq vérifications de solde par connexion en deux heures, et elles sont épuisées.',
  'Wait until one of them is two hours old. The balances here stay as they were read last.':
    'Attendez que l’une d’elles date de deux heures. Les soldes affichés ici sont ceux de la dernière lecture.',
  'Agent copied the link': 'L’agent a copié le lien',
  'The link was shown as a code': 'Le lien a été affiché sous forme de code QR',
  "The widget's address is used up or older than ten minutes.":
    'L’adresse du widget a déjà servi ou date de plus de dix minutes.',
  'Load the widget again.': 'Rechargez le widget.',
  "This computer's browser could not be opened":
    'Impossible d’ouvrir le navigateur de cet ordinateur',
  'Number {mask} was shown in full': (a) => `Le numéro ${a} a été affiché en entier`,
  'Number {mask} was copied': (a) => `Le numéro ${a} a été copié`,
  'Routing number of {mask} was copied': (a) => `Le numéro d’acheminement de ${a} a été copié`,
  'Agent closed the widget': 'L’agent a fermé le widget',
  'Agent stopped waiting for the customer': 'L’agent a cessé d’attendre le client',
  'Agent asked MX again': 'L’agent a consulté MX de nouveau',
  'Agent opened the widget again': 'L’agent a rouvert le widget',
  'Agent opened the widget on the test deposits':
    'L’agent a ouvert le widget sur les dépôts d’essai',
  'Agent loaded the widget again': 'L’agent a rechargé le widget',
  'The widget has not loaded, or does not answer.':
    'Le widget ne s’est pas chargé, ou ne répond pas.',
  "Load it again. If it stays silent, check that this computer's network lets MX's pages through.":
    'Rechargez-le. S’il ne répond toujours pas, vérifiez que le réseau de cet ordinateur laisse passer les pages de MX.',
  'The widget does not answer': 'Le widget ne répond pas',
  'Refused: a message that did not come from the widget':
    'Refusé : un message qui ne venait pas du widget',
  'Refused: a message from another website': 'Refusé : un message d’un autre site Web',
  'Refused: a message larger than the widget sends':
    'Refusé : un message plus volumineux que ceux du widget',
  "Refused: a message that is not MX's": 'Refusé : un message qui n’est pas de MX',
  "Refused: a message that can't be read": 'Refusé : un message illisible',
  'Refused: more messages than the widget sends':
    'Refusé : plus de messages que n’en envoie le widget',
  'Refused: a message of an earlier widget': 'Refusé : un message d’un widget antérieur',
  "Refused: a connection that is not this customer's":
    'Refusé : une connexion qui n’appartient pas à ce client',
  "Refused: test deposits that are not this customer's":
    'Refusé : des dépôts d’essai qui ne sont pas ceux de ce client',
  'Refused: opening a page that is not safe': 'Refusé : l’ouverture d’une page qui n’est pas sûre',
  'the account and routing numbers': 'les numéros de compte et d’acheminement',
  'the accounts': 'les comptes',
  'The customer had connected the bank before. MX had asked it a short while ago and gave {what} it obtained then; the customer did not sign in again.':
    (a) =>
      `Le client avait déjà connecté la banque. MX l’avait consultée peu avant et a donné ${a} obtenus alors ; le client ne s’est pas reconnecté.`,
  'The customer had connected the bank before. MX asked it again and obtained {what}; the customer did not sign in again.':
    (a) =>
      `Le client avait déjà connecté la banque. MX l’a consultée de nouveau et a obtenu ${a} ; le client ne s’est pas reconnecté.`,
  'The customer signed in at the bank in MX Connect, and MX obtained {what} from the bank.': (a) =>
    `Le client s’est connecté à la banque dans MX Connect, et MX a obtenu ${a} auprès de la banque.`,
  '{} of {} received': (a, b) => `Reçu : ${a} de ${b}`,
  '{} received': (a) => `Reçu : ${a}`,
  'MX sent {}': (a) => `MX a envoyé ${a}`,
  'MX sent {}, of which {} can have numbers': (a, b) =>
    `MX a envoyé ${a}, dont ${b} peuvent avoir des numéros`,
  'MX sent {} again': (a) => `MX a renvoyé ${a}`,
  '1 connection': '1 connexion',
  '{n} connections': (a) => `${a} connexions`,
  '1 account': '1 compte',
  '{n} accounts': (a) => `${a} comptes`,
  '1 number': '1 numéro',
  '{n} numbers': (a) => `${a} numéros`,
  '1 owner': '1 titulaire',
  '{n} owners': (a) => `${a} titulaires`,
  '1 transaction': '1 opération',
  '{n} transactions': (a) => `${a} opérations`,
  'This computer was asleep, or its clock was set':
    'Cet ordinateur a été mis en veille, ou son horloge a été réglée',
  "MX's older API": 'l’ancienne API de MX',
  '{more} more': (a) => `${a} de plus`,
  "The widget's page sent thousands of messages at once, and was closed":
    'La page du widget a envoyé des milliers de messages à la fois, et a été fermée',
} satisfies SaidPart;
