/** Beginnings of the names of months, English, French, German, Italian, Spanish, Dutch, without accents; no two share one. */
const beginnings: readonly RegExp[] = [
  /^(jan|gen|ene)/,
  /^(feb|fev)/,
  /^(mar(?!di)|maa|mrt)/,
  /^(apr|avr|abr)/,
  /^(may|mai|mag|mei)/,
  /^(jun|juin|giu)/,
  /^(jul|juil|lug)/,
  /^(aug|aou|ago)/,
  /^(sep|set)/,
  /^(oct|okt|ott)/,
  /^nov/,
  /^(dec|dez|dic)/,
]

/** 1 to 12. */
export function monthOf(word: string): number | undefined {
  const folded = word
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    // `März`, spelled out.
    .replace('maer', 'mar')
  const at = beginnings.findIndex((beginning) => beginning.test(folded))
  return at === -1 ? undefined : at + 1
}
