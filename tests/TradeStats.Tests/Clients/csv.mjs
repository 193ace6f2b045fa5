// csv-parse reads every CSV, cell by cell as JSON tells it.
import assert from 'node:assert/strict';
import { parse } from 'csv-parse/sync';
import { ask, joined, lists, rowsOf } from './questions.mjs';

for (const [noun, query] of lists) {
  const rows = await rowsOf(noun, query);
  const read = parse(await (await ask(noun, query, 'csv')).text(), { columns: true });
  assert.equal(read.length, rows.length);
  rows.forEach((row, i) => {
    assert.deepEqual(Object.keys(read[i]), Object.keys(row));
    for (const [name, value] of Object.entries(row)) {
      const cell = read[i][name];
      const text = value === null ? '' : typeof value === 'string' && /^[=+\-@\t\r\n]/.test(value) ? `'${value}` : joined(name, value);
      if (typeof value === 'number') assert.equal(Number(cell), value, `${noun} ${name}`);
      else assert.equal(cell, String(text), `${noun} ${name}`);
    }
  });
}
