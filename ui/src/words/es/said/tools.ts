import type { SaidPart } from '../../said';

/** Diagnostics, the audit log, the inspector and the widget’s options. */
export const tools = {
  App: 'Aplicación',
  'Connect Desk {version} on {}.': (a, b) => `Connect Desk ${a} en ${b}.`,
  'Web view': 'Vista web',
  'Version {version}.': (a) => `Versión ${a}.`,
  "The system's web view was not found.": 'No se encontró la vista web del sistema.',
  'Install it: WebKitGTK 4.1 on Linux, WebView2 on Windows.':
    'Instálela: WebKitGTK 4.1 en Linux, WebView2 en Windows.',
  'Policy file': 'Archivo de política',
  'There is none: your own settings apply.': 'No hay ninguno: se aplica su propia configuración.',
  'It was read and applies, but not only the administrator can change it.':
    'Se leyó y se aplica, pero otras personas además del administrador pueden cambiarlo.',
  "Make the file and its folder the administrator's, writable by nobody else.":
    'Asigne el archivo y su carpeta al administrador, sin permiso de escritura para nadie más.',
  'It was read and applies.': 'Se leyó y se aplica.',
  Proxy: 'Proxy',
  'The environment names a proxy; calls to MX go through it.':
    'El entorno del sistema indica un proxy; las llamadas a MX pasan por él.',
  "The environment names none. One set in the system's own settings is used all the same.":
    'El entorno del sistema no indica ninguno. Aun así, se usa el que esté definido en la configuración del sistema.',
  Keychain: 'Llavero',
  'An entry could be written, read and removed in {} ms.': (a) =>
    `Se pudo escribir, leer y eliminar una entrada en ${a} ms.`,
  'The keychain gives back another text than was written.':
    'El llavero devuelve un texto distinto del que se escribió.',
  'Use the keys without saving them, and have the keychain looked at.':
    'Use las claves sin guardarlas, y pida que revisen el llavero.',
  'The keychain did not answer within 15 seconds.': 'El llavero no respondió en 15 segundos.',
  'Look for its window asking for a password, then run the checks again.':
    'Busque la ventana en la que pide una contraseña y luego repita las comprobaciones.',
  'Settings and journal': 'Configuración y registro de sesiones',
  'The disk did not answer within 15 seconds.': 'El disco no respondió en 15 segundos.',
  "Check the disk that holds your account's data.":
    'Revise el disco que contiene los datos de su cuenta.',
  'They can be read and written.': 'Se pueden leer y escribir.',
  'They can be read and written; {} MB of room are left.': (a) =>
    `Se pueden leer y escribir; quedan ${a} MB libres.`,
  'Make room on the disk.': 'Libere espacio en el disco.',
  'Audit log': 'Registro de auditoría',
  "Keep a copy of the app's folder as it is, and tell whoever looks after this computer.":
    'Guarde una copia de la carpeta de la aplicación tal como está, y avise a quien administra esta computadora.',
  'It is too long to be checked within 15 seconds.':
    'Es demasiado largo para comprobarlo en 15 segundos.',
  'Check it from the history screen, or with --verify-audit-log.':
    'Compruébelo desde el historial, o con --verify-audit-log.',
  'Start the app with --diagnose and take the text from there.':
    'Inicie la aplicación con --diagnose y copie de allí el texto.',
  Connection: 'Conexión',
  'Not connected to an MX, so none was looked at.':
    'No hay conexión con ningún MX, así que no se examinó ninguno.',
  '{} at {}, keys {}.': (a, b, c) => `${a} en ${b}, claves ${c}.`,
  'The simulated MX': 'El MX simulado',
  "MX's integration environment": 'El entorno de integración de MX',
  "MX's production environment": 'El entorno de producción de MX',
  'A custom environment': 'Un entorno personalizado',
  'made up for this run': 'creadas para esta ejecución',
  'in the keychain': 'en el llavero',
  'in memory': 'en memoria',
  'Way to MX': 'Acceso a MX',
  Keys: 'Claves',
  'Allow-list': 'Direcciones autorizadas',
  Clock: 'Reloj',
  'Not looked at: there is no connection.': 'Sin examinar: no hay conexión.',
  'Not looked at: MX was not reached.': 'Sin examinar: no se pudo llegar a MX.',
  '{host} answers.': (a) => `${a} responde.`,
  'the name could not be resolved (DNS).': 'el nombre no se pudo resolver (DNS).',
  "Check this computer's network, VPN and name server.":
    'Revise la red, la VPN y el servidor de nombres de esta computadora.',
  'the name is known, but no connection could be made (TCP).':
    'el nombre se conoce, pero no se pudo establecer la conexión (TCP).',
  'Check the firewall, VPN and proxy.': 'Revise el firewall, la VPN y el proxy.',
  'connected, but the certificate was not accepted (TLS).':
    'hay conexión, pero no se aceptó el certificado (TLS).',
  "Ask your network's administrator whether its certificate must be installed here.":
    'Pregunte al administrador de su red si su certificado debe instalarse aquí.',
  "connected, but the certificate is not valid at this computer's date and time (TLS).":
    'hay conexión, pero el certificado no es válido en la fecha y hora de esta computadora (TLS).',
  'Check the date and time of this computer.': 'Revise la fecha y la hora de esta computadora.',
  'connected, but the other side broke off before the connection was secure (TLS).':
    'hay conexión, pero el otro extremo la cortó antes de que fuera segura (TLS).',
  "A firewall or proxy may be blocking it: ask your network's administrator.":
    'Es posible que la bloquee un firewall o un proxy: pregunte al administrador de su red.',
  'no answer in time.': 'sin respuesta a tiempo.',
  'Try again in a moment; then check the VPN and proxy.':
    'Inténtelo de nuevo en unos momentos; luego revise la VPN y el proxy.',
  'MX accepts them.': 'MX las acepta.',
  'MX knows them.': 'MX las conoce.',
  'MX did not say. {}': (a) => `MX no lo dijo. ${a}`,
  'MX answers requests from here.': 'MX responde a las solicitudes desde aquí.',
  'Not looked at: MX did not accept the keys, or did not say.':
    'Sin examinar: MX no aceptó las claves, o no lo dijo.',
  'MX did not say what time it is.': 'MX no dijo qué hora es.',
  "This computer's clock agrees with MX's.": 'El reloj de esta computadora coincide con el de MX.',
  "This computer's clock is {seconds} s ahead of MX's.": (a) =>
    `El reloj de esta computadora está ${a} s adelantado respecto al de MX.`,
  "This computer's clock is {seconds} s behind MX's.": (a) =>
    `El reloj de esta computadora está ${a} s atrasado respecto al de MX.`,
  'Let this computer set its clock by itself.':
    'Configure esta computadora para que ajuste su reloj automáticamente.',
  'Way to the widget': 'Acceso al widget',
  'Not looked at: the web view goes through the proxy.':
    'Sin examinar: la vista web pasa por el proxy.',
  'No answer in time.': 'Sin respuesta a tiempo.',
  'Check the firewall and VPN.': 'Revise el firewall y la VPN.',
  '{} can be connected to.': (a) => `Se puede conectar con ${a}.`,
  'The widget comes from there: have it allowed in firewall and VPN.':
    'El widget viene de allí: pida que lo permitan en el firewall y la VPN.',
  'it has no host.': 'no tiene host.',
  'it has no port.': 'no tiene puerto.',
  'no connection could be made (TCP).': 'no se pudo establecer la conexión (TCP).',
  'Entry {expected} is missing.': (a) => `Falta la entrada ${a}.`,
  'Entry {expected} is not as it was written, or does not follow the entry before it.': (a) =>
    `La entrada ${a} no está como se escribió, o no sigue a la entrada anterior.`,
  'The note of how many entries there should be is missing, so entries may have been taken off the end.':
    'Falta la anotación de cuántas entradas debe haber, así que es posible que se hayan quitado entradas del final.',
  'The log ends at entry {}, but {} were written: the end was taken off.': (a, b) =>
    `El registro termina en la entrada ${a}, pero se escribieron ${b}: se quitó el final.`,
  'Entry {} is not the one that was written: the log was cut and written anew.': (a) =>
    `La entrada ${a} no es la que se escribió: el registro se cortó y se escribió de nuevo.`,
  "Every entry fits, but the file's own guard against changes was taken out.":
    'Todas las entradas concuerdan, pero se quitó la protección del archivo contra cambios.',
  'The log has no entries yet.': 'El registro aún no tiene entradas.',
  'All {} entries are as they were written. Fingerprint of the last: {}.': (a, b) =>
    `Las ${a} entradas están como se escribieron. Huella de la última: ${b}.`,
  '{} Not every owner was named.': (a) => `${a} No se indicaron todos los titulares.`,
  'There is no name to compare.': 'No hay ningún nombre que comparar.',
  'The name is too long to compare.': 'El nombre es demasiado largo para compararlo.',
  'The first name is the same; the last name stands once for both.':
    'El nombre de pila es el mismo; el apellido aparece una sola vez para ambos.',
  "MX is being asked whether the connection is this customer's":
    'Se está preguntando a MX si la conexión es de este cliente',
  'Ignored: the session had no more use for it': 'Ignorado: la sesión ya no lo necesitaba',
  "Ignored: this app does not know the message's type":
    'Ignorado: esta aplicación no conoce el tipo del mensaje',
  'MX did not accept the keys': 'MX no aceptó las claves',
  "MX does not allow this, or does not know this computer's address":
    'MX no permite esto, o no conoce la dirección de esta computadora',
  'MX does not know it, or not yet': 'MX no lo conoce, o aún no',
  'It exists already, or another job is running': 'Ya existe, o hay otro proceso en curso',
  'Too many requests: MX asks to slow down': 'Demasiadas solicitudes: MX pide ir más despacio',
  'MX is under maintenance': 'MX está en mantenimiento',
  'MX or the bank failed': 'Falló MX o el banco',
  'MX refused the request': 'MX rechazó la solicitud',
  "The name of MX's host was not found": 'No se encontró el nombre del host de MX',
  'No connection could be made': 'No se pudo establecer la conexión',
  'The connection broke': 'La conexión se cortó',
  "The host's certificate was not accepted": 'No se aceptó el certificado del host',
  "MX answered something that can't be read": 'MX respondió algo que no se puede leer',
  'No answer in time': 'Sin respuesta a tiempo',
  'No answer came': 'No llegó ninguna respuesta',
  "{} doesn't document this option, so it isn't sent.": (a) =>
    `${a} no documenta esta opción, así que no se envía.`,
  'The list is empty. Choose something, or clear it.':
    'La lista está vacía. Elija algo, o bórrela.',
  "MX's guids of this kind begin with {prefix}.": (a) =>
    `Los guid de MX de este tipo empiezan con ${a}.`,
  'A style needs the name of a font.': 'Un estilo necesita el nombre de una fuente.',
  'Connect speaks {}; anything else becomes English.': (a) =>
    `Connect admite ${a}; cualquier otro idioma se cambia por inglés.`,
  'MX documents no “{word}” here.': (a) => `MX no documenta “${a}” aquí.`,
  "Mode says verification and the products don't: the products decide. Add {ACCOUNT_VERIFICATION}, or change the mode.":
    (a) =>
      `El modo dice verificación y los productos no: deciden los productos. Agregue ${a}, o cambie el modo.`,
  'Mode says aggregation and the products ask for {ACCOUNT_VERIFICATION}: the products decide. Change one of them.':
    (a) =>
      `El modo dice agregación y los productos piden ${a}: deciden los productos. Cambie uno de los dos.`,
  'v20250224 replaces mode by data_request. Sending both is safe.':
    'v20250224 reemplaza mode por data_request. Enviar ambos es seguro.',
  'v20111101 knows no products. Choose a mode, or MX aggregates.':
    'v20111101 no admite productos. Elija un modo; de lo contrario, MX hace una agregación.',
  'With several products, Connect offers only institutions that have all of them.':
    'Con varios productos, Connect ofrece solo las instituciones que los tienen todos.',
  'MX discourages this in v20250224. Choose the product {product} instead.': (a) =>
    `MX lo desaconseja en v20250224. Elija en su lugar el producto ${a}.`,
  'Without the search the widget must be told where to open: choose an institution or a member.':
    'Sin la búsqueda hay que indicar al widget dónde abrirse: elija una institución o un miembro.',
  'Code and guid both name an institution. Give one of them.':
    'El código y el guid indican ambos una institución. Deje uno de los dos.',
  'The member goes first: the widget opens on it, not on this institution.':
    'El miembro tiene prioridad: el widget se abre en él, no en esta institución.',
  'There are no credentials to update without a member. Choose one.':
    'Sin un miembro no hay credenciales que actualizar. Elija uno.',
  'MX advises to use this sparingly: with the member alone, the widget finds the right view.':
    'MX aconseja usar esto con moderación: solo con el miembro, el widget encuentra la vista correcta.',
  'Microdeposits are part of verification. Change mode and products.':
    'Los microdepósitos son parte de la verificación. Cambie el modo y los productos.',
  'A member or an institution goes first: the widget opens on that, not on the microdeposit.':
    'Un miembro o una institución tiene prioridad: el widget se abre ahí, no en el microdepósito.',
  'MX redirects only where the referral source is APP.':
    'MX redirige solo si oauth_referral_source es APP.',
  'This is not a whole address, as https://example.com/done is.':
    'Esta no es una dirección completa, como https://example.com/done.',
  'In a webview nobody receives what BROWSER posts. APP comes back to your app.':
    'En una vista web, nadie recibe lo que publica BROWSER. APP vuelve a su aplicación.',
  'A scheme begins with a letter; letters, digits, +, - and . follow. Leave :// out.':
    'Un esquema empieza con una letra, seguida de letras, dígitos y los signos +, - y punto, sin “://”.',
  'The scheme is used in a mobile webview, or where the referral source is APP.':
    'El esquema se usa en una vista web móvil, o si oauth_referral_source es APP.',
  'MX asks for 4 in everything new; the others are deprecated.':
    'MX pide 4 en todo lo nuevo; los demás están obsoletos.',
  'Connect takes its language from the header Accept-Language. Choose a language instead.':
    'Connect toma su idioma del encabezado Accept-Language. Elija más bien un idioma.',
  "Connect doesn't read this option. It is for another widget.":
    'Connect no lee esta opción. Es para otro widget.',
  'Only Connect reads this option.': 'Solo Connect lee esta opción.',
  'The filter needs use_cases in the same request.':
    'El filtro necesita use_cases en la misma solicitud.',
  'Connect Desk opens Connect alone. Copy the request for your own app.':
    'Connect Desk abre solo Connect. Copie la solicitud para su propia aplicación.',
  'Connect Desk opens Connect.': 'Connect Desk abre Connect.',
  "Neither mode nor products are chosen: the session's own are sent.":
    'No se eligió ni modo ni productos: se envían los de la sesión.',
  "The customer's browser decides.": 'Decide el navegador del cliente.',
  'As Connect Desk itself is drawn now.': 'Como se ve ahora Connect Desk.',
  'In the frame, the widget posts its messages.': 'En el marco, el widget publica sus mensajes.',
  "In the customer window, the widget's messages are navigations.":
    'En la ventana del cliente, los mensajes del widget son navegaciones.',
  'Behind a link, the widget is in a plain browser.':
    'Con un enlace, el widget está en un navegador normal.',
  "Behind a link, the widget opens the bank's page itself.":
    'Con un enlace, el propio widget abre la página del banco.',
  "Connect Desk opens the bank's page, in the system's browser.":
    'Connect Desk abre la página del banco, en el navegador del sistema.',
  'Behind a link, there is no app to come back to.':
    'Con un enlace, no hay aplicación a la que volver.',
  "Connect Desk's own scheme, for messages and for the way back from a bank.":
    'El esquema propio de Connect Desk, para los mensajes y para volver de un banco.',
  'Connect Desk reads messages of version 4.': 'Connect Desk lee mensajes de la versión 4.',
  'Paste the body of a widget URL request, with widget_url around it or without.':
    'Pegue el cuerpo de una solicitud de URL del widget, con widget_url alrededor o sin él.',
  'This text is too long to be a request.': 'Este texto es demasiado largo para ser una solicitud.',
  'This is JSON, but not an object.': 'Esto es JSON, pero no un objeto.',
  'This is not JSON: line {line}, column {column}.': (a, b) =>
    `Esto no es JSON: línea ${a}, columna ${b}.`,
  '{name} stands beside widget_url, where MX takes nothing.': (a) =>
    `${a} está junto a widget_url, donde MX no lee nada.`,
  "{name} is none of MX's options.": (a) => `${a} no es una opción de MX.`,
  '{name} must be {}.': (a, b) => `${a} debe ser ${b}.`,
  'an object with products, a list of texts': 'un objeto con products, una lista de textos',
  'an object with font_name, a text': 'un objeto con font_name, un texto',
  'an object with launch_integration, a text': 'un objeto con launch_integration, un texto',
  'a whole number': 'un número entero',
  'a list of texts': 'una lista de textos',
  'a text': 'un texto',
  'A preset needs a name.': 'Un preajuste necesita un nombre.',
  "A preset's name has 60 characters at most.":
    'El nombre de un preajuste puede tener hasta 60 caracteres.',
  'Another preset has this name.': 'Otro preajuste tiene este nombre.',
  'There are too many presets.': 'Hay demasiados preajustes.',
  'Delete some of them first.': 'Elimine algunos primero.',
  'all presets': 'todos los preajustes',
  'This preset is gone.': 'Este preajuste ya no existe.',
  'Choose another, or save the options under a new name.':
    'Elija otro, o guarde las opciones con un nombre nuevo.',
  'The file could not be read.': 'No se pudo leer el archivo.',
  'Choose a file with presets, or with the body of a request, as JSON.':
    'Elija un archivo con preajustes, o con el cuerpo de una solicitud, como JSON.',
  'The file was written by a newer version of the app.':
    'El archivo se escribió con una versión más reciente de la aplicación.',
  'Update Connect Desk, or export the presets from a desk of this version.':
    'Actualice Connect Desk, o exporte los preajustes desde un Connect Desk de esta versión.',
  'Entry {} is not a preset.': (a) => `La entrada ${a} no es un preajuste.`,
  "generation is none of MX's.": 'generation no es ninguna de las generaciones de MX.',
  'language must be a text.': 'language debe ser un texto.',
  "This language can't be sent.": 'Este idioma no se puede enviar.',
  'Try again, or select the text and copy it.':
    'Inténtelo de nuevo, o seleccione el texto y cópielo.',
  '1 day': '1 día',
  '{n} days': (a) => `${a} días`,
  '1 session': '1 sesión',
  '{n} sessions': (a) => `${a} sesiones`,
  '{}, file {name}': (a, b) => `${a}, archivo ${b}`,
  'A newer version of Connect Desk made this recording.':
    'Esta grabación se hizo con una versión más reciente de Connect Desk.',
  'Another organisation.': 'Otra organización.',
  'Choose a file that was saved from the inspector.':
    'Elija un archivo guardado desde el inspector.',
  'Choose another.': 'Elija otro.',
  'Choose connect_widget, or copy the request for your own app.':
    'Elija connect_widget, o copie la solicitud para su propia aplicación.',
  'Choose en, es or fr-CA.': 'Elija en, es o fr-CA.',
  'Connect Desk opens only the Connect widget.': 'Connect Desk abre solo el widget Connect.',
  "It is the name of the owner of {matching} of {} accounts; the others are somebody else's.": (
    a,
    b,
  ) => `Es el nombre del titular de ${a} de ${b} cuentas; las demás son de otra persona.`,
  'One is a person, the other an organisation.': 'Uno es una persona, el otro una organización.',
  'Open it again.': 'Ábrala de nuevo.',
  'The recording is closed.': 'La grabación está cerrada.',
  'The same organisation, but for its legal form or small words.':
    'La misma organización, salvo por la forma jurídica o palabras menores.',
  'The transactions are not here yet.': 'Las transacciones aún no han llegado.',
  'This entry was dropped to make room for newer ones.':
    'Esta entrada se descartó para dejar espacio a otras más recientes.',
  'This file is not a recording of Connect Desk.':
    'Este archivo no es una grabación de Connect Desk.',
  'This recording is damaged.': 'Esta grabación está dañada.',
  'Try again.': 'Inténtelo de nuevo.',
  'Wait until they have been read.': 'Espere a que se terminen de leer.',
  '`full`, `masked` or `none`': '“full”, “masked” o “none”',
  '{} One of {count} owners.': (a, b) => `${a} Uno de ${b} titulares.`,
} satisfies SaidPart;
