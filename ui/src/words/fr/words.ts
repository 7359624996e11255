import type { Words } from '../en';
import { number } from '../region';
import { aggregation } from './aggregation';
import { asked } from './asked';
import { asking } from './asking';
import { begin } from './begin';
import { configure } from './configure';
import { customers } from './customers';
import { deposits } from './deposits';
import { handover } from './handover';
import { inspector } from './inspector';
import { plural } from './plural';
import { keys, palette, statuses } from './palette';
import { presenter } from './presenter';
import { records } from './records';
import { session } from './session';
import { settings } from './settings';
import { shell } from './shell';
import { tour } from './tour';

/** French as it is written in Canada, like the widget’s: *vous*, and MX’s own words. */
export const words: Words = {
  records,
  aggregation,
  asked,
  asking,
  app: {
    name: 'Connect Desk',
    opening: 'Ouverture de Connect Desk…',
    restoring: 'Lecture de vos clés dans le trousseau…',
    restoringHint: 'Le trousseau peut demander votre mot de passe dans une autre fenêtre.',
    restoringLeave: 'Choisir une autre connexion',
    failedToOpen: 'Connect Desk n’a pas pu démarrer',
    menu: 'Apparence et à propos',
    appearance: 'Apparence',
    appearances: { system: 'Système', light: 'Clair', dark: 'Sombre' },
    docs: 'Documentation de MX',
    help: {
      client_dashboard: 'Ouvrir MX Client Dashboard',
      allow_list: 'Comment autoriser une adresse',
      platform_docs: 'Ouvrir la documentation de MX',
    },
    version: (version) => `Version ${version}`,
    notices: 'Avis',
    dismiss: 'Fermer',
    unexpected: 'Un problème inattendu est survenu.',
    unexpectedNext: 'Réessayez. Si cela se reproduit, redémarrez l’application.',
    requestId: 'Identifiant de requête MX',
    colon: (label) => `${label} :`,
  },

  customers,
  deposits,
  shell,
  begin,
  configure,
  handover,
  inspector,
  keys,
  palette,
  statuses,
  presenter,
  tour,
  settings,

  environment: {
    names: {
      sandbox: 'MX simulé',
      integration: 'Intégration',
      production: 'Production',
      custom: 'Personnalisé',
    },
    meaning: {
      sandbox:
        'Dans cette application : aucune vraie banque, aucun réseau. Il s’arrête, et oublie ses clients, avec l’application.',
      integration: 'L’environnement d’essai de MX. Banques d’essai seulement.',
      production: 'De vrais clients et de vrais comptes bancaires.',
      custom: 'La passerelle de votre entreprise vers MX.',
    },
    keysHeld: {
      generated: 'Clés créées pour cette simulation seulement',
      keychain: 'Clés dans le trousseau du système',
      session_only: 'Clés en mémoire jusqu’à la fermeture de l’application',
    },
    badge: (name, host) =>
      host === null ? `Environnement : ${name}` : `Environnement : ${name} ${host}`,
    none: 'Non connecté à MX',
    leave: 'Changer d’environnement…',
    leaveOpenSession: {
      title: 'Quitter avec des sessions ouvertes ?',
      body: (customers) =>
        customers.length === 1
          ? `La session de ${customers[0]} n’est pas terminée. À votre retour, son résultat sera demandé à MX.`
          : `${customers.length} sessions ne sont pas terminées. À votre retour, leur résultat sera demandé à MX.`,
      confirm: 'Quitter et changer',
      cancel: 'Rester',
    },
  },

  start: {
    title: 'Vérifiez un compte bancaire avec MX Connect',
    lead: 'Votre client se connecte à sa banque dans le widget de MX. Vous recevez des numéros de compte et d’acheminement vérifiés.',
    explore: {
      title: 'C’est votre première fois ?',
      body: 'Essayez tout avec un MX simulé. Sans compte, sans réseau, rien à configurer.',
      button: 'Explorer avec MX simulé',
      busy: 'Démarrage du MX simulé…',
    },
    saved: {
      title: 'Connexions enregistrées',
      use: 'Se connecter',
      useNamed: (name, hint) => `Se connecter à ${name}, Client ID se terminant par ${hint}`,
      forget: 'Oublier',
      forgetNamed: (name, hint) => `Oublier ${name}, Client ID se terminant par ${hint}`,
      clientId: (hint) => `Client ID …${hint}`,
      busy: 'Connexion…',
    },
    forget: {
      title: 'Oublier cette connexion ?',
      body: (name, host) =>
        `Les clés de ${name} (${host}) sont supprimées du trousseau. Rien ne change chez MX.`,
      confirm: 'Oublier la connexion',
      cancel: 'La conserver',
    },
    connect: {
      title: 'Se connecter à MX',
      environment: 'Environnement',
      kinds: { integration: 'Intégration', production: 'Production', custom: 'Personnalisé' },
      apiBaseUrl: 'URL de base de l’API',
      apiBaseUrlHint: 'https://, ou http:// sur cet ordinateur',
      widgetOrigins: 'Origines du widget',
      widgetOriginsHint: 'Une par ligne ; rien d’autre ne peut s’afficher comme widget',
      clientId: 'Client ID',
      apiKey: 'Clé API',
      showKeyLabel: 'Afficher la clé API',
      where: 'Où trouver vos clés',
      test: 'Tester la connexion',
      testing: 'Consultation de MX…',
      ok: (ms) => `MX a accepté les clés en ${number(ms)} ms.`,
      save: 'Enregistrer dans le trousseau',
      saving: 'Enregistrement…',
      keychainAsks:
        'En attente du trousseau. Il demande peut-être un mot de passe dans sa propre fenêtre.',
      sessionOnly: 'Utiliser sans enregistrer',
      sessionOnlyHint:
        'Conservées en mémoire jusqu’à la fermeture. Il faudra les entrer de nouveau la prochaine fois.',
      care: 'MX s’attend à ce que les clés API restent sur un serveur. Ne les enregistrez que sur un ordinateur de confiance, ou choisissez Personnalisé et utilisez la passerelle de votre entreprise.',
      production:
        'Les clés de production donnent accès aux comptes de vrais clients. MX ne répond qu’aux adresses autorisées.',
    },
  },

  verify: {
    title: 'Nouvelle vérification',
    titleAggregation: 'Nouvelle connexion',
    customerId: 'Identifiant du client',
    customerIdHint: 'Celui de vos systèmes. Lettres, chiffres, - et _ seulement.',
    looking: 'Recherche…',
    newCustomer: 'Nouveau client. MX enregistrera cet identifiant au début de la session.',
    known: (count) =>
      count === 0
        ? 'Client connu, aucune connexion pour l’instant'
        : `Client connu, ${plural(count, 'connexion', 'connexions')}`,
    mode: 'Objectif',
    modes: { verification: 'Vérification', aggregation: 'Agrégation' },
    modeMeaning: {
      verification: 'Numéros de compte et d’acheminement',
      aggregation: 'Tous les comptes du client',
    },
    optional: 'facultatif',
    onlyIfNew:
      'Le courriel et les métadonnées ne servent que si MX ne connaît pas encore le client.',
    email: 'Courriel',
    metadata: 'Métadonnées',
    metadataHint:
      'MX conserve les métadonnées avec le client. N’y inscrivez jamais de données secrètes.',
    start: 'Commencer la session',
    startAnother: 'Ouvre le widget sur une autre banque, ou de nouveau sur la même.',
    starting: 'Ouverture…',
    simulationGone:
      'Le MX simulé d’alors s’est arrêté avec l’application : personne ne peut dire comment cela s’est terminé.',
    elsewhere: (environment, host) => `Connectez-vous d’abord à ${environment} (${host})`,
    unfinished: {
      title: 'À vérifier auprès de MX',
      lead: 'Les sessions avec un autre MX, et celles qui étaient trop nombreuses pour être vérifiées en même temps.',
      check: 'Vérifier auprès de MX',
      checkNamed: (customer) => `Vérifier auprès de MX le résultat de la session de ${customer}`,
      forget: 'Oublier',
      forgetNamed: (customer) => `Oublier la session de ${customer}`,
      noBank: 'Aucune banque choisie',
      confirm: {
        title: 'Oublier cette session ?',
        body: (customer) =>
          `La session de ${customer} disparaît de cette liste. Rien ne change chez MX.`,
        confirm: 'Oublier la session',
        cancel: 'La conserver',
      },
    },
    how: {
      title: 'Comment ça fonctionne',
      steps: [
        ['Indiquez le client', 'Utilisez l’identifiant de vos propres systèmes.'],
        ['Transmettez le widget', 'Le client choisit sa banque et s’y connecte.'],
      ],
      last: {
        verification: [
          'Lisez les numéros',
          'Masqués jusqu’à ce que vous les affichiez ou les copiiez.',
        ],
        aggregation: ['Voyez les comptes', 'Soldes et transactions, à consulter et à exporter.'],
      },
    },
    testBank: {
      title: 'Essayez avec MX Bank',
      anyPassword: 'Tout autre',
      lead: 'Connectez-vous avec mxuser. Le mot de passe détermine la suite :',
      passwords: [
        ['challenge', 'Pose une question ; répondez « correct »'],
        ['options', 'Demande de choisir ; la bonne réponse est « correct »'],
        ['INVALID', 'Mot de passe incorrect'],
        ['LOCKED', 'Accès verrouillé par la banque'],
        [null, 'Se connecte'],
      ],
    },
  },

  session,

  checking: {
    titles: {
      ending: 'Vérification du résultat auprès de MX',
      standing: 'Vérification de l’état auprès de MX',
      deposits: 'Vérification des dépôts d’essai auprès de MX',
    },
    titlesAgain: {
      verification: 'Nouvelle vérification de la connexion',
      aggregation: 'Nouvelle lecture de la connexion',
    },
    titleWorking: 'Traitement en cours chez MX',
    waitingFor: (bank) => `En attente de la réponse de ${bank} à MX.`,
    waitingForMx: 'En attente de la réponse de MX.',
    waited: 'Attente',
    patience: 'Cela prend normalement quelques secondes. Vous n’avez rien à faire.',
    longer:
      'Cela prend plus de temps que d’habitude. Vous pouvez attendre ici, ou terminer et vérifier plus tard.',
  },

  result: {
    title: { verification: 'Compte vérifié', aggregation: 'Banque connectée' },
    accounts: (count) => plural(count, 'compte', 'comptes'),
    method: 'Méthode',
    obtained: 'Date des données',
    obtainedAt: (at) => `Données du ${at}`,
    status: 'État chez MX',
    accountNumber: 'Numéro de compte',
    routingNumber: 'Acheminement',
    institutionNumber: 'Institution',
    transitNumber: 'Transit',
    reveal: 'Afficher',
    revealNamed: (account) => `Afficher le numéro de compte de ${account}`,
    hide: 'Masquer maintenant',
    hidesIn: (seconds) => `Masqué dans ${seconds} s`,
    copyAccount: 'Copier',
    copyAccountNamed: (account) => `Copier le numéro de compte de ${account}`,
    copyRoutingNamed: (account) => `Copier le numéro d’acheminement de ${account}`,
    copied: {
      account: 'Numéro de compte copié. Il sera effacé du presse-papiers dans 45 s.',
      routing: 'Numéro d’acheminement copié. Il sera effacé du presse-papiers dans 45 s.',
    },
    validation: {
      passed: 'Contrôle de MX réussi',
      failed: 'Échec du contrôle de MX',
      not_checked: 'Non contrôlé par MX',
    },
    kept: '« Terminer » revient en arrière, « Recommencer » ouvre un nouveau widget pour ce client. Dans les deux cas, les numéros quittent la mémoire : enregistrez d’abord un rapport s’il vous en faut un.',
    noNumbers: 'MX n’a pas de numéro de compte pour ce compte.',
    noAccounts: 'MX n’a renvoyé aucun compte pour cette connexion.',
    noAccountsNext: 'Le client peut se reconnecter et partager au moins un compte.',
    kinds: {
      CHECKING: 'Compte chèques',
      SAVINGS: 'Compte d’épargne',
      MONEY_MARKET: 'Compte du marché monétaire',
      CERTIFICATE_OF_DEPOSIT: 'Certificat de dépôt',
      CREDIT_CARD: 'Carte de crédit',
      LOAN: 'Prêt',
      MORTGAGE: 'Hypothèque',
      INVESTMENT: 'Placement',
      LINE_OF_CREDIT: 'Marge de crédit',
      PREPAID: 'Carte prépayée',
      CASH: 'Argent comptant',
      PROPERTY: 'Propriété',
      INSURANCE: 'Assurance',
    },
  },

  stopped: {
    titles: {
      verified: 'Le compte est vérifié',
      nothing_connected: 'Aucune banque n’a été connectée',
      no_eligible_accounts: 'Aucun compte ne peut être vérifié',
      still_working: 'Traitement en cours chez MX',
      waiting: 'Quelqu’un doit d’abord agir',
      awaiting_deposits: 'En attente des dépôts d’essai',
      deposits_failed: 'Les dépôts d’essai ont échoué',
      removed: 'La connexion a été supprimée',
      failed: 'La session s’est arrêtée',
    },
    waitingFor: {
      agent: 'À vous d’agir',
      customer: 'Le client doit agir',
      customer_at_bank: 'Le client doit agir auprès de sa banque',
      mx: 'En attente de MX ou de la banque',
      support: 'Au soutien technique d’agir',
      nobody: 'La session est terminée',
    },
    mxStatus: 'État chez MX',
    asked: (time) => `Dernière réponse de MX à ${time}.`,
    kept: 'Quel que soit votre choix, cette session reste dans l’historique et rien n’est supprimé chez MX.',
    mxSays: 'MX dit',
  },
};
