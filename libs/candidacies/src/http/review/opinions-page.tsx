import type { DomainError } from '@rebond/kernel';
import type { Opinion } from '../../application/opinions/opinion-rows.js';
import type { ReviewedFile } from '../../application/review/read-review.js';
import { t } from '../../messages.worklist.fr.js';
import { Refused, typed as text } from '../frame/refused.js';
import { AskOpinionsView } from './ask-view.js';
import { FileView } from './file-view.js';
import { OpinionForm } from './opinion-form.js';
import { OpinionItem } from './opinion-list.js';

export interface OpinionsPageProps {
  readonly file: ReviewedFile;
  readonly opinions: readonly Opinion[];
  readonly now: Temporal.Instant;
  /** Whose opinions the reader gives; null: none. */
  readonly organisationId: string | null;
  /** May ask for opinions. */
  readonly asks: boolean;
  readonly path: string;
  readonly csrf: string | null;
  readonly once: () => string;
  readonly again: {
    readonly form: string;
    readonly typed: Readonly<Record<string, unknown>>;
    readonly refusal: DomainError;
  } | null;
}

const EXAMINED: ReadonlySet<string> = new Set(['submitted', 'incomplete', 'waitlisted']);

/** What was asked and answered, the reader's own first; the file beside it for whoever gives one. */
export const OpinionsPage = (props: OpinionsPageProps) => {
  const { file, opinions, organisationId, asks, again } = props;
  const isOpen = EXAMINED.has(file.candidacy.state);
  const isMine = (one: Opinion): boolean => one.organisation !== null && one.organisation.id === organisationId;
  return (
    <div class="rb-review">
      <Refused refusal={again?.refusal ?? null} />
      <div class="rb-review__columns">
        {asks ? null : <FileView file={file} asks={null} ticked={new Set()} />}
        <section
          aria-labelledby="avis-demandes"
          class={asks ? 'rb-review__file' : 'rb-review__tools'}
          // It scrolls by itself beside the file: by the keyboard too, where nothing in it takes the focus.
          tabIndex={asks ? undefined : 0}
        >
          <h2 id="avis-demandes">{t('opinion.list')}</h2>
          {opinions.length === 0 ? <p>{t('opinion.none')}</p> : null}
          <ul class="rb-opinions">
            {opinions
              .toSorted((a, b) => Number(isMine(b)) - Number(isMine(a)))
              .map((opinion) => (
                <OpinionItem key={opinion.id} opinion={opinion} now={props.now}>
                  {isMine(opinion) && opinion.given === null && isOpen ? <Give {...props} opinion={opinion} /> : null}
                </OpinionItem>
              ))}
          </ul>
        </section>
        {asks && isOpen ? <Ask {...props} /> : null}
      </div>
    </div>
  );
};

const Ask = ({ file, path, csrf, once, again }: OpinionsPageProps) => {
  const adviser = again?.form === 'adviser' ? again : null;
  const typed = adviser?.typed ?? {};
  return (
    <AskOpinionsView
      path={path}
      opinions={file.definition.opinions}
      csrf={csrf}
      once={once}
      faults={adviser?.refusal.faults ?? []}
      typed={{ opinion: text(typed, 'opinion'), name: text(typed, 'name'), address: text(typed, 'address') }}
    />
  );
};

const Give = ({ opinion, path, csrf, once, again }: OpinionsPageProps & { readonly opinion: Opinion }) => {
  const mine = again?.form === opinion.id ? again : null;
  return (
    <OpinionForm
      action={`${path}/${opinion.id}`}
      csrf={csrf}
      once={once()}
      faults={mine?.refusal.faults ?? []}
      typed={{ stance: text(mine?.typed ?? {}, 'stance'), text: text(mine?.typed ?? {}, 'text') }}
    />
  );
};
