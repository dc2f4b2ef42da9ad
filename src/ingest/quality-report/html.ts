const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text for HTML, in content and in quoted attributes. */
export const safe = (text: string | number) => String(text).replace(/[&<>"']/g, (character) => escapes[character]!);

/** "12.3%"; a dash for null. */
export const percent = (share: number | null) => (share === null ? '—' : `${(share * 100).toFixed(1)}%`);

/** A whole page that loads nothing from elsewhere and runs no script. */
export function htmlPage(title: string, body: string): string {
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src 'self' data: file:; style-src 'unsafe-inline'; frame-src 'self' file:">
<title>${safe(title)}</title><style>${style}</style></head><body>
${body}
</body></html>
`;
}

const style = `
:root{color-scheme:light;--line:#d3dae2;--soft:#f3f6f9;--ink:#1b2631;--mute:#55626f;--warn:#8a4b00;--warnsoft:#fff3dc;--bad:#a3211a;--link:#0b57b0}
*{box-sizing:border-box}
body{margin:0;padding:20px 24px;color:var(--ink);background:#fff;font:16px/1.65 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif}
a{color:var(--link)}a:focus-visible{outline:3px solid var(--link)}
h1{font-size:24px;margin:0 0 4px}h2{font-size:18px;margin:24px 0 8px}
.mute{color:var(--mute)}.small{font-size:14px}
table{border-collapse:collapse;width:100%;font-size:15px}
th,td{border-bottom:1px solid var(--line);padding:6px 8px;text-align:left;vertical-align:top;overflow-wrap:anywhere}
th{background:var(--soft);white-space:nowrap}td.n,th.n{text-align:right;white-space:nowrap;font-variant-numeric:tabular-nums}
.bad{color:var(--bad);font-weight:600}.warn{color:var(--warn)}
ul.warnings{margin:8px 0;padding:10px 10px 10px 30px;background:var(--warnsoft);border-left:4px solid #e0a030}
.side{display:grid;grid-template-columns:minmax(0,1fr) minmax(0,1fr);gap:20px;align-items:start}
@media(max-width:900px){.side{grid-template-columns:1fr}}
.side>div{min-width:0}
.original{position:sticky;top:0;max-height:100vh;overflow:auto;border:1px solid var(--line);background:var(--soft);padding:8px}
@media(max-width:900px){.original{position:static;max-height:70vh}}
.original img{display:block;width:100%;height:auto;margin:0 0 10px;background:#fff}.original iframe{width:100%;height:85vh;border:0;background:#fff}
.original pre{white-space:pre-wrap;overflow-wrap:anywhere;margin:0;font:14px/1.6 ui-monospace,"Noto Sans Mono CJK SC",monospace}
.clause{border-top:1px solid var(--line);padding:6px 0}.clause p{margin:0;white-space:pre-wrap;overflow-wrap:anywhere}
.clause .path{font-size:13px;color:var(--mute)}.machine{background:var(--warnsoft)}
mark{background:#ffd2cc;color:#000}
`;
