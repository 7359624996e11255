import type { Words } from '../en';
import { plural } from './plural';

export const palette: Words['palette'] = {
  title: 'Rechercher ou aller à',
  open: 'Rechercher ou aller à…',
  field: 'Un client, une session, une section ou une action',
  groups: {
    sessions: 'Sessions ouvertes',
    customers: 'Clients chez MX',
    past: 'Dans l’historique',
    places: 'Aller à',
    actions: 'Actions',
    scenarios: 'Démarrer un scénario',
  },
  asking: 'Consultation de MX…',
  wholeOnly:
    'L’historique se cherche par toute partie d’un identifiant ou d’une banque ; MX ne trouve les clients que par leur identifiant ou leur courriel complet.',
  none: (text) => `Aucun résultat pour « ${text} ».`,
  found: (count) => plural(count, 'résultat', 'résultats'),
  verify: (customer) => `Nouvelle vérification pour ${customer}`,
  unknown: 'MX ne connaît pas encore cet identifiant',
  onScreen: 'À l’écran',
  scenario: 'Scénario',
  theme: (name) => `Apparence : ${name}`,
  language: (name) => `Langue : ${name}`,
  highContrast: (isOn) => (isOn ? 'Contraste élevé : non' : 'Contraste élevé : oui'),
  zoom: (percent) => `Taille : ${percent} %`,
};

export const keys: Words['keys'] = {
  title: 'Raccourcis clavier',
  close: 'Fermer',
  everywhere: 'Partout',
  inLists: 'Dans les listes et les tableaux',
  atWidget: 'Dans le widget',
  what: {
    palette: 'Rechercher ou aller à',
    keys: 'Cette liste',
    verify: 'Nouvelle vérification',
    lock: 'Verrouiller l’application',
    size: 'Taille de présentation',
    zoom: 'Plus grand, plus petit, 100 %',
    leave: 'Fermer ce qui est au premier plan',
    move: 'Entrée suivante ou précédente',
    page: 'Page suivante ou précédente',
    ends: 'Première ou dernière entrée',
    open: 'Ouvrir l’entrée',
    enter: 'Aller au widget',
    tab: 'Sauter le widget, et revenir',
  },
  notTyping: 'quand vous n’êtes pas en train d’écrire',
};

export const statuses: Words['statuses'] = {
  title: 'Signification des états de MX',
  field: 'Un état, ou un mot de sa signification',
  groups: { connections: 'D’une connexion', deposits: 'Des dépôts d’essai' },
  loading: 'Chargement…',
  none: (text) => `Aucun état ne correspond à « ${text} ».`,
  found: (count) => plural(count, 'état', 'états'),
  close: 'Fermer',
};
