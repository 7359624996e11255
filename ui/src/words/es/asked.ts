import type { Words } from '../en';

export const asked: Words['asked'] = {
  title: '¿Verificar a este cliente?',
  body: 'Otro programa lo pide. Si continúa, el id. queda puesto en el formulario, y nada empieza antes de que usted lo diga.',
  customer: 'Id. del cliente',
  fill: 'Llenar el formulario',
  ignore: 'Ignorar',
  connectFirst: 'Conéctese primero a un MX. Entonces se le preguntará de nuevo.',
  understood: 'Entendido',
  refused: 'Se rechazó una petición de otro programa',
};
