import { parentPort } from 'node:worker_threads';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';

/** What is asked of the thread: a layout and the values that it reads. */
export interface PdfRequest {
  readonly id: number;
  readonly source: string;
  /** JSON. */
  readonly data: string;
  /** Seconds since 1970. */
  readonly createdAt: number;
}

export type PdfAnswer =
  | { readonly id: number; readonly pdf: Uint8Array }
  /** What Typst says of a layout that does not compile. */
  | { readonly id: number; readonly failure: string };

/** Results of other compilations that are kept for the next, by age in compilations. */
const KEPT_COMPILATIONS = 10;
const compiler = NodeCompiler.create();

function made({ id, source, data, createdAt }: PdfRequest): PdfAnswer {
  try {
    const compiled = compiler.compile({ mainFileContent: source, inputs: { data } });
    const error = compiled.takeError();
    const { result } = compiled;
    if (error || !result) return { id, failure: JSON.stringify(error?.shortDiagnostics ?? 'no document') };
    // PDF/UA-1 (ISO 14289-1): tagged, with title and language, for readers of any kind.
    const pdf = compiler.pdf(result, { pdfStandard: PdfStandard.UA_1, creationTimestamp: createdAt });
    return { id, pdf };
  } catch (error) {
    return { id, failure: String(error) };
  } finally {
    compiler.evictCache(KEPT_COMPILATIONS);
  }
}

parentPort?.on('message', (request: PdfRequest) => parentPort?.postMessage(made(request)));
