import { expect, test } from 'vitest';
import { importsOf, readsEnvironment, violation } from './check-imports.mjs';

test('finds static, type, side-effect, re-exporting and dynamic imports, not those in comments', () => {
  const text = `
    import { a } from './a.ts';
    import type { B } from '../b/b.ts';
    import 'lit';
    export * from './c.ts';
    const d = await import('./d.ts');
    // import { no } from './no.ts';
    /* import { no } from './no.ts'; */
    import {
      e,
    } from './e.ts';`;
  expect(importsOf(text).sort()).toEqual(['../b/b.ts', './a.ts', './c.ts', './d.ts', './e.ts', 'lit']);
});

test('allows the arrows of the architecture and refuses the others', () => {
  expect(violation('src/answer/pipeline.ts', '../retrieve/contract.ts')).toBeNull();
  expect(violation('src/answer/pipeline.ts', './steps.ts')).toBeNull();
  expect(violation('src/retrieve/judge.ts', '../answer/contract.ts')).toContain('src/retrieve may import');
  expect(violation('src/domain/ids.ts', '../text/normalise.ts')).toContain('nothing');
  expect(violation('src/store/sqlite/open.ts', '../../text/terms.ts')).toContain('domain');
  expect(violation('src/text/dates.ts', '../config.ts')).not.toBeNull();
  expect(violation('src/wire.ts', './store/sqlite/open.ts')).toBeNull();
  expect(violation('src/cli/eval.ts', '../../evals/answers.ts')).toBeNull();
  expect(violation('src/api/app.ts', '../../evals/answers.ts')).not.toBeNull();
});

test('keeps the widget apart from the sources and packages in their homes', () => {
  expect(violation('widget/chat.ts', '../src/domain/answer.ts')).not.toBeNull();
  expect(violation('widget/chat.ts', 'lit')).toBeNull();
  expect(violation('src/api/app.ts', 'better-sqlite3')).not.toBeNull();
  expect(violation('src/store/sqlite/open.ts', 'better-sqlite3')).toBeNull();
  expect(violation('src/domain/access.ts', 'zod')).toBeNull();
  expect(violation('src/domain/access.ts', 'cheerio')).not.toBeNull();
});

test('the environment is read in one place', () => {
  expect(readsEnvironment('src/api/app.ts', 'const port = process.env.PORT;')).toBe(true);
  expect(readsEnvironment('src/config.ts', 'const all = process.env;')).toBe(false);
  expect(readsEnvironment('evals/run.ts', 'process.env.HOME')).toBe(false);
});
