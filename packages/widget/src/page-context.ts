import type { Frame, Locale } from '@raccord/contract'
import { type Formats, formatsFor } from './messages/format.ts'
import { type Translate, translator } from './messages/translate.ts'
import { typography } from './messages/typography.ts'

/** What every page is given beside its screen. */
export interface PageContext {
  readonly frame: Frame
  readonly t: Translate
  readonly format: Formats
  /** Typography of the page's language for texts that come from outside the catalogues. */
  readonly polish: (text: string) => string
}

export function pageContext(frame: Frame): PageContext {
  const locale: Locale = frame.locale
  return { frame, t: translator(locale), format: formatsFor(locale), polish: (text) => typography(locale, text) }
}
