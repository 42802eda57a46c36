import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Act } from '@rebond/identity';
import { Ctx, Verbs, type RequestContext } from '@rebond/platform';
import { listCases, listQuery, type CaseList, type ListQuery } from '../../application/list/list-cases.js';

@ApiTags('Candidatures')
@Controller('api/candidacies')
export class ListController {
  constructor(private readonly verbs: Verbs) {}

  /** The candidacies that the reader may see; `q` searches names without accents, and SIREN. */
  @Get()
  @Act('candidacy.list')
  list(@Ctx() ctx: RequestContext, @Query({ schema: listQuery }) query: ListQuery): Promise<CaseList> {
    return this.verbs.read(ctx, (tx) => listCases(tx, query));
  }
}
