import { readFileSync } from 'node:fs'
import { z } from 'zod'

const index = z.array(
  z.object({
    name: z.string(),
    version: z.string(),
    description: z.string(),
    file: z.string().regex(/^raccord-[\w.-]+\.tgz$/),
    bytes: z.int(),
    integrity: z.string(),
  }),
)

export type PublicPackage = z.output<typeof index>[number] & { readonly content: Buffer }

/** What `scripts/build-packages.mjs` wrote; nothing where it was not run. */
export function readPackages(
  folder = new URL('../../../../../dist/packages/', import.meta.url),
): readonly PublicPackage[] {
  try {
    const listed = index.parse(JSON.parse(readFileSync(new URL('index.json', folder), 'utf8')))
    return listed.map((one) => ({ ...one, content: readFileSync(new URL(one.file, folder)) }))
  } catch {
    return []
  }
}
