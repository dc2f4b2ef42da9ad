/** Style of the report pages; nothing is loaded from anywhere. */
export const style = `
:root{color-scheme:light dark;--line:#d5dae0;--soft:#f4f6f8;--ink:#1c2733;--mute:#4f5b67;--good:#1a7f4b;--bad:#b3261e;--blue:#0b5cad;--mark:#fff1c2;--page:#fff}
@media(prefers-color-scheme:dark){:root{--line:#38434e;--soft:#1f262d;--ink:#e4e9ee;--mute:#a9b5c0;--good:#5ec492;--bad:#f2928b;--blue:#7db7f0;--mark:#4a3f16;--page:#14191e}}
*{box-sizing:border-box}
body{margin:0;background:var(--page);color:var(--ink);font:16px/1.65 "PingFang SC","Microsoft YaHei","Noto Sans CJK SC",system-ui,sans-serif}
header,main{margin:0 auto;max-width:1120px;padding:0 20px}header{padding-top:28px}main{padding-bottom:60px}
h1{font-size:26px;margin:0 0 8px}h2{font-size:20px;margin:40px 0 10px;border-bottom:2px solid var(--line);padding-bottom:4px}
h3{font-size:17px;margin:0 0 4px}h4{font-size:15px;margin:16px 0 6px}
p{margin:6px 0}a{color:var(--blue)}code{font:0.92em ui-monospace,Menlo,Consolas,monospace}
.head,.meta,small,caption{color:var(--mute)}small{font-size:13px}caption{text-align:left;padding:4px 0;font-size:14px}
.lead{font-size:18px;margin:16px 0}.lead b{color:var(--blue)}
.notice{border:1px solid var(--line);border-left:5px solid var(--bad);background:var(--soft);padding:8px 14px;border-radius:6px}
.notice.good{border-left-color:var(--good)}
nav{margin:12px 0}nav a{margin-right:16px;display:inline-block;padding:4px 0}
.tiles{display:grid;grid-template-columns:repeat(auto-fill,minmax(235px,1fr));gap:12px;margin:16px 0}
.tile{border:1px solid var(--line);border-radius:8px;padding:12px 14px}
.tile h3{font-size:15px;font-weight:600;color:var(--mute)}.tile b{font-size:26px;line-height:1.3;display:block}
.tile p{font-size:14px;margin:6px 0 0;color:var(--mute)}
.wide{overflow-x:auto}.wide:focus-visible,summary:focus-visible,a:focus-visible{outline:3px solid var(--blue);outline-offset:2px}
table{border-collapse:collapse;width:100%;font-size:14px}th,td{border-bottom:1px solid var(--line);padding:6px 8px;text-align:left;vertical-align:top}
th,thead td{background:var(--soft);white-space:nowrap}td.number,th.number{text-align:right;white-space:nowrap}
.bar{display:block;width:100%;margin-top:6px;min-width:120px;height:12px;border-radius:6px;background:var(--soft)}.bar i{display:block;height:12px;border-radius:6px;background:var(--good)}
.bar.bad i{background:var(--bad)}
.charts{display:grid;grid-template-columns:repeat(auto-fit,minmax(320px,1fr));gap:28px}
figure{margin:0}figcaption{font-size:14px;color:var(--mute);margin-top:4px}
svg{width:100%;height:auto;max-width:520px;color:var(--ink)}svg text{fill:var(--mute);font-size:13px}
svg .axis{stroke:var(--mute)}svg .grid{stroke:var(--line)}svg .ideal{stroke:var(--mute);stroke-dasharray:5 5}
svg .line{fill:none;stroke:var(--blue);stroke-width:2.5}svg .dot{fill:var(--blue)}svg .spread{stroke:var(--blue);stroke-width:2}svg .now{fill:var(--bad)}svg .nowtext{fill:var(--bad);font-weight:600}
details.case{border:1px solid var(--line);border-radius:8px;margin:0 0 10px;padding:0 14px}
details.case>summary{padding:10px 0;cursor:pointer}details.case[open]>summary{border-bottom:1px solid var(--line);margin-bottom:8px}
details.case[open]{padding-bottom:14px}
summary .why{display:block;font-size:14px;color:var(--mute);margin-left:18px}summary .why b{color:var(--bad)}
details.inner{margin:8px 0}details.inner>summary{cursor:pointer;color:var(--blue);font-size:14px;padding:4px 0}
.columns{display:grid;grid-template-columns:1fr 1fr;gap:20px}@media(max-width:760px){.columns{grid-template-columns:1fr}}
.answer{white-space:pre-wrap;background:var(--soft);padding:8px 10px;border-radius:6px;margin:0;overflow-wrap:anywhere}
blockquote{margin:6px 0;padding:4px 10px;border-left:3px solid var(--line);color:var(--mute);font-size:14px;overflow-wrap:anywhere}
ul,ol{margin:4px 0;padding-left:22px}
ol.stages{list-style:none;padding:0;margin:0}ol.stages>li{margin:0 0 4px}ol.stages h3{font-size:15px;margin:16px 0 6px}
.chip{display:inline-block;border:1px solid var(--line);border-radius:10px;padding:0 8px;margin:0 4px 3px 0;font-size:13px;white-space:nowrap}
.tag{display:inline-block;border-radius:4px;padding:0 6px;font-size:13px;white-space:nowrap}.tag.good{color:var(--good);border:1px solid var(--good)}.tag.bad{color:var(--bad);border:1px solid var(--bad)}
mark,ins,del{background:var(--mark);color:inherit;text-decoration:none}
.good{color:var(--good)}.bad{color:var(--bad)}
@media print{details.case{break-inside:avoid}nav{display:none}}
`;
