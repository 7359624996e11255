import type { Words } from '../en';
import { number } from '../region';
import { plural } from './plural';

export const aggregation: Words['aggregation'] = {
  tabs: { accounts: 'Cuentas', transactions: 'Transacciones', summary: 'Resumen' },
  tabList: 'Lo que se reunió',
  unknownAmount: 'Sin importe',

  groups: {
    cash: 'Cuentas corrientes y efectivo',
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
  noBalance: 'Sin saldo',
  available: (amount) => `${amount} disponibles`,
  availableCredit: (amount) => `quedan ${amount} por gastar`,

  gather: {
    title: 'Mantener al día',
    refresh: 'Actualizar',
    refreshLead:
      'MX vuelve a leer las cuentas y transacciones en el banco, una vez cada tres horas.',
    refreshAt: (at) => `MX puede leer este banco de nuevo desde ${at}.`,
    refreshing: 'MX está leyendo de nuevo el banco…',
    refreshed: (at) => `Actualizado: ${at}.`,
    nothingNew: 'MX no volvió a preguntar al banco: lo había hecho hace poco.',
    history: 'Obtener 24 meses',
    historyLead:
      'Un historial más largo, donde el banco lo ofrece. Las tres horas no cuentan para esto.',
    gettingHistory: 'MX está leyendo un historial más largo en el banco…',
    gotHistory: (at) => `Historial más largo leído: ${at}.`,
  },

  states: {
    waiting: 'MX sigue leyendo las transacciones en el banco. Aparecen aquí por sí solas.',
    reading: (read, expected) =>
      expected === null
        ? 'Leyendo las transacciones…'
        : `Leyendo las transacciones: ${number(read)} de ${number(expected)}`,
    dropped:
      'Las transacciones salieron de la memoria mientras la aplicación estaba bloqueada. Se están leyendo de nuevo.',
    failed: 'Leer de nuevo',
    none: 'Sin transacciones',
    noneNext: 'El banco no ha mostrado ninguna a MX para estas cuentas.',
    noneSuch: 'Ninguna transacción coincide',
    clear: 'Quitar los filtros',
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
      amount: 'Importe',
    },
    pending: 'Pendiente',
    noDate: 'Sin fecha',
    noCategory: 'Sin categoría',
  },

  filters: {
    search: 'Buscar transacciones',
    searchHint: 'Descripción, categoría o importe',
    account: 'Cuenta',
    allAccounts: 'Todas las cuentas',
    direction: 'Entradas o salidas',
    directions: { all: 'Entradas y salidas', in: 'Entradas', out: 'Salidas' },
    status: 'Estado',
    statuses: { all: 'Registradas y pendientes', posted: 'Registradas', pending: 'Pendientes' },
    from: 'Desde',
    until: 'Hasta',
    day: 'AAAA-MM-DD',
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
    categories: 'Salidas por categoría',
    other: 'Sin categoría',
    noSpending: 'No hubo salidas de dinero.',
    overTime: { day: 'Día a día', week: 'Semana a semana', month: 'Mes a mes' },
    period: { day: 'Día', week: 'Semana desde', month: 'Mes' },
    asTable: 'Mostrar como tabla',
    noChart: 'Aquí no se puede dibujar el gráfico. Sus cifras están en la tabla.',
    chart: (title) => `Gráfico: ${title}. Las mismas cifras están en la tabla de abajo.`,
    of: (count, transfers) =>
      `De ${plural(count, 'transacción', 'transacciones')} de la lista` +
      (transfers > 0
        ? ` · sin contar ${plural(transfers, 'transferencia', 'transferencias')}`
        : ''),
    loading: 'Sumando…',
  },
};
