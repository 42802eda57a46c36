import { enableCompileCache } from 'node:module';

enableCompileCache();
void import('./serve.js').then(({ serve }) => serve(process.env));
