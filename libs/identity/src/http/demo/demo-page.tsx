import { Button, Details, Form } from '@rebond/ui';
import type { DemoRole, DemoSeat } from '../../application/demo/demo-seats.js';
import { t } from '../../messages.fr.js';

const seatText = ({ title, organisation }: DemoSeat): string => t('demo.seat', { title, organisation });

const Enter = ({ seat, csrf }: { readonly seat: DemoSeat; readonly csrf: string | null }) => (
  <Form action="/demo" csrf={csrf}>
    <input type="hidden" name="seat" value={seat.id} />
    <Button small kind="secondary">
      {t('demo.enter')}
      <span class="fr-sr-only"> {seatText(seat)}</span>
    </Button>
  </Form>
);

const Seat = ({ seat, csrf }: { readonly seat: DemoSeat; readonly csrf: string | null }) => (
  <li class="rb-demo-seat">
    <span>{seatText(seat)}</span>
    <Enter seat={seat} csrf={csrf} />
  </li>
);

/** One card for each role: what it does here, one good seat to enter by, and the others folded. */
export const DemoPage = ({ roles, csrf }: { readonly roles: readonly DemoRole[]; readonly csrf: string | null }) => (
  <>
    <p>{t('demo.hint')}</p>
    <div class="rb-demo">
      {roles.map(({ role, first, others }) => (
        <section key={role} class="rb-demo-role" aria-labelledby={`role-${role}`}>
          <h2 class="fr-h5" id={`role-${role}`}>
            {t(`role.${role}`)}
          </h2>
          <p>{t(`demo.${role}`)}</p>
          <ul class="rb-demo-seats">
            <Seat seat={first} csrf={csrf} />
          </ul>
          {others.length === 0 ? null : (
            <Details summary={t('demo.others', { count: others.length })}>
              <ul class="rb-demo-seats">
                {others.map((seat) => (
                  <Seat key={seat.id} seat={seat} csrf={csrf} />
                ))}
              </ul>
            </Details>
          )}
        </section>
      ))}
    </div>
  </>
);
