/** What is asked of the compiler: a layout and the values that it reads. */
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

/** @throws Error with what Typst says */
export function pdfOf(answer: PdfAnswer): Buffer {
  if ('pdf' in answer) return Buffer.from(answer.pdf);
  throw new Error(answer.failure);
}
