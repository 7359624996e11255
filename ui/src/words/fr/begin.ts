import type { Words } from '../en';

export const begin: Words['begin'] = {
  handOver: 'Où le client se connecte',
  handOvers: { here: 'Ici', window: 'Fenêtre', link: 'Lien' },
  handOverMeaning: {
    here: 'Cette fenêtre',
    window: 'Un deuxième écran',
    link: 'Son propre appareil',
  },
  setByOrganisation: 'Désactivé par votre organisation',
  ways: {
    verify_again: 'Vérifier de nouveau',
    repair: 'Réparer',
    follow: 'Suivre',
    connect_anew: 'Recréer la connexion',
  },
  waysNamed: {
    verify_again: (bank) => `Vérifier de nouveau avec ${bank}`,
    repair: (bank) => `Réparer la connexion à ${bank}`,
    follow: (bank) => `Suivre la connexion à ${bank}`,
    connect_anew: (bank) => `Recréer la connexion à ${bank}`,
  },
  again: 'Relire',
  againNamed: (bank) => `Relire les données de ${bank}`,
  wayMeaning: {
    verify_again: 'Le client n’est nécessaire que si la banque pose une question.',
    repair: 'Réparer ouvre le widget sur cette connexion.',
    follow: null,
    connect_anew: 'Elle ne peut pas être réparée. Une nouvelle connexion la remplace.',
  },
  more: 'Nom du titulaire, courriel et métadonnées',
  ownerName: 'Nom à comparer avec le titulaire du compte',
  ownerNameHint: 'Effacé quand vous quittez la session.',
};
