import { crc32 } from 'node:zlib';

/** Real contents of the kinds of file that calls accept, as small as recognition allows. */

export const pdf = (bytes = 200): Buffer =>
  Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(Math.max(0, bytes - 15), 0x20), Buffer.from('\n%%EOF')]);

export const png = (): Buffer =>
  Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  );

export const jpeg = (): Buffer => Buffer.from('ffd8ffe000104a46494600010100000100010000ffd9', 'hex');

export const executable = (): Buffer => Buffer.concat([Buffer.from('MZ'), Buffer.alloc(300)]);

/** An archive without compression. */
function zip(entries: readonly (readonly [name: string, text: string])[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const [name, text] of entries) {
    const data = Buffer.from(text);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt32LE(crc32(data), 10);
    shared.writeUInt32LE(data.length, 14);
    shared.writeUInt32LE(data.length, 18);
    shared.writeUInt16LE(name.length, 22);
    const local = Buffer.concat([Buffer.from('PK\x03\x04'), shared, Buffer.from(name), data]);
    const end = Buffer.alloc(14);
    end.writeUInt32LE(offset, 10);
    central.push(Buffer.concat([Buffer.from('PK\x01\x02\x14\x00'), shared, end, Buffer.from(name)]));
    locals.push(local);
    offset += local.length;
  }
  const directory = Buffer.concat(central);
  const tail = Buffer.alloc(18);
  tail.writeUInt16LE(entries.length, 4);
  tail.writeUInt16LE(entries.length, 6);
  tail.writeUInt32LE(directory.length, 8);
  tail.writeUInt32LE(offset, 12);
  return Buffer.concat([...locals, directory, Buffer.from('PK\x05\x06'), tail]);
}

const main = (type: string, part: string): string =>
  `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">` +
  `<Override PartName="${part}" ContentType="${type}.main+xml"/></Types>`;

export const xlsx = (): Buffer =>
  zip([
    [
      '[Content_Types].xml',
      main('application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', '/xl/workbook.xml'),
    ],
    ['xl/workbook.xml', '<workbook/>'],
  ]);

/** As some writers make it: the list of types at the end, behind a part of some size. */
export const docxTypesLast = (): Buffer =>
  zip([
    ['word/document.xml', `<w:document>${'x'.repeat(300_000)}</w:document>`],
    [
      '[Content_Types].xml',
      main('application/vnd.openxmlformats-officedocument.wordprocessingml.document', '/word/document.xml'),
    ],
  ]);

export const ods = (): Buffer =>
  zip([
    ['mimetype', 'application/vnd.oasis.opendocument.spreadsheet'],
    ['content.xml', '<office:document-content/>'],
  ]);

export const plainZip = (): Buffer => zip([['lisez-moi.txt', 'rien']]);
