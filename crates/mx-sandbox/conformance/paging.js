// Reads 100 000 transactions with MX's own client and prints how many milliseconds it took:
// a reference of `cargo xtask bench`.

import mx from 'mx-platform-node';

const { Configuration, TransactionsApi } = mx;

const PER_PAGE = 1000;
const basePath = process.argv[2];
const client = new TransactionsApi(
  new Configuration({
    username: 'client',
    password: 'key',
    basePath,
    baseOptions: { headers: { Accept: 'application/vnd.mx.api.v1+json' } },
  }),
);

const start = performance.now();
let count = 0;
for (let page = 1, pages = 1; page <= pages; page += 1) {
  const { data } = await client.listTransactions('USR-1', page, PER_PAGE);
  count += data.transactions.length;
  pages = data.pagination.total_pages;
}
const took = performance.now() - start;
if (count !== 100_000) throw new Error(`read ${count} transactions`);
console.log(took.toFixed(1));
