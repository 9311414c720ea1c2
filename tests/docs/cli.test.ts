import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import type { CliDeps } from '../../apps/server/src/cli/cli-deps.ts'
import { leavesOf, writtenArgument } from '../../apps/server/src/cli/command-tree.ts'
import { exitCodes } from '../../apps/server/src/cli/exit-code.ts'
import { createProgram } from '../../apps/server/src/cli/program.ts'

/** What is made of the program alone reads no setting and opens nothing. */
const lines: string[] = []
const nothing: CliDeps = {
  get config(): never {
    throw new Error('read the settings')
  },
  openDatabase: () => Promise.reject(new Error('opened the database')),
  providers: () => Promise.reject(new Error('read the banks')),
  protocols: {},
  print: (line) => lines.push(line),
}
const program = createProgram(nothing)
const leaves = leavesOf(program)

/** `docs/reference/cli.md`, from the program itself. */
function cliMarkdown(): string {
  const chapters = leaves.map(({ words, command }) => {
    const usage = ['raccord', ...words, ...command.registeredArguments.map(writtenArgument)].join(' ')
    const rows = command.options
      .filter(({ hidden }) => !hidden)
      .map(({ flags, description, mandatory, defaultValue, argChoices }) => {
        const more = [
          ...(argChoices ? [`One of ${argChoices.map((one) => `\`${one}\``).join(', ')}.`] : []),
          ...(typeof defaultValue === 'string' ? [`Default \`${defaultValue}\`.`] : []),
          ...(mandatory ? ['Required.'] : []),
        ].join(' ')
        return `| \`${flags.replaceAll('|', '\\|')}\` | ${description}${more ? `. ${more}` : ''} |`
      })
    const table = ['| option | |', '| --- | --- |', ...rows].join('\n')
    return `## ${['raccord', ...words].join(' ')}\n\n\`${usage}\`\n\n${sentence(command.description())}\n\n${table}\n`
  })
  const codes = Object.entries(exitCodes).map(([code, meaning]) => `| ${code} | ${meaning} |`)
  return `# Command line

Written from the program itself; a test keeps this page equal to it. \`raccord\` reads the same settings as the server ([settings](settings.md));
in a clone it is \`npm run raccord -- …\`. The embedded database belongs to one process: commands that open it want the server stopped, and say so.
\`providers\`, \`identity\`, \`doctor\` and \`completion\` work beside a running server.

Every command has \`--json\`: the answer as JSON on standard output, in the names of this release. Errors are one sentence on standard error, also then. Secrets
are shown once, by the command that makes them; none is ever taken from the command line.

| exit code | |
| --- | --- |
${codes.join('\n')}

\`source <(raccord completion bash)\`, \`raccord completion zsh > "\${fpath[1]}/_raccord"\`, \`raccord completion fish > ~/.config/fish/completions/raccord.fish\`
complete commands and options.

${chapters.join('\n')}`
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`
}

it('docs/reference/cli.md is what the program says (UPDATE_DOCS=1 writes it)', async () => {
  const file = new URL('../../docs/reference/cli.md', import.meta.url)
  if (process.env['UPDATE_DOCS'] === '1') await writeFile(file, cliMarkdown())
  expect(await readFile(file, 'utf8')).toBe(cliMarkdown())
})

it('every command has a sentence that says what it does, and --json', () => {
  expect(leaves.length).toBeGreaterThan(30)
  for (const { words, command } of leaves) {
    expect(command.description(), words.join(' ')).not.toBe('')
    expect(
      command.options.map(({ long }) => long),
      words.join(' '),
    ).toContain('--json')
  }
})

describe('completion', () => {
  const scriptFor = async (shell: string) => {
    lines.length = 0
    await program.parseAsync(['node', 'raccord', 'completion', shell])
    return lines.join('\n')
  }

  it.skipIf(!existsSync('/usr/bin/bash'))(
    'of bash completes commands, and options of the command before it',
    async () => {
      const script = await scriptFor('bash')
      const complete = (...words: string[]) =>
        execFileSync(
          'bash',
          [
            '-c',
            `${script}\nCOMP_WORDS=(raccord ${words.map((word) => `'${word}'`).join(' ')})\nCOMP_CWORD=${words.length}\n_raccord\nprintf '%s\\n' "\${COMPREPLY[@]}"`,
          ],
          { encoding: 'utf8' },
        )
          .trim()
          .split('\n')
      expect(complete('pro')).toEqual(['providers'])
      expect(complete('providers', 'e')).toEqual(['enable'])
      expect(complete('providers', 'enable', '13205', '--set')).toEqual(['--set', '--set-file'])
      expect(complete('db', '')).toEqual(expect.arrayContaining(['export', 'import', 'migrate', 'verify']))
    },
  )

  it('of zsh and fish knows every command', async () => {
    for (const shell of ['zsh', 'fish']) {
      const script = await scriptFor(shell)
      for (const { words } of leaves) expect(script, shell).toContain(`"${words.join(' ')}"`)
    }
  })
})
