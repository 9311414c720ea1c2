import { brotliCompressSync, constants } from 'node:zlib'
import { type Locale, locales } from '@raccord/contract'
import { assets, assetUrls } from './assets.ts'
import { bigCatalogue } from './budget-catalogue.ts'
import { renderDocument } from './document.tsx'
import { usualFrame } from './fixture.ts'

/** Headers of three answers over HTTP/1.1, the page's security policy included; HTTP/2 would halve them. */
export const headerBytes = 1_100

export interface Budget {
  /** Bytes over the wire until the first screen works: page (brotli 5), style and script (brotli 11), headers. */
  readonly firstScreen: Readonly<Record<Locale, { readonly page: number; readonly total: number }>>
  /** The same where no search index is served, and the page holds all rows. */
  readonly wholeList: number
  readonly style: number
  readonly script: number
  /** All browser code and all style, gzip. */
  readonly allScripts: number
  readonly allStyles: number
}

/** Counts what the widget costs, with 600 providers in the catalogue. Needs the built assets. */
export function measureBudget(): Budget {
  const urls = assetUrls()
  const style = assets.get(urls.style)?.br.length ?? 0
  const script = assets.get(urls.script)?.br.length ?? 0
  const page = (locale: Locale, indexUrl: string | undefined) => {
    const providers = bigCatalogue(600)
    const screen = { kind: 'providers', favourites: providers.slice(0, 4), providers, showCountry: false } as const
    const html = renderDocument({ ...screen, ...(indexUrl ? { indexUrl } : {}) }, usualFrame(locale), urls)
    return brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }).length
  }
  const costs = (locale: Locale) => {
    const bytes = page(locale, '/v2.1/widget/providers.json?v=0123456789abcdef')
    return { page: bytes, total: bytes + style + script + headerBytes }
  }
  const gzipped = (kind: string) =>
    [...assets].filter(([path]) => path.endsWith(kind)).reduce((sum, [, { gzip }]) => sum + gzip.length, 0)
  return {
    firstScreen: Object.fromEntries(locales.map((locale) => [locale, costs(locale)])) as Budget['firstScreen'],
    wholeList: page('en', undefined) + style + script + headerBytes,
    style,
    script,
    allScripts: gzipped('.js'),
    allStyles: gzipped('.css'),
  }
}

export function budgetLines(budget: Budget): string[] {
  return [
    ...locales.map((locale) => {
      const { page, total } = budget.firstScreen[locale]
      return `first screen ${locale}: page ${page} + style ${budget.style} + script ${budget.script} + headers ${headerBytes} = ${total} bytes`
    }),
    `with all 600 rows in the page: ${budget.wholeList} bytes`,
    `all scripts ${budget.allScripts} bytes gzip, all styles ${budget.allStyles} bytes gzip`,
  ]
}
