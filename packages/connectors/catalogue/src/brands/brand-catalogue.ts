import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { type BankInterface, type Brand, bankInterface, brand } from './brand.ts'

/** Banks that are known, whether or not this installation may use them. */
export interface BrandCatalogue {
  readonly brands: readonly Brand[]
  readonly interfaces: ReadonlyMap<string, BankInterface>
  /** Every id that was ever given → its name at that time (`brands/ids.txt`). */
  readonly givenIds: ReadonlyMap<string, string>
}

const folder = fileURLToPath(new URL('../../brands/', import.meta.url))

/** Reads the data of this package: some 300 kB, so only where it is asked for. @throws ZodError when a file is not as it must be */
export function readBrands(): BrandCatalogue {
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'))
  const countries = readdirSync(folder).filter((file) => /^[a-z]{2}\.json$/.test(file))
  const { interfaces } = z.strictObject({ interfaces: z.array(bankInterface) }).parse(read('interfaces.json'))
  const brandFile = z.strictObject({ brands: z.array(brand) })
  return {
    brands: countries.sort().flatMap((file) => brandFile.parse(read(file)).brands),
    interfaces: new Map(interfaces.map((one) => [one.id, one])),
    givenIds: new Map(
      readFileSync(join(folder, 'ids.txt'), 'utf8')
        .split('\n')
        .filter((line) => /^\d/.test(line))
        .map((line) => [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]),
    ),
  }
}
