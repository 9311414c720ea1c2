import { readFileSync, writeFileSync } from 'node:fs'
import { cpus, loadavg, totalmem } from 'node:os'

/** What one benchmark printed, and when. */
export interface Printed {
  readonly name: string
  readonly text: string
  readonly at: Date
  /** Load of the machine over the minute before, of other work: what makes seconds worthless and ratios wide. */
  readonly load: number
}

export function startedNow(name: string): Omit<Printed, 'text'> {
  return { name, at: new Date(), load: loadavg()[0] ?? 0 }
}

/** The machine, in one line: nothing that tells whose it is. */
export function machineLine(): string {
  const all = cpus()
  const memory = Math.round(totalmem() / 2 ** 30)
  return `${all.length} × ${all[0]?.model.trim() ?? 'unknown processor'}, ${memory} GB, ${process.platform} ${process.arch}, Node ${process.versions.node}`
}

const begins = (name: string) => `<!-- bench ${name} -->`
const ends = (name: string) => `<!-- /bench ${name} -->`

/** The document with what was printed in the place of what was printed before; a benchmark that is new comes last. */
export function withFigures(document: string, printed: readonly Printed[], machine: string): string {
  return printed.reduce((text, one) => {
    const load = one.load.toFixed(1)
    const block = [
      begins(one.name),
      `\`npm run bench -- ${one.name}\`, ${one.at.toISOString().slice(0, 10)}, load ${load} before it. ${machine}.`,
      '',
      '```text',
      one.text.trim(),
      '```',
      ends(one.name),
    ].join('\n')
    const from = text.indexOf(begins(one.name))
    const to = text.indexOf(ends(one.name))
    if (from < 0 || to < from) return `${text.trimEnd()}\n\n### ${one.name}\n\n${block}\n`
    return text.slice(0, from) + block + text.slice(to + ends(one.name).length)
  }, document)
}

export function writeFigures(file: URL, printed: readonly Printed[]): void {
  writeFileSync(file, withFigures(readFileSync(file, 'utf8'), printed, machineLine()))
}
