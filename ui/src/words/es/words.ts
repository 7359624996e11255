import type { Words } from '../en';
import { number } from '../region';
import { aggregation } from './aggregation';
import { asked } from './asked';
import { asking } from './asking';
import { begin } from './begin';
import { configure } from './configure';
import { customers } from './customers';
import { deposits } from './deposits';
import { handover } from './handover';
import { inspector } from './inspector';
import { plural } from './plural';
import { keys, palette, statuses } from './palette';
import { presenter } from './presenter';
import { records } from './records';
import { session } from './session';
import { settings } from './settings';
import { shell } from './shell';
import { oneStop } from './stop';
import { tour } from './tour';

/** Spanish as it is spoken to customers in the Americas: *usted*, and MX's own words. */
export const words: Words = {
  records,
  aggregation,
  asked,
  asking,
  app: {
    name: 'Connect Desk',
    opening: 'Abriendo Connect Desk…',
    restoring: 'Leyendo sus claves del llavero…',
    restoringHint: 'Es posible que el llavero le pida su contraseña en otra ventana.',
    restoringLeave: 'Elegir otra conexión',
    failedToOpen: 'Connect Desk no pudo iniciarse',
    menu: 'Apariencia e información',
    appearance: 'Apariencia',
    appearances: { system: 'Sistema', light: 'Claro', dark: 'Oscuro' },
    docs: 'Documentación de MX',
    help: {
      client_dashboard: 'Abrir MX Client Dashboard',
      allow_list: 'Cómo autorizar una dirección',
      platform_docs: 'Abrir la documentación de MX',
    },
    version: (version) => `Versión ${version}`,
    notices: 'Avisos',
    dismiss: 'Cerrar',
    unexpected: 'Algo inesperado salió mal.',
    unexpectedNext: 'Inténtelo de nuevo. Si vuelve a ocurrir, reinicie la aplicación.',
    requestId: 'ID de solicitud de MX',
    colon: (label) => `${label}:`,
  },

  customers,
  deposits,
  shell,
  begin,
  configure,
  handover,
  inspector,
  keys,
  palette,
  statuses,
  presenter,
  tour,
  settings,

  environment: {
    names: {
      sandbox: 'MX simulado',
      integration: 'Integración',
      production: 'Producción',
      custom: 'Personalizado',
    },
    meaning: {
      sandbox:
        'Dentro de esta aplicación: sin bancos reales, sin red. Termina, y olvida a sus clientes, con la aplicación.',
      integration: 'El entorno de pruebas de MX. Solo bancos de prueba.',
      production: 'Clientes reales y cuentas bancarias reales.',
      custom: 'La pasarela de su empresa hacia MX.',
    },
    keysHeld: {
      generated: 'Claves creadas solo para esta simulación',
      keychain: 'Claves en el llavero del sistema',
      session_only: 'Claves en memoria hasta que se cierre la aplicación',
    },
    badge: (name, host) => (host === null ? `Entorno: ${name}` : `Entorno: ${name} ${host}`),
    none: 'Sin conexión a MX',
    leave: 'Cambiar de entorno…',
    leaveOpenSession: {
      title: '¿Salir con sesiones abiertas?',
      body: (customers) =>
        customers.length === 1
          ? `La sesión de ${customers[0]} no ha terminado. Cuando usted vuelva, se consultará a MX cómo terminó.`
          : `${customers.length} sesiones no han terminado. Cuando usted vuelva, se consultará a MX cómo terminaron.`,
      confirm: 'Salir y cambiar',
      cancel: 'Quedarse',
    },
  },

  start: {
    title: 'Verifique una cuenta bancaria con MX Connect',
    lead: 'Su cliente inicia sesión en su banco dentro del widget de MX. Usted recibe números de cuenta y de ruta verificados.',
    explore: {
      title: '¿Es su primera vez?',
      body: 'Pruebe todo con un MX simulado. Sin cuenta, sin red, sin nada que configurar.',
      button: 'Explorar con MX simulado',
      busy: 'Iniciando el MX simulado…',
    },
    saved: {
      title: 'Conexiones guardadas',
      use: 'Conectar',
      useNamed: (name, hint) => `Conectar con ${name}, Client ID terminado en ${hint}`,
      forget: 'Olvidar',
      forgetNamed: (name, hint) => `Olvidar ${name}, Client ID terminado en ${hint}`,
      clientId: (hint) => `Client ID …${hint}`,
      busy: 'Conectando…',
    },
    forget: {
      title: '¿Olvidar esta conexión?',
      body: (name, host) =>
        `Las claves de ${name} (${host}) se eliminan del llavero. En MX no cambia nada.`,
      confirm: 'Olvidar la conexión',
      cancel: 'Conservarla',
    },
    connect: {
      title: 'Conectar con MX',
      environment: 'Entorno',
      kinds: { integration: 'Integración', production: 'Producción', custom: 'Personalizado' },
      apiBaseUrl: 'URL base de la API',
      apiBaseUrlHint: 'https://, o http:// en esta computadora',
      widgetOrigins: 'Orígenes del widget',
      widgetOriginsHint: 'Uno por línea; nada más puede mostrarse como widget',
      clientId: 'Client ID',
      apiKey: 'Clave de API',
      showKeyLabel: 'Mostrar la clave de API',
      where: 'Dónde encontrar sus claves',
      test: 'Probar la conexión',
      testing: 'Consultando a MX…',
      ok: (ms) => `MX aceptó las claves en ${number(ms)} ms.`,
      save: 'Guardar en el llavero',
      saving: 'Guardando…',
      keychainAsks:
        'Esperando al llavero. Es posible que pida una contraseña en una ventana propia.',
      sessionOnly: 'Usar sin guardar',
      sessionOnlyHint:
        'Se conservan en memoria hasta cerrar la aplicación. La próxima vez deberá ingresarlas de nuevo.',
      care: 'MX espera que las claves de API estén en un servidor. Guárdelas solo en una computadora de confianza, o elija Personalizado y use la pasarela de su empresa.',
      production:
        'Las claves de producción dan acceso a cuentas de clientes reales. MX responde solo a direcciones autorizadas.',
    },
  },

  verify: {
    title: 'Nueva verificación',
    titleAggregation: 'Nueva conexión',
    customerId: 'ID del cliente',
    customerIdHint: 'El que usa su empresa. Solo letras, dígitos, - y _.',
    looking: 'Buscando…',
    newCustomer: 'Cliente nuevo. MX registrará este ID cuando usted empiece.',
    known: (count) =>
      count === 0
        ? 'Cliente conocido, aún sin conexiones'
        : `Cliente conocido, ${plural(count, 'conexión', 'conexiones')}`,
    mode: 'Propósito',
    modes: { verification: 'Verificación', aggregation: 'Agregación' },
    modeMeaning: {
      verification: 'Números de cuenta y de ruta',
      aggregation: 'Todas las cuentas del cliente',
    },
    optional: 'opcional',
    onlyIfNew: 'El correo y los metadatos se usan solo si MX no conoce aún al cliente.',
    email: 'Correo electrónico',
    metadata: 'Metadatos',
    metadataHint: 'MX guarda los metadatos con el cliente. Nunca escriba aquí datos secretos.',
    start: 'Empezar la sesión',
    startAnother: 'Abre el widget con otro banco, o de nuevo con el mismo.',
    starting: 'Abriendo…',
    simulationGone:
      'El MX simulado de entonces terminó con la aplicación: nadie puede decir cómo acabó.',
    elsewhere: (environment, host) => `Conéctese primero a ${environment} (${host})`,
    unfinished: {
      title: 'Aún sin consultar',
      lead: 'Sesiones con otro MX, y las que no se pudieron consultar de una vez porque eran demasiadas.',
      check: 'Consultar a MX',
      checkNamed: (customer) => `Consultar a MX cómo terminó la sesión de ${customer}`,
      forget: 'Olvidar',
      forgetNamed: (customer) => `Olvidar la sesión de ${customer}`,
      noBank: 'Ningún banco elegido',
      confirm: {
        title: '¿Olvidar esta sesión?',
        body: (customer) =>
          `La sesión de ${customer} desaparece de esta lista. En MX no cambia nada.`,
        confirm: 'Olvidar la sesión',
        cancel: 'Conservarla',
      },
    },
    how: {
      title: 'Cómo funciona',
      steps: [
        ['Indique el cliente', 'Use el ID de sus propios sistemas.'],
        ['Entregue el widget', 'El cliente elige su banco e inicia sesión.'],
      ],
      last: {
        verification: ['Lea los números', 'Enmascarados hasta que los muestre o los copie.'],
        aggregation: ['Vea las cuentas', 'Saldos y transacciones, para consultar y exportar.'],
      },
    },
    testBank: {
      title: 'Pruébelo con MX Bank',
      anyPassword: 'Cualquier otra',
      lead: 'Inicie sesión como mxuser. La contraseña decide lo que ocurre:',
      passwords: [
        ['challenge', 'Hace una pregunta; responda “correct”'],
        ['options', 'Pide elegir; la opción correcta es “correct”'],
        ['INVALID', 'Contraseña incorrecta'],
        ['LOCKED', 'Acceso bloqueado por el banco'],
        [null, 'Se conecta'],
      ],
    },
  },

  session,

  checking: {
    titles: {
      ending: 'Consultando a MX cómo terminó',
      standing: 'Consultando a MX cómo va todo',
      deposits: 'Consultando a MX sobre los depósitos de prueba',
    },
    titlesAgain: {
      verification: 'Verificando de nuevo la conexión',
      aggregation: 'Leyendo de nuevo la conexión',
    },
    titleWorking: 'MX sigue procesando',
    waitingFor: (bank) => `Esperando a que ${bank} responda a MX.`,
    waitingForMx: 'Esperando la respuesta de MX.',
    waited: 'Tiempo de espera',
    patience: 'Suele tardar unos segundos. No tiene que hacer nada.',
    longer: 'Esto tarda más de lo normal. Puede esperar aquí, o terminar y consultarlo más tarde.',
  },

  result: {
    title: { verification: 'Cuenta verificada', aggregation: 'Banco conectado' },
    accounts: (count) => plural(count, 'cuenta', 'cuentas'),
    method: 'Método',
    obtained: 'Fecha de los datos',
    obtainedAt: (at) => `Datos al ${at}`,
    status: 'Estado en MX',
    accountNumber: 'Número de cuenta',
    routingNumber: 'N.º de ruta',
    institutionNumber: 'Institución',
    transitNumber: 'Tránsito',
    reveal: 'Mostrar',
    revealNamed: (account) => `Mostrar el número de cuenta de ${account}`,
    hide: 'Ocultar ya',
    hidesIn: (seconds) => `Se oculta en ${seconds} s`,
    copyAccount: 'Copiar',
    copyAccountNamed: (account) => `Copiar el número de cuenta de ${account}`,
    copyRoutingNamed: (account) => `Copiar el número de ruta de ${account}`,
    copied: {
      account: 'Número de cuenta copiado. Se borrará del portapapeles en 45 s.',
      routing: 'Número de ruta copiado. Se borrará del portapapeles en 45 s.',
    },
    validation: {
      passed: 'Aprobó la comprobación de MX',
      failed: 'No aprobó la comprobación de MX',
      not_checked: 'MX no lo comprobó',
    },
    kept: '“Terminar” vuelve atrás, “Empezar de nuevo” abre otro widget para este cliente. En ambos casos los números salen de la memoria: si necesita un informe, guárdelo antes.',
    noNumbers: 'MX no tiene un número de cuenta para esta cuenta.',
    noAccounts: 'MX no devolvió cuentas para esta conexión.',
    noAccountsNext: 'El cliente puede conectarse de nuevo y compartir al menos una cuenta.',
    kinds: {
      CHECKING: 'Cuenta de cheques',
      SAVINGS: 'Cuenta de ahorros',
      MONEY_MARKET: 'Cuenta de mercado monetario',
      CERTIFICATE_OF_DEPOSIT: 'Certificado de depósito',
      CREDIT_CARD: 'Tarjeta de crédito',
      LOAN: 'Préstamo',
      MORTGAGE: 'Hipoteca',
      INVESTMENT: 'Inversión',
      LINE_OF_CREDIT: 'Línea de crédito',
      PREPAID: 'Tarjeta prepagada',
      CASH: 'Efectivo',
      PROPERTY: 'Propiedad',
      INSURANCE: 'Seguro',
    },
  },

  stopped: {
    titles: {
      verified: 'La cuenta está verificada',
      nothing_connected: 'No se conectó ningún banco',
      no_eligible_accounts: 'No se puede verificar ninguna cuenta',
      still_working: 'MX sigue procesando',
      waiting: 'Alguien debe actuar primero',
      awaiting_deposits: 'Esperando los depósitos de prueba',
      deposits_failed: 'Los depósitos de prueba fallaron',
      removed: 'Se eliminó la conexión',
      failed: 'La sesión se detuvo',
    },
    waitingFor: {
      agent: 'Le toca a usted',
      customer: 'El cliente debe actuar',
      customer_at_bank: 'El cliente debe actuar en su banco',
      mx: 'Hay que esperar a MX o al banco',
      support: 'Este caso es para el equipo de soporte',
      nobody: 'La sesión ha terminado',
    },
    mxStatus: 'Estado en MX',
    asked: (time) => oneStop(`MX respondió por última vez a las ${time}.`),
    kept: 'Elija lo que elija, esta sesión queda en el historial y nada se borra en MX.',
    mxSays: 'MX dice',
  },
};
