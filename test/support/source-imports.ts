import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const LIBS = resolve(__dirname, '../../libs');

/**
 * Jest transforms globalSetup but does not apply moduleNameMapper to what it imports: the same two mappings
 * for Node's own resolution, `@rebond/<room>` to its door and `./x.js` to `./x.ts`.
 */
export function resolveSources(): void {
  registerHooks({
    resolve(specifier, context, next) {
      const room = /^@rebond\/([^/]+)$/.exec(specifier)?.[1];
      if (room !== undefined) return next(resolve(LIBS, room, 'src/index.ts'), context);
      if (/^\.{1,2}\/.*\.js$/.test(specifier) && context.parentURL?.endsWith('.ts')) {
        const source = fileURLToPath(new URL(specifier.replace(/\.js$/, '.ts'), context.parentURL));
        if (existsSync(source)) return next(source, context);
      }
      return next(specifier, context);
    },
  });
}
