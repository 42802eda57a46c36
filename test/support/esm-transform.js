// Jest runs CommonJS; Nest 12 and others are ESM-only. Any file whose nearest
// package.json says `"type": "module"` (and any `.mjs`) is compiled by SWC to
// CommonJS; all other files pass through untouched.
'use strict';
const { readFileSync, existsSync } = require('node:fs');
const { dirname, join } = require('node:path');
const { createHash } = require('node:crypto');
const swc = require('@swc/core');

const moduleFolders = new Map();

function isModule(folder) {
  const known = moduleFolders.get(folder);
  if (known !== undefined) return known;
  const manifest = join(folder, 'package.json');
  let answer = false;
  if (existsSync(manifest)) answer = JSON.parse(readFileSync(manifest, 'utf8')).type === 'module';
  else if (dirname(folder) !== folder) answer = isModule(dirname(folder));
  moduleFolders.set(folder, answer);
  return answer;
}

module.exports = {
  getCacheKey: (source, path) =>
    createHash('sha256').update(path).update('\0').update(source).update('2').digest('hex'),
  process(source, path) {
    if (!path.endsWith('.mjs') && (path.endsWith('.cjs') || !isModule(dirname(path)))) return { code: source };
    const { code } = swc.transformSync(source, {
      filename: path,
      swcrc: false,
      configFile: false,
      sourceMaps: false,
      module: { type: 'commonjs', ignoreDynamic: false, importInterop: 'node' },
      jsc: { target: 'es2022', parser: { syntax: 'ecmascript', dynamicImport: true } },
      env: undefined,
    });
    return { code };
  },
};
