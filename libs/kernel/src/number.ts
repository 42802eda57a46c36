const FRENCH = new Intl.NumberFormat('fr-FR');

/** A number as French writes it: « 1 234,5 », with narrow no-break spaces. */
export const formatNumber = (value: number): string => FRENCH.format(value);
