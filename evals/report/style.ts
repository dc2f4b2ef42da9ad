/** Style of the report page; nothing is loaded from anywhere. */
export const style = `
:root{color-scheme:light dark;--line:#d5dae0;--soft:#f4f6f8;--ink:#1c2733;--mute:#5b6875;--good:#1a7f4b;--bad:#b3261e}
@media(prefers-color-scheme:dark){:root{--line:#38434e;--soft:#1f262d;--ink:#e4e9ee;--mute:#9daab6;--good:#5ec492;--bad:#f2928b}body{background:#14191e}}
body{margin:0 auto;max-width:1180px;padding:24px;color:var(--ink);font:16px/1.6 system-ui,"Noto Sans CJK SC","Microsoft YaHei",sans-serif}
h1{font-size:26px;margin:0 0 8px}h2{font-size:20px;margin:36px 0 12px;border-bottom:2px solid var(--line);padding-bottom:4px}
h3{font-size:17px;margin:0 0 4px}h4{font-size:14px;margin:8px 0 4px;color:var(--mute)}
.head,.meta,small{color:var(--mute)}small{font-size:13px}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(160px,1fr));gap:12px;margin:20px 0}
.tile{border:1px solid var(--line);border-radius:8px;padding:12px;display:flex;flex-direction:column}
.tile b{font-size:24px}.tile span{color:var(--mute)}
table{border-collapse:collapse;width:100%;font-size:14px}th,td{border-bottom:1px solid var(--line);padding:6px 8px;text-align:left;vertical-align:top}
th{background:var(--soft)}td.number,th.number{text-align:right;white-space:nowrap}
td.bar{width:40%}td.bar i{display:block;height:12px;border-radius:6px;background:var(--good)}
section{border:1px solid var(--line);border-radius:8px;padding:14px 16px;margin:0 0 16px}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:20px}@media(max-width:760px){.columns{grid-template-columns:1fr}}
.answer{white-space:pre-wrap;background:var(--soft);padding:8px 10px;border-radius:6px;margin:0}
blockquote{margin:6px 0;padding:4px 10px;border-left:3px solid var(--line);color:var(--mute);font-size:14px}
ul{margin:4px 0;padding-left:20px}summary{cursor:pointer;color:var(--mute);font-size:14px;margin-top:8px}
tr.span td:nth-child(2){color:var(--good);font-weight:700}tr.page td:nth-child(2){color:var(--good)}tr.failed td:nth-child(4){color:var(--bad);font-weight:700}
.meta b{color:var(--bad)}
`;
