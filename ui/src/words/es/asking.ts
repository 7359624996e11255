import type { Words } from '../en';

export const asking: Words['asking'] = {
  available: (amount) => `Disponible: ${amount}`,
  checkDigit: {
    fits: 'El dígito de control es correcto',
    wrong: 'El dígito de control no coincide: hay un dígito incorrecto',
  },
  token: 'Token',
  tokenMeaning: {
    us: 'El banco dio un token en lugar del número de cuenta. Funciona solo con este número de ruta, para ACH; los dígitos que se ven son los de la cuenta.',
    other:
      'El banco dio un token en lugar del número de cuenta. Funciona solo con estos códigos; los dígitos que se ven son los de la cuenta.',
  },
  tokenNumber: 'Token en lugar del número',
  ownNumber: 'Número de cuenta (el banco dio un token)',
  locked:
    'Los números se borraron de la memoria mientras la aplicación estaba bloqueada. Se están pidiendo de nuevo a MX.',

  balances: {
    title: 'Saldos',
    asRead: 'Según la última lectura de MX',
    checked: (at) => `Consultados el ${at}`,
    left: (count) =>
      count === 1
        ? 'queda 1 de 5 consultas en estas dos horas'
        : `quedan ${count} de 5 consultas en estas dos horas`,
    again: (at) =>
      `no queda ninguna de las 5 consultas en dos horas; la próxima, a partir del ${at}`,
    check: 'Consultar los saldos ahora',
    working: 'MX está pidiendo al banco los saldos actuales…',
  },

  owners: {
    title: 'Titulares de las cuentas',
    lead: 'MX pregunta al banco de quién son las cuentas. No se necesita al cliente, salvo que el banco pregunte algo.',
    name: 'Nombre que le dieron',
    nameHint: 'Opcional. Se compara con el de los titulares y se conserva solo en memoria.',
    ask: 'Preguntar al banco',
    compare: 'Comparar',
    again: 'Preguntar de nuevo',
    working: 'MX está preguntando al banco de quién son las cuentas…',
    none: 'El banco no indicó ningún titular para estas cuentas.',
    of: (accounts) => `Titular de ${accounts.join(', ')}`,
    ofAll: 'Titular de todas estas cuentas',
    likeness: {
      exact: 'Coincidencia exacta',
      likely: 'Coincidencia probable',
      different: 'Diferente',
    },
  },
};
