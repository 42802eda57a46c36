import { t } from '../messages.fr.js';
import { fieldId } from './field-frame.js';

export interface Bar {
  readonly label: string;
  readonly value: number;
  /** The value as it is read: « 80 000 € », « 12 dossiers ». */
  readonly text: string;
  readonly href?: string | undefined;
}

export interface BarChartProps {
  readonly title: string;
  readonly bars: readonly Bar[];
  /** Head of the column of labels. */
  readonly labels?: string | undefined;
  /** Head of the column of values. */
  readonly values?: string | undefined;
}

/** Bars in a table: the figures stand beside the drawing, which adds nothing to them and is hidden from who hears it. */
export function BarChart({ title, bars, labels = t('chart.label'), values = t('chart.value') }: BarChartProps) {
  const largest = Math.max(...bars.map(({ value }) => value), 0);
  const width = (value: number): number =>
    largest === 0 ? 0 : Math.round((Math.max(value, 0) / largest) * 1_000) / 10;
  const id = `${fieldId(title)}-legende`;
  return (
    <table class="rb-bars" aria-labelledby={id}>
      <caption id={id}>{title}</caption>
      <thead class="fr-sr-only">
        <tr>
          <th scope="col">{labels}</th>
          <th scope="col">{values}</th>
        </tr>
      </thead>
      <tbody>
        {bars.map(({ label, value, text, href }) => (
          <tr key={label}>
            <th scope="row">{href === undefined ? label : <a href={href}>{label}</a>}</th>
            <td>
              <svg class="rb-bar" viewBox="0 0 100 10" preserveAspectRatio="none" aria-hidden="true" focusable="false">
                <rect class="rb-bar__rest" width="100" height="10" />
                <rect class="rb-bar__value" width={width(value)} height="10" />
              </svg>
              <span class="rb-bar__text">{text}</span>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
