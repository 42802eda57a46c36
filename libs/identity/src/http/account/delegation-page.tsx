import type { Fault } from '@rebond/kernel';
import type { FormBody } from '@rebond/platform';
import { Button, ErrorSummary, faultAt, Field, Form, Table, typedText } from '@rebond/ui';
import { t } from '../../messages.fr.js';

export interface DelegationPageProps {
  readonly csrf: string | null;
  readonly faults: readonly Fault[];
  readonly typed: FormBody;
  readonly lent: readonly {
    readonly personId: string;
    readonly who: string;
    readonly from: string;
    readonly until: string;
  }[];
}

const FIELDS = [
  { name: 'name', label: 'delegation.name', type: 'text', autocomplete: 'off' },
  { name: 'email', label: 'delegation.email', type: 'email', autocomplete: 'off' },
  { name: 'from', label: 'delegation.from', type: 'date', autocomplete: 'off' },
  { name: 'until', label: 'delegation.until', type: 'date', autocomplete: 'off' },
] as const;

const Lent = ({ csrf, lent }: Pick<DelegationPageProps, 'csrf' | 'lent'>) => (
  <Table
    caption={t('delegation.current')}
    columns={[
      { key: 'who', label: t('delegation.who') },
      { key: 'from', label: t('delegation.from') },
      { key: 'until', label: t('delegation.until') },
      { key: 'end', label: t('delegation.act') },
    ]}
    rows={lent.map(({ personId, who, from, until }) => ({
      key: personId + from,
      cells: {
        who,
        from,
        until,
        end: (
          <Form action="/compte/suppleance/fin" csrf={csrf}>
            <input type="hidden" name="person" value={personId} />
            <Button kind="tertiary" small>
              {t('delegation.end')}
              <span class="fr-sr-only"> {who}</span>
            </Button>
          </Form>
        ),
      },
    }))}
  />
);

export const DelegationPage = ({ csrf, faults, typed, lent }: DelegationPageProps) => (
  <>
    <ErrorSummary faults={faults} />
    {lent.length === 0 ? <p>{t('delegation.none')}</p> : <Lent csrf={csrf} lent={lent} />}
    <section aria-labelledby="nouvelle" class="rb-narrow">
      <h2 id="nouvelle">{t('delegation.new')}</h2>
      <p>{t('delegation.hint')}</p>
      <Form action="/compte/suppleance" csrf={csrf}>
        {FIELDS.map(({ name, label, type, autocomplete }) => (
          <Field
            key={name}
            name={name}
            type={type}
            label={t(label)}
            autocomplete={autocomplete}
            required
            value={typedText(typed, name)}
            fault={faultAt(faults, `/${name}`)}
          />
        ))}
        <Button>{t('delegation.lend')}</Button>
      </Form>
    </section>
  </>
);
