// ExcelJS opens every workbook: typed cells, a header that stays, and a second sheet that says what it is.
import assert from 'node:assert/strict';
import ExcelJS from 'exceljs';
import { ask, joined, lists, rowsOf } from './questions.mjs';

for (const [noun, query] of lists) {
  const rows = await rowsOf(noun, query);
  const book = new ExcelJS.Workbook();
  await book.xlsx.load(await (await ask(noun, query, 'xlsx')).arrayBuffer());
  const [sheet, about] = book.worksheets;
  assert.ok(about, `${noun} has one sheet only`);
  assert.equal(sheet.views[0].state, 'frozen');
  assert.equal(sheet.views[0].ySplit, 1);
  const header = sheet.getRow(1).values.slice(1);
  assert.deepEqual(header, Object.keys(rows[0]));
  assert.equal(sheet.actualRowCount, rows.length + 1);
  rows.forEach((row, i) => {
    header.forEach((name, column) => {
      const cell = sheet.getRow(i + 2).getCell(column + 1).value;
      const value = joined(name, row[name]);
      assert.notEqual(cell?.formula !== undefined, true, `${noun} ${name} is a formula`);
      if (value === null || value === '') assert.ok(cell === null || cell === '', `${noun} ${name}: ${cell}`);
      else assert.equal(cell?.richText?.map(part => part.text).join('') ?? cell, value, `${noun} ${name}`);
    });
  });
  const told = [];
  about.eachRow(row => told.push(row.values.join(' ')));
  assert.ok(told.some(line => line.includes('Version')) || told.some(line => line.includes('version')), told.join('\n'));
}
