import type { Words } from '../en';

export const begin: Words['begin'] = {
  handOver: 'Dónde inicia sesión el cliente',
  handOvers: { here: 'Aquí', window: 'Ventana', link: 'Enlace' },
  handOverMeaning: {
    here: 'Esta ventana',
    window: 'Una segunda pantalla',
    link: 'Su propio dispositivo',
  },
  setByOrganisation: 'No: así lo fijó su organización',
  ways: {
    verify_again: 'Verificar de nuevo',
    repair: 'Reparar',
    follow: 'Seguir',
    connect_anew: 'Conectar otra vez',
  },
  waysNamed: {
    verify_again: (bank) => `Verificar de nuevo con ${bank}`,
    repair: (bank) => `Reparar la conexión con ${bank}`,
    follow: (bank) => `Seguir la conexión con ${bank}`,
    connect_anew: (bank) => `Conectar otra vez con ${bank}`,
  },
  again: 'Leer de nuevo',
  againNamed: (bank) => `Leer de nuevo de ${bank}`,
  wayMeaning: {
    verify_again: 'El cliente hace falta solo si el banco pregunta algo.',
    repair: null,
    follow: null,
    connect_anew: 'No se puede reparar. La sustituye una conexión nueva.',
  },
  more: 'Nombre del titular, correo y metadatos',
  ownerName: 'Nombre para comparar con el titular de la cuenta',
  ownerNameHint: 'Se olvida al salir de la sesión.',
};
