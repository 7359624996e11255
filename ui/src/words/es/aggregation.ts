import type { Words } from '../en';
import { number } from '../region';
import { plural } from './plural';
import { oneStop } from './stop';

export const aggregation: Words['aggregation'] = {
  tabs: { accounts: 'Cuentas', transactions: 'Transacciones', summary: 'Resumen' },
  kept: '“Terminar” vuelve atrás, “Empezar de nuevo” abre otro widget para este cliente. En ambos casos las cuentas y las transacciones salen de la memoria: exporte antes las transacciones si las necesita.',
  tabList: 'Datos reunidos',
  unknownAmount: 'Monto desconocido',

  groups: {
    cash: 'Cuentas de cheques y efectivo',
    savings: 'Ahorros',
    cards: 'Tarjetas de crédito',
    loans: 'Préstamos e hipotecas',
    investments: 'Inversiones',
    property: 'Propiedades',
    insurance: 'Seguros',
    other: 'Otros',
  },
  owed: 'adeudado',
  total: 'Total',
  totalOwed: 'Total adeudado',
  noBalance: 'Saldo desconocido',
  available: (amount) => `Disponible: ${amount}`,
  availableCredit: (amount) => `Crédito disponible: ${amount}`,

  gather: {
    title: 'Mantener actualizado',
    refresh: 'Actualizar',
    refreshLead:
      'MX vuelve a leer las cuentas y transacciones en el banco, como máximo una vez cada tres horas.',
    refreshAt: (at) => oneStop(`MX podrá leer de nuevo este banco a partir del ${at}.`),
    refreshing: 'MX está leyendo de nuevo los datos en el banco…',
    refreshed: (at) => oneStop(`Actualizado el ${at}.`),
    nothingNew: 'MX no volvió a consultar al banco: lo había hecho hacía poco.',
    history: 'Ampliar a 24 meses',
    historyLead:
      'Un historial más largo, si el banco lo ofrece. El plazo de tres horas no se aplica.',
    gettingHistory: 'MX está leyendo un historial más largo en el banco…',
    gotHistory: (at) => oneStop(`Historial más largo leído el ${at}.`),
  },

  states: {
    waiting: 'MX sigue leyendo las transacciones en el banco. Aparecerán aquí automáticamente.',
    reading: (read, expected) =>
      expected === null
        ? 'Leyendo las transacciones…'
        : `Leyendo las transacciones: ${number(read)} de ${number(expected)}`,
    dropped:
      'Las transacciones se borraron de la memoria mientras la aplicación estaba bloqueada. Se están leyendo de nuevo.',
    failed: 'Leer de nuevo',
    none: 'Sin transacciones',
    noneNext: 'El banco no ha mostrado ninguna a MX para estas cuentas.',
    noneSuch: 'Ninguna transacción coincide',
    clear: 'Borrar los filtros',
    cut: (count) => `MX tiene más: aquí están las ${number(count)} más recientes.`,
  },

  table: {
    label: 'Transacciones',
    count: (count) => plural(count, 'transacción', 'transacciones'),
    found: (found, all) => `${number(found)} de ${plural(all, 'transacción', 'transacciones')}`,
    columns: {
      date: 'Fecha',
      description: 'Descripción',
      category: 'Categoría',
      account: 'Cuenta',
      amount: 'Monto',
    },
    pending: 'Pendiente',
    noDate: 'Sin fecha',
    noCategory: 'Sin categoría',
  },

  filters: {
    search: 'Buscar transacciones',
    searchHint: 'Descripción, categoría o monto',
    account: 'Cuenta',
    allAccounts: 'Todas las cuentas',
    direction: 'Entradas o salidas',
    directions: { all: 'Entradas y salidas', in: 'Entradas', out: 'Salidas' },
    status: 'Estado',
    statuses: {
      all: 'Todos los estados',
      posted: 'Contabilizadas',
      pending: 'Pendientes',
    },
    from: 'Desde',
    until: 'Hasta',
  },

  export: {
    label: 'Exportar las transacciones que se muestran',
    face: 'Exportar',
    formats: { csv: 'CSV, para una hoja de cálculo', json: 'JSON' },
    saved: (count, path) =>
      count === 1
        ? `1 transacción guardada en ${path}`
        : `${plural(count, 'transacción', 'transacciones')} guardadas en ${path}`,
  },

  summary: {
    currency: 'Moneda',
    noCurrency: 'Sin moneda',
    moneyIn: 'Entradas',
    moneyOut: 'Salidas',
    categories: 'Salidas por grupo de categorías',
    other: 'Sin categoría',
    noSpending: 'No hubo salidas de dinero.',
    overTime: { day: 'Día a día', week: 'Semana a semana', month: 'Mes a mes' },
    period: { day: 'Día', week: 'Semana del', month: 'Mes' },
    asTable: 'Mostrar como tabla',
    noChart: 'El gráfico no se puede mostrar aquí. Sus cifras están en la tabla.',
    chart: (title) => `Gráfico: ${title}. Las mismas cifras están en la tabla de abajo.`,
    of: (count, transfers) =>
      `De ${plural(count, 'transacción', 'transacciones')} de la lista` +
      (transfers > 0
        ? ` · sin contar ${plural(transfers, 'transferencia', 'transferencias')}`
        : ''),
    filtered: '· Solo las que muestran los filtros de Transacciones.',
    loading: 'Sumando…',
  },
};
