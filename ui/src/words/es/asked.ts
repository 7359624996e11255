import type { Words } from '../en';

export const asked: Words['asked'] = {
  title: '¿Verificar a este cliente?',
  body: 'Otro programa lo pide. Si continúa, el ID aparecerá en el formulario, y nada empezará hasta que usted lo indique.',
  customer: 'ID del cliente',
  fill: 'Completar el formulario',
  ignore: 'Ignorar',
  connectFirst: 'Conéctese primero a MX. Después se le preguntará de nuevo.',
  understood: 'Entendido',
  refused: 'Se rechazó una solicitud de otro programa',
};
