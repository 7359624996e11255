import type { Words } from '../en';

export const handover: Words['handover'] = {
  menu: 'Remettre',
  menuLabel: (now) => `${now}. Remettre le widget autrement`,
  ways: {
    here: 'Le reprendre ici',
    window: 'Ouvrir la fenêtre du client',
    link: 'Envoyer un lien',
  },
  wayMeaning: {
    here: 'Dans cette fenêtre',
    window: 'Pour un écran tourné vers le client',
    link: 'Pour un appareil du client',
  },
  display: 'Écran pour le client',
  onDisplay: (name) => `Fenêtre du client sur ${name}`,
  displaySize: (width, height) => `${width} × ${height}`,
  thisDisplay: 'L’écran où vous travaillez',

  link: {
    title: 'Faites ouvrir ce lien au client',
    preparing: 'Création du lien…',
    code: 'Code QR du lien',
    scan: 'Le client le lit avec son téléphone, ou vous lui envoyez le lien.',
    copy: 'Copier le lien',
    copied: 'Lien copié. Il quitte le presse-papiers après 45 secondes.',
    renew: 'Nouveau lien',
    renewHint: 'Crée un autre lien. Qui a ouvert l’ancien peut encore terminer.',
    left: (minutes, clock) => `Peut être ouvert pendant ${minutes < 1 ? clock : `${minutes} min`}`,
    once: 'Une seule fois, par le client.',
    expired: 'Le lien a expiré',
    expiredBody: 'Créez-en un nouveau. Si le client a ouvert l’ancien, il peut encore terminer.',
    gone: 'Le client a le lien',
    goneBody:
      'Il a été créé avant le redémarrage de l’application et ne peut plus être affiché. Créez-en un nouveau si le client en a besoin.',
    waiting: 'En attente du client…',
    seen: (bank) => `Le client connecte ${bank}.`,
    next: 'MX est interrogé toutes les quelques secondes. Le résultat apparaît ici de lui-même.',
    until: (time) => `Cela continue jusqu’à ${time}.`,
    close: 'Cesser d’attendre',
    closeHint: 'Demander à MX où en est le client, et ne plus attendre',
  },

  window: {
    title: 'Le client a le widget',
    preparing: 'Ouverture de la fenêtre du client…',
    lead: 'Il est dans une fenêtre à part. Quand la banque est connectée, elle se ferme d’elle-même.',
    leadOfDeposits:
      'Il est dans une fenêtre à part. Quand le client a terminé, elle se ferme d’elle-même.',
    back: 'Le reprendre ici',
    backHint: 'La fenêtre se ferme et un nouveau widget s’ouvre ici',
    close: 'Fermer',
    closeHint: 'Fermer la fenêtre et demander à MX où il en est',
    steps: {
      label: 'Où en est le client',
      choose: 'Choisit une banque',
      signIn: 'Se connecte',
      connect: 'MX connecte',
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
    now: 'Le client a le lien.',
    next: 'Vous le saurez ici dès que MX connaît une connexion.',
  },
};
