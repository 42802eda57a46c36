import type { Fault } from '@rebond/kernel';
import { Button, ErrorSummary, faultAt, Field, Form, Radios, Select, Table, TextArea } from '@rebond/ui';
import { TEMPLATE_KINDS, type MessageTemplate } from '../../application/templates/templates.js';
import { t } from '../../messages.worklist.fr.js';

type Typed = Readonly<Record<string, unknown>>;

const text = (typed: Typed, name: string): string => {
  const value = typed[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};

interface TemplateListProps {
  readonly templates: readonly MessageTemplate[];
  readonly calls: readonly { readonly id: string; readonly title: string }[];
  readonly path: string;
  readonly csrf: string | null;
  readonly once: string;
  readonly faults: readonly Fault[];
  readonly typed: Typed;
}

export const TemplateList = ({ templates, calls, path, csrf, once, faults, typed }: TemplateListProps) => (
  <>
    <ErrorSummary faults={faults} />
    <Table
      caption={t('template.title')}
      captionHidden
      empty={t('template.empty')}
      columns={[
        { key: 'title', label: t('template.name'), rowHeader: true },
        { key: 'kind', label: t('template.kind') },
        { key: 'call', label: t('template.call') },
        { key: 'days', label: t('template.days'), numeric: true },
      ]}
      rows={templates.map(({ id, title, kind, callId, days }) => ({
        key: id,
        href: `${path}/${id}`,
        cells: {
          title,
          kind: t(`template.kind.${kind}`),
          call: calls.find((call) => call.id === callId)?.title ?? '',
          days: days ?? '',
        },
      }))}
    />
    <h2>{t('template.add')}</h2>
    <Form action={path} csrf={csrf} once={once}>
      <Select
        name="call"
        label={t('template.call')}
        required
        empty={calls.length === 1 ? false : undefined}
        options={calls.map(({ id, title }) => ({ value: id, label: title }))}
        value={text(typed, 'call')}
      />
      <TemplateFields faults={faults} typed={typed} />
      <Button>{t('template.add')}</Button>
    </Form>
  </>
);

const TemplateFields = ({ faults, typed }: Pick<TemplateListProps, 'faults' | 'typed'>) => (
  <>
    <Radios
      name="kind"
      legend={t('template.kind')}
      required
      inline
      fault={faultAt(faults, 'kind')}
      options={TEMPLATE_KINDS.map((value) => ({ value, label: t(`template.kind.${value}`) }))}
      value={text(typed, 'kind')}
    />
    <Field
      name="title"
      label={t('template.name')}
      required
      maxLength={120}
      fault={faultAt(faults, 'title')}
      value={text(typed, 'title')}
    />
    <TextArea
      name="body"
      label={t('template.body')}
      required
      rows={8}
      maxLength={10_000}
      fault={faultAt(faults, 'body')}
      value={text(typed, 'body')}
    />
    <Field
      name="days"
      label={t('template.days')}
      hint={t('template.daysHint')}
      inputMode="numeric"
      fault={faultAt(faults, 'days')}
      value={text(typed, 'days')}
    />
  </>
);

interface TemplateFormProps extends Pick<TemplateListProps, 'csrf' | 'faults' | 'typed'> {
  readonly action: string;
  readonly version: number;
  readonly removes: boolean;
}

export const TemplateForm = ({ action, csrf, version, faults, typed, removes }: TemplateFormProps) => (
  <>
    <ErrorSummary faults={faults} />
    <Form action={action} csrf={csrf} version={version}>
      <TemplateFields faults={faults} typed={typed} />
      <Button>{t('template.save')}</Button>
    </Form>
    {removes ? (
      <Form action={`${action}/retrait`} csrf={csrf} version={version}>
        <Button kind="tertiary">{t('template.remove')}</Button>
      </Form>
    ) : null}
  </>
);
