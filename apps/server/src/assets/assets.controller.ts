import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act } from '@rebond/identity';
import { AbsentError } from '@rebond/kernel';
import { codingFor } from '@rebond/platform';
import { ASSETS_PRINT } from '@rebond/ui';
import { assetNamed } from './asset-store.js';

/** What pages load. An address holds the print of the content: browsers may keep it for ever. */
@ApiExcludeController()
@Controller('assets')
export class AssetsController {
  @Get(':print/*')
  @Act('portal.read')
  async file(
    @Param('print') print: string,
    @Param('*') name: string,
    @Headers('accept-encoding') accepted = '',
    @Res() reply: FastifyReply,
  ): Promise<void> {
    const asset = print === ASSETS_PRINT ? assetNamed(name) : null;
    if (asset === null) throw new AbsentError();
    const coding = codingFor(accepted);
    const compressed = coding === null ? undefined : asset.encodings[coding];
    if (coding !== null && compressed !== undefined) void reply.header('content-encoding', coding);
    await reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .type(asset.type)
      .send(compressed ?? asset.body);
  }
}
