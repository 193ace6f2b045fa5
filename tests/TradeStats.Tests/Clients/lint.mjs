// Redocly's recommended rules find no error in the document.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { address, here } from './questions.mjs';

const folder = await mkdtemp(join(tmpdir(), 'tradestats-lint-'));
await writeFile(join(folder, 'openapi.json'), await (await fetch(`${address}/openapi/v1.json`)).text());
const lint = spawnSync(process.execPath, [join(here, 'node_modules/@redocly/cli/bin/cli.js'), 'lint', 'openapi.json', '--extends=recommended', '--format=stylish'],
  { encoding: 'utf8', cwd: folder, env: { ...process.env, REDOCLY_TELEMETRY: 'off', REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true' } });
await rm(folder, { recursive: true });
console.log(lint.stdout + lint.stderr);
assert.equal(lint.status, 0, lint.stdout + lint.stderr);
