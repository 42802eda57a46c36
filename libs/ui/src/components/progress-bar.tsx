import { fieldId } from './field-frame.js';

export interface ProgressBarProps {
  readonly label: string;
  readonly value: number;
  readonly max: number;
}

/** How far something is, in words beside the bar. */
export const ProgressBar = ({ label, value, max }: ProgressBarProps) => (
  <div class="rb-progress">
    <label for={`${fieldId(label)}-avancement`}>{label}</label>
    <progress id={`${fieldId(label)}-avancement`} value={value} max={max} />
  </div>
);
