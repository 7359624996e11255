import type { Words } from '../en';
import { plural } from './plural';

export const settings: Words['settings'] = {
  lock: 'Verrouiller l’application',
  title: 'Paramètres',
  saved: 'Enregistré',

  appearance: {
    title: 'Apparence',
    theme: 'Thème',
    highContrast: 'Contraste élevé',
    highContrastHint:
      'Un texte plus marqué et des bords nets, en clair comme en sombre. Si le système le demande, l’application l’a de toute façon.',
    zoom: 'Taille',
    percent: (percent) => `${percent} %`,
    zoomHint: (larger, smaller, asDesigned) =>
      `${larger} et ${smaller} la changent partout ; ${asDesigned} revient à 100 %.`,
    language: 'Langue',
    languageHint:
      'Le widget de MX l’utilise aussi, dans les sessions ouvertes à partir de maintenant. Les rapports, les exportations et le journal d’audit sont écrits en anglais.',
    system: (language) => `Système (${language})`,
    languages: { en: 'English', es: 'Español', fr: 'Français' },
  },

  connections: {
    title: 'Connexions',
    none: 'Aucune connexion n’est enregistrée. Les clés que vous enregistrez dans le trousseau en vous connectant apparaissent ici.',
    add: 'Ajouter une connexion…',
    addHint: 'Se déconnecte du MX utilisé et ouvre la page de connexion.',
    inUse: 'Utilisée',
    atStart: 'Utilisée au démarrage',
    clientId: (hint) => `Client ID se terminant par ${hint}`,
    more: (name) => `Autres actions pour ${name}`,
    use: 'Se connecter',
    useNamed: (name) => `Se connecter à ${name}`,
    connecting: 'Connexion…',
    test: 'Tester',
    testNamed: (name) => `Tester ${name}`,
    testing: 'Consultation de MX…',
    ok: (ms) => `MX accepte les clés · ${ms} ms`,
    rename: 'Renommer…',
    replace: 'Remplacer les clés…',
    startWith: 'Utiliser à chaque démarrage',
    startWithLast: 'Démarrer avec la dernière utilisée',
    delete: 'Supprimer…',
    renameTitle: 'Renommer la connexion',
    name: 'Nom',
    nameHint: 'Laissez vide pour utiliser celui de l’environnement.',
    save: 'Enregistrer',
    cancel: 'Annuler',
    deleteTitle: 'Supprimer cette connexion ?',
    deleteBody: (name, host) =>
      `Les clés de ${name} (${host}) sont supprimées du trousseau. Rien ne change chez MX.`,
    deleteConfirm: 'Supprimer',
  },

  replaceKeys: {
    title: 'Remplacer les clés',
    body: 'MX vérifie d’abord la nouvelle clé. D’ici là, l’ancienne est conservée. Les sessions ouvertes continuent avec l’ancienne clé : laissez-la valide chez MX jusqu’à ce qu’elles se terminent.',
    clientId: 'Nouveau Client ID',
    clientIdHint: (hint) => `Laissez vide pour conserver celui qui se termine par ${hint}.`,
    apiKey: 'Nouvelle clé API',
    showKey: 'Afficher la clé API',
    run: 'Tester et remplacer',
    busy: 'Consultation de MX…',
    done: 'La nouvelle clé est utilisée.',
  },

  preferences: {
    title: 'Sécurité et confidentialité',
    revealReason: 'Demander une raison avant d’afficher ou de copier un numéro',
    revealReasonHint: 'La raison est consignée dans le journal d’audit.',
    autoLock: 'Verrouiller l’application en cas d’inactivité',
    autoLockHint:
      'Masque l’écran, sans être un mot de passe : les numéros sont effacés de la mémoire, les sessions ouvertes continuent. Ctrl+L verrouille immédiatement.',
    never: 'Jamais',
    after: (minutes) => `Après ${plural(minutes, 'minute', 'minutes')}`,
    retention: 'Conserver les sessions passées',
    retentionHint: 'Les plus anciennes sont supprimées de cet ordinateur. MX conserve les siennes.',
    forever: 'Jusqu’à leur suppression',
    days: (days) =>
      days % 365 === 0
        ? `Pendant ${plural(days / 365, 'an', 'ans')}`
        : `Pendant ${plural(days, 'jour', 'jours')}`,
    shorter: {
      title: 'Supprimer les sessions plus anciennes ?',
      body: (days) =>
        `Les sessions passées de plus de ${plural(days, 'jour', 'jours')} sont supprimées de cet ordinateur, maintenant et à l’avenir. Cette action est irréversible.`,
      confirm: 'Supprimer les plus anciennes',
      cancel: 'Annuler',
    },
    company: 'Nom de l’entreprise',
    companyHint: 'Affiché dans la fenêtre du client et sur les rapports.',
    notifications: 'Me prévenir quand une session se termine pendant que je travaille ailleurs',
    notificationsHint:
      'Par les notifications du système. Elles ne mentionnent ni client, ni banque, ni numéro.',
    tray: 'Rester dans la zone de notification quand la fenêtre est fermée',
    trayHint: 'Les sessions continuent. Le menu de l’icône ramène la fenêtre, et quitte.',
    trayMissing:
      'Ce bureau n’a pas de zone de notification en ce moment. Fermer la fenêtre quitte l’application, comme d’habitude.',
    byOrganisation: 'Défini par votre organisation',
    on: 'Oui',
    off: 'Non',
    none: 'Aucun',
  },

  policy: {
    title: 'Politique de l’organisation',
    none: 'Votre organisation n’a rien défini sur cet ordinateur. Vous décidez de tout.',
    lead: 'Définie par la personne responsable de cet ordinateur. Elle ne peut pas être modifiée ici.',
    items: {
      environments: 'Environnements',
      reveal_reason: 'Raison avant d’afficher un numéro',
      export: 'Rapports et exportations',
      link_hand_over: 'Transmission par lien',
      auto_lock_minutes: 'Verrouillage automatique',
      retention_days: 'Sessions passées',
      company_name: 'Nom de l’entreprise',
      tray: 'Présence dans la zone de notification',
    },
    noEnvironment: 'Aucun n’est permis',
    environments: (names) => names.join(', '),
    required: 'Obligatoire',
    notRequired: 'Non obligatoire',
    exports: {
      full: 'Permis, avec numéros complets au choix',
      masked: 'Permis, avec numéros masqués seulement',
      none: 'Non permis',
    },
    allowed: 'Permise',
    notAllowed: 'Non permise',
    notHere: (name) => `Votre organisation ne permet pas ${name} ici.`,
  },

  diagnostics: {
    title: 'Diagnostic',
    lead: 'Examine cet ordinateur, le réseau et MX, sans rien modifier. Le trousseau peut demander son mot de passe.',
    run: 'Lancer les vérifications',
    again: 'Relancer',
    running: 'Examen…',
    copy: 'Copier pour le soutien',
    copying: 'Examen et copie…',
    copied:
      'Copié, en anglais. Le texte ne contient ni clés ni clients et, des adresses, seulement les noms d’hôte.',
    logs: 'Afficher les journaux',
    openingLogs: 'Ouverture du dossier…',
    outcomes: {
      good: 'Correct',
      attention: 'À vérifier',
      bad: 'Ne fonctionne pas',
      skipped: 'Non examiné',
    },
    summary: (bad, attention) =>
      bad === 0 && attention === 0
        ? 'Tout ce qui a été examiné fonctionne.'
        : [
            bad > 0
              ? plural(bad, 'élément ne fonctionne pas', 'éléments ne fonctionnent pas')
              : null,
            attention > 0 ? plural(attention, 'élément à vérifier', 'éléments à vérifier') : null,
          ]
            .filter((part) => part !== null)
            .join(', ')
            .concat('.'),
  },

  about: {
    title: 'À propos',
    version: (version) => `Connect Desk ${version}`,
    body: 'Vérifiez le compte bancaire d’un client avec MX Connect. Sous licence MIT ou Apache 2.0.',
    docs: 'Documentation de MX',
    newer: (version) => `La version ${version} est prête à être installée.`,
    install: 'Installer et redémarrer',
    installing: 'Installation…',
  },
};
