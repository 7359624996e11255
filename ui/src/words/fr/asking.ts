import type { Words } from '../en';

export const asking: Words['asking'] = {
  available: (amount) => `${amount} disponibles`,
  checkDigit: {
    fits: 'Le chiffre de contrôle concorde',
    wrong: 'Le chiffre de contrôle ne concorde pas : un chiffre est faux',
  },
  token: 'Jeton',
  tokenMeaning: {
    us: 'La banque a donné un jeton à la place du numéro de compte. Il ne fonctionne qu’avec ce numéro d’acheminement, pour ACH; les chiffres affichés sont ceux du compte.',
    other:
      'La banque a donné un jeton à la place du numéro de compte. Il ne fonctionne qu’avec ces codes; les chiffres affichés sont ceux du compte.',
  },
  tokenNumber: 'Jeton à la place du numéro',
  ownNumber: 'Numéro de compte (la banque a donné un jeton)',
  locked:
    'Les numéros ont quitté la mémoire pendant que l’application était verrouillée. Ils sont redemandés à MX.',

  balances: {
    title: 'Soldes',
    asRead: 'Tels que MX les a lus en dernier',
    checked: (at) => `Vérifiés ${at}`,
    left: (count) =>
      count > 1
        ? `il reste ${count} vérifications sur 5 pour ces deux heures`
        : `il reste ${count} vérification sur 5 pour ces deux heures`,
    again: (at) => `il n’en reste aucune sur 5 en deux heures, la prochaine dès ${at}`,
    check: 'Vérifier les soldes maintenant',
    working: 'MX demande à la banque les soldes actuels…',
  },

  owners: {
    title: 'Titulaires du compte',
    lead: 'MX demande à la banque à qui sont les comptes. Le client n’est pas nécessaire, sauf si la banque pose une question.',
    name: 'Nom qu’on vous a donné',
    nameHint: 'Facultatif. Il est comparé à celui des titulaires et reste en mémoire seulement.',
    ask: 'Demander à la banque',
    compare: 'Comparer',
    again: 'Redemander',
    working: 'MX demande à la banque à qui sont les comptes…',
    none: 'La banque n’a nommé aucun titulaire pour ces comptes.',
    of: (accounts) => `Titulaire de ${accounts.join(', ')}`,
    likeness: {
      exact: 'Correspondance exacte',
      likely: 'Correspondance probable',
      different: 'Différent',
    },
  },
};
