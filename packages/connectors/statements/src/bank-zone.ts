/** Zones of countries with IBANs that do not keep the time of Paris. */
const zoneOf: { readonly [country: string]: string } = {
  GB: 'Europe/London',
  IE: 'Europe/Dublin',
  PT: 'Europe/Lisbon',
  IS: 'Atlantic/Reykjavik',
  FO: 'Atlantic/Faroe',
  FI: 'Europe/Helsinki',
  EE: 'Europe/Tallinn',
  LV: 'Europe/Riga',
  LT: 'Europe/Vilnius',
  BG: 'Europe/Sofia',
  RO: 'Europe/Bucharest',
  GR: 'Europe/Athens',
  CY: 'Asia/Nicosia',
  UA: 'Europe/Kyiv',
  MD: 'Europe/Chisinau',
  TR: 'Europe/Istanbul',
}

/** IANA zone of the country that an IBAN names; most of its countries have one time. */
export function zoneOfIban(iban: string | undefined): string {
  return zoneOf[iban?.slice(0, 2) ?? ''] ?? 'Europe/Paris'
}
