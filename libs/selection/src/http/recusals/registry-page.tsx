import { Button, Field, Form, formState, FormRefusal, Table, Time, type Again } from '@rebond/ui';
import type { RegisteredRecusal } from '../../application/recusals/registry.js';
import { t } from '../../messages.recusals.fr.js';
import { groundsText } from './declare-page.js';
import { REGISTRY } from './recusals-url.js';

export interface RegistryPageProps {
  readonly recusals: readonly RegisteredRecusal[];
  /** The form of a recusal is named by its identifier. */
  readonly again: Again | null;
  readonly csrf: string | null;
  readonly once: () => string;
}

function Lift({
  recusal: { id, name, territory },
  again,
  csrf,
  once,
}: RegistryPageProps & { readonly recusal: RegisteredRecusal }) {
  const form = formState(id, again);
  return (
    <Form action={`${REGISTRY}/${id}/levee`} csrf={csrf} once={once()}>
      <Field {...form.field('reason')} label={t('registry.reason')} required maxLength={2_000} />
      <Button kind="tertiary" small>
        {t('registry.lift')}
        <span class="fr-sr-only"> {t('registry.liftAbout', { name, territory })}</span>
      </Button>
    </Form>
  );
}

/** Recusals in force, as the programme director reads and lifts them. */
export const RegistryPage = (props: RegistryPageProps) => (
  <>
    <FormRefusal again={props.again} />
    <Table
      caption={t('registry.title')}
      captionHidden
      columns={[
        { key: 'person', label: t('registry.person'), rowHeader: true },
        { key: 'case', label: t('registry.case') },
        { key: 'grounds', label: t('registry.grounds') },
        { key: 'since', label: t('registry.since') },
        { key: 'lift', label: t('registry.lift') },
      ]}
      rows={props.recusals.map((one) => ({
        key: one.id,
        cells: {
          person: one.name,
          case: one.territory,
          grounds: groundsText(one.grounds),
          since: <Time at={one.declaredAt} dateOnly />,
          lift: <Lift {...props} recusal={one} />,
        },
      }))}
      empty={t('registry.empty')}
    />
  </>
);
