import type { Words } from '../en';
import { plural } from './plural';

export const palette: Words['palette'] = {
  title: 'Buscar e ir',
  open: 'Buscar o ir a…',
  field: 'Un cliente, una sesión, un lugar o una acción',
  groups: {
    sessions: 'Sesiones abiertas',
    customers: 'Clientes en MX',
    places: 'Ir a',
    actions: 'Hacer',
  },
  asking: 'Consultando a MX…',
  wholeOnly: 'MX encuentra a los clientes por su id. o correo completos.',
  none: (text) => `Nada se llama “${text}”.`,
  found: (count) => plural(count, 'entrada', 'entradas'),
  verify: (customer) => `Nueva verificación para ${customer}`,
  onScreen: 'En pantalla',
  theme: (name) => `Apariencia: ${name}`,
  language: (name) => `Idioma: ${name}`,
};

export const keys: Words['keys'] = {
  title: 'Atajos de teclado',
  close: 'Cerrar',
  everywhere: 'En todas partes',
  inLists: 'En listas y tablas',
  atWidget: 'Junto al widget',
  what: {
    palette: 'Buscar e ir',
    keys: 'Esta lista',
    verify: 'Nueva verificación',
    lock: 'Bloquear la aplicación',
    size: 'Tamaño de presentación',
    leave: 'Cerrar lo que está delante',
    move: 'Una entrada adelante o atrás',
    page: 'Una página adelante o atrás',
    ends: 'Primera y última entrada',
    open: 'Abrir la entrada',
    enter: 'Ir al widget',
    tab: 'Pasar el widget, y volver',
  },
  notTyping: 'mientras no se escribe nada',
};

export const statuses: Words['statuses'] = {
  title: 'Qué significan los estados de MX',
  field: 'Un estado, o una palabra de lo que significa',
  groups: { connections: 'De una conexión', deposits: 'De los depósitos de prueba' },
  loading: 'Cargando…',
  none: (text) => `Ningún estado coincide con “${text}”.`,
  found: (count) => plural(count, 'estado', 'estados'),
  close: 'Cerrar',
};
