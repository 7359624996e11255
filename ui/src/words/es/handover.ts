import type { Words } from '../en';

export const handover: Words['handover'] = {
  menu: 'Entregar',
  menuLabel: (now) => `${now}. Entregar el widget de otra manera`,
  ways: {
    here: 'Traerlo de vuelta aquí',
    window: 'Abrir la ventana del cliente',
    link: 'Enviar un enlace',
  },
  wayMeaning: {
    here: 'En esta ventana',
    window: 'Para una pantalla orientada hacia el cliente',
    link: 'Para el dispositivo del cliente',
  },
  display: 'Pantalla para el cliente',
  onDisplay: (name) => `Ventana del cliente en ${name}`,
  displaySize: (width, height) => `${width} × ${height}`,
  thisDisplay: 'La pantalla en la que usted trabaja',

  link: {
    title: 'Pida al cliente que abra este enlace',
    preparing: 'Creando el enlace…',
    code: 'Código QR del enlace',
    scan: 'El cliente lo escanea con su teléfono, o usted le envía el enlace.',
    scanSimulated:
      'El MX simulado solo está en esta computadora: abra el enlace en un navegador aquí.',
    copy: 'Copiar el enlace',
    copied: 'Enlace copiado. Se borrará del portapapeles después de 45 segundos.',
    renew: 'Enlace nuevo',
    renewHint: 'Crea otro enlace. Quien haya abierto el anterior todavía puede terminar.',
    left: (minutes, clock) => `Se puede abrir durante ${minutes < 1 ? clock : `${minutes} min`}`,
    once: 'Se abre una sola vez.',
    expired: 'El enlace venció',
    expiredBody: 'Cree uno nuevo. Si el cliente abrió el anterior, todavía puede terminar.',
    gone: 'El cliente tiene el enlace',
    goneBody:
      'Se creó antes de reiniciar la aplicación y no se puede volver a mostrar. Cree uno nuevo si el cliente lo necesita.',
    waiting: 'Esperando al cliente…',
    seen: (bank) => `El cliente está conectando ${bank}.`,
    next: 'El resultado aparecerá aquí automáticamente.',
    until: (time) =>
      `Se consulta a MX hasta las ${time}, más tiempo del que el enlace se puede abrir: después se sigue pudiendo usar un rato.`,
    close: 'Dejar de esperar',
    closeHint:
      'Consultar a MX hasta dónde llegó el cliente y no esperar más. El enlace funciona hasta que venza.',
  },

  window: {
    title: 'El cliente tiene el widget',
    preparing: 'Abriendo la ventana del cliente…',
    lead: 'Está en otra ventana, que se cierra automáticamente cuando el banco queda conectado.',
    leadOfDeposits:
      'Está en otra ventana, que se cierra automáticamente cuando el cliente termina.',
    back: 'Traerlo de vuelta aquí',
    backHint: 'La ventana se cierra y un widget nuevo se abre aquí',
    show: 'Mostrar la ventana',
    showHint: 'Ponerla delante de las demás ventanas',
    close: 'Cerrar la ventana',
    closeHint: 'Cerrar la ventana y consultar a MX hasta dónde llegó',
    steps: {
      label: 'Hasta dónde ha llegado el cliente',
      choose: 'Elige un banco',
      signIn: 'Inicia sesión',
      connect: 'MX se conecta',
      connected: 'Conectado',
      account: 'Ingresa su cuenta',
      asked: 'Se piden los depósitos',
      amounts: 'Ingresa los montos',
      verified: 'Verificada',
      done: 'hecho',
      now: 'ahora',
    },
  },

  linkStep: {
    now: 'El enlace es para que el cliente lo abra.',
    next: 'Usted lo verá aquí en cuanto MX registre una conexión.',
  },
};
