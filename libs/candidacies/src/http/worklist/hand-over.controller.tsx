import { randomUUID } from 'node:crypto';
import { Body, Controller, Get, Post } from '@nestjs/common';
import { Act } from '@rebond/identity';
import type { Fault } from '@rebond/kernel';
import { Ctx, Verbs, type FormBody, type RequestContext, parseForm } from '@rebond/platform';
import {
  Button,
  ErrorSummary,
  faultAt,
  Form,
  page,
  PageRoute,
  Reader,
  redirect,
  Select,
  submitted,
  type PageAnswer,
  type Redirection,
  type Visitor,
  faultsToShow,
  typedText,
} from '@rebond/ui';
import { AssignOfficer, handOverInput } from '../../application/worklist/assign-officer.js';
import { officers } from '../../application/worklist/worklist-choices.js';
import { t } from '../../messages.worklist.fr.js';
import { WORKLIST } from './worklist-url.js';

/** Leave or departure: all the cases of a colleague pass to another at once. */
@Controller('dossiers/remplacement')
export class HandOverController {
  constructor(
    private readonly verbs: Verbs,
    private readonly assigning: AssignOfficer,
  ) {}

  @Get()
  @Act('candidacy.assign')
  @PageRoute()
  form(@Ctx() ctx: RequestContext, @Reader() visitor: Visitor | null): Promise<PageAnswer> {
    return this.page(ctx, visitor, [], {});
  }

  @Post()
  @Act('candidacy.assign')
  @PageRoute()
  handOver(
    @Ctx() ctx: RequestContext,
    @Reader() visitor: Visitor | null,
    @Body() form: FormBody,
  ): Promise<PageAnswer | Redirection> {
    return submitted(
      async () => {
        const input = parseForm(handOverInput, form);
        const { handedOver } = await this.verbs.write(ctx, (tx) => this.assigning.handOver(tx, input));
        return redirect(WORKLIST, t('handOver.done', { n: handedOver }));
      },
      (refusal) => this.page(ctx, visitor, faultsToShow(refusal), form),
    );
  }

  private async page(
    ctx: RequestContext,
    visitor: Visitor | null,
    faults: readonly Fault[],
    typed: FormBody,
  ): Promise<PageAnswer> {
    const seats = await this.verbs.read(ctx, officers);
    const options = seats.map(({ id, title, organisation }) => ({ value: id, label: `${title}, ${organisation}` }));
    const choice = (name: 'from' | 'to', label: string) => (
      <Select
        name={name}
        label={label}
        required
        options={options}
        value={typedText(typed, name)}
        fault={faultAt(faults, name)}
      />
    );
    return page({
      title: t('handOver.title'),
      lead: t('handOver.lead'),
      trail: [{ label: t('worklist.title'), href: WORKLIST }],
      body: (
        <>
          <ErrorSummary faults={faults} />
          <Form action={`${WORKLIST}/remplacement`} csrf={visitor?.csrf ?? null} once={randomUUID()}>
            {choice('from', t('handOver.from'))}
            {choice('to', t('handOver.to'))}
            <Button>{t('handOver.submit')}</Button>
          </Form>
        </>
      ),
    });
  }
}
