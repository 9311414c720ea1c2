import type { Frame, Screen } from '@raccord/contract'
import { assetUrls } from './assets.ts'
import { renderDocument } from './document.tsx'

export { type Asset, assets } from './assets.ts'
export { monogram } from './components/bank-tile/monogram.ts'
export { providerIndex } from './components/search/provider-index.ts'
export { contentSecurityPolicy } from './content-security-policy.ts'
export { formatsFor } from './messages/format.ts'
export { searchProviders } from './search-providers.ts'
export { type Theme, type ThemeSheet, themeStylesheet } from './theme/stylesheet.ts'

/** The whole HTML document of a screen. */
export function renderPage(screen: Screen, frame: Frame): string {
  return renderDocument(screen, frame, assetUrls())
}
