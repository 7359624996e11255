import type { Words } from '../en';

export const asked: Words['asked'] = {
  title: 'Vérifier ce client ?',
  body: 'Un autre programme le demande. Si vous continuez, l’identifiant sera inscrit dans le formulaire, et rien ne commencera sans votre accord.',
  customer: 'Identifiant du client',
  fill: 'Remplir le formulaire',
  ignore: 'Ignorer',
  connectFirst: 'Connectez-vous d’abord à MX. La question vous sera alors posée de nouveau.',
  understood: 'Compris',
  refused: 'Une demande d’un autre programme a été refusée',
};
