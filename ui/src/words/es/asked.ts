import type { Words } from '../en';
import { plural } from './plural';

export const asked: Words['asked'] = {
  title: '¿Verificar a este cliente?',
  body: 'Otro programa lo pide. Si continúa, el ID aparecerá en el formulario, y nada empezará hasta que usted lo indique.',
  customer: 'ID del cliente',
  fill: 'Completar el formulario',
  ignore: 'Ignorar',
  connectFirst: 'Conéctese primero a MX. Después se le preguntará de nuevo.',
  understood: 'Entendido',
  quit: {
    title: '¿Salir con sesiones abiertas?',
    body: (count) =>
      `${plural(count, 'sesión no ha terminado', 'sesiones no han terminado')}. Cuando la aplicación se inicie de nuevo, se consultará a MX cómo ${count === 1 ? 'terminó' : 'terminaron'}.`,
    simulated: (count) =>
      `${plural(count, 'sesión no ha terminado', 'sesiones no han terminado')}. El MX simulado termina con la aplicación y ${count === 1 ? 'la' : 'las'} olvida.`,
    results: (count) =>
      `${plural(count, 'resultado sigue abierto', 'resultados siguen abiertos')} y ${count === 1 ? 'saldrá' : 'saldrán'} de la memoria. Si necesita un informe, guárdelo antes.`,
    confirm: 'Salir',
    cancel: 'Quedarse',
  },
  refused: 'Se rechazó una solicitud de otro programa',
};
