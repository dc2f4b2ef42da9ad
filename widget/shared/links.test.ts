import { describe, expect, it } from 'vitest';
import { phoneUrl, safeUrl } from './links.ts';

const base = 'https://www.example.gov.cn/zc/page.html';

describe('safeUrl', () => {
  it('passes web, telephone and relative addresses', () => {
    expect(safeUrl('https://a.gov.cn/x', base)).toBe('https://a.gov.cn/x');
    expect(safeUrl('../y.html', base)).toBe('https://www.example.gov.cn/y.html');
    expect(safeUrl('tel:12345', base)).toBe('tel:12345');
  });

  it.each([
    'javascript:alert(1)',
    ' javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>1</script>',
    'vbscript:x',
    'file:///etc/passwd',
    'blob:https://a/b',
    '',
    'http://',
    null,
  ])('refuses %j', (url) => {
    expect(safeUrl(url, base)).toBeNull();
  });
});

describe('phoneUrl', () => {
  it('keeps the digits', () => {
    expect(phoneUrl('0755-1234 5678')).toBe('tel:075512345678');
    expect(phoneUrl('+86 12345')).toBe('tel:+8612345');
  });
  it('needs a number', () => {
    expect(phoneUrl('javascript:alert()')).toBeNull();
  });
});
