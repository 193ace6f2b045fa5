// openapi-typescript makes types of the document, and a program that uses them compiles under the strictest rules.
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import openapiTS, { astToString } from 'openapi-typescript';
import { address, here } from './questions.mjs';

const folder = await mkdtemp(join(here, 'types-'));
await writeFile(join(folder, 'api.ts'), astToString(await openapiTS(new URL(`${address}/openapi/v1.json`))));
await writeFile(join(folder, 'use.ts'), `
import type { paths, components } from './api';
type Answer = paths['/v1/totals']['get']['responses'][200]['content']['application/json'];
type Question = NonNullable<paths['/v1/totals']['get']['parameters']['query']>;
const question: Question = { reporter: ['CN'], flow: ['exports'], limit: 10, derived: true };
export function sum(answer: Answer): number {
  return answer.data.reduce((all, row) => all + (row.value ?? 0), 0) + (question.limit ?? 0);
}
export const next = (answer: Answer): string | null => answer.meta.next;
export const code = (problem: components['schemas']['Problem']): 'badQuestion' | 'tooLarge' | string => problem.code;
// @ts-expect-error There is no such flow.
export const wrong: Question = { flow: ['sideways'] };
`);
const tsc = spawnSync(process.execPath, [join(here, 'node_modules/typescript/bin/tsc'), '--noEmit', '--strict', '--target', 'es2022', '--moduleResolution', 'bundler', '--module', 'esnext', join(folder, 'use.ts')], { encoding: 'utf8' });
await rm(folder, { recursive: true });
assert.equal(tsc.status, 0, tsc.stdout + tsc.stderr);
