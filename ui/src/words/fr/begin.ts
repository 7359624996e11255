import type { Words } from '../en';

export const begin: Words['begin'] = {
  handOver: 'Où le client se connecte',
  handOvers: { here: 'Ici', window: 'Fenêtre', link: 'Lien' },
  handOverMeaning: {
    here: 'Cette fenêtre',
    window: 'Un second écran',
    link: 'Son propre appareil',
  },
  setByOrganisation: 'Non : fixé par votre organisation',
  ways: {
    verify_again: 'Vérifier de nouveau',
    repair: 'Réparer',
    follow: 'Suivre',
    connect_anew: 'Connecter à neuf',
  },
  waysNamed: {
    verify_again: (bank) => `Vérifier de nouveau avec ${bank}`,
    repair: (bank) => `Réparer la connexion à ${bank}`,
    follow: (bank) => `Suivre la connexion à ${bank}`,
    connect_anew: (bank) => `Connecter à neuf à ${bank}`,
  },
  again: 'Relire',
  againNamed: (bank) => `Relire chez ${bank}`,
  wayMeaning: {
    verify_again: 'Le client n’est nécessaire que si la banque pose une question.',
    repair: null,
    follow: null,
    connect_anew: 'Elle ne peut pas être réparée. Une nouvelle connexion la remplace.',
  },
  more: 'Nom du titulaire, courriel et métadonnées',
  ownerName: 'Nom à comparer avec le titulaire du compte',
  ownerNameHint: 'Oublié quand vous quittez la session.',
};
