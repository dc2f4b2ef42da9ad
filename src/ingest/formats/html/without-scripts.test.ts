import { expect, it } from 'vitest';
import { withoutScripts } from './without-scripts.ts';

it('keeps the words and the layout of a page, and nothing that runs, loads or leads away', () => {
  const page = `<html><head><base href="https://x.example/"><script>alert(1)</script><link rel="stylesheet" href="https://x.example/a.css"></head>
    <body onload="alert(2)"><table style="width:90%"><tr><td colspan="2">补贴标准</td></tr></table>
    <img src="https://x.example/a.png" onerror="alert(3)"><img src="data:image/png;base64,AAAA">
    <a href="javascript:alert(4)">附件</a><iframe src="https://x.example"></iframe><form action="https://x.example"><input></form></body></html>`;
  const copy = withoutScripts(page);
  expect(copy).toContain('补贴标准');
  expect(copy).toContain('colspan="2"');
  expect(copy).toContain('data:image/png;base64,AAAA');
  expect(copy).toContain("default-src 'none'");
  for (const trace of ['alert', 'x.example', 'javascript:', '<iframe', '<script', 'onerror']) expect(copy).not.toContain(trace);
});
