import type { Words } from '../en';
import { number } from '../region';
import { plural } from './plural';

export const configure: Words['configure'] = {
  title: 'Configurar Connect',
  lead: 'Ajuste las opciones de la solicitud de URL del widget y vea lo que se envía.',

  groups: {
    purpose: 'Propósito',
    opening: 'Dónde se abre',
    look: 'Aspecto e idioma',
    oauth: 'Página del banco (OAuth)',
    messages: 'Mensajes a la aplicación',
    other_widgets: 'Otros widgets',
  },

  meaning: {
    widget_type: 'Cuál de los widgets de MX abrir.',
    mode: 'Para qué se usa Connect: números, o cuentas y transacciones.',
    data_request: 'Qué leer. En v20250224 deciden los productos, sea cual sea el modo.',
    include_transactions: 'Leer las transacciones en el proceso del widget, no en los posteriores.',
    include_identity: 'Preguntar de quién son las cuentas, en un proceso posterior al primero.',
    use_cases: 'Para qué son los miembros nuevos. Obligatorio si su empresa lo acordó con MX.',
    disable_background_agg: 'Dejar los miembros nuevos fuera de la actualización diaria de MX.',
    current_institution_code: 'Abrir en el inicio de sesión de esta institución, por su código.',
    current_institution_guid: 'Abrir en el inicio de sesión de esta institución, por su guid.',
    current_member_guid:
      'Abrir en esta conexión, para repararla. Tiene prioridad sobre una institución.',
    update_credentials: 'Pedir de nuevo las credenciales, aunque la conexión esté bien.',
    current_microdeposit_guid: 'Continuar con este microdepósito.',
    disable_institution_search: 'Sin búsqueda: el cliente se queda donde se abre el widget.',
    iso_country_code: 'Ofrecer solo instituciones de estos países.',
    color_scheme: 'Mostrar el widget claro, oscuro o según el navegador.',
    style: 'Nombre de una fuente de Google para el widget.',
    oauth_referral_source:
      'Dónde termina el inicio de sesión en el banco: de vuelta en la aplicación, o en el navegador.',
    ui_message_webview_url_scheme:
      'Esquema de URL para el regreso y para los mensajes en una vista web.',
    client_redirect_url: 'Dirección en la que termina, en cambio, el inicio de sesión en el banco.',
    enable_app2app: 'Dejar que continúe la aplicación del banco. Solo Chase.',
    ui_message_version: 'Versión de los mensajes que publica el widget.',
    is_mobile_webview: 'Enviar los mensajes como navegaciones en lugar de publicarlos.',
    locale: 'Idioma de un widget que no sea Connect.',
    deep_link_params: 'Integración que se abre de inmediato: direct-deposit.',
    insight_guid: 'Insight que se muestra primero, en el widget Pulse.',
    microwidget_instance_id: 'Distingue las instancias de un microwidget.',
    connections_use_case_filter: 'Mostrar solo conexiones de los casos de uso indicados arriba.',
  },

  inner: { data_request: 'products', style: 'font_name', deep_link_params: 'launch_integration' },

  notSet: 'Sin definir',
  yes: 'true',
  no: 'false',
  byDefault: (value) => `Sin definir: MX usa ${value}.`,
  onlyIn: (generation) => `solo ${generation}`,
  clear: 'Quitar',
  setByDesk: (value) => `Definido por Connect Desk: ${value}.`,
  leftOutByDesk: 'Omitido por Connect Desk.',
  yourValue: 'Su valor se usa en otra aplicación.',
  set: (count) => plural(count, 'definida', 'definidas'),

  language: {
    label: 'Idioma',
    name: 'Accept-Language',
    meaning: 'El idioma de Connect. Se envía como encabezado, no en el cuerpo.',
    asTheApp: (language) => `Sin definir: Connect Desk envía ${language}, su propio idioma.`,
    languages: { en: 'inglés', es: 'español', 'fr-CA': 'francés (Canadá)' },
  },

  institution: {
    choose: 'Elegir…',
    chooseFor: (name) => `Elegir una institución para ${name}`,
    title: 'Elija una institución',
    search: 'Nombre de la institución',
    looking: 'Consultando a MX…',
    none: 'MX no tiene ninguna institución con este texto en el nombre.',
    count: (shown, total) =>
      shown < total
        ? `${number(shown)} de ${plural(total, 'institución', 'instituciones')}`
        : plural(total, 'institución', 'instituciones'),
    more: 'Mostrar más',
    again: 'Intentar de nuevo',
    oauth: 'Página del banco (OAuth)',
    noNumbers: 'Sin números de cuenta',
    offline: 'Conéctese a MX para buscar sus instituciones. También puede escribir el código.',
    cancel: 'Cancelar',
  },
  member: {
    choose: 'Elegir…',
    chooseFor: 'Elegir una conexión',
    title: 'Elija una conexión',
    customer: 'ID del cliente',
    look: 'Mostrar conexiones',
    looking: 'Consultando a MX…',
    unknown: 'MX no conoce a este cliente.',
    none: 'Este cliente no tiene conexiones.',
    offline: 'Conéctese a MX para buscar conexiones. También puede escribir el guid.',
    cancel: 'Cancelar',
  },

  generation: {
    legend: 'Generación de la API',
    hint: 'La dirección del widget se pide con esta generación. Todo lo demás se pide a MX con v20250224.',
  },
  target: {
    label: 'Solicitud para',
    targets: {
      here: 'Esta ventana',
      window: 'La ventana del cliente',
      link: 'Un enlace',
      other_app: 'Otra aplicación',
    },
  },
  output: {
    label: 'La solicitud',
    forms: { json: 'JSON', curl: 'curl', rust: 'Rust' },
    copy: { json: 'Copiar JSON', curl: 'Copiar línea curl', rust: 'Copiar Rust' },
    copied: {
      json: 'El JSON se copió.',
      curl: 'La línea curl se copió.',
      rust: 'El fragmento de Rust se copió.',
    },
    curlNote: 'Complete MX_USER_GUID, MX_CLIENT_ID y MX_API_KEY. Aquí no se escribe ninguna clave.',
    rustNote: 'Para el crate mx-platform.',
  },
  findings: {
    title: 'Lo que conviene saber de estas opciones',
    fine: 'No hay contradicciones.',
    weights: { contradiction: 'Contradicción', no_effect: 'Sin efecto', advice: 'Consejo' },
    counts: {
      contradiction: (count) => plural(count, 'contradicción', 'contradicciones'),
      no_effect: (count) => `${number(count)} sin efecto`,
      advice: (count) => plural(count, 'consejo', 'consejos'),
    },
  },
  desk: 'Definido por Connect Desk',

  open: {
    title: 'Abrir con esto',
    customer: 'ID del cliente',
    handOvers: {
      here: 'Se abre en esta ventana.',
      window: 'Se abre en la ventana del cliente.',
      link: 'Se entrega como enlace.',
    },
    button: 'Abrir con esto',
    busy: 'Abriendo…',
    modes: {
      verification: 'Inicia una verificación.',
      aggregation: 'Inicia una agregación.',
    },
    notConnected: 'Conéctese a MX para abrir el widget.',
    onlyConnect: 'Connect Desk abre solo el widget Connect.',
    linkForbidden: 'Su organización no permite enlaces.',
  },

  presets: {
    menu: 'Preajustes',
    none: 'Aún no hay preajustes.',
    load: (name) => `Cargar ${name}`,
    loaded: (name) => `${name} está cargado.`,
    changed: 'modificado',
    save: 'Guardar como preajuste…',
    update: (name) => `Guardar los cambios en ${name}`,
    updated: (name) => `${name} se guardó.`,
    rename: 'Cambiar el nombre…',
    duplicate: 'Duplicar',
    duplicated: 'El preajuste se duplicó.',
    delete: 'Eliminar…',
    deleted: (name) => `${name} se eliminó.`,
    exportOne: 'Exportar…',
    exportAll: 'Exportar todos…',
    exported: (count, path) =>
      count === 1
        ? `1 preajuste se guardó en ${path}.`
        : `${number(count)} preajustes se guardaron en ${path}.`,
    import: 'Importar…',
    importTitle: 'Importar preajustes',
    imported: (count) =>
      count === 1 ? 'Se agregó 1 preajuste.' : `Se agregaron ${number(count)} preajustes.`,
    refusedTitle: 'No se pudo usar todo',
    close: 'Cerrar',
    name: 'Nombre del preajuste',
    saveTitle: 'Guardar como preajuste',
    renameTitle: 'Cambiar el nombre del preajuste',
    confirm: 'Guardar',
    cancel: 'Cancelar',
    deleteTitle: '¿Eliminar este preajuste?',
    deleteBody: (name) => `${name} se elimina de este puesto.`,
    deleteConfirm: 'Eliminar el preajuste',
    deleteCancel: 'Conservarlo',
  },
  paste: {
    button: 'Pegar JSON…',
    title: 'Completar el formulario con JSON',
    body: 'Pegue el cuerpo de una solicitud de URL del widget, con widget_url alrededor o sin él. Reemplaza lo que está definido.',
    field: 'JSON',
    confirm: 'Completar el formulario',
    cancel: 'Cancelar',
    filled: (count) =>
      count === 1 ? '1 opción está definida.' : `${number(count)} opciones están definidas.`,
    refused: 'No se usó',
    done: 'Listo',
  },
  reset: 'Empezar de nuevo',
};
