import type { SaidPart } from '../../said';

/** What went wrong, and what to do. */
export const problems = {
  "The audit log can't be written, so this was not done.":
    'Impossible d’écrire dans le journal d’audit ; l’action n’a donc pas été effectuée.',
  'A session is still running.': 'Une session est encore en cours.',
  'Finish it before you change the connection.': 'Terminez-la avant de changer la connexion.',
  'The simulated MX needs no keys.': 'Le MX simulé n’a pas besoin de clés.',
  'client id': 'Client ID',
  'API key': 'clé API',
  'The {name} is missing.': (a) => `Donnée manquante : ${a}.`,
  "The {name} holds characters that MX's keys never have. Something else may have been copied with it.":
    (a) =>
      `Cette donnée contient des caractères que les clés de MX n’ont jamais : ${a}. Autre chose a peut-être été copié avec elle.`,
  "A client id can't contain `:`.": 'Un Client ID ne peut pas contenir « : ».',
  'The connection is still saved. Try again when the keychain can be used.':
    'La connexion reste enregistrée. Réessayez quand le trousseau sera disponible.',
  'This saved connection is not known any more.': 'Cette connexion enregistrée n’existe plus.',
  'Choose another one, or enter the keys again.':
    'Choisissez-en une autre, ou entrez de nouveau les clés.',
  "A connection's name can have 40 characters, on one line.":
    'Le nom d’une connexion peut avoir jusqu’à 40 caractères, sur une seule ligne.',
  'MX can replace an e-mail address, but not take it away.':
    'MX peut remplacer une adresse de courriel, mais pas la supprimer.',
  "What you typed is not this customer's id.":
    'Ce que vous avez entré n’est pas l’identifiant de ce client.',
  'The customer id is missing.': 'Il manque l’identifiant du client.',
  'The customer id is longer than {LONGEST_ID} characters.': (a) =>
    `L’identifiant du client dépasse ${a} caractères.`,
  "The customer id may only have letters (a–z), digits, - and _. Don't use an e-mail address or a name.":
    'L’identifiant du client ne peut contenir que des lettres (a–z), des chiffres, - et _. N’utilisez ni courriel ni nom.',
  'This is not an e-mail address.': 'L’adresse de courriel n’est pas valide.',
  'The metadata is longer than {LONGEST_METADATA} characters.': (a) =>
    `Les métadonnées dépassent ${a} caractères.`,
  'Unnamed institution': 'Institution sans nom',
  "This is not a guid of MX's.": 'Ce n’est pas un guid de MX.',
  'The clipboard could not be used.': 'Impossible d’utiliser le presse-papiers.',
  'Try again, or select the guid and copy it.': 'Réessayez, ou sélectionnez le guid et copiez-le.',
  'The text to search for is longer than {LONGEST_SEARCH} characters.': (a) =>
    `Le texte recherché dépasse ${a} caractères.`,
  'Unnamed account': 'Compte sans nom',
  'MX does not have this customer any more.': 'MX n’a plus ce client.',
  'Somebody may have deleted them. Go back to the list.':
    'Quelqu’un l’a peut-être supprimé. Revenez à la liste.',
  'Another customer has this id.': 'Un autre client a cet identifiant.',
  'Choose another id, or search for that customer.':
    'Choisissez un autre identifiant, ou cherchez ce client.',
  'MX did not accept what was entered.': 'MX n’a pas accepté les données entrées.',
  'Check the id and the e-mail address.': 'Vérifiez l’identifiant et le courriel.',
  'MX did not accept this customer.': 'MX n’a pas accepté ce client.',
  "Check the id and the e-mail address. MX's integration environment holds 100 customers: delete some if it is full.":
    'Vérifiez l’identifiant et le courriel. L’environnement d’intégration de MX est limité à 100 clients : supprimez-en s’il est plein.',
  'MX does not have this connection any more.': 'MX n’a plus cette connexion.',
  'Somebody may have deleted it. Load the customer again.':
    'Quelqu’un l’a peut-être supprimée. Rechargez le client.',
  'MX is working on this connection.': 'MX traite actuellement cette connexion.',
  'Wait a minute, then try again.': 'Attendez une minute, puis réessayez.',
  'MX does not have these test deposits any more.': 'MX n’a plus ces dépôts d’essai.',
  'Somebody may have deleted them. Load the customer again.':
    'Quelqu’un les a peut-être supprimés. Rechargez le client.',
  'A session with this customer is open.': 'Une session avec ce client est ouverte.',
  'Finish it first. It is in the list of open sessions.':
    'Terminez-la d’abord. Elle est dans la liste des sessions ouvertes.',
  'The session is open.': 'La session est ouverte.',
  'Finish it in the list of open sessions.': 'Terminez-la dans la liste des sessions ouvertes.',
  'Finish it in the list of open sessions first.':
    'Terminez-la d’abord dans la liste des sessions ouvertes.',
  'The API base URL is not a web address.': 'L’URL de base de l’API n’est pas une adresse Web.',
  'The API base URL must start with https:// (http:// only on this computer).':
    'L’URL de base de l’API doit commencer par https:// (http:// seulement sur cet ordinateur).',
  'The API base URL must not contain a user name, a password, `?` or `#`.':
    'L’URL de base de l’API ne doit contenir ni nom d’utilisateur, ni mot de passe, ni « ? », ni « # ».',
  "That is MX's own API. Choose {name} instead of a custom environment.": (a) =>
    `C’est l’API de MX. Choisissez ${a} au lieu d’un environnement personnalisé.`,
  'At least one widget origin is needed, such as https://widgets.example.com.':
    'Il faut au moins une origine du widget, comme https://widgets.example.com.',
  'A widget origin is scheme, host and port only, such as https://widgets.example.com.':
    'Une origine du widget n’est que schéma, hôte et port, comme https://widgets.example.com.',
  'A widget origin must start with https:// (http:// only on this computer).':
    'Une origine du widget doit commencer par https:// (http:// seulement sur cet ordinateur).',
  "A widget origin can't contain `*`: list each origin by itself.":
    'Une origine du widget ne peut pas contenir « * » : indiquez chaque origine séparément.',
  "That origin belongs to this app and can't serve the widget.":
    'Cette origine appartient à cette application et ne peut pas servir au widget.',
  'The simulated MX must run on this computer.': 'Le MX simulé doit s’exécuter sur cet ordinateur.',
  'Correct it and try again.': 'Corrigez et réessayez.',
  'The desk is not connected to MX yet.': 'L’application n’est pas encore connectée à MX.',
  'Connect to MX, or explore with the simulated MX.':
    'Connectez-vous à MX, ou explorez avec le MX simulé.',
  'This session is not known any more.': 'Cette session n’existe plus.',
  'Go back to the start and begin a new one.': 'Revenez au début et commencez-en une nouvelle.',
  'Something went wrong inside the app.': 'Un problème est survenu dans l’application.',
  'Try again. If it happens again, restart the app and report it.':
    'Réessayez. Si cela se reproduit, redémarrez l’application et signalez-le.',
  'The simulated MX could not be started.': 'Le MX simulé n’a pas pu démarrer.',
  'Try again. If it still fails, a firewall on this computer may forbid local connections.':
    'Réessayez. Si cela échoue encore, un pare-feu de cet ordinateur bloque peut-être les connexions locales.',
  'This computer has no keychain service running.':
    'Aucun service de trousseau n’est actif sur cet ordinateur.',
  'Start one (GNOME Keyring, KWallet or KeePassXC) and try again, or use the keys without saving them.':
    'Démarrez-en un (GNOME Keyring, KWallet ou KeePassXC) et réessayez, ou utilisez les clés sans les enregistrer.',
  'The keychain is locked.': 'Le trousseau est verrouillé.',
  'Unlock it and try again, or use the keys without saving them.':
    'Déverrouillez-le et réessayez, ou utilisez les clés sans les enregistrer.',
  'The keychain refused this app.': 'Le trousseau a refusé l’accès à cette application.',
  'Allow Connect Desk in the keychain and try again, or use the keys without saving them.':
    'Autorisez Connect Desk dans le trousseau et réessayez, ou utilisez les clés sans les enregistrer.',
  'The keychain has no keys for this connection any more.':
    'Le trousseau n’a plus de clés pour cette connexion.',
  'Enter the keys again.': 'Entrez de nouveau les clés.',
  'The client id and API key are longer than this keychain can hold.':
    'Le Client ID et la clé API sont trop longs pour ce trousseau.',
  'Check that nothing else was pasted with them, or use the keys without saving them.':
    'Vérifiez que rien d’autre n’a été collé avec eux, ou utilisez les clés sans les enregistrer.',
  "The keychain's entry for this connection can't be read.":
    'L’entrée du trousseau pour cette connexion est illisible.',
  'It was left as it is. Enter the keys again to save a new connection, or remove this one.':
    'Elle a été laissée telle quelle. Entrez de nouveau les clés pour enregistrer une nouvelle connexion, ou supprimez celle-ci.',
  'The keychain did not answer in time.': 'Le trousseau n’a pas répondu à temps.',
  'Look for its window asking for a password, then try again; or use the keys without saving them.':
    'Cherchez la fenêtre où il demande un mot de passe, puis réessayez ; ou utilisez les clés sans les enregistrer.',
  'The keychain failed.': 'Le trousseau a rencontré une erreur.',
  'Try again. If it still fails, use the keys without saving them.':
    'Réessayez. Si cela échoue encore, utilisez les clés sans les enregistrer.',
  "Your organisation doesn't allow files to be saved from here.":
    'Votre organisation ne permet pas d’enregistrer des fichiers à partir d’ici.',
  "The file could not be saved: the folder can't be written.":
    'Impossible d’enregistrer le fichier : le dossier n’accepte pas l’écriture.',
  'The file could not be saved: the disk is full.':
    'Impossible d’enregistrer le fichier : le disque est plein.',
  'The file could not be saved.': 'Impossible d’enregistrer le fichier.',
  'Save it again, in another folder if need be.':
    'Enregistrez-le de nouveau, dans un autre dossier au besoin.',
  "Open it from the session's panel.": 'Ouvrez-la depuis le panneau de la session.',
  'This session has no customer window now.':
    'Cette session n’a pas de fenêtre du client en ce moment.',
  "The widget can't be handed over in that way now.":
    'Le widget ne peut pas être transmis ainsi pour l’instant.',
  'Go on with one of the buttons on screen.': 'Utilisez un des boutons à l’écran.',
  'Your organisation does not allow links.': 'Votre organisation ne permet pas les liens.',
  'Show the widget here, or in the customer window.':
    'Affichez le widget ici, ou dans la fenêtre du client.',
  'Try again, or let the customer scan the code.':
    'Réessayez, ou demandez au client de numériser le code.',
  'The link is too long for a code.': 'Le lien est trop long pour un code QR.',
  'Copy it instead.': 'Copiez-le plutôt.',
  'There is no link that can be opened.': 'Il n’y a aucun lien qui puisse être ouvert.',
  'Make a new link.': 'Créez un nouveau lien.',
  'No browser could be started.': 'Impossible de démarrer un navigateur.',
  'Open {address} in a browser yourself.': (a) => `Ouvrez vous-même ${a} dans un navigateur.`,
  'This session is not in the history any more.': 'Cette session n’est plus dans l’historique.',
  'Search again.': 'Cherchez de nouveau.',
  'The desk is locked.': 'L’application est verrouillée.',
  'Unlock it first.': 'Déverrouillez-la d’abord.',
  'Start the keychain service and try again. Restarting the app helps as well.':
    'Démarrez le service de trousseau et réessayez. Redémarrer l’application aide aussi.',
  'Unlock the keychain when it asks, then try again.':
    'Déverrouillez le trousseau quand il le demande, puis réessayez.',
  'Try again. Restarting the app helps as well.': 'Réessayez. Redémarrer l’application aide aussi.',
  'MX refused the client id or the API key.': 'MX a refusé le Client ID ou la clé API.',
  "Check both in MX's Client Dashboard. Integration and production have different keys, and a replaced key stops working at once.":
    'Vérifiez les deux dans le Client Dashboard de MX. Intégration et production ont des clés différentes, et une clé remplacée cesse aussitôt de fonctionner.',
  'MX knows the keys but refuses requests from here.':
    'MX connaît les clés, mais refuse les requêtes provenant d’ici.',
  "Usually this computer's IP address is missing from the allow-list in MX's Client Dashboard: add it there. Otherwise MX has not enabled this product for your keys.":
    'Le plus souvent, l’adresse IP de cet ordinateur n’est pas dans la liste d’adresses autorisées du Client Dashboard de MX : ajoutez-la. Sinon, MX n’a pas activé ce produit pour vos clés.',
  'No connection to MX could be made.': 'Aucune connexion à MX n’a pu être établie.',
  "Check this computer's network, VPN and proxy.":
    'Vérifiez le réseau, le VPN et le proxy de cet ordinateur.',
  'The connection to MX broke before MX had answered.':
    'La connexion à MX s’est rompue avant la réponse de MX.',
  "The session goes on by itself once MX can be reached. If that takes long, check this computer's network, VPN and proxy.":
    'La session se poursuit d’elle-même dès que MX est joignable. Si cela dure, vérifiez le réseau, le VPN et le proxy de cet ordinateur.',
  "Check this computer's network, VPN and proxy, then try again.":
    'Vérifiez le réseau, le VPN et le proxy de cet ordinateur, puis réessayez.',
  "The certificate of the server is not valid at this computer's date and time.":
    'Le certificat du serveur n’est pas valide à la date et à l’heure de cet ordinateur.',
  'Check the date and time of this computer. If they are right, the certificate has run out: tell whoever runs the server.':
    'Vérifiez la date et l’heure de cet ordinateur. Si elles sont exactes, le certificat a expiré : prévenez la personne qui gère le serveur.',
  'The server, or something on the way to it, broke off before the connection was secure.':
    'Le serveur, ou un élément sur le trajet, a coupé la connexion avant qu’elle soit sécurisée.',
  "A firewall or proxy may be blocking it. Ask your network's administrator whether this computer may reach MX's address.":
    'Un pare-feu ou un proxy la bloque peut-être. Demandez à l’administrateur de votre réseau si cet ordinateur peut joindre l’adresse de MX.',
  'What answers at this address does not speak TLS as MX does.':
    'Ce qui répond à cette adresse n’utilise pas TLS comme le fait MX.',
  'Check the address. On a network that asks you to sign in first, sign in there with your browser.':
    'Vérifiez l’adresse. Si le réseau demande d’abord de vous connecter, faites-le dans votre navigateur.',
  'The certificate of the server was not accepted.':
    'Le certificat du serveur n’a pas été accepté.',
  "Something between this computer and MX may be reading the traffic. Ask your network's administrator whether its certificate must be installed here.":
    'Un élément entre cet ordinateur et MX lit peut-être le trafic. Demandez à l’administrateur de votre réseau si son certificat doit être installé ici.',
  'MX did not answer in time.': 'MX n’a pas répondu à temps.',
  'Try again in a moment.': 'Réessayez dans un instant.',
  'MX asks us to slow down.': 'MX nous demande de ralentir.',
  'Wait a moment, then try again.': 'Attendez un instant, puis réessayez.',
  'MX has a failure or is under maintenance.': 'MX est en panne ou en maintenance.',
  'Try again in a few minutes. MX publishes its state on its status page.':
    'Réessayez dans quelques minutes. MX publie son état sur sa page d’état.',
  'MX does not know this customer or connection any more.':
    'MX ne connaît plus ce client ou cette connexion.',
  'It may have been deleted. Start over.': 'Cela a peut-être été supprimé. Recommencez.',
  'It exists at MX already, or another job is running for it.':
    'Cela existe déjà chez MX, ou une autre tâche est en cours.',
  'MX is still busy with another job for this connection.':
    'MX est encore occupé par une autre tâche pour cette connexion.',
  'MX refused the request as not valid.': 'MX a refusé la requête, car elle n’est pas valide.',
  "Check what you typed. If it looks right, give the request id to MX's support.":
    'Vérifiez ce que vous avez entré. Si tout semble exact, donnez l’identifiant de requête au soutien de MX.',
  'The answer is not one that MX documents.':
    'La réponse ne correspond pas à la documentation de MX.',
  "Check that the address is MX's or your own gateway's. If it is, give the request id to MX's support.":
    'Vérifiez que l’adresse est celle de MX ou de votre passerelle. Si oui, donnez l’identifiant de requête au soutien de MX.',
  "Your organisation doesn't allow the simulated MX here.":
    'Votre organisation ne permet pas ici le MX simulé.',
  "Your organisation doesn't allow MX's integration environment here.":
    'Votre organisation ne permet pas ici l’environnement d’intégration de MX.',
  "Your organisation doesn't allow MX's production environment here.":
    'Votre organisation ne permet pas ici l’environnement de production de MX.',
  "Your organisation doesn't allow custom environments here.":
    'Votre organisation ne permet pas ici d’environnements personnalisés.',
  "Your organisation doesn't allow the app to stay in the tray.":
    'Votre organisation ne permet pas que l’application reste dans la zone de notification.',
  'Ask whoever looks after this computer if you need it.':
    'Si vous en avez besoin, demandez-le à la personne responsable de cet ordinateur.',
  "Your organisation's policy file can't be read as it is meant: {}.": (a) =>
    `Le fichier de politique de votre organisation ne peut pas être interprété : ${a}.`,
  "What can't be read counts as forbidden. Tell whoever looks after this computer.":
    'Ce qui ne peut pas être lu est considéré comme interdit. Prévenez la personne responsable de cet ordinateur.',
  "it can't be opened": 'il ne peut pas être ouvert',
  'it is not a JSON object': 'ce n’est pas un objet JSON',
  'it is not JSON': 'ce n’est pas du JSON',
  'it is meant for a newer version of the app':
    'il est destiné à une version plus récente de l’application',
  'its `version` is not 1': 'son « version » n’est pas 1',
  '{} is not a key': (a) => `${a} n’est pas une clé`,
  '`{key}` must be {expected}': (a, b) => `« ${a} » doit être ${b}`,
  'a list of `sandbox`, `integration`, `production` and `custom`':
    'une liste de « sandbox », « integration », « production » et « custom »',
  'true or false': 'true ou false',
  'a whole number from 1 to 480': 'un nombre entier de 1 à 480',
  'a whole number from 1 to 3650': 'un nombre entier de 1 à 3650',
  'a text of 1 to 60 characters': 'un texte de 1 à 60 caractères',
  'The desk can lock itself after 1 to 480 minutes.':
    'L’application peut se verrouiller automatiquement après 1 à 480 minutes.',
  'Past sessions can be kept for 1 to 3650 days.':
    'Les sessions passées peuvent être conservées de 1 à 3650 jours.',
  "Your organisation has set this. It can't be changed here.":
    'Ce réglage est défini par votre organisation. Il ne peut pas être modifié ici.',
  "The company's name can have 60 characters, on one line.":
    'Le nom de l’entreprise peut avoir jusqu’à 60 caractères, sur une seule ligne.',
  'There is nothing to type now.': 'Il n’y a rien à écrire maintenant.',
  'Wait for the bank, or do what the scenario says next.':
    'Attendez la banque, ou suivez la prochaine étape du scénario.',
  'The widget is not open.': 'Le widget n’est pas ouvert.',
  'Open it again, or choose the scenario anew.':
    'Rouvrez-le, ou choisissez de nouveau le scénario.',
  "This session doesn't belong to a scenario.": 'Cette session n’appartient à aucun scénario.',
  'Choose a scenario under Present.': 'Choisissez un scénario sous Présenter.',
  'Scenarios are shown with the simulated MX only.':
    'Les scénarios ne fonctionnent qu’avec le MX simulé.',
  'Leave this MX, and explore the simulated one.':
    'Déconnectez-vous de ce MX, et explorez le MX simulé.',
  'The accounts are not verified yet.': 'Les comptes ne sont pas encore vérifiés.',
  'Wait until the session has ended with a result.':
    'Attendez que la session se termine avec un résultat.',
  'The name is longer than {LONGEST_NAME} characters.': (a) => `Le nom dépasse ${a} caractères.`,
  'The desk was locked, and the numbers are not in memory.':
    'L’application a été verrouillée, et les numéros ne sont pas en mémoire.',
  'Unlock the desk; MX is asked for them again.':
    'Déverrouillez l’application ; ils seront demandés de nouveau à MX.',
  'This session has no such number.': 'Cette session n’a pas ce numéro.',
  'Go on with the numbers on screen.': 'Continuez avec les numéros à l’écran.',
  "MX's widget would come from a website that this environment does not allow.":
    'Le widget de MX viendrait d’un site Web que cet environnement ne permet pas.',
  "Check the environment. For a custom one, add the widget's origin to its settings.":
    'Vérifiez l’environnement. S’il est personnalisé, ajoutez l’origine du widget à ses paramètres.',
  'Try again, or show the number and type it.':
    'Réessayez, ou affichez le numéro et entrez-le à la main.',
  'The reason is too short to say anything to whoever reads it later.':
    'La raison est trop courte pour être comprise par la personne qui la lira plus tard.',
  'The reason is longer than {LONGEST_REASON} characters.': (a) =>
    `La raison dépasse ${a} caractères.`,
  'The reason holds the account number itself. It would stay in the audit log.':
    'La raison contient le numéro de compte, qui resterait dans le journal d’audit.',
  'A reason is needed before a number is shown in full.':
    'Une raison est nécessaire pour afficher un numéro en entier.',
  'Say in a few words why you need it. It is kept in the audit log.':
    'Dites en quelques mots pourquoi vous en avez besoin. La raison est conservée dans le journal d’audit.',
  'The session has moved on.': 'La session est passée à une autre étape.',
  'This session was with another MX than the one connected now.':
    'Cette session utilisait un autre MX que celui qui est connecté maintenant.',
  'Connect to that one first.': 'Connectez-vous d’abord à celui-là.',
  'The session is open already.': 'La session est déjà ouverte.',
  'Go on with it in the list of open sessions.':
    'Retrouvez-la dans la liste des sessions ouvertes.',
  'Too many sessions are running.': 'Trop de sessions sont en cours.',
  'Finish one of them before you begin another.': 'Terminez-en une avant d’en commencer une autre.',
  "Check that the app's folder can be written, then restart the app.":
    'Vérifiez que l’écriture est permise dans le dossier de l’application, puis redémarrez l’application.',
  'Make room on the disk, then restart the app.':
    'Libérez de l’espace sur le disque, puis redémarrez l’application.',
  'Restart the app. Until then nothing is kept beyond this run.':
    'Redémarrez l’application. D’ici là, ce que vous faites sera perdu à sa fermeture.',
  "The app's settings or journal can't be written.":
    'Impossible d’enregistrer les paramètres ou le journal des sessions de l’application.',
  "The disk is full, so the app's settings or journal can't be written.":
    'Le disque est plein : impossible d’enregistrer les paramètres ou le journal des sessions de l’application.',
  "The app's settings or journal could not be used.":
    'Impossible d’utiliser les paramètres ou le journal des sessions de l’application.',
  'audit log': 'journal d’audit',
  settings: 'paramètres',
  journal: 'journal des sessions',
  presets: 'préréglages',
  'was written by a newer version of the app':
    'a été écrit par une version plus récente de l’application',
  'is damaged': 'est endommagé',
  'The {what} file {why}. It was set aside as {}.': (a, b, c) =>
    `Le fichier (${a}) ${b}. Il a été mis de côté sous ${c}.`,
  'The app goes on with a new file. The old one is left untouched.':
    'L’application continue avec un nouveau fichier. L’ancien est laissé intact.',
  'because the disk is full': 'parce que le disque est plein',
  "because the app's folder can't be written":
    'parce que l’écriture est impossible dans le dossier de l’application',
  'because its file could not be opened': 'parce que son fichier n’a pas pu être ouvert',
  "The {what} can't be kept, {why}.": (a, b) => `Ceci ne peut pas être conservé (${a}), ${b}.`,
  'You can work, but what you do now is forgotten when the app closes.':
    'Vous pouvez travailler, mais ce que vous faites sera perdu à la fermeture de l’application.',
  'There is no such date.': 'Cette date n’existe pas.',
  'Another program asked for a scenario, which works with the simulated MX only.':
    'Le lancement d’un scénario a été demandé, mais les scénarios ne fonctionnent qu’avec le MX simulé.',
  'Disconnect first, then start it again.': 'Déconnectez-vous d’abord, puis relancez-le.',
  "Connect Desk doesn't know this kind of link.": 'Connect Desk ne connaît pas ce type de lien.',
  'Nothing was done. Whoever looks after the program the link came from can correct it.':
    'Rien n’a été fait. La personne responsable du programme d’où vient le lien peut le corriger.',
  'This is not a link.': 'Ce n’est pas un lien.',
  'The link has characters that no link has.': 'Le lien contient des caractères non valides.',
  'The link is too long.': 'Le lien est trop long.',
  'The link must name one customer and nothing else.':
    'Le lien doit indiquer un client et rien d’autre.',
  "The link's customer id is not valid: it may only have 1 to 64 letters (a–z), digits, - and _.":
    'L’identifiant de client du lien n’est pas valide : il ne peut contenir que de 1 à 64 lettres (a–z), chiffres, - et _.',
  'The folder of the log could not be opened.': 'Impossible d’ouvrir le dossier des journaux.',
  'Open {} yourself.': (a) => `Ouvrez ${a} vous-même.`,
  'There is no newer version to install.': 'Il n’y a pas de version plus récente à installer.',
  'Look again later.': 'Vérifiez de nouveau plus tard.',
  'Sessions are running, and installing starts the app anew.':
    'Des sessions sont en cours, et l’installation redémarre l’application.',
  'Finish them first.': 'Terminez-les d’abord.',
  'The newer version was not installed. The app is as it was.':
    'La version plus récente n’a pas été installée. L’application reste inchangée.',
  'Try again later, or have whoever looks after this computer install it.':
    'Réessayez plus tard, ou demandez à la personne responsable de cet ordinateur de l’installer.',
} satisfies SaidPart;
