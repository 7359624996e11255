import type { Words } from '../en';
import { number } from '../region';
import { plural } from './plural';

export const aggregation: Words['aggregation'] = {
  tabs: { accounts: 'Comptes', transactions: 'Opérations', summary: 'Résumé' },
  kept: '« Terminer » revient en arrière, « Recommencer » ouvre un nouveau widget pour ce client. Dans les deux cas, les comptes et les transactions quittent la mémoire : exportez d’abord les transactions s’il vous les faut.',
  tabList: 'Données recueillies',
  unknownAmount: 'Montant inconnu',

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
  noBalance: 'Solde inconnu',
  available: (amount) => `Disponible : ${amount}`,
  availableCredit: (amount) => `Crédit disponible : ${amount}`,

  gather: {
    title: 'Tenir à jour',
    refresh: 'Actualiser',
    refreshLead:
      'MX relit les comptes et les opérations à la banque, au plus une fois toutes les trois heures.',
    refreshAt: (at) => `MX pourra relire les données de cette banque à partir du ${at}.`,
    refreshing: 'MX relit les données à la banque…',
    refreshed: (at) => `Actualisé le ${at}.`,
    nothingNew: 'MX n’a pas consulté la banque de nouveau : il l’avait fait peu avant.',
    history: 'Étendre à 24 mois',
    historyLead:
      'Un historique plus long, si la banque l’offre. Le délai de trois heures ne s’y applique pas.',
    gettingHistory: 'MX lit un historique plus long à la banque…',
    gotHistory: (at) => `Historique plus long lu le ${at}.`,
  },

  states: {
    waiting: 'MX lit encore les opérations à la banque. Elles apparaîtront ici automatiquement.',
    reading: (read, expected) =>
      expected === null
        ? 'Lecture des opérations…'
        : `Lecture des opérations : ${number(read)} sur ${number(expected)}`,
    dropped:
      'Les opérations ont été effacées de la mémoire pendant que l’application était verrouillée. Elles sont en cours de relecture.',
    failed: 'Relire',
    none: 'Aucune opération',
    noneNext: 'La banque n’en a fourni aucune à MX pour ces comptes.',
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
    search: 'Rechercher des opérations',
    searchHint: 'Description, catégorie ou montant',
    account: 'Compte',
    allAccounts: 'Tous les comptes',
    direction: 'Entrées ou sorties',
    directions: { all: 'Entrées et sorties', in: 'Entrées', out: 'Sorties' },
    status: 'État',
    statuses: { all: 'Tous les états', posted: 'Portées au compte', pending: 'En attente' },
    from: 'Du',
    until: 'Au',
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
    categories: 'Sorties par groupe de catégories',
    other: 'Sans catégorie',
    noSpending: 'Aucune sortie d’argent.',
    overTime: { day: 'Jour par jour', week: 'Semaine par semaine', month: 'Mois par mois' },
    period: { day: 'Jour', week: 'Semaine du', month: 'Mois' },
    asTable: 'Afficher en tableau',
    noChart: 'Le graphique ne peut pas s’afficher ici. Ses chiffres sont dans le tableau.',
    chart: (title) => `Graphique : ${title}. Les mêmes chiffres sont dans le tableau ci-dessous.`,
    of: (count, transfers) =>
      `Sur ${plural(count, 'opération', 'opérations')} de la liste` +
      (transfers > 0 ? ` · sans compter ${plural(transfers, 'virement', 'virements')}` : ''),
    filtered: '· Seulement celles que les filtres des transactions laissent passer.',
    loading: 'Calcul en cours…',
  },
};
