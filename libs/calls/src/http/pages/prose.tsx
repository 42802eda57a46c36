/** Text of a definition: its paragraphs, whose lines are free to wrap. */
export const Prose = ({ text }: { readonly text: string }) => (
  <>
    {text
      .trim()
      .split(/\n\s*\n/)
      .map((paragraph, rank) => (
        <p key={rank}>{paragraph}</p>
      ))}
  </>
);

/** Text whose lines count: an address. */
export const Lines = ({ text }: { readonly text: string }) => (
  <>
    {text
      .trim()
      .split('\n')
      .map((line, rank) => (
        <span key={rank}>
          {rank > 0 ? <br /> : null}
          {line}
        </span>
      ))}
  </>
);
