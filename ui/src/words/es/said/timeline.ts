import type { SaidPart } from '../../said';

/** A list of options, by MX's names: what isn't one of them is said. */
const options = (list: string): string =>
  list.replace("MX's older API", 'la API anterior de MX').replace(/(\d+) more$/, '$1 más');

/** What happened in a session. */
export const timeline = {
  'The widget is loading': 'El widget se está cargando',
  'The widget is ready': 'El widget está listo',
  'Customer is searching for a bank': 'El cliente está buscando un banco',
  'Customer chose {name}': (a) => `El cliente eligió ${a}`,
  'Customer chose a bank': 'El cliente eligió un banco',
  'Customer sent the sign-in': 'El cliente envió sus credenciales',
  'Customer sent the sign-in again': 'El cliente envió de nuevo sus credenciales',
  'MX could not start the connection': 'MX no pudo iniciar la conexión',
  'The widget says: {}': (a) => `El widget dice: ${a}`,
  'Begun with options of its own: {}': (a) => `Comenzó con opciones propias: ${options(a)}`,
  'Customer is asked for the two amounts': 'Se le piden al cliente los dos montos',
  "Customer answered the bank's question": 'El cliente respondió la pregunta del banco',
  'The widget shows a failure: {}': (a) => `El widget muestra un error: ${a}`,
  'Customer left the failure': 'El cliente salió del aviso de error',
  'The widget shows: no account that can be verified':
    'El widget muestra: ninguna cuenta que se pueda verificar',
  "The widget shows: the data can't be used": 'El widget muestra: los datos no se pueden usar',
  'The widget says: everything is ready': 'El widget dice: todo está listo',
  'Customer pressed Done': 'El cliente presionó Listo',
  'Customer is back at the search': 'El cliente volvió a la búsqueda',
  'Customer went back': 'El cliente volvió atrás',
  'Customer removed the connection': 'El cliente quitó la conexión',
  'Customer added an account by hand': 'El cliente agregó una cuenta a mano',
  "Customer goes on at the bank's own page": 'El cliente continúa en la página del propio banco',
  "The bank's page did not lead back: {}": (a) =>
    `La página del banco no trajo de vuelta al cliente: ${a}`,
  'Customer chose small test deposits instead': 'El cliente prefirió pequeños depósitos de prueba',
  'Customer asked for small test deposits': 'El cliente pidió pequeños depósitos de prueba',
  'The widget says: the test deposits are confirmed':
    'El widget dice: los depósitos de prueba están confirmados',
  'Customer left the test deposits': 'El cliente salió de los depósitos de prueba',
  'The test deposits failed': 'Los depósitos de prueba fallaron',
  "The routing number can't be used for test deposits":
    'El número de ruta no se puede usar para depósitos de prueba',
  'The widget sent a message this app does not know':
    'El widget envió un mensaje que esta aplicación no conoce',
  'Customer is choosing a bank': 'El cliente está eligiendo un banco',
  "Customer is reading MX's disclosure": 'El cliente está leyendo el aviso de MX',
  'Customer is asked for consent': 'Se pide al cliente su consentimiento',
  'Customer is signing in': 'El cliente está iniciando sesión',
  'MX is connecting to the bank': 'MX se está conectando con el banco',
  'Bank asked for a security answer': 'El banco hizo una pregunta de seguridad',
  'The widget shows: connected': 'El widget muestra: conectado',
  "The widget shows: the bank's page failed": 'El widget muestra: la página del banco falló',
  'The widget shows what went wrong': 'El widget muestra qué salió mal',
  'Customer is choosing an existing connection': 'El cliente está eligiendo una conexión existente',
  'The bank is connected already': 'El banco ya está conectado',
  "The widget shows: this bank can't be verified":
    'El widget muestra: este banco no se puede verificar',
  'Customer is at the small test deposits': 'El cliente está en los pequeños depósitos de prueba',
  'Customer is offered a further service': 'Se ofrece al cliente otro servicio',
  'Customer is adding an account by hand': 'El cliente está agregando una cuenta a mano',
  'The widget shows: only test banks work with these keys':
    'El widget muestra: con estas claves solo funcionan bancos de prueba',
  'The widget shows another page': 'El widget muestra otra página',
  'the customer went back': 'el cliente volvió atrás',
  'access was refused': 'se denegó el acceso',
  'the bank wants something done first': 'el banco pide que se haga algo antes',
  'the bank failed': 'hubo una falla en el banco',
  'MX failed': 'hubo una falla en MX',
  'it took too long': 'tardó demasiado',
  'no reason was given': 'no se dio ningún motivo',
  'no sign-in': 'sin credenciales',
  connecting: 'conectando',
  'stopped after three wrong sign-ins': 'detenido tras tres intentos de acceso fallidos',
  'sign-in refused': 'acceso rechazado',
  'the bank asks a question': 'el banco hace una pregunta',
  "wrong answer to the bank's question": 'respuesta incorrecta a la pregunta del banco',
  'sign-in locked by the bank': 'acceso bloqueado por el banco',
  connected: 'conectado',
  reconnected: 'reconectado',
  "the bank's connection is failing": 'la conexión del banco está fallando',
  "the bank can't be reached": 'no se puede establecer conexión con el banco',
  'the bank is no longer supported': 'el banco ya no es compatible',
  closed: 'cerrado',
  delayed: 'retrasado',
  failed: 'con error',
  'signing in again': 'iniciando sesión de nuevo',
  'switched off': 'desactivado',
  'sign-in needed': 'se necesitan las credenciales',
  'going on after the answer': 'continuando después de la respuesta',
  "the bank's question expired": 'la pregunta del banco venció',
  'sign-in incomplete': 'credenciales incompletas',
  "waiting for the bank's own page": 'esperando la página del propio banco',
  'a status this app does not know': 'un estado que esta aplicación no conoce',
  'MX says: {}': (a) => `MX dice: ${a}`,
  'MX asks the bank again, without the customer': 'MX consulta de nuevo al banco, sin el cliente',
  'MX is busy with another job for this connection; waiting for it':
    'MX está en otro proceso con esta conexión; se espera a que termine',
  "MX confirms that the connection is this customer's":
    'MX confirma que la conexión es de este cliente',
  'MX does not know that connection for this customer':
    'MX no conoce esa conexión para este cliente',
  'The connection was removed at MX. Open a new widget, or start over.':
    'La conexión se eliminó en MX. Abra un widget nuevo, o empiece de nuevo.',
  "MX confirms that the test deposits are this customer's":
    'MX confirma que los depósitos de prueba son de este cliente',
  'MX does not know those test deposits for this customer':
    'MX no conoce esos depósitos de prueba para este cliente',
  'The test deposits were removed at MX. Start over to verify the account.':
    'Los depósitos de prueba se eliminaron en MX. Empiece de nuevo para verificar la cuenta.',
  '1 account verified by test deposits.': '1 cuenta verificada con depósitos de prueba.',
  'The account is verified by test deposits': 'La cuenta está verificada con depósitos de prueba',
  'MX sent the account again': 'MX envió la cuenta de nuevo',
  'The customer entered the account and routing number in MX Connect. MX made two small deposits to the account, and the customer confirmed both amounts. MX gives the number of such an account masked or in part, as a rule.':
    'El cliente ingresó los números de cuenta y de ruta en MX Connect. MX hizo dos pequeños depósitos en la cuenta, y el cliente confirmó ambos montos. Por lo general, MX da el número de una cuenta así enmascarado o incompleto.',
  "The customer's bank can be signed in to. The widget leads them back to the search: they choose the bank there.":
    'El banco del cliente permite iniciar sesión. El widget lleva al cliente de vuelta a la búsqueda para que elija allí el banco.',
  'The customer typed a routing number that no bank has. They can correct it.':
    'El número de ruta que ingresó el cliente no es de ningún banco. Puede corregirlo.',
  'Your company has blocked this routing number for test deposits. The customer can use an account elsewhere, or sign in at a bank.':
    'Su empresa ha bloqueado este número de ruta para depósitos de prueba. El cliente puede usar una cuenta en otro lugar, o iniciar sesión en un banco.',
  'MX makes no test deposits at this bank. The customer can use an account elsewhere, or sign in at a bank.':
    'MX no hace depósitos de prueba en este banco. El cliente puede usar una cuenta en otro lugar, o iniciar sesión en un banco.',
  'Asking MX how the session ended': 'Preguntando a MX cómo terminó la sesión',
  'Customer created at MX': 'Cliente creado en MX',
  'Customer found at MX': 'Cliente encontrado en MX',
  'The customer could not be prepared': 'No se pudo preparar el cliente en MX',
  'MX prepared the widget': 'MX preparó el widget',
  'The widget could not be prepared': 'No se pudo preparar el widget',
  'Customer has no connection yet': 'El cliente aún no tiene conexiones',
  'Customer has {} already': (a) => `El cliente ya tiene ${a}`,
  'MX has a new connection': 'MX tiene una conexión nueva',
  'MX has no new connection yet': 'MX aún no tiene una conexión nueva',
  'MX has no new connection': 'MX no tiene una conexión nueva',
  'The customer was at the small test deposits, and has not asked for them. Open the widget again, or start over.':
    'El cliente llegó a los pequeños depósitos de prueba, pero no los pidió. Abra de nuevo el widget, o empiece de nuevo.',
  'The customer has not connected a bank. Open the widget again, or start over.':
    'El cliente no ha conectado ningún banco. Abra de nuevo el widget, o empiece de nuevo.',
  'The customer has not connected a bank so far. Their link can still be opened: check again later, or start over.':
    'El cliente aún no ha conectado ningún banco. Su enlace todavía se puede abrir: consulte de nuevo más tarde, o empiece de nuevo.',
  'The customer has not connected another bank in this session. What they had connected before is as it was.':
    'El cliente no ha conectado otro banco en esta sesión. Lo que había conectado antes sigue como estaba.',
  'Not finished after two minutes': 'Sin terminar después de dos minutos',
  'MX has not finished yet. Nothing is lost: ask again in a few minutes.':
    'MX aún no ha terminado. No se ha perdido nada: pregunte de nuevo en unos minutos.',
  'The bank is connected, but it has no eligible accounts: only checking and savings accounts have numbers. Start over with another bank.':
    'El banco está conectado, pero no tiene cuentas elegibles: solo las cuentas de cheques y de ahorros tienen números. Empiece de nuevo con otro banco.',
  'The bank is connected, but it shows no accounts. Start over with another bank.':
    'El banco está conectado, pero no muestra cuentas. Empiece de nuevo con otro banco.',
  'No eligible accounts': 'Sin cuentas elegibles',
  'The accounts are not here yet.': 'Las cuentas aún no han llegado.',
  'Wait until an aggregation has ended with accounts.':
    'Espere a que una agregación termine con cuentas.',
  'MX reads a connection again at most once every three hours.':
    'MX vuelve a leer una conexión como máximo una vez cada tres horas.',
  'Wait until three hours have passed since MX last read it.':
    'Espere a que pasen tres horas desde la última lectura de MX.',
  'Agent had the transactions read again': 'El agente pidió leer de nuevo las transacciones',
  'Agent asked for a refresh': 'El agente pidió una actualización',
  'Agent asked for a longer history': 'El agente pidió un historial más largo',
  'Agent took the widget back here': 'El agente trajo el widget de vuelta aquí',
  'Agent opened the customer window': 'El agente abrió la ventana del cliente',
  'Agent chose to send a link': 'El agente eligió enviar un enlace',
  'The customer window was closed': 'Se cerró la ventana del cliente',
  'The customer window could not be opened.': 'No se pudo abrir la ventana del cliente.',
  'Try again, or hand the widget over in another way.':
    'Inténtelo de nuevo, o entregue el widget de otra manera.',
  'The customer window could not be opened': 'No se pudo abrir la ventana del cliente',
  'Agent asked for a new link': 'El agente pidió un enlace nuevo',
  'MX made a new link': 'MX creó un enlace nuevo',
  'A new link could not be made': 'No se pudo crear un enlace nuevo',
  "The link can't be opened any more": 'El enlace ya no se puede abrir',
  'Nobody has finished by the link within an hour': 'Nadie terminó con el enlace en una hora',
  'Following the link from before the restart': 'Siguiendo el enlace creado antes del reinicio',
  'The customer connects {bank}': (a) => `El cliente está conectando ${a}`,
  'The customer connects a bank': 'El cliente está conectando un banco',
  'This bank has no eligible accounts; the customer can choose another':
    'Este banco no tiene cuentas elegibles; el cliente puede elegir otro',
  'The widget answers again': 'El widget responde de nuevo',
  "A page was opened in this computer's browser":
    'Se abrió una página en el navegador de esta computadora',
  'Agent asked who owns the accounts': 'El agente preguntó de quién son las cuentas',
  'Agent asked for the current balances': 'El agente pidió los saldos actuales',
  'MX asks the bank': 'MX consulta al banco',
  'MX has not finished yet.': 'MX aún no ha terminado.',
  'Nothing is lost: ask again in a few minutes.':
    'No se ha perdido nada: pregunte de nuevo en unos minutos.',
  'The bank asks the customer something first.': 'Antes, el banco le pregunta algo al cliente.',
  'Open the widget on this connection and let the customer answer, then ask again. The numbers here stay as they are.':
    'Abra el widget en esta conexión y deje que el cliente responda; luego pregunte de nuevo. Los números de aquí no cambian.',
  'The numbers here stay as they are. Once the connection works again, ask again.':
    'Los números de aquí no cambian. Cuando la conexión vuelva a funcionar, pregunte de nuevo.',
  'MX sent the balances': 'MX envió los saldos',
  'MX allows five balance checks for a connection in two hours, and they are used up.':
    'MX permite cinco consultas de saldo por conexión en dos horas, y ya se usaron.',
  'Wait until one of them is two hours old. The balances here stay as they were read last.':
    'Espere a que pasen dos horas desde una de ellas. Los saldos de aquí son los de la última lectura.',
  'Agent copied the link': 'El agente copió el enlace',
  'The link was shown as a code': 'El enlace se mostró como código QR',
  "The widget's address is used up or older than ten minutes.":
    'La dirección del widget ya se usó o tiene más de diez minutos.',
  'Load the widget again.': 'Cargue de nuevo el widget.',
  "This computer's browser could not be opened":
    'No se pudo abrir el navegador de esta computadora',
  'Number {mask} was shown in full': (a) => `Se mostró completo el número ${a}`,
  'Number {mask} was copied': (a) => `Se copió el número ${a}`,
  'Routing number of {mask} was copied': (a) => `Se copió el número de ruta de ${a}`,
  'Agent closed the widget': 'El agente cerró el widget',
  'Agent stopped waiting for the customer': 'El agente dejó de esperar al cliente',
  'Agent asked MX again': 'El agente consultó de nuevo a MX',
  'Agent opened the widget again': 'El agente abrió de nuevo el widget',
  'Agent opened the widget on the test deposits':
    'El agente abrió el widget en los depósitos de prueba',
  'Agent loaded the widget again': 'El agente cargó de nuevo el widget',
  'The widget has not loaded, or does not answer.': 'El widget no se ha cargado, o no responde.',
  "Load it again. If it stays silent, check that this computer's network lets MX's pages through.":
    'Cárguelo de nuevo. Si sigue sin responder, compruebe que la red de esta computadora permita el acceso a las páginas de MX.',
  'The widget does not answer': 'El widget no responde',
  'Refused: a message that did not come from the widget':
    'Rechazado: un mensaje que no vino del widget',
  'Refused: a message from another website': 'Rechazado: un mensaje de otro sitio web',
  'Refused: a message larger than the widget sends':
    'Rechazado: un mensaje más grande de lo que envía el widget',
  "Refused: a message that is not MX's": 'Rechazado: un mensaje que no es de MX',
  "Refused: a message that can't be read": 'Rechazado: un mensaje que no se puede leer',
  'Refused: more messages than the widget sends':
    'Rechazado: más mensajes de los que envía el widget',
  'Refused: a message of an earlier widget': 'Rechazado: un mensaje de un widget anterior',
  "Refused: a connection that is not this customer's":
    'Rechazado: una conexión que no es de este cliente',
  "Refused: test deposits that are not this customer's":
    'Rechazado: depósitos de prueba que no son de este cliente',
  'Refused: opening a page that is not safe': 'Rechazado: abrir una página que no es segura',
  'the account and routing numbers': 'los números de cuenta y de ruta',
  'the accounts': 'las cuentas',
  'The customer had connected the bank before. MX had asked it a short while ago and gave {what} it obtained then; the customer did not sign in again.':
    (a) =>
      `El cliente ya había conectado el banco. MX lo había consultado hacía poco y entregó ${a} que obtuvo entonces; el cliente no volvió a iniciar sesión.`,
  'The customer had connected the bank before. MX asked it again and obtained {what}; the customer did not sign in again.':
    (a) =>
      `El cliente ya había conectado el banco. MX lo consultó de nuevo y obtuvo ${a}; el cliente no volvió a iniciar sesión.`,
  'The customer signed in at the bank in MX Connect, and MX obtained {what} from the bank.': (a) =>
    `El cliente inició sesión en el banco con MX Connect, y MX obtuvo ${a} del banco.`,
  '{} of {} received': (a, b) => `Recibido: ${a} de ${b}`,
  '{} received': (a) => `Recibido: ${a}`,
  'MX sent {}': (a) => `MX envió ${a}`,
  'MX sent {}, of which {} can have numbers': (a, b) =>
    `MX envió ${a}, de las cuales ${b} pueden tener números`,
  'MX sent {} again': (a) => `MX envió ${a} de nuevo`,
  '1 connection': '1 conexión',
  '{n} connections': (a) => `${a} conexiones`,
  '1 account': '1 cuenta',
  '{n} accounts': (a) => `${a} cuentas`,
  '1 number': '1 número',
  '{n} numbers': (a) => `${a} números`,
  '1 owner': '1 titular',
  '{n} owners': (a) => `${a} titulares`,
  '1 transaction': '1 transacción',
  '{n} transactions': (a) => `${a} transacciones`,
  'This computer was asleep, or its clock was set':
    'Esta computadora estuvo suspendida, o se cambió su reloj',
  "MX's older API": 'la API anterior de MX',
  '{more} more': (a) => `${a} más`,
  "The widget's page sent thousands of messages at once, and was closed":
    'La página del widget envió miles de mensajes a la vez, y se cerró',
} satisfies SaidPart;
