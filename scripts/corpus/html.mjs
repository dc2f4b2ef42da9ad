const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
export const escapeHtml = (text) => text.replace(/[&<>"]/g, (character) => escapes[character]);

function tableHtml(block) {
  const rows = block.rows.map((row, index) => {
    const tag = index === 0 ? 'th' : 'td';
    const cells = row
      .filter((cell) => !cell.continues)
      .map((cell) => {
        const columns = cell.columnSpan > 1 ? ` colspan="${cell.columnSpan}"` : '';
        const down = cell.rowSpan > 1 ? ` rowspan="${cell.rowSpan}"` : '';
        return `<${tag}${columns}${down}>${escapeHtml(cell.text)}</${tag}>`;
      });
    return `<tr>${cells.join('')}</tr>`;
  });
  return `<table>${rows.join('\n')}</table>`;
}

export function blocksToHtml(blocks) {
  return blocks
    .map((block) => {
      if (block.kind === 'table') return tableHtml(block);
      if (block.kind === 'break') return '<div class="break"></div>';
      if (block.kind === 'heading') return `<h${block.level}>${escapeHtml(block.text)}</h${block.level}>`;
      return `<p class="${block.align}">${escapeHtml(block.text)}</p>`;
    })
    .join('\n');
}

const style = `
  @page { size: A4; margin: 30mm 26mm 28mm 28mm; }
  body { font: 12pt/1.75 "Noto Sans CJK SC", sans-serif; color: #111; margin: 0; }
  .letterhead { color: #c8102e; text-align: center; font-size: 25pt; font-weight: bold; letter-spacing: .12em; margin: 0 0 8mm; }
  .number { text-align: center; padding-bottom: 3mm; border-bottom: 2px solid #c8102e; margin: 0 0 10mm; }
  .number .signer { float: right; }
  h1 { font-size: 17pt; line-height: 1.5; text-align: center; margin: 4mm 0 6mm; }
  h2 { font-size: 13pt; line-height: 1.7; text-align: center; margin: 5mm 0 2mm; }
  h3 { font-size: 12pt; line-height: 1.7; margin: 3mm 0 1mm; text-indent: 2em; }
  p { margin: 0; text-align: justify; text-indent: 2em; }
  p.right { text-align: right; text-indent: 0; padding-right: 2em; }
  p.center { text-align: center; text-indent: 0; }
  .break { break-after: page; }
  table { border-collapse: collapse; width: 100%; margin: 3mm 0; font-size: 10.5pt; line-height: 1.5; }
  td, th { border: 1px solid #333; padding: 1.2mm 2mm; text-align: center; }
  tr { break-inside: avoid; }
`;

/** A whole page for printing; with a letter head where the settings name one. */
export function printPage({ settings, blocks }, extraStyle = '') {
  const signer = settings.signer ? `<span class="signer">签发人：${escapeHtml(settings.signer)}</span>` : '';
  const number = settings.number ? `<p class="number">${escapeHtml(settings.number)}${signer}</p>` : '';
  const head = settings.head ? `<p class="letterhead">${escapeHtml(settings.head)}</p>` : '';
  const title = escapeHtml(settings.title ?? '');
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${title}</title><style>${style}${extraStyle}</style></head>
<body><main>${head}${number}${blocksToHtml(blocks)}</main></body></html>`;
}
