import type { Words } from '../en';

export const asking: Words['asking'] = {
  available: (amount) => `${amount} disponibles`,
  checkDigit: {
    fits: 'El dígito de control concuerda',
    wrong: 'El dígito de control no concuerda: hay un dígito equivocado',
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
    'Los números salieron de la memoria mientras la aplicación estaba bloqueada. Se están pidiendo de nuevo a MX.',

  balances: {
    title: 'Saldos',
    asRead: 'Como MX los leyó por última vez',
    checked: (at) => `Consultados ${at}`,
    left: (count) =>
      count === 1
        ? 'queda 1 de 5 consultas en estas dos horas'
        : `quedan ${count} de 5 consultas en estas dos horas`,
    again: (at) => `no queda ninguna de 5 en dos horas, la próxima desde ${at}`,
    check: 'Consultar los saldos ahora',
    working: 'MX está pidiendo al banco los saldos actuales…',
  },

  owners: {
    title: 'Titulares de la cuenta',
    lead: 'MX pregunta al banco de quién son las cuentas. El cliente no hace falta, salvo que el banco pregunte algo.',
    name: 'Nombre que le dieron',
    nameHint: 'Opcional. Se compara con el de los titulares y se queda solo en memoria.',
    ask: 'Preguntar al banco',
    compare: 'Comparar',
    again: 'Preguntar de nuevo',
    working: 'MX está preguntando al banco de quién son las cuentas…',
    none: 'El banco no indicó ningún titular para estas cuentas.',
    of: (accounts) => `Titular de ${accounts.join(', ')}`,
    likeness: {
      exact: 'Coincidencia exacta',
      likely: 'Coincidencia probable',
      different: 'Diferente',
    },
  },
};
