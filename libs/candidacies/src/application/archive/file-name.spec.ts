import { safeFileName } from './file-name.js';

describe('the name of an archived file', () => {
  it.each([
    ['Délibération n° 12.pdf', 'Délibération n° 12.pdf'],
    ['../../etc/passwd', '_.._etc_passwd'],
    ['C:\\Users\\moi\\rib.pdf', 'C__Users_moi_rib.pdf'],
    ['.htaccess', 'htaccess'],
    ['fin. ', 'fin'],
    ['facture\u202Efdp.exe', 'facturefdp.exe'],
    ['a\nb\u0000.pdf', 'ab.pdf'],
    ['e\u0301te\u0301.pdf', 'été.pdf'],
    ['', 'sans-nom'],
    ['...', 'sans-nom'],
  ])('%j is written %j', (given, written) => {
    expect(safeFileName(given)).toBe(written);
  });

  it('is cut at a whole character and keeps its extension', () => {
    const name = safeFileName(`${'é'.repeat(200)}.pdf`);
    expect(Buffer.byteLength(name)).toBeLessThanOrEqual(120);
    expect(name).toMatch(/^é+\.pdf$/);
  });
});
