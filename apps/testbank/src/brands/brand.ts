/** One of the banks that this bank plays: its name, who is a customer there, and how it looks (`pages/bank.css`, by `id`). */
export type Brand = {
  /** Part of its addresses, `/banks/<id>/…`. */
  readonly id: string
  readonly name: string
  /** Two letters in place of a logo, on `fill` in `ink`: `#rrggbb`. */
  readonly monogram: string
  readonly fill: string
  readonly ink: string
  /** Login and password of the customer whom its sign-in page names. */
  readonly customer: string
}

/** The bank itself, where nothing else is said. */
export const OWN_BRAND: Brand = {
  id: 'raccord',
  name: 'Raccord Test Bank',
  monogram: 'RT',
  fill: '#0b4a35',
  ink: '#f6f3e4',
  customer: 'dev',
}

/** Fictional, all of them: a network of regions, an online bank, one with two steps, a British one, and one in trouble. */
export const BRANDS: readonly Brand[] = [
  { id: 'agreste', name: 'Crédit Agreste', monogram: 'CA', fill: '#3c6e1f', ink: '#ffffff', customer: 'anne' },
  { id: 'galet', name: 'Société Galet', monogram: 'SG', fill: '#1b1f3b', ink: '#ffd23f', customer: 'hugo' },
  { id: 'lario', name: 'Banca del Lario', monogram: 'BL', fill: '#8c1c2b', ink: '#fff4e6', customer: 'giulia' },
  { id: 'thornbridge', name: 'Thornbridge Bank', monogram: 'TB', fill: '#123a6b', ink: '#e8f1ff', customer: 'emily' },
  { id: 'brumes', name: 'Banque des Brumes', monogram: 'BB', fill: '#5b5f6b', ink: '#f4f5f7', customer: 'nora' },
]

/** Whose address this is: `/banks/galet/berlin-group` is Galet’s. */
export function brandOf(path: string): Brand {
  const [, id] = /^\/banks\/([a-z]+)(?:\/|$)/.exec(path) ?? []
  return BRANDS.find((brand) => brand.id === id) ?? OWN_BRAND
}

/** Its logo. */
export function brandLogo({ monogram, fill, ink }: Brand): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64" width="64" height="64"><rect width="64" height="64" rx="14" fill="${fill}"/><text x="32" y="41" text-anchor="middle" font-family="system-ui,sans-serif" font-size="26" font-weight="700" letter-spacing="-0.5" fill="${ink}">${monogram}</text></svg>`
}
