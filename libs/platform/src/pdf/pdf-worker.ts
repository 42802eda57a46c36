import { parentPort } from 'node:worker_threads';
import { NodeCompiler, PdfStandard } from '@myriaddreamin/typst-ts-node-compiler';
import type { PdfAnswer, PdfRequest } from './pdf-request.js';

/** Results of other compilations that are kept for the next, by age in compilations. */
const KEPT_COMPILATIONS = 10;
const compiler = NodeCompiler.create();

/** Characters of a document that no font at hand has; PDF/UA forbids to show nothing in their place. */
const LACKING = /the text `\\*"(.+?)\\*"` could not be displayed/gu;
const ESCAPED = /\\+u\{([0-9a-f]+)\}/gu;
/** As often as that: each failure names every character that is lacking. */
const ATTEMPTS = 3;

const lackingIn = (failure: string): ReadonlySet<string> => {
  const found = new Set<string>();
  for (const [, text = ''] of failure.matchAll(LACKING)) {
    const shown = text.replace(ESCAPED, (_, code: string) => String.fromCodePoint(Number.parseInt(code, 16)));
    for (const character of shown) found.add(character);
  }
  return found;
};

function compiled({ id, source, data, createdAt }: PdfRequest): PdfAnswer {
  try {
    const compilation = compiler.compile({ mainFileContent: source, inputs: { data } });
    const error = compilation.takeError();
    const { result } = compilation;
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

/** Characters that no font has (emoji, scripts of elsewhere) are set as U+FFFD, so that the rest is readable. */
function made(request: PdfRequest): PdfAnswer {
  let { data } = request;
  let answer = compiled(request);
  for (let n = 1; n < ATTEMPTS && 'failure' in answer; n += 1) {
    const lacking = lackingIn(answer.failure);
    if (lacking.size === 0) break;
    for (const one of lacking) data = data.replaceAll(one, '\uFFFD');
    answer = compiled({ ...request, data });
  }
  return answer;
}

// A thread of the product's, or a process of one document.
parentPort?.on('message', (request: PdfRequest) => parentPort?.postMessage(made(request)));
process.on('message', (request: PdfRequest) => process.send?.(made(request)));
process.on('disconnect', () => process.exit());
