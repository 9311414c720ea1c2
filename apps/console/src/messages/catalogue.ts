import { type MessagesOf, makeCatalogue, type PlainKeyOf, type TranslateOf } from '@raccord/home/make-catalogue'
import { de } from './de.ts'
import { en } from './en.ts'
import { es } from './es.ts'
import { fr } from './fr.ts'
import { it } from './it.ts'

export type PlainKey = PlainKeyOf<typeof en>
export type Messages = MessagesOf<typeof en>
export type Translate = TranslateOf<typeof en>

export const { languages, translator, regionOf, chooseLocale } = makeCatalogue(en, { fr, it, es, de })
