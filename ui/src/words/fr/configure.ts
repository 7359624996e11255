import type { Words } from '../en';
import { number } from '../region';
import { plural } from './plural';

export const configure: Words['configure'] = {
  title: 'Configurer Connect',
  lead: 'Réglez les options de la requête d’URL du widget et voyez ce qui est envoyé.',

  groups: {
    purpose: 'Objectif',
    opening: 'Où il s’ouvre',
    look: 'Aspect et langue',
    oauth: 'Page de la banque (OAuth)',
    messages: 'Messages à l’application',
    other_widgets: 'Autres widgets',
  },

  meaning: {
    widget_type: 'Le widget de MX à ouvrir.',
    mode: 'À quoi sert Connect : numéros, ou comptes et opérations.',
    data_request: 'Données à lire. En v20250224, les produits décident, quel que soit le mode.',
    include_transactions: 'Lire les opérations dans la tâche du widget, pas dans les suivantes.',
    include_identity: 'Demander à qui appartiennent les comptes, dans une tâche après la première.',
    use_cases:
      'À quoi servent les nouveaux membres. Obligatoire si votre entreprise en a convenu avec MX.',
    disable_background_agg: 'Exclure les nouveaux membres de la mise à jour quotidienne de MX.',
    current_institution_code: 'Ouvrir sur la connexion à cette institution, par son code.',
    current_institution_guid: 'Ouvrir sur la connexion à cette institution, par son guid.',
    current_member_guid:
      'Ouvrir sur cette connexion, pour la réparer. A priorité sur une institution.',
    update_credentials:
      'Demander de nouveau les identifiants de connexion, même si la connexion est bonne.',
    current_microdeposit_guid: 'Continuer avec ce microdépôt.',
    disable_institution_search: 'Sans recherche : le client reste là où le widget s’ouvre.',
    iso_country_code: 'N’offrir que les institutions de ces pays.',
    color_scheme: 'Afficher le widget en clair, en sombre ou selon le navigateur.',
    style: 'Nom d’une police Google pour le widget.',
    oauth_referral_source:
      'Où se termine la connexion à la banque : de retour dans l’application, ou dans le navigateur.',
    ui_message_webview_url_scheme:
      'Schéma d’URL pour le retour et pour les messages dans une vue Web.',
    client_redirect_url: 'Adresse où se termine plutôt la connexion à la banque.',
    enable_app2app: 'Laisser l’application de la banque prendre le relais. Chase seulement.',
    ui_message_version: 'Version des messages que le widget publie.',
    is_mobile_webview: 'Envoyer les messages comme des navigations au lieu de les publier.',
    locale: 'Langue d’un widget autre que Connect.',
    deep_link_params: 'Intégration à ouvrir immédiatement : direct-deposit.',
    insight_guid: 'Insight à afficher en premier, dans le widget Pulse.',
    microwidget_instance_id: 'Distingue les instances d’un microwidget.',
    connections_use_case_filter: 'N’afficher que les connexions des cas d’utilisation ci-dessus.',
  },

  inner: { data_request: 'products', style: 'font_name', deep_link_params: 'launch_integration' },

  notSet: 'Non défini',
  yes: 'true',
  no: 'false',
  byDefault: (value) => `Non défini : MX utilise ${value}.`,
  onlyIn: (generation) => `${generation} seulement`,
  clear: 'Effacer',
  setByDesk: (value) => `Défini par Connect Desk : ${value}.`,
  leftOutByDesk: 'Omis par Connect Desk.',
  yourValue: 'Votre valeur s’applique dans une autre application.',
  set: (count) => plural(count, 'définie', 'définies'),

  language: {
    label: 'Langue',
    name: 'Accept-Language',
    meaning: 'La langue de Connect. Envoyée en en-tête, pas dans le corps.',
    asTheApp: (language) => `Non défini : Connect Desk envoie ${language}, sa propre langue.`,
    languages: { en: 'anglais', es: 'espagnol', 'fr-CA': 'français (Canada)' },
  },

  institution: {
    choose: 'Choisir…',
    chooseFor: (name) => `Choisir une institution pour ${name}`,
    title: 'Choisissez une institution',
    search: 'Nom de l’institution',
    looking: 'Consultation de MX…',
    none: 'MX n’a aucune institution avec ce texte dans son nom.',
    count: (shown, total) =>
      shown < total
        ? `${number(shown)} sur ${plural(total, 'institution', 'institutions')}`
        : plural(total, 'institution', 'institutions'),
    more: 'Afficher plus',
    again: 'Réessayer',
    oauth: 'Page de la banque (OAuth)',
    noNumbers: 'Sans numéros de compte',
    offline:
      'Connectez-vous à MX pour chercher ses institutions. Vous pouvez aussi entrer le code.',
    cancel: 'Annuler',
  },
  member: {
    choose: 'Choisir…',
    chooseFor: 'Choisir une connexion',
    title: 'Choisissez une connexion',
    customer: 'Identifiant du client',
    look: 'Afficher les connexions',
    looking: 'Consultation de MX…',
    unknown: 'MX ne connaît pas ce client.',
    none: 'Ce client n’a aucune connexion.',
    offline: 'Connectez-vous à MX pour chercher des connexions. Vous pouvez aussi entrer le guid.',
    cancel: 'Annuler',
  },

  generation: {
    legend: 'Génération de l’API',
    hint: 'L’adresse du widget est demandée dans cette génération. Tout le reste est demandé à MX en v20250224.',
  },
  target: {
    label: 'Requête pour',
    targets: {
      here: 'Cette fenêtre',
      window: 'La fenêtre du client',
      link: 'Un lien',
      other_app: 'Une autre application',
    },
  },
  output: {
    label: 'La requête',
    forms: { json: 'JSON', curl: 'curl', rust: 'Rust' },
    copy: { json: 'Copier le JSON', curl: 'Copier la ligne curl', rust: 'Copier le Rust' },
    copied: {
      json: 'Le JSON est copié.',
      curl: 'La ligne curl est copiée.',
      rust: 'L’extrait Rust est copié.',
    },
    curlNote: 'Remplissez MX_USER_GUID, MX_CLIENT_ID et MX_API_KEY. Aucune clé n’est écrite ici.',
    rustNote: 'Pour le crate mx-platform.',
  },
  findings: {
    title: 'À savoir sur ces options',
    fine: 'Aucune contradiction.',
    weights: { contradiction: 'Contradiction', no_effect: 'Sans effet', advice: 'Conseil' },
    counts: {
      contradiction: (count) => plural(count, 'contradiction', 'contradictions'),
      no_effect: (count) => `${number(count)} sans effet`,
      advice: (count) => plural(count, 'conseil', 'conseils'),
    },
  },
  desk: 'Défini par Connect Desk',

  open: {
    title: 'Ouvrir avec ceci',
    customer: 'Identifiant du client',
    handOvers: {
      here: 'Il s’ouvre dans cette fenêtre.',
      window: 'Il s’ouvre dans la fenêtre du client.',
      link: 'Il est transmis par un lien.',
    },
    button: 'Ouvrir avec ceci',
    busy: 'Ouverture…',
    modes: {
      verification: 'Commence une vérification.',
      aggregation: 'Commence une agrégation.',
    },
    notConnected: 'Connectez-vous à MX pour ouvrir le widget.',
    onlyConnect: 'Connect Desk n’ouvre que le widget Connect.',
    linkForbidden: 'Votre organisation ne permet pas les liens.',
  },

  presets: {
    menu: 'Préréglages',
    none: 'Aucun préréglage pour l’instant.',
    load: (name) => `Charger ${name}`,
    loaded: (name) => `${name} est chargé.`,
    changed: 'modifié',
    save: 'Enregistrer comme préréglage…',
    update: (name) => `Enregistrer les modifications dans ${name}`,
    updated: (name) => `${name} est enregistré.`,
    rename: 'Renommer…',
    duplicate: 'Dupliquer',
    duplicated: 'Le préréglage est dupliqué.',
    delete: 'Supprimer…',
    deleted: (name) => `${name} est supprimé.`,
    exportOne: 'Exporter…',
    exportAll: 'Tout exporter…',
    exported: (count, path) =>
      `${plural(count, 'préréglage enregistré', 'préréglages enregistrés')} dans ${path}.`,
    import: 'Importer…',
    importTitle: 'Importer des préréglages',
    imported: (count) => `${plural(count, 'préréglage ajouté', 'préréglages ajoutés')}.`,
    refusedTitle: 'Tout n’a pas pu être utilisé',
    close: 'Fermer',
    name: 'Nom du préréglage',
    saveTitle: 'Enregistrer comme préréglage',
    renameTitle: 'Renommer le préréglage',
    confirm: 'Enregistrer',
    cancel: 'Annuler',
    deleteTitle: 'Supprimer ce préréglage ?',
    deleteBody: (name) => `${name} est supprimé de ce poste.`,
    deleteConfirm: 'Supprimer le préréglage',
    deleteCancel: 'Le conserver',
  },
  paste: {
    button: 'Coller du JSON…',
    title: 'Remplir le formulaire avec du JSON',
    body: 'Collez le corps d’une requête d’URL de widget, avec widget_url autour ou non. Il remplace ce qui est défini.',
    field: 'JSON',
    confirm: 'Remplir le formulaire',
    cancel: 'Annuler',
    filled: (count) => `${plural(count, 'option définie', 'options définies')}.`,
    refused: 'Non utilisé',
    done: 'Terminé',
  },
  reset: 'Recommencer',
};
