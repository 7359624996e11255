import type { SaidPart } from '../../said';

/** What went wrong, and what to do. */
export const problems = {
  "The audit log can't be written, so this was not done.":
    'No se puede escribir el registro de auditoría, así que esto no se hizo.',
  'A session is still running.': 'Todavía hay una sesión en curso.',
  'Finish it before you change the connection.': 'Termínela antes de cambiar la conexión.',
  'The simulated MX needs no keys.': 'El MX simulado no necesita claves.',
  'client id': 'Client ID',
  'API key': 'clave de API',
  'The {name} is missing.': (a) => `Falta este dato: ${a}.`,
  "The {name} holds characters that MX's keys never have. Something else may have been copied with it.":
    (a) =>
      `Este dato tiene caracteres que las claves de MX nunca tienen: ${a}. Quizá se copió algo más con él.`,
  "A client id can't contain `:`.": 'Un Client ID no puede contener “:”.',
  'The connection is still saved. Try again when the keychain can be used.':
    'La conexión sigue guardada. Inténtelo de nuevo cuando se pueda usar el llavero.',
  'This saved connection is not known any more.': 'Esta conexión guardada ya no existe.',
  'Choose another one, or enter the keys again.': 'Elija otra, o ingrese las claves de nuevo.',
  "A connection's name can have 40 characters, on one line.":
    'El nombre de una conexión puede tener hasta 40 caracteres, en una sola línea.',
  'MX can replace an e-mail address, but not take it away.':
    'MX puede reemplazar un correo electrónico, pero no quitarlo.',
  "What you typed is not this customer's id.": 'El ID ingresado no es el de este cliente.',
  'The customer id is missing.': 'Falta el ID del cliente.',
  'The customer id is longer than {LONGEST_ID} characters.': (a) =>
    `El ID del cliente tiene más de ${a} caracteres.`,
  "The customer id may only have letters (a–z), digits, - and _. Don't use an e-mail address or a name.":
    'El ID del cliente solo puede tener letras (a–z), dígitos, - y _. No use un correo electrónico ni un nombre.',
  'This is not an e-mail address.': 'El correo electrónico no es válido.',
  'The metadata is longer than {LONGEST_METADATA} characters.': (a) =>
    `Los metadatos tienen más de ${a} caracteres.`,
  'Unnamed institution': 'Institución sin nombre',
  "This is not a guid of MX's.": 'Este no es un guid de MX.',
  'The clipboard could not be used.': 'No se pudo usar el portapapeles.',
  'Try again, or select the guid and copy it.':
    'Inténtelo de nuevo, o seleccione el guid y cópielo.',
  'The text to search for is longer than {LONGEST_SEARCH} characters.': (a) =>
    `El texto de la búsqueda tiene más de ${a} caracteres.`,
  'Unnamed account': 'Cuenta sin nombre',
  'MX does not have this customer any more.': 'MX ya no tiene a este cliente.',
  'Somebody may have deleted them. Go back to the list.':
    'Quizá alguien lo eliminó. Vuelva a la lista.',
  'Another customer has this id.': 'Otro cliente tiene este ID.',
  'Choose another id, or search for that customer.': 'Elija otro ID, o busque a ese cliente.',
  'MX did not accept what was entered.': 'MX no aceptó los datos ingresados.',
  'Check the id and the e-mail address.': 'Revise el ID y el correo electrónico.',
  'MX did not accept this customer.': 'MX no aceptó a este cliente.',
  "Check the id and the e-mail address. MX's integration environment holds 100 customers: delete some if it is full.":
    'Revise el ID y el correo electrónico. El entorno de integración de MX admite 100 clientes: elimine algunos si está lleno.',
  'MX does not have this connection any more.': 'MX ya no tiene esta conexión.',
  'Somebody may have deleted it. Load the customer again.':
    'Quizá alguien la eliminó. Cargue de nuevo el cliente.',
  'MX is working on this connection.': 'MX está trabajando en esta conexión.',
  'Wait a minute, then try again.': 'Espere un minuto y luego inténtelo de nuevo.',
  'MX does not have these test deposits any more.': 'MX ya no tiene estos depósitos de prueba.',
  'Somebody may have deleted them. Load the customer again.':
    'Quizá alguien los eliminó. Cargue de nuevo el cliente.',
  'A session with this customer is open.': 'Hay una sesión abierta con este cliente.',
  'Finish it first. It is in the list of open sessions.':
    'Termínela primero. Está en la lista de sesiones abiertas.',
  'The session is open.': 'La sesión está abierta.',
  'Finish it in the list of open sessions.': 'Termínela en la lista de sesiones abiertas.',
  'Finish it in the list of open sessions first.':
    'Termínela primero en la lista de sesiones abiertas.',
  'The API base URL is not a web address.': 'La URL base de la API no es una dirección web.',
  'The API base URL must start with https:// (http:// only on this computer).':
    'La URL base de la API debe empezar con https:// (http:// solo en esta computadora).',
  'The API base URL must not contain a user name, a password, `?` or `#`.':
    'La URL base de la API no debe contener usuario, contraseña, “?” ni “#”.',
  "That is MX's own API. Choose {name} instead of a custom environment.": (a) =>
    `Esa es la API de MX. Elija ${a} en lugar de un entorno personalizado.`,
  'At least one widget origin is needed, such as https://widgets.example.com.':
    'Se necesita al menos un origen del widget, como https://widgets.example.com.',
  'A widget origin is scheme, host and port only, such as https://widgets.example.com.':
    'Un origen del widget es solo esquema, host y puerto, como https://widgets.example.com.',
  'A widget origin must start with https:// (http:// only on this computer).':
    'Un origen del widget debe empezar con https:// (http:// solo en esta computadora).',
  "A widget origin can't contain `*`: list each origin by itself.":
    'Un origen del widget no puede contener “*”: indique cada origen por separado.',
  "That origin belongs to this app and can't serve the widget.":
    'Ese origen pertenece a esta aplicación y no puede servir el widget.',
  'The simulated MX must run on this computer.':
    'El MX simulado debe ejecutarse en esta computadora.',
  'Correct it and try again.': 'Corríjalo e inténtelo de nuevo.',
  'The desk is not connected to MX yet.': 'La aplicación aún no está conectada a MX.',
  'Connect to MX, or explore with the simulated MX.':
    'Conéctese a MX, o explore con el MX simulado.',
  'This session is not known any more.': 'Esta sesión ya no existe.',
  'Go back to the start and begin a new one.': 'Vuelva al inicio y empiece una nueva.',
  'Something went wrong inside the app.': 'Algo salió mal dentro de la aplicación.',
  'Try again. If it happens again, restart the app and report it.':
    'Inténtelo de nuevo. Si vuelve a ocurrir, reinicie la aplicación e informe del problema.',
  'The simulated MX could not be started.': 'No se pudo iniciar el MX simulado.',
  'Try again. If it still fails, a firewall on this computer may forbid local connections.':
    'Inténtelo de nuevo. Si sigue fallando, es posible que un firewall de esta computadora bloquee las conexiones locales.',
  'This computer has no keychain service running.':
    'Esta computadora no tiene ningún servicio de llavero activo.',
  'Start one (GNOME Keyring, KWallet or KeePassXC) and try again, or use the keys without saving them.':
    'Inicie uno (GNOME Keyring, KWallet o KeePassXC) e inténtelo de nuevo, o use las claves sin guardarlas.',
  'The keychain is locked.': 'El llavero está bloqueado.',
  'Unlock it and try again, or use the keys without saving them.':
    'Desbloquéelo e inténtelo de nuevo, o use las claves sin guardarlas.',
  'The keychain refused this app.': 'El llavero denegó el acceso a esta aplicación.',
  'Allow Connect Desk in the keychain and try again, or use the keys without saving them.':
    'Autorice Connect Desk en el llavero e inténtelo de nuevo, o use las claves sin guardarlas.',
  'The keychain has no keys for this connection any more.':
    'El llavero ya no tiene claves para esta conexión.',
  'Enter the keys again.': 'Ingrese las claves de nuevo.',
  'The client id and API key are longer than this keychain can hold.':
    'El Client ID y la clave de API son demasiado largos para este llavero.',
  'Check that nothing else was pasted with them, or use the keys without saving them.':
    'Compruebe que no se pegó nada más con ellos, o use las claves sin guardarlas.',
  "The keychain's entry for this connection can't be read.":
    'No se puede leer la entrada del llavero para esta conexión.',
  'It was left as it is. Enter the keys again to save a new connection, or remove this one.':
    'Se dejó como está. Ingrese las claves de nuevo para guardar una conexión nueva, o elimine esta.',
  'The keychain did not answer in time.': 'El llavero no respondió a tiempo.',
  'Look for its window asking for a password, then try again; or use the keys without saving them.':
    'Busque la ventana en la que pide una contraseña y luego inténtelo de nuevo; o use las claves sin guardarlas.',
  'The keychain failed.': 'El llavero falló.',
  'Try again. If it still fails, use the keys without saving them.':
    'Inténtelo de nuevo. Si sigue fallando, use las claves sin guardarlas.',
  "Your organisation doesn't allow files to be saved from here.":
    'Su organización no permite guardar archivos desde aquí.',
  "The file could not be saved: the folder can't be written.":
    'No se pudo guardar el archivo: no se puede escribir en la carpeta.',
  'The file could not be saved: the disk is full.':
    'No se pudo guardar el archivo: el disco está lleno.',
  'The file could not be saved.': 'No se pudo guardar el archivo.',
  'Save it again, in another folder if need be.':
    'Guárdelo de nuevo, en otra carpeta si es necesario.',
  "Open it from the session's panel.": 'Ábrala desde el panel de la sesión.',
  'This session has no customer window now.':
    'Esta sesión no tiene ahora ninguna ventana del cliente.',
  "The widget can't be handed over in that way now.":
    'Por ahora, el widget no se puede entregar de esa manera.',
  'Go on with one of the buttons on screen.': 'Use uno de los botones en pantalla.',
  'Your organisation does not allow links.': 'Su organización no permite enlaces.',
  'Show the widget here, or in the customer window.':
    'Muestre el widget aquí, o en la ventana del cliente.',
  'Try again, or let the customer scan the code.':
    'Inténtelo de nuevo, o pida al cliente que escanee el código.',
  'The link is too long for a code.': 'El enlace es demasiado largo para un código QR.',
  'Copy it instead.': 'En vez de eso, cópielo.',
  'There is no link that can be opened.': 'No hay ningún enlace que se pueda abrir.',
  'Make a new link.': 'Cree un enlace nuevo.',
  'No browser could be started.': 'No se pudo iniciar ningún navegador.',
  'Open {address} in a browser yourself.': (a) => `Abra ${a} en un navegador por su cuenta.`,
  'This session is not in the history any more.': 'Esta sesión ya no está en el historial.',
  'Search again.': 'Busque de nuevo.',
  'The desk is locked.': 'La aplicación está bloqueada.',
  'Unlock it first.': 'Desbloquéela primero.',
  'Start the keychain service and try again. Restarting the app helps as well.':
    'Inicie el servicio de llavero e inténtelo de nuevo. También ayuda reiniciar la aplicación.',
  'Unlock the keychain when it asks, then try again.':
    'Desbloquee el llavero cuando lo pida y luego inténtelo de nuevo.',
  'Try again. Restarting the app helps as well.':
    'Inténtelo de nuevo. También ayuda reiniciar la aplicación.',
  'MX refused the client id or the API key.': 'MX rechazó el Client ID o la clave de API.',
  "Check both in MX's Client Dashboard. Integration and production have different keys, and a replaced key stops working at once.":
    'Revise ambos en el Client Dashboard de MX. Integración y producción tienen claves distintas, y una clave reemplazada deja de funcionar de inmediato.',
  'MX knows the keys but refuses requests from here.':
    'MX conoce las claves, pero rechaza las solicitudes desde aquí.',
  "Usually this computer's IP address is missing from the allow-list in MX's Client Dashboard: add it there. Otherwise MX has not enabled this product for your keys.":
    'Por lo general, la dirección IP de esta computadora no está en la lista de direcciones autorizadas del Client Dashboard de MX: agréguela allí. De lo contrario, MX no ha activado este producto para sus claves.',
  'No connection to MX could be made.': 'No se pudo establecer la conexión con MX.',
  "Check this computer's network, VPN and proxy.":
    'Revise la red, la VPN y el proxy de esta computadora.',
  'The connection to MX broke before MX had answered.':
    'La conexión con MX se cortó antes de que MX respondiera.',
  "The session goes on by itself once MX can be reached. If that takes long, check this computer's network, VPN and proxy.":
    'La sesión continúa por sí sola en cuanto MX esté disponible. Si tarda mucho, revise la red, la VPN y el proxy de esta computadora.',
  "Check this computer's network, VPN and proxy, then try again.":
    'Revise la red, la VPN y el proxy de esta computadora y luego inténtelo de nuevo.',
  "The certificate of the server is not valid at this computer's date and time.":
    'El certificado del servidor no es válido en la fecha y hora de esta computadora.',
  'Check the date and time of this computer. If they are right, the certificate has run out: tell whoever runs the server.':
    'Revise la fecha y la hora de esta computadora. Si son correctas, el certificado ha vencido: avise a quien administra el servidor.',
  'The server, or something on the way to it, broke off before the connection was secure.':
    'El servidor, o algo en el trayecto, cortó la conexión antes de que fuera segura.',
  "A firewall or proxy may be blocking it. Ask your network's administrator whether this computer may reach MX's address.":
    'Es posible que la bloquee un firewall o un proxy. Pregunte al administrador de su red si esta computadora tiene permitido el acceso a la dirección de MX.',
  'What answers at this address does not speak TLS as MX does.':
    'Lo que responde en esta dirección no usa TLS como lo usa MX.',
  'Check the address. On a network that asks you to sign in first, sign in there with your browser.':
    'Revise la dirección. Si la red pide iniciar sesión primero, hágalo en su navegador.',
  'The certificate of the server was not accepted.': 'No se aceptó el certificado del servidor.',
  "Something between this computer and MX may be reading the traffic. Ask your network's administrator whether its certificate must be installed here.":
    'Es posible que algo entre esta computadora y MX esté leyendo el tráfico. Pregunte al administrador de su red si su certificado debe instalarse aquí.',
  'MX did not answer in time.': 'MX no respondió a tiempo.',
  'Try again in a moment.': 'Inténtelo de nuevo en unos momentos.',
  'MX asks us to slow down.': 'MX nos pide ir más despacio.',
  'Wait a moment, then try again.': 'Espere un momento y luego inténtelo de nuevo.',
  'MX has a failure or is under maintenance.': 'MX tiene una falla o está en mantenimiento.',
  'Try again in a few minutes. MX publishes its state on its status page.':
    'Inténtelo de nuevo en unos minutos. MX publica su estado en su página de estado.',
  'MX does not know this customer or connection any more.':
    'MX ya no conoce a este cliente o esta conexión.',
  'It may have been deleted. Start over.': 'Quizá se eliminó. Empiece de nuevo.',
  'It exists at MX already, or another job is running for it.':
    'Ya existe en MX, o hay otro proceso en curso.',
  'MX is still busy with another job for this connection.':
    'MX sigue ocupado con otro proceso de esta conexión.',
  'MX refused the request as not valid.': 'MX rechazó la solicitud porque no es válida.',
  "Check what you typed. If it looks right, give the request id to MX's support.":
    'Revise lo que escribió. Si parece correcto, dé el ID de solicitud al soporte de MX.',
  'The answer is not one that MX documents.': 'La respuesta no es una de las que MX documenta.',
  "Check that the address is MX's or your own gateway's. If it is, give the request id to MX's support.":
    'Compruebe que la dirección sea la de MX o la de su propia pasarela. Si lo es, dé el ID de solicitud al soporte de MX.',
  "Your organisation doesn't allow the simulated MX here.":
    'Su organización no permite aquí el MX simulado.',
  "Your organisation doesn't allow MX's integration environment here.":
    'Su organización no permite aquí el entorno de integración de MX.',
  "Your organisation doesn't allow MX's production environment here.":
    'Su organización no permite aquí el entorno de producción de MX.',
  "Your organisation doesn't allow custom environments here.":
    'Su organización no permite aquí entornos personalizados.',
  "Your organisation doesn't allow the app to stay in the tray.":
    'Su organización no permite que la aplicación se quede en la bandeja.',
  'Ask whoever looks after this computer if you need it.':
    'Si lo necesita, pídalo a quien administra esta computadora.',
  "Your organisation's policy file can't be read as it is meant: {}.": (a) =>
    `El archivo de política de su organización no se puede interpretar: ${a}.`,
  "What can't be read counts as forbidden. Tell whoever looks after this computer.":
    'Lo que no se puede leer se considera prohibido. Avise a quien administra esta computadora.',
  "it can't be opened": 'no se puede abrir',
  'it is not a JSON object': 'no es un objeto JSON',
  'it is not JSON': 'no es JSON',
  'it is meant for a newer version of the app': 'es para una versión más reciente de la aplicación',
  'its `version` is not 1': 'su “version” no es 1',
  '{} is not a key': (a) => `${a} no es una clave`,
  '`{key}` must be {expected}': (a, b) => `“${a}” debe ser ${b}`,
  'a list of `sandbox`, `integration`, `production` and `custom`':
    'una lista de “sandbox”, “integration”, “production” y “custom”',
  'true or false': 'true o false',
  'a whole number from 1 to 480': 'un número entero de 1 a 480',
  'a whole number from 1 to 3650': 'un número entero de 1 a 3650',
  'a text of 1 to 60 characters': 'un texto de 1 a 60 caracteres',
  'The desk can lock itself after 1 to 480 minutes.':
    'La aplicación puede bloquearse automáticamente después de 1 a 480 minutos.',
  'Past sessions can be kept for 1 to 3650 days.':
    'Las sesiones pasadas se pueden conservar de 1 a 3650 días.',
  "Your organisation has set this. It can't be changed here.":
    'Su organización estableció esto. No se puede cambiar aquí.',
  "The company's name can have 60 characters, on one line.":
    'El nombre de la empresa puede tener hasta 60 caracteres, en una sola línea.',
  'There is nothing to type now.': 'Ahora no hay nada que escribir.',
  'Wait for the bank, or do what the scenario says next.':
    'Espere al banco, o siga el próximo paso del escenario.',
  'The widget is not open.': 'El widget no está abierto.',
  'Open it again, or choose the scenario anew.': 'Ábralo de nuevo, o elija otra vez el escenario.',
  "This session doesn't belong to a scenario.": 'Esta sesión no pertenece a ningún escenario.',
  'Choose a scenario under Present.': 'Elija un escenario en Presentar.',
  'Scenarios are shown with the simulated MX only.':
    'Los escenarios se muestran solo con el MX simulado.',
  'Leave this MX, and explore the simulated one.': 'Desconéctese de este MX y explore el simulado.',
  'The accounts are not verified yet.': 'Las cuentas aún no están verificadas.',
  'Wait until the session has ended with a result.':
    'Espere a que la sesión termine con un resultado.',
  'The name is longer than {LONGEST_NAME} characters.': (a) =>
    `El nombre tiene más de ${a} caracteres.`,
  'The desk was locked, and the numbers are not in memory.':
    'La aplicación estuvo bloqueada, y los números no están en memoria.',
  'Unlock the desk; MX is asked for them again.':
    'Desbloquee la aplicación; se piden de nuevo a MX.',
  'This session has no such number.': 'Esta sesión no tiene ese número.',
  'Go on with the numbers on screen.': 'Continúe con los números en pantalla.',
  "MX's widget would come from a website that this environment does not allow.":
    'El widget de MX vendría de un sitio web que este entorno no permite.',
  "Check the environment. For a custom one, add the widget's origin to its settings.":
    'Revise el entorno. Si es personalizado, agregue el origen del widget a su configuración.',
  'Try again, or show the number and type it.':
    'Inténtelo de nuevo, o muestre el número y escríbalo usted.',
  'The reason is too short to say anything to whoever reads it later.':
    'El motivo es demasiado corto para que lo entienda quien lo lea después.',
  'The reason is longer than {LONGEST_REASON} characters.': (a) =>
    `El motivo tiene más de ${a} caracteres.`,
  'The reason holds the account number itself. It would stay in the audit log.':
    'El motivo contiene el número de cuenta, que quedaría en el registro de auditoría.',
  'A reason is needed before a number is shown in full.':
    'Se necesita un motivo para mostrar un número completo.',
  'Say in a few words why you need it. It is kept in the audit log.':
    'Diga en pocas palabras por qué lo necesita. Se conserva en el registro de auditoría.',
  'The session has moved on.': 'La sesión ya pasó a otro paso.',
  'This session was with another MX than the one connected now.':
    'Esta sesión era con otro MX, no con el que está conectado ahora.',
  'Connect to that one first.': 'Conéctese primero a ese.',
  'The session is open already.': 'La sesión ya está abierta.',
  'Go on with it in the list of open sessions.':
    'Continúe con ella en la lista de sesiones abiertas.',
  'Too many sessions are running.': 'Hay demasiadas sesiones en curso.',
  'Finish one of them before you begin another.': 'Termine una de ellas antes de empezar otra.',
  "Check that the app's folder can be written, then restart the app.":
    'Compruebe que se puede escribir en la carpeta de la aplicación y luego reiníciela.',
  'Make room on the disk, then restart the app.':
    'Libere espacio en el disco y luego reinicie la aplicación.',
  'Restart the app. Until then nothing is kept beyond this run.':
    'Reinicie la aplicación. Hasta entonces, lo que haga se perderá al cerrarla.',
  "The app's settings or journal can't be written.":
    'No se puede escribir la configuración o el registro de sesiones de la aplicación.',
  "The disk is full, so the app's settings or journal can't be written.":
    'El disco está lleno, así que no se puede escribir la configuración o el registro de sesiones de la aplicación.',
  "The app's settings or journal could not be used.":
    'No se pudo usar la configuración o el registro de sesiones de la aplicación.',
  'audit log': 'registro de auditoría',
  settings: 'configuración',
  journal: 'registro de sesiones',
  presets: 'preajustes',
  'was written by a newer version of the app':
    'fue escrito por una versión más reciente de la aplicación',
  'is damaged': 'está dañado',
  'The {what} file {why}. It was set aside as {}.': (a, b, c) =>
    `El archivo (${a}) ${b}. Se apartó como ${c}.`,
  'The app goes on with a new file. The old one is left untouched.':
    'La aplicación continúa con un archivo nuevo. El anterior se deja intacto.',
  'because the disk is full': 'porque el disco está lleno',
  "because the app's folder can't be written":
    'porque no se puede escribir en la carpeta de la aplicación',
  'because its file could not be opened': 'porque su archivo no se pudo abrir',
  "The {what} can't be kept, {why}.": (a, b) => `Esto no se puede conservar (${a}), ${b}.`,
  'You can work, but what you do now is forgotten when the app closes.':
    'Puede trabajar, pero lo que haga ahora se perderá al cerrar la aplicación.',
  'There is no such date.': 'Esta fecha no existe.',
  'Another program asked for a scenario, which works with the simulated MX only.':
    'Se pidió iniciar un escenario, y los escenarios solo funcionan con el MX simulado.',
  'Disconnect first, then start it again.': 'Desconéctese primero, y luego inícielo de nuevo.',
  "Connect Desk doesn't know this kind of link.": 'Connect Desk no conoce este tipo de enlace.',
  'Nothing was done. Whoever looks after the program the link came from can correct it.':
    'No se hizo nada. Puede corregirlo quien administra el programa del que vino el enlace.',
  'This is not a link.': 'Eso no es un enlace.',
  'The link has characters that no link has.':
    'El enlace tiene caracteres que no son válidos en un enlace.',
  'The link is too long.': 'El enlace es demasiado largo.',
  'The link must name one customer and nothing else.':
    'El enlace debe indicar un cliente y nada más.',
  "The link's customer id is not valid: it may only have 1 to 64 letters (a–z), digits, - and _.":
    'El ID de cliente del enlace no es válido: solo puede tener de 1 a 64 letras (a–z), dígitos, - y _.',
  'The folder of the log could not be opened.': 'No se pudo abrir la carpeta de los registros.',
  'Open {} yourself.': (a) => `Abra ${a} por su cuenta.`,
  'There is no newer version to install.': 'No hay ninguna versión más reciente para instalar.',
  'Look again later.': 'Vuelva a consultar más tarde.',
  'Sessions are running, and installing starts the app anew.':
    'Hay sesiones en curso, y la instalación reinicia la aplicación.',
  'Finish them first.': 'Termínelas primero.',
  'The newer version was not installed. The app is as it was.':
    'La versión más reciente no se instaló. La aplicación quedó como estaba.',
  'Try again later, or have whoever looks after this computer install it.':
    'Inténtelo más tarde, o pida que la instale quien administra esta computadora.',
} satisfies SaidPart;
