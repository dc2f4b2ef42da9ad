import { describe, expect, it } from 'vitest';
import { readDeskLink, writeDeskLink } from './deep-link.ts';

describe('desk link', () => {
  it('reads what it wrote', () => {
    const link = { q: '社保 补贴&标准=?', channel: 'hotline' as const };
    expect(readDeskLink(writeDeskLink(link))).toEqual(link);
  });
  it('reads plain Chinese characters, as people type them', () => {
    expect(readDeskLink('#ask=落户要什么材料')).toEqual({ ask: '落户要什么材料' });
  });
  it('never writes the key', () => {
    expect(writeDeskLink({ q: '社保', key: 'secret' })).not.toContain('secret');
  });
  it('ignores unknown channels and empty values', () => {
    expect(readDeskLink('#channel=admin&q=+&x=1')).toEqual({});
    expect(writeDeskLink({})).toBe('');
  });
});
