import type { Words } from '../en';
import { plural } from './plural';

export const asked: Words['asked'] = {
  title: 'Vérifier ce client ?',
  body: 'Un autre programme le demande. Si vous continuez, l’identifiant sera inscrit dans le formulaire, et rien ne commencera sans votre accord.',
  customer: 'Identifiant du client',
  fill: 'Remplir le formulaire',
  ignore: 'Ignorer',
  connectFirst: 'Connectez-vous d’abord à MX. La question vous sera alors posée de nouveau.',
  understood: 'Compris',
  quit: {
    title: 'Quitter avec des sessions ouvertes ?',
    body: (count) =>
      `${plural(count, 'session n’est pas terminée', 'sessions ne sont pas terminées')}. Au prochain démarrage de l’application, MX sera interrogé sur leur issue.`,
    simulated: (count) =>
      `${plural(count, 'session n’est pas terminée', 'sessions ne sont pas terminées')}. Le MX simulé s’arrête avec l’application et oublie tout.`,
    results: (count) =>
      `${plural(count, 'résultat est encore ouvert', 'résultats sont encore ouverts')} et ${count === 1 ? 'quittera' : 'quitteront'} la mémoire. Enregistrez d’abord un rapport s’il vous en faut un.`,
    confirm: 'Quitter',
    cancel: 'Rester',
  },
  refused: 'Une demande d’un autre programme a été refusée',
};
