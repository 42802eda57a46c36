/** Why a part misses its target, as far as it is known; printed only for the parts that miss. */
export const reasons: Readonly<Record<string, string>> = {};
