import type { Words } from '../en';

export const shell: Words['shell'] = {
  navigation: 'Sections et sessions ouvertes',
  places: {
    verify: 'Vérifier',
    customers: 'Clients',
    history: 'Historique',
    settings: 'Paramètres',
    configure: 'Configurer',
    inspect: 'Inspecter',
    present: 'Présenter',
  },
  tools: 'Outils',
  connect: 'Se connecter',
  sessions: 'Sessions ouvertes',
  attention: 'À surveiller',
  attentionTo: (customer, state) => `${customer} : ${state}.`,
  phases: {
    preparing: 'En préparation',
    checking: 'Consultation de MX',
    done: 'Vérifié',
  },
  open: {
    here: 'Widget ouvert ici',
    window: 'Dans la fenêtre du client',
    link: 'Par lien',
  },
  connected: 'Connecté',
  amountsWanted: 'Montants attendus',
  endings: {
    verified: 'Vérifié',
    nothing_connected: 'Aucune banque connectée',
    no_eligible_accounts: 'Aucun compte admissible',
    still_working: 'Traitement chez MX',
    waiting: 'Laissée en attente',
    awaiting_deposits: 'En attente des dépôts',
    deposits_failed: 'Échec des dépôts d’essai',
    removed: 'Supprimée chez MX',
    failed: 'Arrêté',
  },
  lock: {
    title: 'Connect Desk est verrouillé',
    body: 'Les sessions ouvertes continuent. Les numéros de compte ne sont plus en mémoire ; ils seront relus au déverrouillage.',
    cover:
      'Ceci masque l’écran ; ce n’est pas un mot de passe. Pour empêcher l’accès, verrouillez votre ordinateur.',
    unlock: 'Déverrouiller',
    unlocking: 'Déverrouillage…',
  },
  empty: {
    history: 'Toutes les vérifications faites à ce poste.',
    settings: 'Connexions, politique et cet ordinateur.',
  },
};
