import type { Words } from '../en';

export const handover: Words['handover'] = {
  menu: 'Transmettre',
  menuLabel: (now) => `${now}. Transmettre le widget autrement`,
  ways: {
    here: 'Reprendre le widget ici',
    window: 'Ouvrir la fenêtre du client',
    link: 'Envoyer un lien',
  },
  wayMeaning: {
    here: 'Dans cette fenêtre',
    window: 'Pour un écran tourné vers le client',
    link: 'Pour l’appareil du client',
  },
  display: 'Écran pour le client',
  onDisplay: (name) => `Fenêtre du client sur ${name}`,
  displaySize: (width, height) => `${width} × ${height}`,
  thisDisplay: 'L’écran où vous travaillez',

  link: {
    title: 'Demandez au client d’ouvrir ce lien',
    preparing: 'Création du lien…',
    code: 'Code QR du lien',
    scan: 'Le client numérise le code avec son téléphone, ou vous lui envoyez le lien.',
    scanSimulated:
      'Le MX simulé n’est que sur cet ordinateur : ouvrez le lien dans un navigateur d’ici.',
    copy: 'Copier le lien',
    copied: 'Lien copié. Il sera effacé du presse-papiers après 45 secondes.',
    renew: 'Nouveau lien',
    renewHint: 'Crée un autre lien. Une personne qui a ouvert l’ancien peut encore terminer.',
    left: (minutes, clock) => `Peut être ouvert pendant ${minutes < 1 ? clock : `${minutes} min`}`,
    once: 'Il ne s’ouvre qu’une fois.',
    expired: 'Le lien a expiré',
    expiredBody: 'Créez-en un nouveau. Si le client a ouvert l’ancien, il peut encore terminer.',
    gone: 'Le client a le lien',
    goneBody:
      'Il a été créé avant le redémarrage de l’application et ne peut plus être affiché. Créez-en un nouveau si le client en a besoin.',
    waiting: 'En attente du client…',
    seen: (bank) => `Le client est en train de connecter ${bank}.`,
    next: 'Le résultat apparaîtra ici automatiquement.',
    until: (time) =>
      `MX est consulté jusqu’à ${time}, plus longtemps que le lien ne peut être ouvert : il peut encore servir un moment ensuite.`,
    close: 'Cesser d’attendre',
    closeHint:
      'Demander à MX où en est le client, et ne plus attendre. Le lien fonctionne jusqu’à son expiration.',
  },

  window: {
    title: 'Le client a le widget',
    preparing: 'Ouverture de la fenêtre du client…',
    lead: 'Il est dans une autre fenêtre, qui se fermera automatiquement une fois la banque connectée.',
    leadOfDeposits:
      'Il est dans une autre fenêtre, qui se fermera automatiquement quand le client aura terminé.',
    back: 'Reprendre le widget ici',
    backHint: 'La fenêtre se ferme et un nouveau widget s’ouvre ici',
    show: 'Afficher la fenêtre',
    showHint: 'La mettre devant les autres fenêtres',
    close: 'Fermer la fenêtre',
    closeHint: 'Fermer la fenêtre et demander à MX où en était le client',
    steps: {
      label: 'Où en est le client',
      choose: 'Choisit une banque',
      signIn: 'Se connecte',
      connect: 'MX se connecte',
      connected: 'Connecté',
      account: 'Entre son compte',
      asked: 'Les dépôts sont demandés',
      amounts: 'Entre les montants',
      verified: 'Vérifié',
      done: 'fait',
      now: 'en cours',
    },
  },

  linkStep: {
    now: 'Le lien est à ouvrir par le client.',
    next: 'Vous le verrez ici dès que MX enregistrera une connexion.',
  },
};
