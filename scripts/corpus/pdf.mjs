import { printPage } from './html.mjs';

const fixedDate = 'D:20260901000000';

/** Prints markup to a text PDF. The dates that Chromium writes are replaced, so that equal sources give equal files. */
export async function printPdf(browser, document) {
  const page = await browser.newPage();
  await page.setContent(printPage(document));
  const footer = '<div style="font-size:9px;width:100%;text-align:center">— <span class="pageNumber"></span> —</div>';
  const bytes = await page.pdf({
    preferCSSPageSize: true,
    tagged: false,
    displayHeaderFooter: true,
    headerTemplate: '<span></span>',
    footerTemplate: footer,
  });
  await page.close();
  return Buffer.from(bytes.toString('latin1').replaceAll(/D:\d{14}/g, fixedDate), 'latin1');
}

/** What a scanner adds: a slight turn, paper shade, speckles, grey ink. */
const scannerStyle = `
  html { background: #f3f1ea; }
  body { width: 1240px; height: 1754px; overflow: hidden; position: relative; filter: grayscale(1) contrast(.92); }
  main { position: absolute; inset: 0; padding: 150px 150px; font-family: 'Noto Serif CJK SC', serif; font-size: 27px; line-height: 1.75; transform: rotate(.5deg); color: #1c1c1c; }
  .letterhead { font-size: 58px; color: #444; margin-bottom: 28px; } .number { padding-bottom: 12px; border-color: #444; margin-bottom: 36px; }
  h1 { font-size: 38px; margin: 10px 0 22px; } h2 { font-size: 30px; margin: 14px 0 6px; } h3 { font-size: 28px; margin: 8px 0; }
  table { font-size: 26px; margin: 14px 0; } td, th { padding: 6px 10px; }
  .speckle { position: absolute; inset: 0; mix-blend-mode: multiply; opacity: .4; }
  .stamp { position: absolute; right: 215px; top: 985px; width: 210px; height: 210px; border: 6px solid #777; border-radius: 50%; opacity: .35;
    font-size: 70px; line-height: 200px; text-align: center; color: #777; }
  .edge { position: absolute; inset: 0 auto 0 0; width: 26px; background: linear-gradient(90deg, #0007, #0000); }
`;
const speckle = `<svg class="speckle" width="1240" height="1754"><filter id="n"><feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="7"/>
<feColorMatrix type="saturate" values="0"/></filter><rect width="100%" height="100%" filter="url(#n)"/></svg><div class="stamp">★</div><div class="edge"></div>`;

/** A PDF of one picture without a text layer, as an office copier makes it (A4 at 150 dpi). */
export async function scanPdf(browser, document) {
  const page = await browser.newPage({ viewport: { width: 1240, height: 1754 } });
  await page.setContent(printPage(document, scannerStyle).replace('</body>', `${speckle}</body>`));
  const picture = await page.screenshot({ type: 'jpeg', quality: 62 });
  await page.close();
  return picturePdf(picture, 1240, 1754);
}

function picturePdf(jpeg, width, height) {
  const content = 'q 595 0 0 842 0 0 cm /Scan Do Q';
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /XObject << /Scan 4 0 R >> >> /Contents 5 0 R >>',
    [
      `<< /Type /XObject /Subtype /Image /Width ${width} /Height ${height} /ColorSpace /DeviceRGB /BitsPerComponent 8 /Filter /DCTDecode /Length ${jpeg.length} >>`,
      jpeg,
    ],
    [`<< /Length ${content.length} >>`, Buffer.from(content)],
  ];
  return assemblePdf(objects);
}

function assemblePdf(objects) {
  const parts = [Buffer.from('%PDF-1.4\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const offsets = [];
  const length = () => parts.reduce((sum, part) => sum + part.length, 0);
  objects.forEach((object, index) => {
    offsets.push(length());
    const [dictionary, stream] = Array.isArray(object) ? object : [object, null];
    parts.push(Buffer.from(`${index + 1} 0 obj\n${dictionary}\n`));
    if (stream) parts.push(Buffer.from('stream\n'), stream, Buffer.from('\nendstream\n'));
    parts.push(Buffer.from('endobj\n'));
  });
  const start = length();
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = objects.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
}
