import type { Words } from '../en';
import { plural } from './plural';

export const session: Words['session'] = {
  stage: (customer) => `MX Connect para ${customer}`,
  panel: 'Sesión',
  arrived: 'Números recibidos',
  grasped: (customer) =>
    `El widget de ${customer} tomaba el control del teclado mientras usted escribía en otro lugar, y se cerró.`,
  graspedNext:
    'Es posible que haya recibido algo de lo que usted escribió. Avise a quien administra sus computadoras.',
  flooded: (customer) =>
    `El widget de ${customer} envió más mensajes de los que esta aplicación admite, y se cerró.`,
  floodedNext:
    'Se consulta a MX hasta dónde llegó. Si no quedó nada conectado, empiece de nuevo; si vuelve a ocurrir, avise a quien administra sus computadoras.',
  frameTitle: 'MX Connect',
  skipWidget: 'Saltar el widget',
  enterWidget: 'Ir al widget (F6)',
  loading: 'Cargando MX Connect…',
  preparing: 'Pidiendo a MX una sesión nueva…',
  elapsed: 'Tiempo',
  elapsedLabel: 'Tiempo desde que empezó la sesión',
  running: (minutes) => {
    if (minutes < 1) return '< 1 min';
    const rest = `${minutes % 60} min`;
    return minutes < 60 ? rest : `${Math.floor(minutes / 60)} h ${rest}`;
  },
  now: 'Ahora',
  next: 'Qué sigue',
  timeline: 'Cronología',
  eventNames: 'Nombres de eventos',
  newest: 'Ir a lo más reciente',
  empty: 'Aún no ha ocurrido nada.',
  refused: (count) =>
    `${plural(count, 'mensaje rechazado', 'mensajes rechazados')}, sin efecto en la sesión.`,
  turns: {
    agent: 'Le toca a usted',
    customer: 'Le toca al cliente',
    customer_at_bank: 'Le toca al cliente, en su banco',
    mx: 'En proceso en MX y el banco',
    support: 'Le toca a soporte',
    nobody: 'Listo',
  },
  tones: {
    neutral: '',
    good: 'Avance:',
    attention: 'Requiere atención:',
    bad: 'Error:',
  },
  sources: { widget: 'Widget', api: 'MX', agent: 'Usted', desk: 'App' },
  steps: {
    search: {
      now: 'El cliente está eligiendo un banco.',
      next: 'Elige su banco y luego inicia sesión.',
    },
    disclosure: {
      now: 'El cliente está leyendo el aviso de MX.',
      next: 'Lo acepta y luego elige su banco.',
    },
    consent: {
      now: 'Se pide al cliente su consentimiento.',
      next: 'Lo da y luego inicia sesión.',
    },
    enterCreds: {
      now: 'El cliente está iniciando sesión.',
      next: 'Lo que escribe va a MX y al banco. Esta aplicación nunca lo lee.',
    },
    connecting: {
      now: 'MX se está conectando con el banco.',
      next: 'Suele tardar menos de 20 segundos. El banco puede hacer una pregunta.',
    },
    mfa: {
      now: 'El banco hace una pregunta al cliente.',
      next: 'La responde en el widget; si espera, puede vencer.',
    },
    connected: {
      now: 'El banco está conectado.',
      next: 'Los números llegan en un momento.',
    },
    actionableError: {
      now: 'El widget muestra qué falló.',
      next: 'Indica qué hacer. El cliente puede intentarlo de nuevo, o usted puede cerrar el widget.',
    },
    oauthError: {
      now: 'El inicio de sesión en el banco no funcionó.',
      next: 'El cliente puede intentarlo de nuevo en el widget.',
    },
    microdeposits: {
      now: 'El cliente ingresa a mano los datos de la cuenta.',
      next: 'Ingresa los números de ruta y de cuenta. En unos días llegan dos depósitos pequeños.',
    },
    verifyExistingMember: {
      now: 'El cliente confirma una conexión conocida.',
      next: 'Elige la conexión que quiere usar.',
    },
    existingMember: {
      now: 'El cliente ya tiene una conexión con este banco.',
      next: 'Sigue con esa conexión.',
    },
    timeOut: {
      now: 'El banco tarda más de lo normal.',
      next: 'Deje el widget abierto, o ciérrelo y consulte más tarde.',
    },
  },
  preparingStep: {
    now: 'Se pide a MX el widget para este cliente.',
    next: 'El widget se abre aquí, listo para el cliente.',
  },
  readingStep: {
    now: 'MX está leyendo las cuentas.',
    next: 'Suele tardar menos de 20 segundos.',
  },
  atBankStep: {
    now: 'El cliente inicia sesión en la página del banco.',
    next: 'Vuelve al widget cuando haya dado su consentimiento allí.',
  },
  refusedStep: {
    now: 'El banco rechazó el inicio de sesión.',
    next: 'El cliente puede intentarlo de nuevo en el widget.',
  },
  lockedStep: {
    now: 'El banco bloqueó el acceso.',
    next: 'Cierre el widget. Cuando el cliente lo haya desbloqueado, ábralo de nuevo desde ahí.',
  },
  openStep: {
    now: 'El cliente usa el widget.',
    next: 'Los números aparecerán aquí cuando el banco esté conectado.',
  },
  checkingSteps: {
    ending: {
      now: 'Se consulta a MX cómo terminó.',
      next: 'Verá los números, o qué lo impide.',
    },
    standing: {
      now: 'Se consulta a MX cómo va todo.',
      next: 'Verá los números, o qué lo impide.',
    },
    deposits: {
      now: 'Se consulta a MX cómo van los depósitos de prueba.',
      next: 'Verá los números, o a quién le toca.',
    },
    again: {
      now: 'MX consulta de nuevo al banco, sin el cliente.',
      next: 'Verá qué responde el banco. El cliente hace falta solo si el banco pregunta algo.',
    },
  },
  actions: {
    close_widget: 'Cerrar el widget',
    check_again: 'Consultar de nuevo',
    reopen: 'Abrir de nuevo el widget',
    enter_amounts: 'Ingresar los montos',
    reload_widget: 'Cargar de nuevo el widget',
    start_over: 'Empezar de nuevo',
    finish: 'Terminar',
  },
  startOver: {
    title: '¿Empezar de nuevo con otra sesión?',
    body: 'Este resultado sale de la memoria y se abre un widget para el mismo cliente. Si necesita un informe, guárdelo antes.',
    cancel: 'Conservar el resultado',
  },
  leave: 'Salir de la sesión',
  actionHints: {
    close_widget: 'Quitar el widget y consultar a MX hasta dónde llegó',
    check_again: 'Consultar a MX el estado una vez más. No se pierde nada.',
    reopen: 'Abrir de nuevo el widget en esta sesión, en su conexión si la hay',
    enter_amounts: 'Abrir el widget en los depósitos de prueba',
    reload_widget: 'Pedir a MX un widget nuevo',
    start_over: 'Una sesión nueva para el mismo cliente. Esta queda en el historial.',
    finish: 'Volver. La sesión queda en el historial, sin sus números.',
  },
};
