import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readerOf } from './scan/languages.ts'
import { scanText } from './scan/scan-file.ts'
import { contents, measure, rewritten, sampleNames } from './testing/corpus.ts'

const samples = sampleNames().map(measure)

describe('the corpus', () => {
  it('is large enough, and in every language that is promised', () => {
    expect(samples.length).toBeGreaterThanOrEqual(40)
    expect(new Set(samples.map(({ language }) => language))).toEqual(
      new Set(
        'typescript javascript php python java kotlin swift ruby go csharp shell env yaml json html vue twig'.split(
          ' ',
        ),
      ),
    )
  })

  it.each(samples)('$name: --write changes what is certain and nothing else', (sample) => {
    expect(rewritten(sample)).toEqual(contents(join(sample.folder, 'after')))
  })

  it.each(samples)('$name: whatever is written was marked as a use by a person', ({ uses, files }) => {
    const automatic = files.flatMap(({ findings }) => findings).filter(({ fix }) => fix === 'automatic')
    for (const { file, line, ruleId } of automatic) {
      expect(uses).toContainEqual({ file, line, rule: ruleId })
    }
  })

  it.each(samples)('$name: a second run finds nothing more to write', (sample) => {
    for (const [file, text] of rewritten(sample)) {
      const reader = readerOf(file.split('/').at(-1) ?? '')
      if (reader) expect(scanText(file, text, reader).edits).toEqual([])
    }
  })

  it('an address after any of these programs is still seen: no string or comment swallows the rest', () => {
    for (const { folder } of samples) {
      for (const [file, text] of contents(join(folder, 'before'))) {
        const reader = readerOf(file.split('/').at(-1) ?? '')
        if (reader?.as !== 'code' || ['json', 'php'].includes(reader.lexicon)) continue
        const line =
          reader.lexicon === 'shell'
            ? 'echo "$OTHER/widget/user_input?captive_mode=true"'
            : 'x = other + "/widget/user_input?captive_mode=true"'
        const before = scanText(file, text, reader).edits.length
        expect(scanText(file, `${text}\n${line}\n`, reader).edits.length, file).toBe(before + 2)
      }
    }
  })

  it('finds nine in ten of the uses, and calls little a use that is none', () => {
    const uses = samples.flatMap((sample) => sample.uses)
    const found = samples.flatMap((sample) => sample.found)
    const wrong = samples.flatMap((sample) => sample.wrong)
    expect(found.length / uses.length).toBeGreaterThan(0.9)
    expect(wrong.length).toBeLessThan(uses.length / 20)
    expect(wrong.filter(({ certainty }) => certainty === 'certain')).toEqual([])
  })
})
