import { INTEREST_KINDS, type Interest } from '@rebond/identity';
import { formatInstant } from '@rebond/kernel';
import { Badge, Button, Field, Form, formState, FormRefusal, LinkButton, Select, Table, type Again } from '@rebond/ui';
import type { DeclarableWave } from '../../application/recusals/declarable-waves.js';
import type { Firm } from '../../infrastructure/firms.js';
import { t } from '../../messages.recusals.fr.js';
import { RECUSALS, recusalsUrl, REGISTRY } from './recusals-url.js';

export interface RecusalsPageProps {
  readonly waves: readonly DeclarableWave[];
  readonly interests: readonly Interest[];
  /** Those of the interests that the map knows. */
  readonly bodies: ReadonlyMap<string, { readonly name: string }>;
  /** What may be chosen by name. */
  readonly firms: readonly Firm[];
  readonly again: Again<'interest'> | null;
  readonly lifts: boolean;
  readonly csrf: string | null;
  readonly once: () => string;
}

const State = ({ isDue, declaredAt }: DeclarableWave) =>
  isDue ? (
    <Badge kind="warning">{t('recusals.toDeclare')}</Badge>
  ) : (
    <>{declaredAt === null ? t('recusals.optional') : t('recusals.declared', { at: formatInstant(declaredAt) })}</>
  );

/** Where a person stands: waves to declare for, and what ties them to territories. */
export const RecusalsPage = (props: RecusalsPageProps) => (
  <>
    <FormRefusal again={props.again} />
    <Table
      caption={t('recusals.waves')}
      columns={[
        { key: 'wave', label: t('recusals.wave') },
        { key: 'state', label: t('recusals.state') },
      ]}
      rows={props.waves.map((wave) => ({
        key: wave.id,
        href: recusalsUrl(wave.id),
        cells: { wave: wave.name, state: <State {...wave} /> },
      }))}
      empty={t('recusals.none')}
    />
    {props.lifts ? (
      <LinkButton href={REGISTRY} kind="secondary">
        {t('recusals.registry')}
      </LinkButton>
    ) : null}
    <Interests {...props} />
  </>
);

function Interests({ interests, bodies, firms, again, csrf, once }: RecusalsPageProps) {
  const form = formState('interest', again);
  const nameOf = (siren: string): string =>
    bodies.get(siren)?.name ?? firms.find((one) => one.siren === siren)?.name ?? siren;
  return (
    <>
      <h2>{t('interests.title')}</h2>
      <p>{t('interests.hint')}</p>
      {interests.length === 0 ? null : (
        <ul>
          {interests.map(({ id, kind, siren }) => (
            <li key={id}>
              {t(`interest.${kind}`)} : {nameOf(siren)}
              <Form action={`${RECUSALS}/attaches/${id}/fin`} csrf={csrf} once={once()}>
                <Button kind="tertiary" small>
                  {t('interests.end')}
                  <span class="fr-sr-only"> {t('interests.endAbout', { name: nameOf(siren) })}</span>
                </Button>
              </Form>
            </li>
          ))}
        </ul>
      )}
      <Form action={`${RECUSALS}/attaches`} csrf={csrf} once={once()}>
        <Select
          {...form.field('kind')}
          label={t('interests.kind')}
          required
          options={INTEREST_KINDS.map((kind) => ({ value: kind, label: t(`interest.${kind}`) }))}
        />
        <Field
          {...form.field('siren')}
          label={t('interests.siren')}
          hint={t('interests.sirenHint')}
          required
          maxLength={100}
          list={firms.map(({ name }) => name)}
        />
        <Button kind="secondary">{t('interests.add')}</Button>
      </Form>
    </>
  );
}
