import { createReadStream } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { ApiExcludeEndpoint, ApiTags, type OpenAPIObject } from '@nestjs/swagger';
import { AbsentError } from '@rebond/kernel';
import { Act } from '@rebond/identity';
import { PAGE_POLICY } from '@rebond/ui';
import { apiDocsPage, START_SCRIPT } from './page.js';
import { ApiDocument } from './document.js';

const resolve = createRequire(__filename).resolve;
const SCRIPT = 'text/javascript; charset=utf-8';

/** The only files that are served, by name: nothing typed in an address reaches the file system. */
const FILES: ReadonlyMap<string, string> = new Map([
  ['swagger-ui.css', 'text/css; charset=utf-8'],
  ['swagger-ui-bundle.js', SCRIPT],
  ['favicon-32x32.png', 'image/png'],
]);

/** The API's document, and a page to browse it that loads nothing from elsewhere. */
@ApiTags('Documentation')
@Controller('api')
export class ApiDocsController {
  constructor(private readonly document: ApiDocument) {}

  /** The API, as OpenAPI 3.1. */
  @Get('openapi.json')
  @Act('portal.read')
  @Header('cache-control', 'no-cache')
  openapi(): OpenAPIObject {
    return this.document.get();
  }

  @Get('docs')
  @Act('portal.read')
  @ApiExcludeEndpoint()
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('content-security-policy', PAGE_POLICY)
  page(): string {
    return apiDocsPage();
  }

  @Get('docs/start.js')
  @Act('portal.read')
  @ApiExcludeEndpoint()
  @Header('content-type', SCRIPT)
  start(): string {
    return START_SCRIPT;
  }

  @Get('docs/:file')
  @Act('portal.read')
  @ApiExcludeEndpoint()
  @Header('cache-control', 'public, max-age=86400')
  file(@Param('file') file: string): StreamableFile {
    const type = FILES.get(file);
    if (type === undefined) throw new AbsentError();
    const folder = dirname(resolve('swagger-ui-dist/package.json'));
    return new StreamableFile(createReadStream(join(folder, file)), { type });
  }
}
