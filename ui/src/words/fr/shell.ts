import type { Words } from '../en';

export const shell: Words['shell'] = {
  navigation: 'Lieux et sessions ouvertes',
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
  connect: 'Connecter',
  sessions: 'Sessions ouvertes',
  attention: 'À surveiller',
  attentionTo: (customer, state) => `${customer} : ${state}.`,
  phases: {
    preparing: 'En préparation',
    checking: 'Vérification auprès de MX',
    done: 'Vérifié',
  },
  open: {
    here: 'Le client y travaille',
    window: 'Dans la fenêtre du client',
    link: 'Le client a le lien',
  },
  connected: 'Connecté',
  amountsWanted: 'Montants attendus',
  endings: {
    verified: 'Vérifié',
    nothing_connected: 'Aucune banque connectée',
    no_eligible_accounts: 'Aucun compte ne convient',
    still_working: 'MX travaille encore',
    waiting: 'Quelqu’un doit agir',
    awaiting_deposits: 'En attente de dépôts',
    deposits_failed: 'Dépôts d’essai échoués',
    removed: 'Retiré chez MX',
    failed: 'Arrêté',
  },
  lock: {
    title: 'Connect Desk est verrouillé',
    body: 'Les sessions ouvertes continuent. Les numéros de compte ne sont plus en mémoire; ils sont relus quand vous déverrouillez.',
    unlock: 'Déverrouiller',
    unlocking: 'Déverrouillage…',
  },
  empty: {
    history: 'Toutes les vérifications faites à ce poste.',
    settings: 'Connexions, politique et cet ordinateur.',
  },
};
