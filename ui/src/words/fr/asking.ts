import type { Words } from '../en';

export const asking: Words['asking'] = {
  available: (amount) => `Disponible : ${amount}`,
  checkDigit: {
    fits: 'Le chiffre de contrôle est exact',
    wrong: 'Le chiffre de contrôle ne concorde pas : un chiffre est inexact',
  },
  token: 'Jeton',
  tokenMeaning: {
    us: 'La banque a donné un jeton à la place du numéro de compte. Il ne fonctionne qu’avec ce numéro d’acheminement, pour les virements ACH ; les chiffres affichés sont ceux du compte.',
    other:
      'La banque a donné un jeton à la place du numéro de compte. Il ne fonctionne qu’avec ces codes ; les chiffres affichés sont ceux du compte.',
  },
  tokenNumber: 'Jeton à la place du numéro',
  ownNumber: 'Numéro de compte (la banque a donné un jeton)',
  locked:
    'Les numéros ont été effacés de la mémoire pendant que l’application était verrouillée. Ils sont demandés de nouveau à MX.',

  balances: {
    title: 'Soldes',
    asRead: 'Selon la dernière lecture de MX',
    checked: (at) => `Vérifiés le ${at}`,
    left: (count) =>
      count > 1
        ? `il reste ${count} vérifications sur 5 pour ces deux heures`
        : `il reste ${count} vérification sur 5 pour ces deux heures`,
    again: (at) =>
      `il ne reste aucune des 5 vérifications en deux heures ; la prochaine, à partir du ${at}`,
    check: 'Vérifier les soldes maintenant',
    working: 'MX demande à la banque les soldes actuels…',
  },

  owners: {
    title: 'Titulaires des comptes',
    lead: 'MX demande à la banque à qui appartiennent les comptes. Le client n’est pas nécessaire, sauf si la banque pose une question.',
    name: 'Nom qu’on vous a donné',
    nameHint: 'Facultatif. Il est comparé à celui des titulaires et conservé en mémoire seulement.',
    ask: 'Demander à la banque',
    compare: 'Comparer',
    again: 'Demander de nouveau',
    working: 'MX demande à la banque à qui appartiennent les comptes…',
    none: 'La banque n’a indiqué aucun titulaire pour ces comptes.',
    of: (accounts) => `Titulaire de ${accounts.join(', ')}`,
    ofAll: 'Titulaire de tous ces comptes',
    likeness: {
      exact: 'Correspondance exacte',
      likely: 'Correspondance probable',
      different: 'Différent',
    },
  },
};
