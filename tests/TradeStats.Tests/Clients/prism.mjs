// Prism stands between client and service and finds no answer that the document does not allow.
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { address, here, lists } from './questions.mjs';

const port = await new Promise(resolve => {
  const server = createServer().listen(0, '127.0.0.1', () => {
    const { port } = server.address();
    server.close(() => resolve(port));
  });
});
const prism = spawn(process.execPath, [join(here, 'node_modules/@stoplight/prism-cli/dist/index.js'), 'proxy', `${address}/openapi/v1.json`, address, '--port', port, '--errors'], { stdio: ['ignore', 'pipe', 'pipe'] });
let said = '';
prism.stdout.on('data', text => (said += text));
prism.stderr.on('data', text => (said += text));
try {
  for (let wait = 0; !said.includes('listening'); wait++) {
    assert.ok(wait < 600 && prism.exitCode === null, said);
    await new Promise(resolve => setTimeout(resolve, 100));
  }
  const questions = lists.map(([noun, query]) => `/v1/${noun}?${query}`).concat([
    '/v1/totals?reporter=SG&partner=IN', '/v1/totals?period=latest&fields=value,partner', '/v1/figures/yunnan-asean-trade-01', '/v1/sources/yunnan-asean-trade',
    '/v1/totals?reporter=CN&partner=VN&include=figures', '/health/live', '/health/ready']);
  for (const question of questions) {
    const answer = await fetch(`http://127.0.0.1:${port}${question}`);
    const text = await answer.text();
    assert.equal(answer.status, 200, `${question}: ${text}`);
    assert.equal(answer.headers.get('sl-violations'), null, question);
    const { meta, ...rest } = JSON.parse(text);
    const { meta: _, ...direct } = await (await fetch(address + question)).json();
    assert.deepEqual(rest, direct, question);
  }
  // What the document does not allow is noticed: else the above would prove nothing.
  const wrong = await fetch(`http://127.0.0.1:${port}/v1/totals?flow=sideways`);
  assert.ok(wrong.status >= 400);
  assert.match(await wrong.text(), /VIOLATIONS|UNPROCESSABLE|violations/i);
} finally {
  prism.kill();
  await once(prism, 'exit');
}
