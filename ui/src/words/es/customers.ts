import type { Words } from '../en';
import { plural } from './plural';

export const customers: Words['customers'] = {
  title: 'Clientes',
  search: 'Buscar un cliente',
  searchHint: 'El ID, el correo o el guid de MX, completos',
  filter: 'Mostrar',
  filters: { all: 'Todos', enabled: 'Activos', disabled: 'Desactivados' },
  list: 'Clientes',
  count: (total) => plural(total, 'cliente', 'clientes'),
  loading: 'Consultando a MX…',
  loadingRow: 'Cargando…',
  retry: 'Intentar de nuevo',
  create: 'Nuevo cliente',
  createThis: (id) => `Crear ${id}`,
  columns: { id: 'ID del cliente', email: 'Correo electrónico', state: 'Estado' },
  noId: 'Sin ID de su empresa',
  disabled: 'Desactivado',
  empty: {
    none: 'MX aún no tiene clientes',
    noneNext: 'Cree uno aquí, o empiece una verificación: el cliente se crea automáticamente.',
    noneSuch: 'Ningún cliente coincide',
    wholeId: (text) =>
      `MX solo encuentra ID completos, nunca partes. Ningún cliente tiene exactamente el ID “${text}”.`,
    wholeEmail: (text) =>
      `MX solo encuentra direcciones completas, nunca partes. Ningún cliente tiene exactamente el correo “${text}”.`,
    noneDisabled: 'Ningún cliente está desactivado.',
    noneEnabled: 'Todos los clientes están desactivados.',
    clear: 'Mostrar todos los clientes',
  },

  page: {
    back: 'Todos los clientes',
    loading: 'Consultando a MX por este cliente…',
    verify: 'Verificar una cuenta',
    verifying: 'Abriendo…',
    edit: 'Editar…',
    disable: 'Desactivar',
    enable: 'Activar',
    delete: 'Eliminar…',
    guid: 'Guid de MX',
    copyGuid: 'Copiar el guid de MX',
    copied: 'Guid de MX copiado.',
    email: 'Correo electrónico',
    metadata: 'Metadatos',
    disabledMeans:
      'Este cliente está desactivado. MX no inicia verificaciones para este cliente ni actualiza sus datos.',
    noIdMeans: 'Asigne al cliente un ID de su empresa antes de verificar una cuenta.',
    wasDisabled: (name) => `${name} está desactivado.`,
    wasEnabled: (name) => `${name} está activo.`,
    openSession: 'Hay una sesión abierta con este cliente.',
    showSession: 'Mostrarla',
    refresh: 'Consultar de nuevo a MX',
  },

  members: {
    title: 'Conexiones',
    none: 'Aún sin conexiones',
    noneNext: 'Verifique una cuenta: el cliente elige su banco e inicia sesión.',
    unread: 'No se pudieron leer las conexiones',
    wayMeans: {
      verify_again:
        'Qué sigue: verificar de nuevo. Se necesita al cliente solo si el banco pregunta algo.',
      repair: 'Qué sigue: abrir el widget con el cliente en esta conexión.',
      follow: 'Qué sigue: esperar. MX la está procesando.',
      connect_anew: 'Qué sigue: volver a conectar. Esta conexión no se puede reparar.',
    },
    atBankFirst:
      'Qué sigue: el cliente actúa en el banco. Después, abra el widget en esta conexión.',
    updated: (when) => `Actualizada el ${when}`,
    neverUpdated: 'Nunca actualizada',
    accounts: (bank) => `Cuentas en ${bank}`,
    noAccounts: 'MX no tiene cuentas para esta conexión.',
    unreadAccounts: 'No se pudieron leer las cuentas.',
    noBalance: 'Saldo desconocido',
    delete: 'Eliminar la conexión…',
    deleteNamed: (bank) => `Eliminar la conexión… ${bank}`,
    deleted: (bank) => `Se eliminó en MX la conexión con ${bank}.`,
    confirm: {
      title: (bank) => `¿Eliminar la conexión con ${bank}?`,
      body: (accounts) =>
        `MX la elimina definitivamente, con ${
          accounts === null ? 'sus cuentas' : plural(accounts, 'cuenta', 'cuentas')
        } y todas las transacciones. Para volver a conectarse, el cliente deberá iniciar sesión de nuevo en el banco. Las sesiones pasadas quedan en el historial de este puesto.`,
      confirm: 'Eliminar la conexión',
      cancel: 'Conservarla',
      busy: 'Eliminando…',
    },
  },

  sessions: {
    title: 'Sesiones pasadas',
    none: 'No hay sesiones con este cliente en esta computadora.',
    unfinished: 'Sin terminar',
  },

  form: {
    createTitle: 'Nuevo cliente',
    editTitle: (name) => `Editar ${name}`,
    id: 'ID del cliente',
    idHint: 'El que usa su empresa. Solo letras, dígitos, - y _.',
    email: 'Correo electrónico',
    emailHint: 'Opcional',
    metadata: 'Metadatos',
    metadataHint: 'Opcional. MX los guarda con el cliente. Nunca escriba aquí datos secretos.',
    create: 'Crear el cliente',
    creating: 'Creando…',
    save: 'Guardar',
    saving: 'Guardando…',
    cancel: 'Cancelar',
    created: (name) => `${name} se creó en MX.`,
    saved: (name) => `${name} se guardó en MX.`,
  },

  deletion: {
    title: (name) => `¿Eliminar a ${name}?`,
    lead: 'MX elimina definitivamente:',
    customer: 'el cliente, con su correo y sus metadatos',
    members: (count) => plural(count, 'conexión', 'conexiones'),
    membersUnknown: 'todas las conexiones (no se pudieron leer)',
    accounts: (count) => `${plural(count, 'cuenta', 'cuentas')} con sus números`,
    someUnread: 'cuentas de conexiones que no se pudieron leer',
    transactions: 'todas las transacciones de estas cuentas',
    stays: 'Las sesiones pasadas quedan en el historial de este puesto.',
    type: (name) => `Escriba ${name} para confirmar`,
    confirm: 'Eliminar el cliente',
    deleting: 'Eliminando…',
    cancel: 'Conservar el cliente',
    deleted: (name) => `${name} se eliminó en MX.`,
  },
};
