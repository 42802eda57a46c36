import type { Wave } from '@rebond/calls';
import { notTold } from '@rebond/identity';
import { Alert, Button, Details, ErrorSummary, faultAt, Form, TextArea, typedText } from '@rebond/ui';
import { t } from '../../messages.office.fr.js';
import { fieldAt, When, type WaveFormProps } from './wave-forms.js';

export interface ProlongProps extends WaveFormProps {
  readonly wave: Wave;
  /** All those that it is told to, drafts included; null where the number is withheld. */
  readonly count: number | null;
  /** The names that the reader may see: of those that deposited. */
  readonly named: readonly string[];
}

const Told = ({ count, named }: ProlongProps) => (
  <Alert kind="info" title={count === null ? `${t('wave.told')} : ${notTold()}` : t('wave.toldCount', { count })}>
    {named.length === 0 ? null : (
      <>
        <p>{t('wave.toldNamed', { count: named.length })}</p>
        <ul>
          {named.map((territory) => (
            <li key={territory}>{territory}</li>
          ))}
        </ul>
      </>
    )}
    <p>{t('wave.toldDrafts')}</p>
  </Alert>
);

const Outage = (common: WaveFormProps) => {
  const { faults, form } = common;
  const typed = ['outageDescription', 'outageFromDate', 'outageToDate'].some((name) => Boolean(typedText(form, name)));
  const isFaulty = faults.some(({ pointer }) => pointer.startsWith('/outage'));
  return (
    <Details summary={t('wave.outage')} open={typed || isFaulty}>
      <p>{t('wave.outageHint')}</p>
      <When name="outageFrom" pointer="/outage/from" proposed={null} isOptional {...common} />
      <When name="outageTo" pointer="/outage/to" proposed={null} isOptional {...common} />
      <TextArea
        name="outageDescription"
        label={t('wave.outageDescription')}
        rows={3}
        maxLength={2000}
        value={typedText(form, 'outageDescription')}
        fault={faultAt(faults, '/outage/description')}
      />
    </Details>
  );
};

/** Moves a cut-off later, after showing whom it is told to. */
export function ProlongForm(props: ProlongProps) {
  const { wave, csrf, faults, form } = props;
  if (wave.decidedAt) return <p>{t('wave.decided')}</p>;
  return (
    <>
      <ErrorSummary faults={faults} idOf={fieldAt} />
      <Told {...props} />
      <p>{t('wave.prolongRule')}</p>
      <Form action={`/programme/releves/${wave.id}/prolongation`} csrf={csrf} version={wave.version}>
        <When name="cutoff" pointer="/cutoffAt" proposed={wave.cutoffAt} {...{ csrf, faults, form }} />
        <TextArea
          name="reason"
          label={t('wave.reason')}
          required
          rows={3}
          maxLength={2000}
          value={typedText(form, 'reason')}
          fault={faultAt(faults, '/reason')}
        />
        <Outage {...{ csrf, faults, form }} />
        <Button>{t('wave.prolongDo')}</Button>
      </Form>
    </>
  );
}
