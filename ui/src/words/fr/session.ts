import type { Words } from '../en';
import { plural } from './plural';

export const session: Words['session'] = {
  stage: (customer) => `MX Connect pour ${customer}`,
  panel: 'Session',
  arrived: 'Numéros reçus',
  grasped: (customer) =>
    `Le widget de ${customer} prenait le contrôle du clavier pendant que vous écriviez ailleurs, et il a été fermé.`,
  graspedNext:
    'Il a pu recevoir une partie de ce que vous écriviez. Prévenez la personne responsable de vos ordinateurs.',
  flooded: (customer) =>
    `Le widget de ${customer} a envoyé plus de messages que l’application ne peut en traiter, et il a été fermé.`,
  floodedNext:
    'MX est consulté pour savoir où en était le client. Recommencez si rien n’a été connecté ; si cela se reproduit, prévenez la personne responsable de vos ordinateurs.',
  frameTitle: 'MX Connect',
  skipWidget: 'Sauter le widget',
  enterWidget: 'Aller au widget (F6)',
  loading: 'Chargement de MX Connect…',
  preparing: 'Demande d’une nouvelle session à MX…',
  elapsed: 'Temps',
  elapsedLabel: 'Temps depuis le début de la session',
  running: (minutes) => {
    if (minutes < 1) return '< 1 min';
    const rest = `${minutes % 60} min`;
    return minutes < 60 ? rest : `${Math.floor(minutes / 60)} h ${rest}`;
  },
  now: 'Maintenant',
  next: 'La suite',
  timeline: 'Chronologie',
  eventNames: 'Noms des événements',
  newest: 'Aller au plus récent',
  empty: 'Rien ne s’est encore passé.',
  refused: (count) =>
    `${plural(count, 'message refusé', 'messages refusés')}, sans effet sur la session.`,
  turns: {
    agent: 'À vous d’agir',
    customer: 'Au client d’agir',
    customer_at_bank: 'Au client d’agir, à sa banque',
    mx: 'Traitement par MX et la banque',
    support: 'Au soutien technique d’agir',
    nobody: 'Terminé',
  },
  tones: {
    neutral: '',
    good: 'Progrès :',
    attention: 'À surveiller :',
    bad: 'Échec :',
  },
  sources: { widget: 'Widget', api: 'MX', agent: 'Vous', desk: 'App' },
  steps: {
    search: {
      now: 'Le client choisit une banque.',
      next: 'Il choisit sa banque, puis s’y connecte.',
    },
    disclosure: {
      now: 'Le client lit la déclaration de MX.',
      next: 'Il accepte, puis choisit sa banque.',
    },
    consent: {
      now: 'Le consentement du client est demandé.',
      next: 'Il consent, puis se connecte.',
    },
    enterCreds: {
      now: 'Le client se connecte.',
      next: 'Ce que le client écrit va à MX et à la banque. Cette application ne le lit jamais.',
    },
    connecting: {
      now: 'MX se connecte à la banque.',
      next: 'Normalement moins de 20 secondes. La banque peut poser une question.',
    },
    mfa: {
      now: 'La banque pose une question au client.',
      next: 'Il répond dans le widget ; la question peut expirer s’il attend.',
    },
    connected: {
      now: 'La banque est connectée.',
      next: 'Les numéros arrivent dans un instant.',
    },
    actionableError: {
      now: 'Le widget montre ce qui n’a pas marché.',
      next: 'Il indique quoi faire. Le client peut réessayer, ou vous pouvez fermer le widget.',
    },
    oauthError: {
      now: 'La connexion à la banque n’a pas fonctionné.',
      next: 'Le client peut réessayer dans le widget.',
    },
    microdeposits: {
      now: 'Le client entre à la main les renseignements du compte.',
      next: 'Il entre les numéros d’acheminement et de compte. Deux petits dépôts suivront dans quelques jours.',
    },
    verifyExistingMember: {
      now: 'Le client confirme une connexion connue.',
      next: 'Il choisit la connexion à utiliser.',
    },
    existingMember: {
      now: 'Le client a déjà une connexion à cette banque.',
      next: 'Il continue avec cette connexion.',
    },
    timeOut: {
      now: 'La banque prend plus de temps que d’habitude.',
      next: 'Laissez le widget ouvert, ou fermez-le et vérifiez plus tard.',
    },
  },
  preparingStep: {
    now: 'Le widget de ce client est demandé à MX.',
    next: 'Le widget s’ouvre ici, prêt pour le client.',
  },
  readingStep: {
    now: 'MX lit les comptes.',
    next: 'En général moins de 20 secondes.',
  },
  atBankStep: {
    now: 'Le client se connecte sur la page de la banque.',
    next: 'Il revient au widget après y avoir donné son accord.',
  },
  refusedStep: {
    now: 'La banque a refusé la connexion.',
    next: 'Le client peut réessayer dans le widget.',
  },
  lockedStep: {
    now: 'La banque a verrouillé l’accès.',
    next: 'Fermez le widget. Quand le client l’aura fait déverrouiller, rouvrez-le de là.',
  },
  openStep: {
    now: 'Le client utilise le widget.',
    next: 'Les numéros apparaîtront ici une fois la banque connectée.',
  },
  checkingSteps: {
    ending: {
      now: 'Le résultat est demandé à MX.',
      next: 'Vous verrez les numéros, ou ce qui les empêche d’arriver.',
    },
    standing: {
      now: 'L’état de la connexion est demandé à MX.',
      next: 'Vous verrez les numéros, ou ce qui les empêche d’arriver.',
    },
    deposits: {
      now: 'L’état des dépôts d’essai est demandé à MX.',
      next: 'Vous verrez les numéros, ou à qui d’agir.',
    },
    again: {
      now: 'MX interroge de nouveau la banque, sans le client.',
      next: 'Vous verrez ce que la banque répond. Le client n’est requis que si elle pose une question.',
    },
  },
  actions: {
    close_widget: 'Fermer le widget',
    check_again: 'Vérifier de nouveau',
    reopen: 'Rouvrir le widget',
    enter_amounts: 'Entrer les montants',
    reload_widget: 'Recharger le widget',
    start_over: 'Recommencer',
    finish: 'Terminer',
  },
  startOver: {
    title: 'Recommencer avec une nouvelle session ?',
    body: 'Ce résultat quitte la mémoire, et un widget s’ouvre pour le même client. Enregistrez d’abord un rapport s’il vous en faut un.',
    cancel: 'Garder le résultat',
  },
  leave: 'Quitter la session',
  actionHints: {
    close_widget: 'Retirer le widget et demander à MX où en était le client',
    check_again: 'Demander de nouveau l’état à MX. Rien n’est perdu.',
    reopen: 'Rouvrir le widget dans cette session, sur sa connexion s’il y en a une',
    enter_amounts: 'Ouvrir le widget sur les dépôts d’essai',
    reload_widget: 'Demander un nouveau widget à MX',
    start_over: 'Une nouvelle session pour le même client. Celle-ci reste dans l’historique.',
    finish: 'Revenir. La session reste dans l’historique, sans ses numéros.',
  },
};
