import type { Words } from '../en';
import { plural } from './plural';

export const palette: Words['palette'] = {
  title: 'Chercher et aller',
  open: 'Chercher ou aller à…',
  field: 'Un client, une session, un lieu ou une action',
  groups: {
    sessions: 'Sessions ouvertes',
    customers: 'Clients chez MX',
    places: 'Aller à',
    actions: 'Faire',
  },
  asking: 'Question à MX…',
  wholeOnly: 'MX trouve les clients par leur identifiant ou courriel entier.',
  none: (text) => `Rien ne s’appelle « ${text} ».`,
  found: (count) => plural(count, 'entrée', 'entrées'),
  verify: (customer) => `Nouvelle vérification pour ${customer}`,
  onScreen: 'À l’écran',
  theme: (name) => `Apparence : ${name}`,
  language: (name) => `Langue : ${name}`,
};

export const keys: Words['keys'] = {
  title: 'Raccourcis clavier',
  close: 'Fermer',
  everywhere: 'Partout',
  inLists: 'Dans les listes et les tableaux',
  atWidget: 'Près du widget',
  what: {
    palette: 'Chercher et aller',
    keys: 'Cette liste',
    verify: 'Nouvelle vérification',
    lock: 'Verrouiller l’application',
    size: 'Taille de présentation',
    leave: 'Fermer ce qui est devant',
    move: 'Une entrée plus loin ou en arrière',
    page: 'Une page plus loin ou en arrière',
    ends: 'Première et dernière entrée',
    open: 'Ouvrir l’entrée',
    enter: 'Aller au widget',
    tab: 'Passer le widget, et revenir',
  },
  notTyping: 'quand rien n’est en train d’être tapé',
};

export const statuses: Words['statuses'] = {
  title: 'Ce que veulent dire les états de MX',
  field: 'Un état, ou un mot de ce qu’il veut dire',
  groups: { connections: 'D’une connexion', deposits: 'Des dépôts d’essai' },
  loading: 'Chargement…',
  none: (text) => `Aucun état ne correspond à « ${text} ».`,
  found: (count) => plural(count, 'état', 'états'),
  close: 'Fermer',
};
