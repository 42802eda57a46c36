import { Injectable } from '@nestjs/common';
import type { WaveId } from '@rebond/kernel';
import { Verbs, type RequestContext } from '@rebond/platform';
import { ProposeRound, type ProposeRoundInput } from '../../application/assignment/propose-round.js';

/**
 * A proposal in three steps, so that no transaction waits for the solver: read, solve on its own thread, store what the
 * same round still awaits.
 */
@Injectable()
export class SolveRound {
  constructor(
    private readonly verbs: Verbs,
    private readonly proposing: ProposeRound,
  ) {}

  /** @throws as ProposeRound */
  async solve(ctx: RequestContext, id: WaveId, input: ProposeRoundInput): Promise<{ readonly proven: boolean }> {
    const asked = await this.verbs.read(ctx, (tx) => this.proposing.ask(tx, id, input));
    const solved = await this.proposing.solve(asked);
    return this.verbs.write(ctx, (tx) => this.proposing.store(tx, id, solved));
  }
}
