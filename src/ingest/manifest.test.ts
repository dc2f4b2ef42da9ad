import { describe, expect, it } from 'vitest';
import { ConfigError } from '../domain/errors.ts';
import { matchesPattern, parseManifest } from './manifest.ts';

const source = { id: 'shili', name: '示例库' };
const approval = { reviewState: 'published', createdBy: '甲', approvedBy: '乙', approvedAt: '2026-01-01T08:00:00+08:00' };
const parse = (value: object) => parseManifest(JSON.stringify({ source, ...value }));

describe('manifest', () => {
  it('merges defaults and every entry that fits, later ones over earlier ones', () => {
    const manifest = parse({
      defaults: approval,
      files: [
        { path: '**/*.html', kind: 'policy', tags: ['a'] },
        { path: '住房/公告.html', kind: 'notice' },
        { path: '草稿.md', reviewState: 'draft', approvedBy: null, approvedAt: null },
      ],
    });
    expect(manifest.entryFor('住房/公告.html')).toMatchObject({ ...approval, kind: 'notice', tags: ['a'] });
    expect(manifest.entryFor('草稿.md')).toMatchObject({ reviewState: 'draft', approvedBy: null });
    expect(manifest.missing(['住房/公告.html'])).toEqual(['草稿.md']);
  });

  it.each([
    ['approved by its author', { files: [{ path: 'a.md', ...approval, approvedBy: '甲' }] }, 'a.md'],
    ['approved by its author, written otherwise', { files: [{ path: 'a.md', ...approval, approvedBy: '甲 ' }] }, 'a.md'],
    ['published by nobody', { files: [{ path: 'b.md', reviewState: 'published', createdBy: '甲' }] }, 'b.md'],
    ['published by default without approval', { defaults: { reviewState: 'published' } }, 'defaults'],
    ['with an unknown field', { files: [{ path: 'c.md', colour: 'red' }] }, 'files.0'],
    ['with an impossible day', { files: [{ path: 'd.md', effectiveOn: '2026-02-30' }] }, 'effectiveOn'],
    ['with a script as link', { files: [{ path: 'e.md', url: 'javascript:alert(1)' }] }, 'url'],
  ])('refuses something %s and names the entry', (_, value, place) => {
    expect(() => parse(value)).toThrow(ConfigError);
    expect(() => parse(value)).toThrow(place);
  });

  it('refuses what is no JSON', () => {
    expect(() => parseManifest('{')).toThrow(ConfigError);
  });

  it.each([
    ['a/b.html', '*.html', false],
    ['b.html', '*.html', true],
    ['a/b/c.html', '**/*.html', true],
    ['c.html', '**/*.html', true],
    ['a(1).html', 'a(1).htm?', true],
    ['axhtml', 'a.html', false],
  ])('%s against %s', (path, pattern, fits) => {
    expect(matchesPattern(path, pattern)).toBe(fits);
  });
});
