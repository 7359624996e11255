import type { Words } from '../en';

export const tour: Words['tour'] = {
  title: 'Visite guidée des appels',
  leave: 'Retour à la chronologie',
  reading: 'Lecture des appels…',
  nothing: 'Rien pour l’instant.',
  skipped: 'Inutile dans cette session.',
  now: 'en cours',
  sent: 'Envoyé',
  received: 'Reçu',
  noBody: 'Sans corps.',
  details: 'Lecture de ce qui a été envoyé…',
  times: (count) => `×${count}`,
  took: (ms) => `${ms} ms`,
  steps: {
    user: {
      title: 'Créer un utilisateur',
      why: 'MX conserve tout sous un utilisateur. Le client est recherché par l’identifiant de vos systèmes, et créé seulement si MX ne le connaît pas.',
      say: '« Ni nom, ni adresse : un identifiant de vos systèmes suffit à MX. »',
    },
    widget_url: {
      title: 'Demander une URL de widget',
      why: 'Un appel dit à quoi sert le widget. La réponse est une adresse qui s’ouvre une fois, dans les dix minutes.',
      say: '« Les clés restent chez vous. Le client ne reçoit que cette adresse. »',
    },
    load: {
      title: 'Charger le widget',
      why: 'L’adresse s’ouvre dans un cadre. À partir de là, le client parle à MX et à sa banque, et à personne d’autre.',
      say: '« Nous ne voyons jamais le mot de passe. Il va de ce cadre à MX. »',
    },
    events: {
      title: 'Écouter les événements',
      why: 'Le widget publie un message pour chaque geste du client. Ce sont des indices : n’importe qui pourrait en publier, il faut donc consulter MX.',
      say: '« Vous savez où en est votre client, sans regarder par-dessus son épaule. »',
    },
    status: {
      title: 'Vérifier l’état du membre',
      why: 'Le membre est lu sous son propre utilisateur. C’est fini quand il est CONNECTED et qu’aucune tâche n’est en cours.',
      say: '« Le widget dit que tout a réussi. C’est à l’état donné par MX que nous nous fions. »',
    },
    data: {
      title: 'Lire les numéros de compte',
      why: 'Les numéros de compte et d’acheminement ont leur propre appel, le seul qui les renvoie en entier.',
      say: '« Vérifiés à la banque, en quelques secondes. Sans spécimen de chèque, sans attente. »',
    },
  },
  deposits: {
    status: {
      title: 'Vérifier les dépôts d’essai',
      why: 'Les dépôts d’essai (MX : microdeposits) ne créent aucun membre. Le microdépôt est lu sous son propre utilisateur : demandé, déposé, et vérifié dès que les deux montants sont exacts.',
      say: '« Cela prend des jours, et personne n’a à rester là. Nous consultons MX de temps en temps. »',
    },
    data: {
      title: 'Lire le compte',
      why: 'La réponse du microdépôt contient le compte, une fois vérifié : le numéro d’acheminement, et le numéro de compte, masqué ou incomplet.',
      say: '« Aucune connexion à la banque, et le compte est tout de même vérifié. »',
    },
  },
  aggregation: {
    title: 'Lire comptes et opérations',
    why: 'Les comptes d’abord, puis les opérations page par page, dès que MX dit qu’elles sont traitées.',
    say: '« Les soldes et quatre-vingt-dix jours d’opérations, par la même connexion. »',
  },
};
