import { expect, it } from 'vitest'
import { withFigures } from './write-figures.ts'

const printed = { name: 'start', text: '\nrestart  0.38 s\n', at: new Date('2026-11-30T10:00:00Z'), load: 0.25 }

it('puts what a benchmark printed where its last figures stand, and leaves the rest of the page', () => {
  const first = withFigures('# Performance\n\nWords.\n', [printed], '2 cores')
  expect(first).toContain('2026-11-30, load 0.3 before it. 2 cores.\n\n```text\nrestart  0.38 s\n```')
  const more = `${first}\nWords that follow.\n`
  const again = withFigures(more, [{ ...printed, text: 'restart  0.41 s' }], '2 cores')
  expect(again).toContain('restart  0.41 s')
  expect(again).not.toContain('0.38')
  expect(again).toContain('Words that follow.')
  expect(again.match(/### start/g)).toHaveLength(1)
})
