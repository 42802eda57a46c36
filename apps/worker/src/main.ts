import { enableCompileCache } from 'node:module';

if ('Temporal' in globalThis) {
  enableCompileCache();
  void import('./work.js').then(({ work }) => work(process.env));
} else {
  console.error(`Rebond demande Node 26 ou plus récent, et celui-ci est ${process.version}.`);
  process.exit(1);
}
