// The questions that the clients ask, and the rows of one as JSON tells them.
import assert from 'node:assert/strict';
import { fileURLToPath } from 'node:url';

export const here = fileURLToPath(new URL('.', import.meta.url));

export const address = process.argv[2];

export const cubes = [
  ['totals', 'reporter=CN&partner=MY,VN'],
  ['totals', 'derived=true'],
  ['totals', 'reporter=CN&convert=USD'],
  ['growth', 'reporter=CN'],
  ['growth', 'reporter=CN&partner=VN&base=2012&derived=true'],
  ['shares', 'reporter=CN&ofPartner=ASEAN'],
  ['rankings', 'reporter=CN&period=2024'],
];

export const lists = [...cubes, ['figures', ''], ['figures', 'reporter=CN&sort=-number'], ['checks', ''], ['sources', ''], ['areas', ''], ['commodities', ''], ['datasets', ''], ['availability', 'derived=true']];

export const url = (noun, query, format) => `${address}/v1/${noun}.${format}?${query}`;

export async function ask(noun, query, format) {
  const response = await fetch(url(noun, query, format));
  assert.equal(response.status, 200, `${response.url}: ${response.status}`);
  return response;
}

export async function rowsOf(noun, query) {
  const { data } = await (await ask(noun, `${query}&limit=10000`, 'json')).json();
  assert.ok(data.length > 0, `${noun}?${query} has no rows`);
  return data;
}

// A list in one text, as formats without lists have it.
export const joined = (name, value) => (Array.isArray(value) ? value.join(name === 'spellings' ? '; ' : ' ') : value);
