import { Controller, Get, Param } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Calls, type Completeness } from '@rebond/calls';
import { Act, UuidPipe } from '@rebond/identity';
import type { CandidacyId } from '@rebond/kernel';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { Cases } from '../../application/cases.js';
import { documentsOf } from '../../application/documents/documents.js';
import { answersSeen, caseSeen } from '../../application/read/answers-seen.js';
import { definitionOf } from '../../application/read/definition-of.js';
import { depositsOf, type DepositView } from '../../application/read/deposits.js';
import { lacking } from '../../application/read/lacking.js';

@ApiTags('Candidatures')
@Controller('api/candidacies/:id')
export class DepositsController {
  constructor(
    private readonly verbs: Verbs,
    private readonly cases: Cases,
    private readonly calls: Calls,
  ) {}

  /** Every frozen state of the file with its receipt number and fingerprint. */
  @Get('deposits')
  @Act('candidacy.read')
  deposits(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<{ items: DepositView[] }> {
    return this.verbs.read(ctx, async (tx) => {
      await this.cases.read(tx, id);
      return { items: await depositsOf(tx, id) };
    });
  }

  /** What the file lacks as it stands: for the deposit, by a later date, or once selected. */
  @Get('completeness')
  @Act('candidacy.read')
  completeness(@Ctx() ctx: RequestContext, @Param('id', UuidPipe) id: CandidacyId): Promise<Completeness> {
    return this.verbs.read(ctx, async (tx) => {
      const candidacy = await this.cases.read(tx, id);
      const definition = await definitionOf(tx, this.calls, candidacy);
      const { document } = await answersSeen(tx, candidacy);
      const { cutoffAt } = await this.calls.wave(tx, candidacy.waveId);
      const { perimeter } = await caseSeen(tx, candidacy, cutoffAt);
      return await lacking(tx, definition, document, perimeter, await documentsOf(tx, id));
    });
  }
}
