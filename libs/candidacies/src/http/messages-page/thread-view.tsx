import type { DomainError } from '@rebond/kernel';
import { Badge, Button, faultAt, Form, formatBytes, Radios, TextArea, Time, Upload } from '@rebond/ui';
import {
  MESSAGE_FILE_BYTES,
  MESSAGE_FILE_EXTENSIONS,
  MESSAGE_FILES,
} from '../../application/messages/accepted-files.js';
import type { MessageView } from '../../application/messages/thread.js';
import { LONGEST_MESSAGE } from '../../application/messages/write-message.js';
import type { Candidacy } from '../../infrastructure/case-row.js';
import { t } from '../../messages.case.fr.js';
import { caseUrl } from '../frame/case-frame.js';
import { Refused } from '../frame/refused.js';

export interface ThreadProps {
  readonly candidacy: Candidacy;
  readonly messages: readonly MessageView[];
  readonly mayWrite: boolean;
  /** May also write among the people of the territory. */
  readonly isTerritory: boolean;
  readonly csrf: string | null;
  readonly once: string;
  readonly refusal: DomainError | null;
  /** What had been typed. */
  readonly text: string;
  readonly audience: string;
}

const Files = ({ id, files }: { readonly id: string; readonly files: MessageView['files'] }) =>
  files.length === 0 ? null : (
    <ul class="rb-message__files">
      {files.map((file) => (
        <li key={file.id}>
          <a class="fr-link fr-link--download" href={`/api/candidacies/${id}/messages/files/${file.id}`} download>
            {file.filename} <span class="fr-link__detail">{formatBytes(file.sizeBytes)}</span>
          </a>
        </li>
      ))}
    </ul>
  );

const Message = ({ id, message }: { readonly id: string; readonly message: MessageView }) => (
  <article
    class={`rb-message${message.isMine ? ' rb-message--mine' : ''}`}
    aria-labelledby={`auteur-${message.id}`}
    id={`message-${message.id}`}
  >
    <header class="rb-message__head">
      <h3 class="rb-message__author" id={`auteur-${message.id}`}>
        {message.isMine ? t('messages.me') : message.author.name}
      </h3>
      <p class="rb-message__seat">
        {t('messages.seat', { title: message.author.title, organisation: message.author.organisation })}
      </p>
      <p class="rb-message__when">
        <Time at={message.at} />
        {message.means === 'mail' ? ` – ${t('messages.byMail')}` : ''}
      </p>
      {message.isNew ? <Badge kind="new">{t('messages.new')}</Badge> : null}
      {message.audience === 'territory' ? <Badge kind="none">{t('messages.amongUs')}</Badge> : null}
    </header>
    <p class="rb-prose">{message.text}</p>
    <Files id={id} files={message.files} />
  </article>
);

const Write = ({ candidacy, isTerritory, csrf, once, refusal, text, audience }: ThreadProps) => {
  const faults = refusal?.faults ?? [];
  const isDeposited = candidacy.depositedAt !== null;
  return (
    <section aria-labelledby="ecrire">
      <h2 id="ecrire">{t('messages.write')}</h2>
      {isDeposited ? null : <p>{t('messages.draft')}</p>}
      <Form action={caseUrl(candidacy.id, 'messages')} csrf={csrf} once={once} files>
        {isTerritory && isDeposited ? (
          <Radios
            name="audience"
            legend={t('messages.to')}
            inline
            value={audience === 'territory' ? 'territory' : 'thread'}
            options={[
              { value: 'thread', label: t('messages.toDesk') },
              { value: 'territory', label: t('messages.toUs') },
            ]}
          />
        ) : (
          <input type="hidden" name="audience" value={isTerritory ? 'territory' : 'thread'} />
        )}
        <TextArea
          name="text"
          label={t('messages.text')}
          required
          rows={6}
          maxLength={LONGEST_MESSAGE}
          value={text}
          fault={faultAt(faults, '/text')}
        />
        <Upload
          name="files"
          label={t('messages.files')}
          hint={t('messages.filesHint', { count: MESSAGE_FILES })}
          accept={MESSAGE_FILE_EXTENSIONS}
          maxBytes={MESSAGE_FILE_BYTES}
          multiple
          fault={faults.find(({ pointer }) => pointer.startsWith('/files'))?.detail}
        />
        <Button icon="send-plane-line">{t('messages.send')}</Button>
      </Form>
    </section>
  );
};

/** Messages, the oldest first, and the next one to write. */
export const Thread = (props: ThreadProps) => {
  const { candidacy, messages, mayWrite, refusal } = props;
  return (
    <div class="rb-thread">
      <Refused refusal={refusal} idOf={(pointer) => (pointer.startsWith('/files') ? 'champ-files' : 'champ-text')} />
      <section aria-labelledby="echanges">
        <h2 id="echanges">{t('messages.count', { count: messages.length })}</h2>
        {messages.map((message) => (
          <Message key={message.id} id={candidacy.id} message={message} />
        ))}
      </section>
      {mayWrite ? <Write {...props} /> : null}
    </div>
  );
};
