import { createReadStream } from 'node:fs';
import { extname, join } from 'node:path';
import { Controller, Get, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act } from '@rebond/identity';
import { AbsentError } from '@rebond/kernel';
import { ASSETS_FOLDER, ASSETS_PRINT, isAsset } from '@rebond/ui';

const TYPES: Readonly<Record<string, string>> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** What pages load. An address holds the print of the content: browsers may keep it for ever. */
@ApiExcludeController()
@Controller('assets')
export class AssetsController {
  @Get(':print/*')
  @Act('portal.read')
  async file(@Param('print') print: string, @Param('*') name: string, @Res() reply: FastifyReply): Promise<void> {
    const type = TYPES[extname(name)];
    if (print !== ASSETS_PRINT || type === undefined || !isAsset(name)) throw new AbsentError();
    await reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .type(type)
      .send(createReadStream(join(ASSETS_FOLDER, name)));
  }
}
