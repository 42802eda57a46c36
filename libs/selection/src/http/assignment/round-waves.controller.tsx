import { Controller, Get } from '@nestjs/common';
import { Act } from '@rebond/identity';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { page, PageRoute, type PageAnswer } from '@rebond/ui';
import { t } from '../../messages.assignment.fr.js';
import { closedWaves } from '../pages/waves.js';
import { boardUrl } from './board-url.js';

/** The waves whose reviewers may be assigned. */
@Controller('selection/relectures')
export class RoundWavesController {
  constructor(private readonly verbs: Verbs) {}

  @Get()
  @Act('review.assign')
  @PageRoute()
  async waves(@Ctx() ctx: RequestContext): Promise<PageAnswer> {
    const waves = await this.verbs.read(ctx, closedWaves);
    return page({
      title: t('waves.title'),
      lead: t('waves.lead'),
      body: (
        <ul>
          {waves.map(({ id, name }) => (
            <li key={id}>
              <a href={boardUrl(id)}>{name}</a>
            </li>
          ))}
        </ul>
      ),
    });
  }
}
