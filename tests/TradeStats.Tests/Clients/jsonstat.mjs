// The JSON-stat toolkit finds every number of every row under its dimensions, and no others.
import assert from 'node:assert/strict';
import JSONstat from 'jsonstat-toolkit';
import { ask, cubes, rowsOf } from './questions.mjs';

for (const [noun, query] of cubes) {
  const rows = await rowsOf(noun, query);
  const dataset = JSONstat(await (await ask(noun, query, 'jsonstat')).json());
  assert.equal(dataset.class, 'dataset');
  assert.equal(dataset.length, dataset.id.length);
  assert.deepEqual(dataset.role.time, ['period']);
  const metrics = dataset.Dimension('measure').id;
  let told = 0;
  for (const row of rows) {
    for (const measure of metrics) {
      const place = Object.fromEntries(dataset.id.map(name => [name, name === 'measure' ? measure : row[name] ?? '_U']));
      const cell = dataset.Data(place);
      assert.equal(cell.value ?? null, row[measure], `${noun} ${measure} of ${JSON.stringify(place)}`);
      if (row[measure] !== null) {
        assert.match(cell.status, /^[AEFIM]$/);
        told++;
      }
    }
    assert.equal(dataset.Dimension('reporter').Category(row.reporter).label, row.reporterName);
  }
  assert.equal(dataset.value.filter(value => value !== null && value !== undefined).length, told);
}
