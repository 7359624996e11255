import type { Words } from '../en';
import { plural } from './plural';

export const palette: Words['palette'] = {
  title: 'Buscar o ir a',
  open: 'Buscar o ir a…',
  field: 'Un cliente, una sesión, una sección o una acción',
  groups: {
    sessions: 'Sesiones abiertas',
    customers: 'Clientes en MX',
    past: 'En el historial',
    places: 'Ir a',
    actions: 'Acciones',
    scenarios: 'Iniciar un escenario',
  },
  asking: 'Consultando a MX…',
  wholeOnly:
    'El historial se busca por cualquier parte de un ID o banco; MX solo encuentra clientes por su ID o correo electrónico completos.',
  none: (text) => `No se encontró “${text}”.`,
  found: (count) => plural(count, 'resultado', 'resultados'),
  verify: (customer) => `Nueva verificación para ${customer}`,
  unknown: 'MX aún no conoce este ID',
  onScreen: 'En pantalla',
  scenario: 'Escenario',
  theme: (name) => `Apariencia: ${name}`,
  language: (name) => `Idioma: ${name}`,
  highContrast: (isOn) => (isOn ? 'Alto contraste: no' : 'Alto contraste: sí'),
  zoom: (percent) => `Tamaño: ${percent}\u00a0%`,
};

export const keys: Words['keys'] = {
  title: 'Atajos de teclado',
  close: 'Cerrar',
  everywhere: 'En todas partes',
  inLists: 'En listas y tablas',
  atWidget: 'En el widget',
  what: {
    palette: 'Buscar o ir a',
    keys: 'Esta lista',
    verify: 'Nueva verificación',
    lock: 'Bloquear la aplicación',
    size: 'Tamaño de presentación',
    zoom: 'Más grande, más pequeño, 100\u00a0%',
    leave: 'Cerrar lo que está al frente',
    move: 'Entrada siguiente o anterior',
    page: 'Página siguiente o anterior',
    ends: 'Primera o última entrada',
    open: 'Abrir la entrada',
    enter: 'Ir al widget',
    tab: 'Saltar el widget, y volver',
  },
  notTyping: 'mientras no esté escribiendo',
};

export const statuses: Words['statuses'] = {
  title: 'Qué significan los estados de MX',
  field: 'Un estado, o una palabra de su significado',
  groups: { connections: 'De una conexión', deposits: 'De los depósitos de prueba' },
  loading: 'Cargando…',
  none: (text) => `Ningún estado coincide con “${text}”.`,
  found: (count) => plural(count, 'estado', 'estados'),
  close: 'Cerrar',
};
