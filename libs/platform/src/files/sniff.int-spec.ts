import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { docxTypesLast, executable, jpeg, ods, pdf, plainZip, png, xlsx } from '../../../../test/support/contents.js';
import { extensionOf, sniffType } from './sniff.js';

const folder = mkdtempSync(join(tmpdir(), 'rebond-sniff-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a file is what its content says, whatever its name', () => {
  it.each([
    ['pdf', pdf(), 'application/pdf'],
    ['png', png(), 'image/png'],
    ['jpeg', jpeg(), 'image/jpeg'],
    ['xlsx', xlsx(), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    [
      'docx with its types at the end',
      docxTypesLast(),
      'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ],
    ['ods', ods(), 'application/vnd.oasis.opendocument.spreadsheet'],
    ['zip', plainZip(), 'application/zip'],
    ['executable', executable(), 'application/x-msdownload'],
    ['text', Buffer.from('Bonjour à tous'), undefined],
    ['nothing', Buffer.alloc(0), undefined],
  ])('%s', async (name, content, mediaType) => {
    const path = join(folder, `${name}.bin`);
    writeFileSync(path, content);
    expect((await sniffType(path))?.mediaType).toBe(mediaType);
  });
});

it.each([
  ['Budget.XLSX', 'xlsx'],
  ['archive.tar.gz', 'gz'],
  ['Budget v2.1', null],
  ['Délibération', null],
  ['lettre.pdf ', null],
])('the extension of « %s » is %s', (filename, extension) => {
  expect(extensionOf(filename)).toBe(extension);
});
