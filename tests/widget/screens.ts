import { type Fixture, fixturesIn } from '@raccord/widget/fixtures'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'
import type { Frame } from '../../packages/contract/src/frame.ts'
import type { Locale } from '../../packages/contract/src/locale.ts'
import { type Gallery, openGallery } from '../../packages/widget/browser/gallery.ts'

export interface Screens {
  readonly gallery: Gallery
  /** Opens this screen as the server would send it. */
  show(page: Page, fixture: Fixture, frame?: Partial<Frame>): Promise<void>
}

/** Fixtures of every page, served to a browser: a new screen is tested as soon as it has one. */
export function useScreens(): () => Screens {
  let gallery: Gallery | undefined
  beforeAll(async () => {
    gallery = await openGallery()
  })
  afterAll(() => gallery?.close())
  return () => {
    if (!gallery) throw new Error('the gallery is not open yet')
    const { pages, json, origin } = gallery
    return {
      gallery,
      async show(page, { screen, frame: usual }, frame = {}) {
        const shown = { ...usual, ...frame, action: '/page', self: '/page?session_id=s', poll: '/poll' }
        pages.set('/page', () => ({ screen, frame: { ...shown, sandbox: true } }))
        json.set('/poll', () => ({ revision: shown.revision }))
        await page.goto(`${origin}/page`)
      },
    }
  }
}

/** Every screen but those that are left at once: there is nothing to look at. The sandbox's banner makes them as high as they get. */
export function screensIn(locale: Locale): Fixture[] {
  return fixturesIn(locale).filter(({ screen }) => screen.kind !== 'leaving')
}

/** One screen a kind: where only what surrounds them differs. */
export function oneOfEachKind(locale: Locale): Fixture[] {
  const seen = new Map(screensIn(locale).map((fixture) => [fixture.screen.kind, fixture]))
  return [...seen.values()]
}
