import type { Words } from '../en';
import { plural } from './plural';

export const customers: Words['customers'] = {
  title: 'Clients',
  search: 'Rechercher un client',
  searchHint: 'L’identifiant, le courriel ou le guid MX complet',
  filter: 'Afficher',
  filters: { all: 'Tous', enabled: 'Actifs', disabled: 'Désactivés' },
  list: 'Clients',
  count: (total) => plural(total, 'client', 'clients'),
  loading: 'Consultation de MX…',
  loadingRow: 'Chargement…',
  retry: 'Réessayer',
  create: 'Nouveau client',
  createThis: (id) => `Créer ${id}`,
  columns: { id: 'Identifiant du client', email: 'Courriel', state: 'État' },
  noId: 'Sans identifiant interne',
  disabled: 'Désactivé',
  empty: {
    none: 'MX n’a pas encore de clients',
    noneNext:
      'Créez-en un ici, ou commencez une vérification : le client est créé automatiquement.',
    noneSuch: 'Aucun client ne correspond',
    wholeId: (text) =>
      `MX ne trouve que des identifiants complets, jamais des parties. Aucun client n’a exactement l’identifiant « ${text} ».`,
    wholeEmail: (text) =>
      `MX ne trouve que des adresses complètes, jamais des parties. Aucun client n’a exactement le courriel « ${text} ».`,
    noneDisabled: 'Aucun client n’est désactivé.',
    noneEnabled: 'Tous les clients sont désactivés.',
    clear: 'Afficher tous les clients',
  },

  page: {
    back: 'Tous les clients',
    loading: 'Consultation de MX au sujet de ce client…',
    verify: 'Vérifier un compte',
    verifying: 'Ouverture…',
    edit: 'Modifier…',
    disable: 'Désactiver',
    enable: 'Activer',
    delete: 'Supprimer…',
    guid: 'Guid MX',
    copyGuid: 'Copier le guid MX',
    copied: 'Guid MX copié.',
    email: 'Courriel',
    metadata: 'Métadonnées',
    disabledMeans:
      'Ce client est désactivé. MX ne commence aucune vérification pour lui et ne met rien à jour.',
    noIdMeans: 'Attribuez au client un identifiant de vos systèmes avant de vérifier un compte.',
    wasDisabled: (name) => `${name} est désactivé.`,
    wasEnabled: (name) => `${name} est actif.`,
    openSession: 'Une session avec ce client est ouverte.',
    showSession: 'L’afficher',
    refresh: 'Consulter MX de nouveau',
  },

  members: {
    title: 'Connexions',
    none: 'Aucune connexion pour l’instant',
    noneNext: 'Vérifiez un compte : le client choisit sa banque et s’y connecte.',
    unread: 'Impossible de lire les connexions',
    wayMeans: {
      verify_again:
        'La suite : vérifier de nouveau. Le client n’est nécessaire que si la banque pose une question.',
      repair: 'La suite : ouvrir le widget avec le client sur cette connexion.',
      follow: 'La suite : attendre. Le traitement est en cours chez MX.',
      connect_anew: 'La suite : recréer la connexion. Celle-ci ne peut pas être réparée.',
    },
    atBankFirst:
      'La suite : le client agit auprès de la banque. Ouvrez ensuite le widget sur cette connexion.',
    updated: (when) => `Mise à jour le ${when}`,
    neverUpdated: 'Jamais mise à jour',
    accounts: (bank) => `Comptes chez ${bank}`,
    noAccounts: 'MX n’a aucun compte pour cette connexion.',
    unreadAccounts: 'Impossible de lire les comptes.',
    noBalance: 'Solde inconnu',
    delete: 'Supprimer la connexion…',
    deleteNamed: (bank) => `Supprimer la connexion… ${bank}`,
    deleted: (bank) => `La connexion à ${bank} est supprimée chez MX.`,
    confirm: {
      title: (bank) => `Supprimer la connexion à ${bank} ?`,
      body: (accounts) =>
        `MX la supprime définitivement, avec ${
          accounts === null ? 'ses comptes' : plural(accounts, 'compte', 'comptes')
        } et toutes les opérations. Pour la rétablir, le client devra se reconnecter à sa banque. Les sessions passées restent dans l’historique de ce poste.`,
      confirm: 'Supprimer la connexion',
      cancel: 'La conserver',
      busy: 'Suppression…',
    },
  },

  sessions: {
    title: 'Sessions passées',
    none: 'Aucune session avec ce client sur cet ordinateur.',
    unfinished: 'Non terminée',
  },

  form: {
    createTitle: 'Nouveau client',
    editTitle: (name) => `Modifier ${name}`,
    id: 'Identifiant du client',
    idHint: 'Celui de vos systèmes. Lettres, chiffres, - et _ seulement.',
    email: 'Courriel',
    emailHint: 'Facultatif',
    metadata: 'Métadonnées',
    metadataHint:
      'Facultatif. MX les conserve avec le client. N’y inscrivez jamais de données secrètes.',
    create: 'Créer le client',
    creating: 'Création…',
    save: 'Enregistrer',
    saving: 'Enregistrement…',
    cancel: 'Annuler',
    created: (name) => `${name} est créé chez MX.`,
    saved: (name) => `${name} est enregistré chez MX.`,
  },

  deletion: {
    title: (name) => `Supprimer ${name} ?`,
    lead: 'MX supprime définitivement :',
    customer: 'le client, avec son courriel et ses métadonnées',
    members: (count) => plural(count, 'connexion', 'connexions'),
    membersUnknown: 'toutes les connexions (impossible de les lire)',
    accounts: (count) => `${plural(count, 'compte', 'comptes')} avec numéros`,
    someUnread: 'les comptes de connexions qui n’ont pas pu être lues',
    transactions: 'toutes les opérations de ces comptes',
    stays: 'Les sessions passées restent dans l’historique de ce poste.',
    type: (name) => `Entrez ${name} pour confirmer`,
    confirm: 'Supprimer le client',
    deleting: 'Suppression…',
    cancel: 'Conserver le client',
    deleted: (name) => `${name} est supprimé chez MX.`,
  },
};
