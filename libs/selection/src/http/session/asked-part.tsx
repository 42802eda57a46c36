import { FaultText, Select, Table, type FormState } from '@rebond/ui';
import type { Eligible } from '../../infrastructure/session/member-rows.js';
import { t } from '../../messages.session.fr.js';
import { ASKED } from './convene-form.js';

interface AskedPartProps {
  readonly form: FormState;
  readonly eligible: readonly Eligible[];
}

const OPTIONS = (
  ['voting', 'consulted', 'chair', 'votingSecretary', 'secretary'] as const satisfies readonly (keyof typeof ASKED)[]
).map((value) => ({ value, label: t(`convene.asked.${value}`) }));

/** Who may sit, and what each is asked: one line a person. */
export const AskedPart = ({ form, eligible }: AskedPartProps) => {
  const { id, fault } = form.field('asked');
  return (
    <section id={id} class={fault ? 'fr-select-group fr-select-group--error' : 'fr-select-group'}>
      <h2>{t('convene.members')}</h2>
      <p>{t('convene.membersHint')}</p>
      <FaultText id={id} fault={fault} />
      <Table
        caption={t('convene.members')}
        captionHidden
        columns={[
          { key: 'name', label: t('session.member'), rowHeader: true },
          { key: 'quality', label: t('convene.quality') },
          { key: 'asked', label: t('convene.asked') },
        ]}
        rows={eligible
          .toSorted((a, b) => a.name.localeCompare(b.name, 'fr'))
          .map(({ seatId, name, quality }) => ({
            key: seatId,
            cells: {
              name,
              quality,
              asked: (
                <Select
                  {...form.field(`asked[${seatId}]`)}
                  label={<span class="fr-sr-only">{t('convene.askedOf', { name })}</span>}
                  empty={t('convene.asked.nothing')}
                  options={OPTIONS}
                />
              ),
            },
          }))}
      />
    </section>
  );
};
