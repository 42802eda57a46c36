import type { OpinionRequest } from '@rebond/calls';
import type { Fault } from '@rebond/kernel';
import { Button, faultAt, Field, Form, Select } from '@rebond/ui';
import { t } from '../../messages.worklist.fr.js';

interface AskProps {
  /** Address of the case's opinions. */
  readonly path: string;
  readonly opinions: readonly OpinionRequest[];
  readonly csrf: string | null;
  readonly once: () => string;
  readonly faults: readonly Fault[];
  readonly typed: { readonly opinion: string; readonly name: string; readonly address: string };
}

/** Asking: the institutions at once, and people without an account one by one. */
export const AskOpinionsView = ({ path, opinions, csrf, once, faults, typed }: AskProps) => (
  <aside class="rb-review__tools">
    <section aria-labelledby="demander-avis">
      <h2 id="demander-avis" class="fr-h5">
        {t('opinion.ask')}
      </h2>
      <Form action={`${path}/demandes`} csrf={csrf} once={once()}>
        <p class="fr-hint-text">{t('opinion.askHint')}</p>
        <Button kind="secondary" small>
          {t('opinion.ask')}
        </Button>
      </Form>
    </section>
    <section aria-labelledby="demander-avis-personne">
      <h2 id="demander-avis-personne" class="fr-h5">
        {t('opinion.askAdviser')}
      </h2>
      <Form action={`${path}/personnes`} csrf={csrf} once={once()}>
        <p class="fr-hint-text">{t('opinion.askAdviserHint')}</p>
        <Select
          name="opinion"
          label={t('opinion.kind')}
          required
          value={typed.opinion}
          fault={faultAt(faults, 'opinion')}
          options={opinions.map(({ key, label }) => ({ value: key, label }))}
        />
        <Field
          name="name"
          label={t('opinion.adviserName')}
          required
          maxLength={200}
          value={typed.name}
          fault={faultAt(faults, 'name')}
        />
        <Field
          name="address"
          type="email"
          label={t('opinion.adviserAddress')}
          required
          maxLength={254}
          value={typed.address}
          fault={faultAt(faults, 'address')}
        />
        <Button kind="secondary" small icon="mail-line">
          {t('opinion.sendLink')}
        </Button>
      </Form>
    </section>
  </aside>
);
