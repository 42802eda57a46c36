import { Injectable } from '@nestjs/common';
import type { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { Json } from '@rebond/kernel';

/** A document's layout in Typst: it reads its values by `json(bytes(sys.inputs.data))`, and holds none itself. */
export interface PdfTemplate {
  readonly name: string;
  readonly source: string;
}

/** Results of other compilations that are kept for the next, by age in compilations. */
const KEPT_COMPILATIONS = 10;
/** PDF/UA-1 (ISO 14289-1): tagged, with title and language, for readers of any kind. */
const ACCESSIBLE = 'ua-1' as PdfStandard.UA_1;

/**
 * Makes PDF documents in this process, by Typst with the fonts that it carries (Libertinus, SIL OFL). Values reach a
 * layout as data, never as a part of its source: nothing that a person typed is an instruction. A page takes a few
 * milliseconds, during which the process does nothing else.
 */
@Injectable()
export class Pdf {
  private compiler: Promise<NodeCompiler> | undefined;

  /**
   * @param at instant that the document bears as its creation
   * @throws Error when the layout does not compile, with what Typst says
   */
  async render({ name, source }: PdfTemplate, data: Json, at: Temporal.Instant): Promise<Buffer> {
    const compiler = await this.open();
    const compiled = compiler.compile({ mainFileContent: source, inputs: { data: JSON.stringify(data) } });
    const failure = compiled.takeError();
    if (failure) throw new Error(`The layout ${name} does not compile: ${JSON.stringify(failure.shortDiagnostics)}`);
    const { result } = compiled;
    if (!result) throw new Error(`The layout ${name} gives no document`);
    const pdf = compiler.pdf(result, {
      pdfStandard: ACCESSIBLE,
      creationTimestamp: Math.floor(at.epochMilliseconds / 1000),
    });
    compiler.evictCache(KEPT_COMPILATIONS);
    return pdf;
  }

  /** The compiler is loaded by the first document, not by every process. */
  private open(): Promise<NodeCompiler> {
    this.compiler ??= import('@myriaddreamin/typst-ts-node-compiler').then((typst) => typst.NodeCompiler.create());
    return this.compiler;
  }
}
