import { Controller, Get, Headers, Param, Res } from '@nestjs/common';
import { ApiExcludeController } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act } from '@rebond/identity';
import { AbsentError } from '@rebond/kernel';
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
    const encoding = (['br', 'gzip'] as const).find(
      (one) => asset.encodings[one] !== undefined && new RegExp(`\\b${one}\\b(?!;q=0(?:\\.0*)?(?:,|$))`).test(accepted),
    );
    if (encoding !== undefined) void reply.header('content-encoding', encoding);
    await reply
      .header('cache-control', 'public, max-age=31536000, immutable')
      .header('vary', 'accept-encoding')
      .type(asset.type)
      .send(encoding === undefined ? asset.body : asset.encodings[encoding]);
  }
}
