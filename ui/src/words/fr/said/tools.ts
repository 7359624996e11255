import type { SaidPart } from '../../said';

/** Diagnostics, the audit log, the inspector and the widget’s options. */
export const tools = {
  App: 'Application',
  'Connect Desk {version} on {}.': (a, b) => `Connect Desk ${a} sur ${b}.`,
  'Web view': 'Vue Web',
  'Version {version}.': (a) => `Version ${a}.`,
  "The system's web view was not found.": 'La vue Web du système est introuvable.',
  'Install it: WebKitGTK 4.1 on Linux, WebView2 on Windows.':
    'Installez-la : WebKitGTK 4.1 sous Linux, WebView2 sous Windows.',
  'Policy file': 'Fichier de politique',
  'There is none: your own settings apply.':
    'Il n’y en a pas : vos propres paramètres s’appliquent.',
  'It was read and applies, but not only the administrator can change it.':
    'Il a été lu et s’applique, mais d’autres personnes que l’administrateur peuvent le modifier.',
  "Make the file and its folder the administrator's, writable by nobody else.":
    'Attribuez le fichier et son dossier à l’administrateur, sans droit d’écriture pour les autres.',
  'It was read and applies.': 'Il a été lu et s’applique.',
  Proxy: 'Proxy',
  'The environment names a proxy; calls to MX go through it.':
    'L’environnement du système indique un proxy ; les appels à MX y passent.',
  "The environment names none. One set in the system's own settings is used all the same.":
    'L’environnement du système n’en indique pas. Un proxy défini dans les paramètres du système est tout de même utilisé.',
  Keychain: 'Trousseau',
  'An entry could be written, read and removed in {} ms.': (a) =>
    `Une entrée a pu être écrite, lue et supprimée en ${a} ms.`,
  'The keychain gives back another text than was written.':
    'Le trousseau renvoie un texte différent de celui qui a été écrit.',
  'Use the keys without saving them, and have the keychain looked at.':
    'Utilisez les clés sans les enregistrer, et faites examiner le trousseau.',
  'The keychain did not answer within 15 seconds.': 'Le trousseau n’a pas répondu en 15 secondes.',
  'Look for its window asking for a password, then run the checks again.':
    'Cherchez la fenêtre où il demande un mot de passe, puis relancez les vérifications.',
  'Settings and journal': 'Paramètres et journal des sessions',
  'The disk did not answer within 15 seconds.': 'Le disque n’a pas répondu en 15 secondes.',
  "Check the disk that holds your account's data.":
    'Vérifiez le disque qui contient les données de votre compte.',
  'They can be read and written.': 'Lecture et écriture possibles.',
  'They can be read and written; {} MB of room are left.': (a) =>
    `Lecture et écriture possibles ; il reste ${a} Mo d’espace libre.`,
  'Make room on the disk.': 'Libérez de l’espace sur le disque.',
  'Audit log': 'Journal d’audit',
  "Keep a copy of the app's folder as it is, and tell whoever looks after this computer.":
    'Gardez une copie du dossier de l’application tel quel, et prévenez la personne responsable de cet ordinateur.',
  'It is too long to be checked within 15 seconds.':
    'Il est trop long pour être vérifié en 15 secondes.',
  'Check it from the history screen, or with --verify-audit-log.':
    'Vérifiez-le à partir de l’historique, ou avec --verify-audit-log.',
  'Start the app with --diagnose and take the text from there.':
    'Démarrez l’application avec --diagnose et copiez-en le texte.',
  Connection: 'Connexion',
  'Not connected to an MX, so none was looked at.':
    'Aucune connexion à un MX, donc aucun n’a été examiné.',
  '{} at {}, keys {}.': (a, b, c) => `${a} à ${b}, clés ${c}.`,
  'The simulated MX': 'Le MX simulé',
  "MX's integration environment": 'L’environnement d’intégration de MX',
  "MX's production environment": 'L’environnement de production de MX',
  'A custom environment': 'Un environnement personnalisé',
  'made up for this run': 'créées pour cette exécution',
  'in the keychain': 'dans le trousseau',
  'in memory': 'en mémoire',
  'Way to MX': 'Accès à MX',
  Keys: 'Clés',
  'Allow-list': 'Adresses autorisées',
  Clock: 'Horloge',
  'Not looked at: there is no connection.': 'Non examiné : il n’y a pas de connexion.',
  'Not looked at: MX was not reached.': 'Non examiné : MX est injoignable.',
  '{host} answers.': (a) => `${a} répond.`,
  'the name could not be resolved (DNS).': 'le nom n’a pas pu être résolu (DNS).',
  "Check this computer's network, VPN and name server.":
    'Vérifiez le réseau, le VPN et le serveur de noms de cet ordinateur.',
  'the name is known, but no connection could be made (TCP).':
    'le nom est connu, mais aucune connexion n’a pu être établie (TCP).',
  'Check the firewall, VPN and proxy.': 'Vérifiez le pare-feu, le VPN et le proxy.',
  'connected, but the certificate was not accepted (TLS).':
    'connecté, mais le certificat n’a pas été accepté (TLS).',
  "Ask your network's administrator whether its certificate must be installed here.":
    'Demandez à l’administrateur de votre réseau si son certificat doit être installé ici.',
  "connected, but the certificate is not valid at this computer's date and time (TLS).":
    'connecté, mais le certificat n’est pas valide à la date et à l’heure de cet ordinateur (TLS).',
  'Check the date and time of this computer.': 'Vérifiez la date et l’heure de cet ordinateur.',
  'connected, but the other side broke off before the connection was secure (TLS).':
    'connecté, mais l’autre extrémité a coupé la connexion avant qu’elle soit sécurisée (TLS).',
  "A firewall or proxy may be blocking it: ask your network's administrator.":
    'Un pare-feu ou un proxy la bloque peut-être : demandez à l’administrateur de votre réseau.',
  'no answer in time.': 'pas de réponse à temps.',
  'Try again in a moment; then check the VPN and proxy.':
    'Réessayez dans un instant, puis vérifiez le VPN et le proxy.',
  'MX accepts them.': 'MX les accepte.',
  'MX knows them.': 'MX les connaît.',
  'MX did not say. {}': (a) => `MX ne l’a pas dit. ${a}`,
  'MX answers requests from here.': 'MX répond aux requêtes provenant d’ici.',
  'Not looked at: MX did not accept the keys, or did not say.':
    'Non examiné : MX n’a pas accepté les clés, ou ne l’a pas dit.',
  'MX did not say what time it is.': 'MX n’a pas dit quelle heure il est.',
  "This computer's clock agrees with MX's.":
    'L’horloge de cet ordinateur s’accorde avec celle de MX.',
  "This computer's clock is {seconds} s ahead of MX's.": (a) =>
    `L’horloge de cet ordinateur avance de ${a} s sur celle de MX.`,
  "This computer's clock is {seconds} s behind MX's.": (a) =>
    `L’horloge de cet ordinateur retarde de ${a} s sur celle de MX.`,
  'Let this computer set its clock by itself.':
    'Réglez cet ordinateur pour qu’il ajuste son horloge automatiquement.',
  'Way to the widget': 'Accès au widget',
  'Not looked at: the web view goes through the proxy.':
    'Non examiné : la vue Web passe par le proxy.',
  'No answer in time.': 'Pas de réponse à temps.',
  'Check the firewall and VPN.': 'Vérifiez le pare-feu et le VPN.',
  '{} can be connected to.': (a) => `On peut se connecter à ${a}.`,
  'The widget comes from there: have it allowed in firewall and VPN.':
    'Le widget vient de là : demandez qu’il soit autorisé dans le pare-feu et le VPN.',
  'it has no host.': 'il n’a pas d’hôte.',
  'it has no port.': 'il n’a pas de port.',
  'no connection could be made (TCP).': 'aucune connexion n’a pu être établie (TCP).',
  'Entry {expected} is missing.': (a) => `Il manque l’entrée ${a}.`,
  'Entry {expected} is not as it was written, or does not follow the entry before it.': (a) =>
    `L’entrée ${a} n’est plus telle qu’elle a été écrite, ou ne suit pas l’entrée précédente.`,
  'The note of how many entries there should be is missing, so entries may have been taken off the end.':
    'L’indication du nombre d’entrées attendu manque ; des entrées ont donc pu être retirées à la fin.',
  'The log ends at entry {}, but {} were written: the end was taken off.': (a, b) =>
    `Le journal se termine à l’entrée ${a}, mais ${b} ont été écrites : la fin a été retirée.`,
  'Entry {} is not the one that was written: the log was cut and written anew.': (a) =>
    `L’entrée ${a} n’est pas celle qui a été écrite : le journal a été coupé et récrit.`,
  "Every entry fits, but the file's own guard against changes was taken out.":
    'Chaque entrée concorde, mais la protection du fichier contre les modifications a été retirée.',
  'The log has no entries yet.': 'Le journal n’a pas encore d’entrées.',
  'All {} entries are as they were written. Fingerprint of the last: {}.': (a, b) =>
    `Les ${a} entrées sont telles qu’elles ont été écrites. Empreinte de la dernière : ${b}.`,
  '{} Not every owner was named.': (a) => `${a} Certains titulaires n’ont pas été indiqués.`,
  'There is no name to compare.': 'Il n’y a pas de nom à comparer.',
  'The name is too long to compare.': 'Le nom est trop long pour être comparé.',
  'The first name is the same; the last name stands once for both.':
    'Le prénom est le même ; le nom de famille n’apparaît qu’une fois pour les deux.',
  "MX is being asked whether the connection is this customer's":
    'Vérification auprès de MX que la connexion appartient à ce client',
  'Ignored: the session had no more use for it': 'Ignoré : la session n’en avait plus besoin',
  "Ignored: this app does not know the message's type":
    'Ignoré : cette application ne connaît pas le type du message',
  'MX did not accept the keys': 'MX n’a pas accepté les clés',
  "MX does not allow this, or does not know this computer's address":
    'MX ne permet pas cela, ou ne connaît pas l’adresse de cet ordinateur',
  'MX does not know it, or not yet': 'MX ne le connaît pas, ou pas encore',
  'It exists already, or another job is running':
    'Cela existe déjà, ou une autre tâche est en cours',
  'Too many requests: MX asks to slow down': 'Trop de requêtes : MX demande de ralentir',
  'MX is under maintenance': 'MX est en maintenance',
  'MX or the bank failed': 'Une panne est survenue chez MX ou à la banque',
  'MX refused the request': 'MX a refusé la requête',
  "The name of MX's host was not found": 'Le nom de l’hôte de MX est introuvable',
  'No connection could be made': 'Aucune connexion n’a pu être établie',
  'The connection broke': 'La connexion s’est rompue',
  "The host's certificate was not accepted": 'Le certificat de l’hôte n’a pas été accepté',
  "MX answered something that can't be read": 'MX a répondu quelque chose d’illisible',
  'No answer in time': 'Pas de réponse à temps',
  'No answer came': 'Aucune réponse reçue',
  "{} doesn't document this option, so it isn't sent.": (a) =>
    `${a} ne documente pas cette option ; elle n’est donc pas envoyée.`,
  'The list is empty. Choose something, or clear it.':
    'La liste est vide. Choisissez quelque chose, ou effacez-la.',
  "MX's guids of this kind begin with {prefix}.": (a) =>
    `Les guid de MX de ce type commencent par ${a}.`,
  'A style needs the name of a font.': 'Un style exige le nom d’une police.',
  'Connect speaks {}; anything else becomes English.': (a) =>
    `Connect prend en charge ${a} ; toute autre langue est remplacée par l’anglais.`,
  'MX documents no “{word}” here.': (a) => `MX ne documente pas « ${a} » ici.`,
  "Mode says verification and the products don't: the products decide. Add {ACCOUNT_VERIFICATION}, or change the mode.":
    (a) =>
      `Le mode dit vérification et les produits non : les produits décident. Ajoutez ${a}, ou changez le mode.`,
  'Mode says aggregation and the products ask for {ACCOUNT_VERIFICATION}: the products decide. Change one of them.':
    (a) =>
      `Le mode dit agrégation et les produits demandent ${a} : les produits décident. Changez l’un des deux.`,
  'v20250224 replaces mode by data_request. Sending both is safe.':
    'v20250224 remplace mode par data_request. Envoyer les deux est sans risque.',
  'v20111101 knows no products. Choose a mode, or MX aggregates.':
    'v20111101 ne connaît pas les produits. Choisissez un mode, sinon MX fait une agrégation.',
  'With several products, Connect offers only institutions that have all of them.':
    'Avec plusieurs produits, Connect n’offre que les institutions qui les ont tous.',
  'MX discourages this in v20250224. Choose the product {product} instead.': (a) =>
    `MX le déconseille en v20250224. Choisissez plutôt le produit ${a}.`,
  'Without the search the widget must be told where to open: choose an institution or a member.':
    'Sans la recherche, il faut dire au widget où s’ouvrir : choisissez une institution ou un membre.',
  'Code and guid both name an institution. Give one of them.':
    'Le code et le guid désignent tous deux une institution. Gardez l’un des deux.',
  'The member goes first: the widget opens on it, not on this institution.':
    'Le membre a priorité : le widget s’ouvre sur lui, pas sur cette institution.',
  'There are no credentials to update without a member. Choose one.':
    'Sans membre, il n’y a pas d’identifiants de connexion à mettre à jour. Choisissez un membre.',
  'MX advises to use this sparingly: with the member alone, the widget finds the right view.':
    'MX conseille d’utiliser cette option avec modération : avec le membre seul, le widget trouve la bonne vue.',
  'Microdeposits are part of verification. Change mode and products.':
    'Les microdépôts font partie de la vérification. Changez le mode et les produits.',
  'A member or an institution goes first: the widget opens on that, not on the microdeposit.':
    'Un membre ou une institution a priorité : le widget s’ouvre là, pas sur le microdépôt.',
  'MX redirects only where the referral source is APP.':
    'MX ne redirige que si oauth_referral_source est APP.',
  'This is not a whole address, as https://example.com/done is.':
    'Ce n’est pas une adresse complète, comme https://example.com/done.',
  'In a webview nobody receives what BROWSER posts. APP comes back to your app.':
    'Dans une vue Web, personne ne reçoit ce que BROWSER publie. APP revient à votre application.',
  'A scheme begins with a letter; letters, digits, +, - and . follow. Leave :// out.':
    'Un schéma commence par une lettre, suivie de lettres, de chiffres et des signes +, - et point, sans « :// ».',
  'The scheme is used in a mobile webview, or where the referral source is APP.':
    'Le schéma sert dans une vue Web mobile, ou si oauth_referral_source est APP.',
  'MX asks for 4 in everything new; the others are deprecated.':
    'MX demande la version 4 pour toute nouveauté ; les autres sont obsolètes.',
  'Connect takes its language from the header Accept-Language. Choose a language instead.':
    'Connect prend sa langue de l’en-tête Accept-Language. Choisissez plutôt une langue.',
  "Connect doesn't read this option. It is for another widget.":
    'Connect ne lit pas cette option. Elle concerne un autre widget.',
  'Only Connect reads this option.': 'Seul Connect lit cette option.',
  'The filter needs use_cases in the same request.':
    'Le filtre exige use_cases dans la même requête.',
  'Connect Desk opens Connect alone. Copy the request for your own app.':
    'Connect Desk n’ouvre que Connect. Copiez la requête pour votre application.',
  'Connect Desk opens Connect.': 'Connect Desk ouvre Connect.',
  "Neither mode nor products are chosen: the session's own are sent.":
    'Ni mode ni produits ne sont choisis : ceux de la session sont envoyés.',
  "The customer's browser decides.": 'Le navigateur du client décide.',
  'As Connect Desk itself is drawn now.': 'Selon l’apparence actuelle de Connect Desk.',
  'In the frame, the widget posts its messages.': 'Dans le cadre, le widget publie ses messages.',
  "In the customer window, the widget's messages are navigations.":
    'Dans la fenêtre du client, les messages du widget sont des navigations.',
  'Behind a link, the widget is in a plain browser.':
    'Avec un lien, le widget est dans un navigateur ordinaire.',
  "Behind a link, the widget opens the bank's page itself.":
    'Avec un lien, le widget ouvre lui-même la page de la banque.',
  "Connect Desk opens the bank's page, in the system's browser.":
    'Connect Desk ouvre la page de la banque, dans le navigateur du système.',
  'Behind a link, there is no app to come back to.':
    'Avec un lien, il n’y a pas d’application à laquelle revenir.',
  "Connect Desk's own scheme, for messages and for the way back from a bank.":
    'Le schéma de Connect Desk, pour les messages et pour revenir d’une banque.',
  'Connect Desk reads messages of version 4.': 'Connect Desk lit les messages de la version 4.',
  'Paste the body of a widget URL request, with widget_url around it or without.':
    'Collez le corps d’une requête d’URL de widget, avec widget_url autour ou non.',
  'This text is too long to be a request.': 'Ce texte est trop long pour être une requête.',
  'This is JSON, but not an object.': 'C’est du JSON, mais pas un objet.',
  'This is not JSON: line {line}, column {column}.': (a, b) =>
    `Ce n’est pas du JSON : ligne ${a}, colonne ${b}.`,
  '{name} stands beside widget_url, where MX takes nothing.': (a) =>
    `${a} est à côté de widget_url, où MX ne lit rien.`,
  "{name} is none of MX's options.": (a) => `${a} n’est pas une option de MX.`,
  '{name} must be {}.': (a, b) => `${a} doit être ${b}.`,
  'an object with products, a list of texts': 'un objet avec products, une liste de textes',
  'an object with font_name, a text': 'un objet avec font_name, un texte',
  'an object with launch_integration, a text': 'un objet avec launch_integration, un texte',
  'a whole number': 'un nombre entier',
  'a list of texts': 'une liste de textes',
  'a text': 'un texte',
  'A preset needs a name.': 'Donnez un nom au préréglage.',
  "A preset's name has 60 characters at most.":
    'Le nom d’un préréglage peut avoir jusqu’à 60 caractères.',
  'Another preset has this name.': 'Un autre préréglage a ce nom.',
  'There are too many presets.': 'Il y a trop de préréglages.',
  'Delete some of them first.': 'Supprimez-en d’abord quelques-uns.',
  'all presets': 'tous les préréglages',
  'This preset is gone.': 'Ce préréglage n’existe plus.',
  'Choose another, or save the options under a new name.':
    'Choisissez-en un autre, ou enregistrez les options sous un nouveau nom.',
  'The file could not be read.': 'Le fichier n’a pas pu être lu.',
  'Choose a file with presets, or with the body of a request, as JSON.':
    'Choisissez un fichier avec des préréglages, ou avec le corps d’une requête, en JSON.',
  'The file was written by a newer version of the app.':
    'Le fichier a été écrit par une version plus récente de l’application.',
  'Update Connect Desk, or export the presets from a desk of this version.':
    'Mettez Connect Desk à jour, ou exportez les préréglages à partir d’un Connect Desk de cette version.',
  'Entry {} is not a preset.': (a) => `L’entrée ${a} n’est pas un préréglage.`,
  "generation is none of MX's.": 'generation n’est pas une des générations de MX.',
  'language must be a text.': 'language doit être un texte.',
  "This language can't be sent.": 'Cette langue ne peut pas être envoyée.',
  'Try again, or select the text and copy it.': 'Réessayez, ou sélectionnez le texte et copiez-le.',
  '1 day': '1 jour',
  '{n} days': (a) => `${a} jours`,
  '1 session': '1 session',
  '{n} sessions': (a) => `${a} sessions`,
  '{}, file {name}': (a, b) => `${a}, fichier ${b}`,
  'A newer version of Connect Desk made this recording.':
    'Cet enregistrement a été fait avec une version plus récente de Connect Desk.',
  'Another organisation.': 'Une autre organisation.',
  'Choose a file that was saved from the inspector.':
    'Choisissez un fichier enregistré depuis l’inspecteur.',
  'Choose another.': 'Choisissez-en un autre.',
  'Choose connect_widget, or copy the request for your own app.':
    'Choisissez connect_widget, ou copiez la requête pour votre application.',
  'Choose en, es or fr-CA.': 'Choisissez en, es ou fr-CA.',
  'Connect Desk opens only the Connect widget.': 'Connect Desk n’ouvre que le widget Connect.',
  "It is the name of the owner of {matching} of {} accounts; the others are somebody else's.": (
    a,
    b,
  ) =>
    `C’est le nom du titulaire de ${a} des ${b} comptes ; les autres appartiennent à quelqu’un d’autre.`,
  'One is a person, the other an organisation.': 'L’un est une personne, l’autre une organisation.',
  'Open it again.': 'Rouvrez-le.',
  'The recording is closed.': 'L’enregistrement est fermé.',
  'The same organisation, but for its legal form or small words.':
    'La même organisation, à la forme juridique ou à quelques petits mots près.',
  'The transactions are not here yet.': 'Les opérations ne sont pas encore arrivées.',
  'This entry was dropped to make room for newer ones.':
    'Cette entrée a été supprimée pour faire place à de plus récentes.',
  'This file is not a recording of Connect Desk.':
    'Ce fichier n’est pas un enregistrement de Connect Desk.',
  'This recording is damaged.': 'Cet enregistrement est endommagé.',
  'Try again.': 'Réessayez.',
  'Wait until they have been read.': 'Attendez la fin de leur lecture.',
  '`full`, `masked` or `none`': '« full », « masked » ou « none »',
  '{} One of {count} owners.': (a, b) => `${a} Un des ${b} titulaires.`,
} satisfies SaidPart;
