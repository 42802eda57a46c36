import type { ComponentChildren } from 'preact';

export type HeadingLevel = 2 | 3 | 4 | 5;

export const Heading = ({
  level,
  ...props
}: {
  readonly level: HeadingLevel;
  readonly class?: string;
  readonly id?: string;
  readonly children: ComponentChildren;
}) => {
  const Tag = `h${level}` as const;
  return <Tag {...props} />;
};

export interface CardProps {
  readonly title: ComponentChildren;
  readonly href?: string | undefined;
  /** Above the title: a date, a kind. */
  readonly detail?: ComponentChildren;
  /** A `Badge`. */
  readonly badge?: ComponentChildren;
  readonly children?: ComponentChildren;
  readonly level?: HeadingLevel | undefined;
}

/** One thing of a list; the whole card leads where its title leads. */
export const Card = ({ title, href, detail, badge, children, level = 2 }: CardProps) => (
  <div class={`fr-card${href === undefined ? '' : ' fr-enlarge-link'}`}>
    <div class="fr-card__body">
      <div class="fr-card__content">
        <Heading level={level} class="fr-card__title">
          {href === undefined ? title : <a href={href}>{title}</a>}
        </Heading>
        {children ? <div class="fr-card__desc">{children}</div> : null}
        {detail || badge ? (
          <div class="fr-card__start">
            {badge}
            {detail ? <p class="fr-card__detail">{detail}</p> : null}
          </div>
        ) : null}
      </div>
    </div>
  </div>
);

/** Cards side by side, as many as the width takes. */
export const CardGrid = ({ children }: { readonly children: ComponentChildren }) => (
  <div class="rb-cards">{children}</div>
);

export interface TileProps {
  readonly title: ComponentChildren;
  readonly href: string;
  readonly detail?: ComponentChildren;
  readonly level?: HeadingLevel | undefined;
}

/** A way in: a title, a word of what is behind. */
export const Tile = ({ title, href, detail, level = 2 }: TileProps) => (
  <div class="fr-tile fr-enlarge-link">
    <div class="fr-tile__body">
      <div class="fr-tile__content">
        <Heading level={level} class="fr-tile__title">
          <a href={href}>{title}</a>
        </Heading>
        {detail ? <p class="fr-tile__detail">{detail}</p> : null}
      </div>
    </div>
  </div>
);
