import { describe, expect, it } from 'vitest';
import { visibleOnly, withNamedControls } from './visible.ts';

describe('a text as people see it', () => {
  it.each([
    ['可以\u202e理办\u202c。', '可以理办。'],
    ['满6\u200b0岁', '满60岁'],
    ['一\u0000二\u001b[31m三\r\n四\u2028五', '一二[31m三\n四五'],
    ['半个\ud800字', '半个字'],
    ['整个𠮷字\t和\n换行', '整个𠮷字\t和\n换行'],
  ])('keeps no more than that: %j', (text, seen) => {
    expect(visibleOnly(text)).toBe(seen);
  });
});

describe('a text for a terminal', () => {
  it('names what the terminal would obey', () => {
    expect(withNamedControls('李\u001b[2J\r四\u202e\u009b1m')).toBe('李⟨U+001B⟩[2J⟨U+000D⟩四⟨U+202E⟩⟨U+009B⟩1m');
    expect(withNamedControls('一行\n\t两行 𠮷')).toBe('一行\n\t两行 𠮷');
  });
});
