import type { Words } from '../en';
import { plural } from './plural';

export const settings: Words['settings'] = {
  lock: 'Bloquear la aplicación',
  title: 'Configuración',
  saved: 'Guardado',

  appearance: {
    title: 'Apariencia',
    theme: 'Tema',
    highContrast: 'Alto contraste',
    highContrastHint:
      'Texto más marcado y bordes nítidos, con colores claros u oscuros. Si el sistema lo pide, la aplicación lo tiene de todos modos.',
    zoom: 'Tamaño',
    percent: (percent) => `${percent}\u00a0%`,
    zoomHint: (larger, smaller, asDesigned) =>
      `${larger} y ${smaller} lo cambian en cualquier parte; ${asDesigned} vuelve al 100\u00a0%.`,
    language: 'Idioma',
    languageHint:
      'También el del widget de MX, en las sesiones que se abran a partir de ahora. Los informes, las exportaciones y el registro de auditoría se escriben en inglés.',
    system: (language) => `Sistema (${language})`,
    languages: { en: 'English', es: 'Español', fr: 'Français' },
  },

  connections: {
    title: 'Conexiones',
    none: 'No hay ninguna conexión guardada. Aquí aparecen las claves que usted guarda en el llavero al conectarse.',
    add: 'Agregar una conexión…',
    addHint: 'Se desconecta del MX en uso y abre la página de conexión.',
    inUse: 'En uso',
    atStart: 'Se usa al iniciar',
    clientId: (hint) => `Client ID terminado en ${hint}`,
    more: (name) => `Más acciones para ${name}`,
    use: 'Conectar',
    useNamed: (name) => `Conectar con ${name}`,
    connecting: 'Conectando…',
    test: 'Probar',
    testNamed: (name) => `Probar ${name}`,
    testing: 'Consultando a MX…',
    ok: (ms) => `MX acepta las claves · ${ms} ms`,
    rename: 'Cambiar el nombre…',
    replace: 'Reemplazar las claves…',
    startWith: 'Usar siempre al iniciar',
    startWithLast: 'Iniciar con la última usada',
    delete: 'Eliminar…',
    renameTitle: 'Cambiar el nombre de la conexión',
    name: 'Nombre',
    nameHint: 'Déjelo vacío para usar el del entorno.',
    save: 'Guardar',
    cancel: 'Cancelar',
    deleteTitle: '¿Eliminar esta conexión?',
    deleteBody: (name, host) =>
      `Las claves de ${name} en ${host} se eliminan del llavero. En MX no cambia nada.`,
    deleteConfirm: 'Eliminar',
  },

  replaceKeys: {
    title: 'Reemplazar las claves',
    body: 'Primero se consulta a MX si acepta la clave nueva. Hasta entonces se conserva la anterior. Las sesiones abiertas siguen con la clave anterior: manténgala válida en MX hasta que terminen.',
    clientId: 'Client ID nuevo',
    clientIdHint: (hint) => `Déjelo vacío para conservar el que termina en ${hint}.`,
    apiKey: 'Clave de API nueva',
    showKey: 'Mostrar la clave de API',
    run: 'Probar y reemplazar',
    busy: 'Consultando a MX…',
    done: 'La clave nueva está en uso.',
  },

  preferences: {
    title: 'Seguridad y privacidad',
    revealReason: 'Pedir un motivo antes de mostrar o copiar un número',
    revealReasonHint: 'El motivo queda en el registro de auditoría.',
    autoLock: 'Bloquear la aplicación cuando nadie la use',
    autoLockHint:
      'Oculta la pantalla, pero no es una contraseña: los números se borran de la memoria y las sesiones abiertas continúan. Ctrl+L bloquea de inmediato.',
    never: 'Nunca',
    after: (minutes) => `Después de ${plural(minutes, 'minuto', 'minutos')}`,
    retention: 'Conservar las sesiones pasadas',
    retentionHint: 'Las más antiguas se eliminan en esta computadora. MX conserva las suyas.',
    forever: 'Hasta que se eliminen',
    days: (days) =>
      days % 365 === 0
        ? `Durante ${plural(days / 365, 'año', 'años')}`
        : `Durante ${plural(days, 'día', 'días')}`,
    shorter: {
      title: '¿Eliminar las sesiones más antiguas?',
      body: (days) =>
        `Las sesiones pasadas de hace más de ${plural(days, 'día', 'días')} se eliminan de esta computadora, ahora y en adelante. Esto no se puede deshacer.`,
      confirm: 'Eliminar las más antiguas',
      cancel: 'Cancelar',
    },
    company: 'Nombre de la empresa',
    companyHint: 'Se muestra en la ventana del cliente y en los informes.',
    notifications: 'Avisarme cuando una sesión termine mientras trabajo en otra parte',
    notificationsHint:
      'Con las notificaciones del escritorio. No mencionan clientes, bancos ni números.',
    tray: 'Quedarse en la bandeja al cerrar la ventana',
    trayHint: 'Las sesiones siguen. El menú del icono devuelve la ventana y cierra la aplicación.',
    trayMissing:
      'Este escritorio no muestra ahora ninguna bandeja. Cerrar la ventana cierra la aplicación, como siempre.',
    byOrganisation: 'Establecido por su organización',
    on: 'Sí',
    off: 'No',
    none: 'Ninguno',
  },

  policy: {
    title: 'Política de la organización',
    none: 'Su organización no ha establecido nada en esta computadora. Usted decide todo.',
    lead: 'La establece quien administra esta computadora. No se puede cambiar aquí.',
    items: {
      environments: 'Entornos',
      reveal_reason: 'Motivo antes de mostrar un número',
      export: 'Informes y exportaciones',
      link_hand_over: 'Entrega por enlace',
      auto_lock_minutes: 'Bloqueo automático',
      retention_days: 'Sesiones pasadas',
      company_name: 'Nombre de la empresa',
      tray: 'Permanencia en la bandeja',
    },
    noEnvironment: 'No se permite ninguno',
    environments: (names) => names.join(', '),
    required: 'Obligatorio',
    notRequired: 'No obligatorio',
    exports: {
      full: 'Permitidos, con números completos si se elige',
      masked: 'Permitidos, solo con números enmascarados',
      none: 'No permitidos',
    },
    allowed: 'Permitida',
    notAllowed: 'No permitida',
    notHere: (name) => `Su organización no permite ${name} aquí.`,
  },

  diagnostics: {
    title: 'Diagnóstico',
    lead: 'Examina esta computadora, la red y MX, y no cambia nada. El llavero puede pedir su contraseña.',
    run: 'Ejecutar las comprobaciones',
    again: 'Ejecutar de nuevo',
    running: 'Examinando…',
    copy: 'Copiar para soporte',
    copying: 'Examinando y copiando…',
    copied:
      'Copiado, en inglés. No contiene claves ni clientes, y de las direcciones, solo los nombres de host.',
    logs: 'Mostrar los registros',
    openingLogs: 'Abriendo la carpeta…',
    outcomes: {
      good: 'Correcto',
      attention: 'Por revisar',
      bad: 'No funciona',
      skipped: 'Sin examinar',
    },
    summary: (bad, attention) =>
      bad === 0 && attention === 0
        ? 'Todo lo que se examinó funciona.'
        : [
            bad > 0 ? plural(bad, 'elemento no funciona', 'elementos no funcionan') : null,
            attention > 0
              ? plural(attention, 'elemento por revisar', 'elementos por revisar')
              : null,
          ]
            .filter((part) => part !== null)
            .join(', ')
            .concat('.'),
  },

  about: {
    title: 'Acerca de',
    version: (version) => `Connect Desk ${version}`,
    body: 'Verifique la cuenta bancaria de un cliente con MX Connect. Con licencia MIT o Apache 2.0.',
    docs: 'Documentación de MX',
    newer: (version) => `La versión ${version} está lista para instalarse.`,
    install: 'Instalar y reiniciar',
    installing: 'Instalando…',
  },
};
