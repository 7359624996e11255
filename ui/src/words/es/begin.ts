import type { Words } from '../en';

export const begin: Words['begin'] = {
  handOver: 'Dónde inicia sesión el cliente',
  handOvers: { here: 'Aquí', window: 'Ventana', link: 'Enlace' },
  handOverMeaning: {
    here: 'Esta ventana',
    window: 'Una segunda pantalla',
    link: 'Su propio dispositivo',
  },
  setByOrganisation: 'Desactivado por su organización',
  ways: {
    verify_again: 'Verificar de nuevo',
    repair: 'Reparar',
    follow: 'Dar seguimiento',
    connect_anew: 'Volver a conectar',
  },
  waysNamed: {
    verify_again: (bank) => `Verificar de nuevo con ${bank}`,
    repair: (bank) => `Reparar la conexión con ${bank}`,
    follow: (bank) => `Dar seguimiento a la conexión con ${bank}`,
    connect_anew: (bank) => `Volver a conectar con ${bank}`,
  },
  again: 'Leer de nuevo',
  againNamed: (bank) => `Leer de nuevo los datos de ${bank}`,
  wayMeaning: {
    verify_again: 'Se necesita al cliente solo si el banco pregunta algo.',
    repair: 'Reparar abre el widget en esta conexión.',
    follow: null,
    connect_anew: 'No se puede reparar. La reemplaza una conexión nueva.',
  },
  more: 'Nombre del titular, correo electrónico y metadatos',
  ownerName: 'Nombre que se comparará con el del titular de la cuenta',
  ownerNameHint: 'Se borra al salir de la sesión.',
};
