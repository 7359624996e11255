import type { Words } from '../en';

export const asked: Words['asked'] = {
  title: 'Vérifier ce client?',
  body: 'Un autre programme le demande. Si vous continuez, l’identifiant est placé dans le formulaire, et rien ne commence avant que vous le disiez.',
  customer: 'Identifiant du client',
  fill: 'Remplir le formulaire',
  ignore: 'Ignorer',
  connectFirst: 'Connectez-vous d’abord à un MX. La question vous sera posée de nouveau.',
  understood: 'Compris',
  refused: 'Une demande d’un autre programme a été refusée',
};
