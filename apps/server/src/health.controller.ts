import { Controller, Get, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { FastifyReply } from 'fastify';
import { Act } from '@rebond/identity';
import { Health } from '@rebond/platform';

@ApiTags('Santé')
@Controller('health')
export class HealthController {
  constructor(private readonly health: Health) {}

  /** The process answers. */
  @Get('live')
  @Act('health.read')
  live(): { live: true } {
    return { live: true };
  }

  /** The process may get requests: database reachable and migrated, clocks together, not closing. */
  @Get('ready')
  @Act('health.read')
  async ready(@Res() reply: FastifyReply): Promise<void> {
    const readiness = await this.health.readiness();
    await reply.status(readiness.ready ? 200 : 503).send(readiness);
  }
}
