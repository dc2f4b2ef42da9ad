import { html, raw } from 'hono/html';

type Html = ReturnType<typeof html>;

const style = `
:root { color-scheme: light; --ink: #1f2a37; --quiet: #4b5a6b; --line: #d5dce5; --tint: #f3f6fa; --link: #0b5cad; }
* { box-sizing: border-box; }
body { margin: 0; font: 16px/1.7 "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", system-ui, sans-serif; color: var(--ink); background: #fff; }
main, header { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1.25rem; }
header { border-bottom: 1px solid var(--line); }
h1 { font-size: 1.6rem; margin: 0; }
h2 { font-size: 1.25rem; margin: 2.5rem 0 .75rem; padding-bottom: .25rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1.05rem; margin: 2rem 0 .5rem; overflow-wrap: anywhere; }
h4 { font-size: 1rem; margin: 1rem 0 .25rem; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible, pre:focus-visible, .wide:focus-visible { outline: 3px solid #f0a500; outline-offset: 2px; }
p { margin: .5rem 0; }
.quiet { color: var(--quiet); }
code, pre { font-family: ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace; font-size: .9em; }
pre { background: var(--tint); border: 1px solid var(--line); border-radius: 6px; padding: .75rem 1rem; overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .95em; }
th, td { text-align: left; vertical-align: top; padding: .4rem .6rem; border: 1px solid var(--line); overflow-wrap: anywhere; }
td:first-child code { white-space: nowrap; }
th { white-space: nowrap; background: var(--tint); }
.wide { overflow-x: auto; }
.method { display: inline-block; min-width: 3.5rem; padding: 0 .5rem; margin-right: .5rem; border-radius: 4px; background: #0b5cad; color: #fff; font-size: .85em; text-align: center; }
.method.post { background: #1a6b3c; }
.cards { list-style: none; padding: 0; display: grid; gap: 1rem; grid-template-columns: repeat(auto-fit, minmax(15rem, 1fr)); }
.cards li { border: 1px solid var(--line); border-radius: 8px; padding: 1rem 1.25rem; }
.cards a { display: inline-block; font-size: 1.1rem; font-weight: 600; min-height: 44px; line-height: 44px; }
`;

/** The frame of the pages that Wence itself writes. Whatever is put into the templates is escaped. */
export function pageShell(title: string, basePath: string, body: Html): Html {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<link rel="icon" href="${basePath}/favicon.svg" type="image/svg+xml">
<style>${raw(style)}</style>
</head>
<body>
${body}
</body>
</html>`;
}

/** A white 问 on blue, for the tab. */
export const favicon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b5cad"/><path d="M9 8v16M9 8h14v14q0 2-2 2h-2M13 14h6v5h-6z" fill="none" stroke="#fff" stroke-width="2.2" stroke-linecap="round" stroke-linejoin="round"/></svg>`;
