import type { Words } from '../en';
import { number } from '../region';
import { plural } from './plural';

export const aggregation: Words['aggregation'] = {
  tabs: { accounts: 'Comptes', transactions: 'Opérations', summary: 'Sommaire' },
  tabList: 'Ce qui a été recueilli',
  unknownAmount: 'Sans montant',

  groups: {
    cash: 'Comptes chèques et argent comptant',
    savings: 'Épargne',
    cards: 'Cartes de crédit',
    loans: 'Prêts et hypothèques',
    investments: 'Placements',
    property: 'Propriétés',
    insurance: 'Assurances',
    other: 'Autres',
  },
  owed: 'dû',
  total: 'Total',
  totalOwed: 'Total dû',
  noBalance: 'Sans solde',
  available: (amount) => `${amount} disponibles`,
  availableCredit: (amount) => `reste ${amount} à dépenser`,

  gather: {
    title: 'Tenir à jour',
    refresh: 'Actualiser',
    refreshLead: 'MX relit les comptes et les opérations à la banque, une fois en trois heures.',
    refreshAt: (at) => `MX peut relire cette banque dès ${at}.`,
    refreshing: 'MX relit la banque…',
    refreshed: (at) => `Actualisé ${at}.`,
    nothingNew: 'MX n’a pas redemandé à la banque : il l’avait fait il y a peu.',
    history: 'Obtenir 24 mois',
    historyLead:
      'Un historique plus long, là où la banque l’offre. Les trois heures ne comptent pas pour lui.',
    gettingHistory: 'MX lit un historique plus long à la banque…',
    gotHistory: (at) => `Historique plus long lu ${at}.`,
  },

  states: {
    waiting: 'MX lit encore les opérations à la banque. Elles apparaissent ici d’elles-mêmes.',
    reading: (read, expected) =>
      expected === null
        ? 'Lecture des opérations…'
        : `Lecture des opérations : ${number(read)} sur ${number(expected)}`,
    dropped:
      'Les opérations ont quitté la mémoire pendant que l’application était verrouillée. Elles sont relues.',
    failed: 'Relire',
    none: 'Aucune opération',
    noneNext: 'La banque n’en a montré aucune à MX pour ces comptes.',
    noneSuch: 'Aucune opération ne correspond',
    clear: 'Effacer les filtres',
    cut: (count) => `MX en a davantage : les ${number(count)} plus récentes sont ici.`,
  },

  table: {
    label: 'Opérations',
    count: (count) => plural(count, 'opération', 'opérations'),
    found: (found, all) => `${number(found)} sur ${plural(all, 'opération', 'opérations')}`,
    columns: {
      date: 'Date',
      description: 'Description',
      category: 'Catégorie',
      account: 'Compte',
      amount: 'Montant',
    },
    pending: 'En attente',
    noDate: 'Sans date',
    noCategory: 'Sans catégorie',
  },

  filters: {
    search: 'Chercher des opérations',
    searchHint: 'Description, catégorie ou montant',
    account: 'Compte',
    allAccounts: 'Tous les comptes',
    direction: 'Entrées ou sorties',
    directions: { all: 'Entrées et sorties', in: 'Entrées', out: 'Sorties' },
    status: 'État',
    statuses: { all: 'Inscrites et en attente', posted: 'Inscrites', pending: 'En attente' },
    from: 'Du',
    until: 'Au',
    day: 'AAAA-MM-JJ',
  },

  export: {
    label: 'Exporter les opérations affichées',
    face: 'Exporter',
    formats: { csv: 'CSV, pour un tableur', json: 'JSON' },
    saved: (count, path) =>
      `${plural(count, 'opération enregistrée', 'opérations enregistrées')} dans ${path}`,
  },

  summary: {
    currency: 'Devise',
    noCurrency: 'Sans devise',
    moneyIn: 'Entrées',
    moneyOut: 'Sorties',
    categories: 'Sorties par catégorie',
    other: 'Sans catégorie',
    noSpending: 'Aucune sortie d’argent.',
    overTime: { day: 'Jour par jour', week: 'Semaine par semaine', month: 'Mois par mois' },
    period: { day: 'Jour', week: 'Semaine du', month: 'Mois' },
    asTable: 'Afficher en tableau',
    noChart: 'Le graphique ne peut pas être dessiné ici. Ses chiffres sont dans le tableau.',
    chart: (title) => `Graphique : ${title}. Les mêmes chiffres sont dans le tableau ci-dessous.`,
    of: (count, transfers) =>
      `Sur ${plural(count, 'opération', 'opérations')} de la liste` +
      (transfers > 0 ? ` · sans ${plural(transfers, 'transfert', 'transferts')}` : ''),
    loading: 'Addition…',
  },
};
