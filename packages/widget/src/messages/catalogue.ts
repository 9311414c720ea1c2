import type { GetICUArgs } from '@schummar/icu-type-parser'
import type { en } from './en.ts'

type English = typeof en
export type MessageKey = keyof English

// Concrete types: with the parser's default `unknown` a missing argument would compile.
interface ArgumentTypes {
  ICUArgument: string
  ICUNumberArgument: number
  ICUDateArgument: Date
}

/** What a message needs, read off its English text. */
export type MessageArguments<K extends MessageKey> = GetICUArgs<English[K], ArgumentTypes>

export type Catalogue = Readonly<Record<MessageKey, string>>

type SameArguments<C extends Catalogue> = {
  readonly [K in keyof C]: K extends MessageKey
    ? MessageArguments<K> extends GetICUArgs<C[K], ArgumentTypes>
      ? C[K]
      : never
    : never
}

/** Refuses at compile time: a missing key, a key English lacks, an argument English does not give. */
export function defineCatalogue<const C extends Catalogue>(catalogue: C & SameArguments<C>): Catalogue {
  return catalogue
}
