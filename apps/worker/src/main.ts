import { enableCompileCache } from 'node:module';

enableCompileCache();
void import('./work.js').then(({ work }) => work(process.env));
