import { Body, Controller, Get, Inject, Post, Res } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { AbsentError, type PersonId, type SeatId } from '@rebond/kernel';
import {
  CLOCK,
  CONFIG,
  inputOfForm,
  parseInput,
  statement,
  SYSTEM,
  Transactions,
  type Config,
  type FormBody,
} from '@rebond/platform';
import { Form, page, PageRoute, redirect, type PageAnswer, type Redirection } from '@rebond/ui';
import type { Clock } from '@rebond/kernel';
import { Sessions } from '../../application/sessions/sessions.js';
import { t } from '../../messages.fr.js';
import { Act } from '../policy.guard.js';
import { keepSession } from '../session-cookie.js';

const SEATS = statement(
  'demo_seats',
  `select s.id, s.role, s.title, o.name as organisation, p.name as person, h.person_id
     from identity.seat s
     join identity.organisation o on o.id = s.organisation_id
     join identity.holding h on h.seat_id = s.id and h.from_at <= $1 and (h.until_at is null or h.until_at > $1)
     join identity.person p on p.id = h.person_id
    order by s.role, o.name, s.id`,
);

interface DemoSeat {
  readonly id: SeatId;
  readonly role: string;
  readonly title: string;
  readonly organisation: string;
  readonly person: string;
  readonly person_id: PersonId;
}

const enterInput = z.strictObject({ seat: z.uuid() });

/** The demo's page to pick a role, without a proof of identity: absent wherever the clock is not simulated. */
@Controller('demo')
export class DemoController {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly transactions: Transactions,
    private readonly sessions: Sessions,
  ) {}

  @Get()
  @Act('portal.read')
  @PageRoute()
  async choose(): Promise<PageAnswer> {
    const seats = await this.seats();
    return page({
      title: t('demo.title'),
      lead: t('demo.lead'),
      body: (
        <ul class="rb-seats">
          {seats.map((seat) => (
            <li key={seat.id}>
              <Form action="/demo" csrf={null}>
                <input type="hidden" name="seat" value={seat.id} />
                <span>
                  <strong>{seat.title}</strong>, {seat.organisation} ({seat.person})
                </span>{' '}
                <button class="fr-btn fr-btn--sm fr-btn--secondary" type="submit">
                  {t('demo.enter')}
                </button>
              </Form>
            </li>
          ))}
        </ul>
      ),
    });
  }

  @Post()
  @Act('portal.read')
  @PageRoute()
  async enter(@Body() form: FormBody, @Res({ passthrough: true }) reply: FastifyReply): Promise<Redirection> {
    const input = parseInput(enterInput, inputOfForm(enterInput, form));
    const seat = (await this.seats()).find(({ id }) => id === input.seat);
    if (!seat) throw new AbsentError();
    const token = await this.transactions.run(SYSTEM, (tx) => this.sessions.open(tx, seat.person_id, seat.id, 'demo'));
    keepSession(reply, token);
    return redirect('/');
  }

  /** @throws AbsentError wherever this is no demo */
  private async seats(): Promise<readonly DemoSeat[]> {
    if (this.config.CLOCK !== 'simulated') throw new AbsentError();
    return this.transactions.run(SYSTEM, (tx) =>
      tx.query<DemoSeat & Record<string, unknown>>(SEATS, [this.clock.now().toString()]),
    );
  }
}
