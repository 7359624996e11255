import type { Words } from '../en';

export const tour: Words['tour'] = {
  title: 'Recorrido por las llamadas',
  leave: 'Volver a la cronología',
  reading: 'Leyendo las llamadas…',
  nothing: 'Aún nada.',
  skipped: 'No hizo falta en esta sesión.',
  now: 'ahora',
  sent: 'Enviado',
  received: 'Recibido',
  noBody: 'Sin cuerpo.',
  details: 'Leyendo lo que se envió…',
  times: (count) => `×${count}`,
  took: (ms) => `${ms} ms`,
  steps: {
    user: {
      title: 'Crear un usuario',
      why: 'MX guarda todo bajo un usuario. El cliente se busca por el ID que usa su empresa, y se crea solo si MX no lo conoce.',
      say: '“Sin nombre, sin dirección: a MX le basta con un ID de su empresa.”',
    },
    widget_url: {
      title: 'Pedir una URL del widget',
      why: 'Una llamada dice para qué es el widget. La respuesta es una dirección que se abre una sola vez, en un plazo de diez minutos.',
      say: '“Las claves se quedan con usted. El cliente recibe solo esta dirección.”',
    },
    load: {
      title: 'Cargar el widget',
      why: 'La dirección se abre en un marco. Desde aquí el cliente habla con MX y con su banco, y con nadie más.',
      say: '“Nunca vemos la contraseña. Va de este marco a MX.”',
    },
    events: {
      title: 'Escuchar los eventos',
      why: 'El widget publica un mensaje por cada cosa que hace el cliente. Son indicios: cualquiera podría publicar uno, así que se pregunta a MX.',
      say: '“Usted sabe dónde está su cliente, sin mirarle la pantalla por encima del hombro.”',
    },
    status: {
      title: 'Comprobar el estado del miembro',
      why: 'El miembro se lee bajo su propio usuario. Ha terminado cuando está CONNECTED y ya no hay ningún proceso en curso.',
      say: '“El widget dice que funcionó. Nosotros confiamos en el estado que da MX.”',
    },
    data: {
      title: 'Leer los números de cuenta',
      why: 'Los números de cuenta y de ruta tienen una llamada propia, la única que los devuelve completos.',
      say: '“Verificados en el banco, en segundos. Sin cheques anulados, sin esperas.”',
    },
  },
  deposits: {
    status: {
      title: 'Comprobar los depósitos de prueba',
      why: 'Los depósitos de prueba (MX: microdeposits) no crean ningún miembro. El microdepósito se lee bajo su propio usuario: solicitado, depositado, y verificado en cuanto ambos montos son correctos.',
      say: '“Tarda días, y nadie tiene que quedarse esperando. Preguntamos a MX de vez en cuando.”',
    },
    data: {
      title: 'Leer la cuenta',
      why: 'La respuesta del propio microdepósito contiene la cuenta, una vez verificada: el número de ruta, y el número de cuenta, enmascarado o incompleto.',
      say: '“Sin iniciar sesión en el banco, y aun así la cuenta queda verificada.”',
    },
  },
  aggregation: {
    title: 'Leer cuentas y transacciones',
    why: 'Primero las cuentas, luego las transacciones página por página, en cuanto MX dice que están procesadas.',
    say: '“Saldos y noventa días de transacciones, desde la misma conexión.”',
  },
};
