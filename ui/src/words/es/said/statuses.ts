import type { SaidPart } from '../../said';

/** What a status means, and how names compare. */
export const statuses = {
  'the account is still to be entered': 'falta ingresar la cuenta',
  'MX knows who the customer is, but not their account yet.':
    'MX sabe quién es el cliente, pero aún no conoce su cuenta.',
  'Open the widget: the customer enters their routing and account number.':
    'Abra el widget: el cliente ingresa sus números de ruta y de cuenta.',
  'the deposits are being prepared': 'los depósitos se están preparando',
  'MX has the account and prepares two small deposits to it.':
    'MX tiene la cuenta y prepara dos pequeños depósitos en ella.',
  'They arrive within a few working days. Nobody has anything to do until then.':
    'Llegan en unos días hábiles. Hasta entonces nadie tiene que hacer nada.',
  'the deposits are on their way': 'los depósitos están en camino',
  "Two small deposits are on their way to the customer's account.":
    'Dos pequeños depósitos están en camino a la cuenta del cliente.',
  'They arrive within a few working days. The customer then reads both amounts at their bank and comes back with them.':
    'Llegan en unos días hábiles. Entonces el cliente consulta ambos montos en su banco y vuelve para ingresarlos.',
  'the deposits have arrived': 'los depósitos han llegado',
  'Both deposits have been made. The customer finds the amounts at their bank.':
    'Ya se hicieron ambos depósitos. El cliente puede ver los montos en su banco.',
  'Open the widget: the customer enters both amounts.':
    'Abra el widget: el cliente ingresa ambos montos.',
  'the amounts were wrong': 'los montos no eran correctos',
  'The amounts the customer entered are not those of the deposits.':
    'Los montos que ingresó el cliente no son los de los depósitos.',
  'They can try again. After too many wrong tries MX stops, so let them look at their bank first.':
    'Puede intentarlo de nuevo. Después de demasiados intentos incorrectos, MX se detiene, así que pídale que consulte primero su cuenta en el banco.',
  'the amounts were right': 'los montos eran correctos',
  'The customer entered the right amounts: the account is verified.':
    'El cliente ingresó los montos correctos: la cuenta está verificada.',
  'Open the session to read what MX knows of the account.':
    'Abra la sesión para leer lo que MX sabe de la cuenta.',
  'the deposits failed': 'los depósitos fallaron',
  'MX could not make the deposits.': 'MX no pudo hacer los depósitos.',
  'Start over. The customer can ask for deposits again, or sign in at a bank instead.':
    'Empiece de nuevo. El cliente puede volver a pedir los depósitos, o bien iniciar sesión en un banco.',
  'stopped after too many wrong amounts': 'detenido tras demasiados montos incorrectos',
  'Wrong amounts were entered too often, and MX accepts no more.':
    'Se ingresaron montos incorrectos demasiadas veces, y MX ya no acepta más.',
  "Start over with another account, or let the customer sign in at a bank instead. For this account, ask MX's support.":
    'Empiece de nuevo con otra cuenta, o pida al cliente que inicie sesión en un banco. Para esta cuenta, consulte al soporte de MX.',
  'this account has test deposits already': 'esta cuenta ya tiene depósitos de prueba',
  'There are test deposits for this account already.':
    'Ya hay depósitos de prueba para esta cuenta.',
  "Look at the customer's page for the earlier ones: they may be waiting for their amounts. Deleting them there makes room for new ones.":
    'Busque los anteriores en la página del cliente: es posible que esperen sus montos. Si los elimina allí, se podrán pedir otros nuevos.',
  'the bank refused the deposits': 'el banco rechazó los depósitos',
  "The customer's bank refused the deposits. The account or routing number is probably wrong.":
    'El banco del cliente rechazó los depósitos. Es probable que el número de cuenta o de ruta sea incorrecto.',
  'Start over: the customer checks both numbers and asks for deposits again, or signs in at a bank instead.':
    'Empiece de nuevo: el cliente revisa ambos números y vuelve a pedir los depósitos, o bien inicia sesión en un banco.',
  'MX reports a status of the test deposits that this app does not know.':
    'MX indica un estado de los depósitos de prueba que esta aplicación no conoce.',
  "Check again later; if it stays, tell MX's support its name.":
    'Consulte más tarde; si sigue igual, informe el nombre del estado al soporte de MX.',
  'MX has no sign-in for this connection. Open the widget and let the customer sign in.':
    'MX no tiene credenciales para esta conexión. Abra el widget y pida al cliente que inicie sesión.',
  "MX reports a status this app does not know. Check again; if it stays, tell MX's support its name.":
    'MX indica un estado que esta aplicación no conoce. Consulte de nuevo; si sigue igual, informe el nombre del estado al soporte de MX.',
  'The connection is new. MX is about to sign in at the bank.':
    'La conexión es nueva. MX está por iniciar sesión en el banco.',
  'The sign-in failed three times, so MX stopped trying. The customer must enter the right user name and password.':
    'El inicio de sesión falló tres veces, así que MX dejó de intentarlo. El cliente debe ingresar el usuario y la contraseña correctos.',
  'The bank did not accept the user name or password. The customer must enter them again.':
    'El banco no aceptó el usuario o la contraseña. El cliente debe ingresarlos de nuevo.',
  'The bank asks a security question or sent a code. The customer must answer it soon, or it expires.':
    'El banco hace una pregunta de seguridad o envió un código. El cliente debe responder pronto, antes de que venza.',
  "The answer to the bank's security question was wrong. The customer can try again.":
    'La respuesta a la pregunta de seguridad del banco fue incorrecta. El cliente puede intentarlo de nuevo.',
  "The bank has locked the customer's sign-in. The customer must unlock it with the bank, then sign in again.":
    'El banco bloqueó el acceso del cliente. El cliente debe desbloquearlo con el banco y luego iniciar sesión de nuevo.',
  'The bank is connected.': 'El banco está conectado.',
  'MX ended it so because none of the accounts can have numbers.':
    'MX lo terminó así porque ninguna de las cuentas puede tener números.',
  'The bank is connected. MX is reading its accounts.':
    'El banco está conectado. MX está leyendo sus cuentas.',
  'The bank wants the customer to do something on its own website first, such as accept new terms. Then try again.':
    'El banco pide que el cliente haga primero algo en su sitio web, como aceptar nuevas condiciones. Luego inténtelo de nuevo.',
  'The connection was repaired. MX is fetching the data again.':
    'La conexión se reparó. MX está obteniendo los datos de nuevo.',
  'The connection to this bank fails at the moment, perhaps for maintenance. Check again later.':
    'La conexión con este banco falla en este momento, tal vez por mantenimiento. Consulte más tarde.',
  "MX cannot reach this bank at present. Check again later; if it lasts, ask MX's support.":
    'Por ahora, MX no puede conectarse con este banco. Consulte más tarde; si continúa, consulte al soporte de MX.',
  'MX no longer supports this bank. Start over with another bank.':
    'MX ya no es compatible con este banco. Empiece de nuevo con otro banco.',
  'The account is closed, or another bank has taken this one over. Start over and connect the current bank.':
    'La cuenta está cerrada, o este banco pasó a ser parte de otro. Empiece de nuevo y conecte el banco actual.',
  'The bank takes longer than usual. It may need until tomorrow; check again later.':
    'El banco tarda más de lo normal. Puede tardar hasta mañana; consulte más tarde.',
  'MX could not fetch the data from the bank. Wait a few minutes, then try again.':
    'MX no pudo obtener los datos del banco. Espere unos minutos y luego inténtelo de nuevo.',
  'The customer entered a new user name or password. MX is signing in at the bank.':
    'El cliente ingresó un usuario o una contraseña nuevos. MX está iniciando sesión en el banco.',
  "This connection or this bank is switched off at MX. MX's support can say why.":
    'Esta conexión o este banco está desactivado en MX. El soporte de MX puede decir por qué.',
  "The connection was brought over from elsewhere and needs the customer's sign-in. Open the widget for the customer.":
    'La conexión se trasladó desde otro sistema y necesita las credenciales del cliente. Abra el widget para el cliente.',
  'The customer answered the security question. MX is going on.':
    'El cliente respondió la pregunta de seguridad. MX continúa.',
  "The time to answer the bank's security question ran out. The customer can start it again.":
    'Se acabó el tiempo para responder la pregunta de seguridad del banco. El cliente puede empezar otra vez.',
  'The sign-in is incomplete: the bank now asks for more. The customer must enter it.':
    'Las credenciales están incompletas: ahora el banco pide más datos. El cliente debe ingresarlos.',
  "The customer has not finished at the bank's own page yet.":
    'El cliente aún no ha terminado en la página del propio banco.',
  '“{}” on one side, “{}” on the other: two people of one name.': (a, b) =>
    `“${a}” en uno, “${b}” en el otro: dos personas con el mismo nombre.`,
  "The names are written in different scripts and can't be compared.":
    'Los nombres están en escrituras distintas y no se pueden comparar.',
  'the last name comes first in one of them': 'en uno de ellos el apellido va primero',
  'an umlaut is written as two letters': 'una letra con diéresis está escrita como dos letras',
  'with and without a hyphen': 'con guion y sin él',
  'only an initial is known': 'solo se conoce una inicial',
  'written with other spaces or hyphens': 'escrito con otros espacios o guiones',
  'One of them is part of a name only.': 'Uno de ellos es solo una parte de un nombre.',
  'the names are in another order': 'los nombres están en otro orden',
  'Another name.': 'Otro nombre.',
  'a title is left out in one of them': 'en uno de ellos falta un título',
  'the suffix is written another way': 'el sufijo está escrito de otra manera',
  '“{suffix}” is on one side only: it can be a relative': (a) =>
    `“${a}” aparece solo en uno de los dos: puede ser un familiar`,
  'The same name.': 'El mismo nombre.',
  'The same name, but for accents.': 'El mismo nombre, salvo los acentos.',
  'The first name is the same, the last name is another.':
    'El nombre de pila es el mismo, pero el apellido es otro.',
  'Of the last name only an initial is known.': 'Del apellido solo se conoce una inicial.',
  'The last name is the same, the first name is another.':
    'El apellido es el mismo, pero el nombre de pila es otro.',
  'an initial stands for a name': 'una inicial representa un nombre',
  'First and last name are the same, the middle name is another.':
    'El nombre y el apellido son los mismos, pero el segundo nombre es otro.',
  'a middle name is left out in one of them': 'en uno de ellos falta el segundo nombre',
} satisfies SaidPart;
