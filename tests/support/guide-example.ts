import { readFile } from 'node:fs/promises'

export const guide = (name: string) => readFile(new URL(`../../docs/guide/${name}.md`, import.meta.url), 'utf8')

/** The code of a guide that is marked with this name. */
export async function example(of: string, name: string): Promise<string> {
  const found = new RegExp(`\`\`\`\\w+ ${name}\\n([\\s\\S]*?)\`\`\``).exec(await guide(of))?.[1]
  if (!found) throw new Error(`${of}.md has no example ${name}`)
  return found
}

/** Rows of the guide's table whose first two cells are code. */
export async function tableOf(of: string): Promise<(readonly [string, string])[]> {
  return [...(await guide(of)).matchAll(/^\| `([^`]+)` \| `([^`]+)` \|/gm)].map(([, first = '', second = '']) => [
    first,
    second,
  ])
}
