import type { Frame, Screen } from '@raccord/contract'
import { renderDocument } from './document.tsx'
import { usualFrame } from './fixture.ts'

/** What a test looks at: a page with fixed asset names. */
export function renderForTest(screen: Screen, frame: Partial<Frame> = {}): string {
  const urls = {
    script: '/assets/widget.js',
    steps: '/assets/steps.js',
    events: '/assets/events.js',
    style: '/assets/widget.css',
    stepsStyle: '/assets/steps.css',
  }
  return renderDocument(screen, { ...usualFrame('en'), ...frame }, urls)
}

/** The text a reader sees in it, tags and data attributes gone, spaces single. */
export function textOf(html: string): string {
  return html.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
}
