import type { Words } from '../en';

export const shell: Words['shell'] = {
  navigation: 'Secciones y sesiones abiertas',
  places: {
    verify: 'Verificar',
    customers: 'Clientes',
    history: 'Historial',
    settings: 'Configuración',
    configure: 'Configurar',
    inspect: 'Inspeccionar',
    present: 'Presentar',
  },
  tools: 'Herramientas',
  connect: 'Conectar',
  sessions: 'Sesiones abiertas',
  attention: 'Requiere atención',
  attentionTo: (customer, state) => `${customer}: ${state}.`,
  phases: {
    preparing: 'Preparando',
    checking: 'Consultando a MX',
    done: 'Verificado',
  },
  open: {
    here: 'Widget abierto aquí',
    window: 'En la ventana del cliente',
    link: 'Por enlace',
  },
  connected: 'Conectado',
  amountsWanted: 'Faltan los montos',
  endings: {
    verified: 'Verificado',
    nothing_connected: 'Sin banco conectado',
    no_eligible_accounts: 'Sin cuenta elegible',
    still_working: 'MX sigue procesando',
    waiting: 'Quedó en espera',
    awaiting_deposits: 'Esperando depósitos',
    deposits_failed: 'Depósitos fallidos',
    removed: 'Eliminado en MX',
    failed: 'Detenido',
  },
  lock: {
    title: 'Connect Desk está bloqueado',
    body: 'Las sesiones abiertas continúan. Los números de cuenta ya no están en memoria; se vuelven a leer al desbloquear.',
    cover:
      'Esto oculta la pantalla; no es una contraseña. Para que nadie más entre, bloquee su computadora.',
    unlock: 'Desbloquear',
    unlocking: 'Desbloqueando…',
  },
  empty: {
    history: 'Todas las verificaciones hechas en este puesto.',
    settings: 'Conexiones, política y esta computadora.',
  },
};
