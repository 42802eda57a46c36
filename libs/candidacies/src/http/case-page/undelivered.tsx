import { Callout, Time } from '@rebond/ui';
import { causeText } from '../../application/undelivered/cause-text.js';
import { t } from '../../messages.mail-returned.fr.js';
import type { OverviewProps } from './overview-props.js';

/** Mails about the case that did not arrive, so that whoever waits for an answer does not wait in vain. */
export const Undelivered = ({ undelivered }: OverviewProps) =>
  undelivered.length === 0 ? null : (
    <Callout title={t('returned.title', { count: undelivered.length })} kind="warning">
      <ul>
        {undelivered.map(({ mail, at, cause, recipient }) => (
          <li key={mail}>
            <Time at={at} />, {recipient ?? t('returned.erased')} – {causeText(cause)}
          </li>
        ))}
      </ul>
      <p>{t('returned.help')}</p>
    </Callout>
  );
