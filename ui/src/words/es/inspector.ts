import type { Words } from '../en';
import { number } from '../region';
import { plural } from './plural';

export const inspector: Words['inspector'] = {
  title: 'Inspeccionar',
  inspect: 'Inspeccionar esta sesión',
  recording: 'Grabación',
  file: (name) => `Archivo: ${name}`,
  back: 'Volver a la sesión',
  open: 'Abrir una grabación…',
  close: 'Cerrar la grabación',
  export: 'Exportar…',
  saved: (count, path) =>
    count === 1
      ? `1 entrada guardada en ${path}`
      : `${plural(count, 'entrada', 'entradas')} guardadas en ${path}`,
  about: (mode, environment, host) => `${mode} · ${environment} · ${host}`,
  savedAt: (at) => `guardada el ${at}`,
  environments: {
    sandbox: 'MX simulado',
    integration: 'Integración',
    production: 'Producción',
    custom: 'Personalizado',
  },

  none: {
    title: 'Nada que inspeccionar',
    next: 'Empiece una sesión para ver qué dice el widget y qué se consulta a MX, o abra una grabación guardada.',
    empty: 'Aún no se ha dicho nada',
    emptyNext: 'Los mensajes y las llamadas aparecerán aquí automáticamente.',
    such: 'Ninguna entrada coincide',
    suchNext: 'Busque un texto más corto, u otro tipo.',
  },

  filters: {
    label: 'Filtrar las entradas',
    search: 'Buscar',
    searchHint: 'Nombre, ruta, estado, valor',
    kind: 'Mensajes o llamadas',
    kinds: { all: 'Todo', message: 'Mensajes', call: 'Llamadas' },
    outcome: 'Resultado',
    anyOutcome: 'Cualquier resultado',
    clear: 'Borrar los filtros',
    follow: 'Seguir',
    followHint: 'Quedarse en la entrada más reciente',
    scale: 'Escala real',
    scaleHint:
      'Mostrar los tiempos de espera con su duración real; sin esto, se acortan los tramos sin actividad',
    count: (all) => plural(all, 'entrada', 'entradas'),
    found: (found, all) => `${number(found)} de ${plural(all, 'entrada', 'entradas')}`,
    dropped: (count) =>
      count === 1
        ? 'Se descartó 1 entrada antigua para liberar espacio'
        : `Se descartaron ${number(count)} entradas antiguas para liberar espacio`,
  },

  list: 'Mensajes y llamadas',
  columns: { at: 'Cuándo', kind: 'Qué', name: 'Nombre', outcome: 'Resultado', took: 'Duración' },
  waterfall: {
    squeezed: 'Cascada, esperas comprimidas',
    scale: 'Cascada, a escala real',
  },
  message: 'Mensaje',
  unread: 'Sin leer',
  starts: (at, took) =>
    took === null ? `a los ${at}, aún sin respuesta` : `a los ${at}, durante ${number(took)} ms`,
  times: (count) => `×${number(count)}`,
  outcomes: {
    accepted: 'Aceptado',
    waiting: 'En espera',
    ignored: 'Ignorado',
    refused: 'Rechazado',
    pending: 'Pendiente',
    answered: 'Respondido',
    failed: 'Con error',
  },
  steps: {
    user: '1 · Usuario',
    widget_url: '2 · URL del widget',
    load: '3 · Carga',
    events: '4 · Eventos',
    status: '5 · Estado',
    data: '6 · Números de cuenta y datos',
    other: 'Fuera de la guía',
  },
  ways: { posted: 'Publicado por el marco', navigated: 'Ventana del cliente' },

  details: {
    label: 'Detalles',
    close: 'Cerrar los detalles',
    loading: 'Leyendo la entrada…',
    step: 'Paso',
    began: 'Cuándo',
    took: 'Duración',
    attempt: 'Intento',
    retry: (ms) => `se intentó de nuevo después de ${number(ms)} ms`,
    requestId: 'ID de solicitud',
    size: 'Tamaño',
    bytes: (count) => plural(count, 'byte', 'bytes'),
    way: 'Llegó por',
    mount: 'Widget',
    mounted: (count) => `n.º ${count}`,
    times: 'Veces',
    until: (count, at) => `${number(count)}, la última a los ${at}`,
    answer: 'Respuesta',
    request: 'Solicitud',
    message: 'Mensaje',
    query: 'Parámetros',
    headers: 'Encabezados',
    body: 'Cuerpo',
    curl: 'En formato curl',
    curlHint: 'Defina antes las variables: sus claves, y lo que aquí está oculto.',
    copyCurl: 'Copiar como curl',
    copied: 'Copiado como curl',
    pending: 'MX aún no ha respondido.',
    noBody: 'Sin cuerpo.',
    notRead: 'Se rechazó sin leer.',
  },

  tree: {
    items: (count) => plural(count, 'elemento', 'elementos'),
    fields: (count) => plural(count, 'campo', 'campos'),
    hidden: 'oculto',
  },
};
