import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeIf } from './skip.js';

const poppler = (tool: string, args: readonly string[]): string => spawnSync(tool, args, { encoding: 'utf8' }).stdout;
const hasPoppler = spawnSync('pdfinfo', ['-v']).status === 0;

/** What a reader of PDF that is not ours finds in a document. */
export interface ReadPdf {
  readonly info: string;
  /** Its tags. */
  readonly struct: string;
  /** Its text as it stands on the pages, spaces of any kind made one. */
  readonly text: string;
  /** Its bytes as characters. */
  readonly raw: string;
}

/** Tests that read documents with poppler; PDF_DIR keeps the documents, to be looked at. */
export const describePoppler = (name: string, tests: (read: (name: string, pdf: Buffer) => ReadPdf) => void): void =>
  describeIf(hasPoppler, 'REQUIRE_POPPLER', 'pdfinfo and pdftotext (poppler-utils) are not installed', name, () => {
    const folder = mkdtempSync(join(tmpdir(), 'rebond-pdf-'));
    afterAll(() => rmSync(folder, { recursive: true, force: true }));
    tests((file, pdf) => {
      const { PDF_DIR } = process.env;
      if (PDF_DIR !== undefined) mkdirSync(PDF_DIR, { recursive: true });
      const path = join(PDF_DIR ?? folder, `${file}.pdf`);
      writeFileSync(path, pdf);
      return {
        info: poppler('pdfinfo', [path]),
        struct: poppler('pdfinfo', ['-struct', path]),
        text: oneSpaced(poppler('pdftotext', ['-layout', path, '-'])),
        raw: pdf.toString('latin1'),
      };
    });
  });

export const oneSpaced = (text: string): string => text.replaceAll(/\s+/g, ' ');

/** Tagged (PDF/UA-1), in French, with its title, on A4, and with all of this text. */
export function expectReadable(
  { info, struct, text, raw }: ReadPdf,
  title: RegExp,
  sentences: readonly string[],
): void {
  expect(info).toMatch(/^Tagged: +yes$/m);
  expect(oneSpaced(/^Title: +(.*)$/m.exec(info)?.[1] ?? '')).toMatch(title);
  expect(info).toMatch(/^Page size: +595\.\d+ x 841\.\d+ pts \(A4\)$/m);
  expect(raw).toContain('<pdfuaid:part>1</pdfuaid:part>');
  expect(raw).toMatch(/\/Lang ?\(fr-FR\)/);
  expect(struct).toContain('H1');
  expect(struct).toMatch(/\n *P\b/);
  for (const one of sentences) expect(text).toContain(oneSpaced(one));
}
