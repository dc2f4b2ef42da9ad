import { describe, expect, it } from 'vitest';
import { withLookup } from './recent.ts';

describe('withLookup', () => {
  it('puts the newest first, once', () => {
    expect(withLookup(['社保', '落户'], '落户')).toEqual(['落户', '社保']);
  });
  it('replaces a look-up by its longer form', () => {
    expect(withLookup(['社保', '落户'], '社保补贴')).toEqual(['社保补贴', '落户']);
  });
  it('keeps eight', () => {
    const many = Array.from({ length: 12 }, (_, index) => `问题${index}`).reduce<string[]>(
      (list, text) => withLookup(list, `${text}。`),
      [],
    );
    expect(many).toHaveLength(8);
    expect(many[0]).toBe('问题11。');
  });
});
