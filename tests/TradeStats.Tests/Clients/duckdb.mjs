// DuckDB gets the same sums out of Parquet, CSV and NDJSON, and the types that the columns have.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { ask, lists, rowsOf, url } from './questions.mjs';

const folder = await mkdtemp(join(tmpdir(), 'tradestats-duckdb-'));
const connection = await (await DuckDBInstance.create(':memory:')).connect();
const rowsIn = async sql => (await connection.runAndReadAll(sql)).getRowsJson();

// With its extension for HTTP DuckDB reads from the address. Where that cannot be installed, the file is fetched as the extension would: length first, then parts, the footer before the rest.
let readsUrls = true;
try {
  await connection.run('INSTALL httpfs; LOAD httpfs');
} catch {
  readsUrls = false;
}
console.log(readsUrls ? 'DuckDB reads from the address.' : 'DuckDB has no httpfs here: parts are fetched for it.');

async function parquetOf(noun, query) {
  const address = url(noun, query, 'parquet');
  if (readsUrls) return address;
  const head = await fetch(address, { method: 'HEAD' });
  const length = Number(head.headers.get('content-length'));
  assert.equal(head.headers.get('accept-ranges'), 'bytes');
  const file = Buffer.alloc(length);
  for (let end = length; end > 0; ) {
    const start = Math.max(0, end - 3000);
    const part = await fetch(address, { headers: { Range: `bytes=${start}-${end - 1}`, 'If-Range': head.headers.get('etag') } });
    assert.equal(part.status, 206);
    assert.equal(part.headers.get('content-range'), `bytes ${start}-${end - 1}/${length}`);
    Buffer.from(await part.arrayBuffer()).copy(file, start);
    end = start;
  }
  const path = join(folder, 'answer.parquet');
  await writeFile(path, file);
  return path;
}

for (const [noun, query] of lists) {
  const rows = await rowsOf(noun, query);
  const csv = join(folder, 'answer.csv');
  const ndjson = join(folder, 'answer.ndjson');
  await writeFile(csv, Buffer.from(await (await ask(noun, query, 'csv')).arrayBuffer()));
  await writeFile(ndjson, Buffer.from(await (await ask(noun, query, 'ndjson')).arrayBuffer()));
  const parquet = await parquetOf(noun, query);
  const types = Object.fromEntries(await rowsIn(`select column_name, column_type from (describe select * from read_parquet('${parquet}'))`));
  assert.deepEqual(Object.keys(types), Object.keys(rows[0]));
  const numbers = Object.keys(types).filter(name => rows.some(row => typeof row[name] === 'number'));
  for (const name of Object.keys(types)) {
    if (numbers.includes(name)) assert.match(types[name], /^(DECIMAL\(38,8\)|BIGINT)$/, `${noun} ${name}`);
    if (rows.some(row => typeof row[name] === 'boolean')) assert.equal(types[name], 'BOOLEAN', `${noun} ${name}`);
    if (rows.some(row => Array.isArray(row[name]))) assert.equal(types[name], 'VARCHAR[]', `${noun} ${name}`);
    if (rows.some(row => typeof row[name] === 'string')) assert.equal(types[name], 'VARCHAR', `${noun} ${name}`);
  }
  const sums = numbers.map(name => `sum("${name}"::decimal(38,8)), count("${name}")`).join(', ') || '1';
  const exact = numbers.map(name => `'${name}': 'VARCHAR'`).join(', ') || "'id': 'VARCHAR'";
  const [inParquet] = await rowsIn(`select count(*), ${sums} from read_parquet('${parquet}')`);
  const [inCsv] = await rowsIn(`select count(*), ${sums} from read_csv('${csv}', header = true, all_varchar = true, quote = '"', escape = '"', new_line = '\\r\\n')`);
  const [inNdjson] = await rowsIn(`select count(*), ${sums} from read_json('${ndjson}', format = 'newline_delimited', columns = {${exact}})`);
  assert.deepEqual(inCsv, inParquet, `${noun}?${query}`);
  assert.deepEqual(inNdjson, inParquet, `${noun}?${query}`);
  assert.equal(Number(inParquet[0]), rows.length);
}
await rm(folder, { recursive: true });
