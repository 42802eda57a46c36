import { t } from '../messages.fr.js';

export interface PaginationProps {
  readonly next?: string | null | undefined;
  readonly previous?: string | null | undefined;
}

const Step = ({ href, end }: { readonly href: string | null | undefined; readonly end: 'prev' | 'next' }) => {
  const label = t(`pagination.${end}`);
  const look = `fr-pagination__link fr-pagination__link--${end} fr-pagination__link--lg-label`;
  return (
    <li>
      {href ? (
        <a class={look} href={href} rel={end}>
          {label}
        </a>
      ) : (
        <a class={look} aria-disabled="true" role="link">
          {label}
        </a>
      )}
    </li>
  );
};

/** Before and after, for lists read by keyset: they have no page numbers. Nothing when all is on the page. */
export const Pagination = ({ next, previous }: PaginationProps) =>
  next || previous ? (
    <nav class="fr-pagination" role="navigation" aria-label={t('pagination.label')}>
      <ul class="fr-pagination__list">
        <Step href={previous} end="prev" />
        <Step href={next} end="next" />
      </ul>
    </nav>
  ) : null;
