import { posix } from 'node:path'
import { type DeclaredMember, type DeclaredType, declaredTypes } from './declared-members.ts'
import type { Certainty, Use } from './finding.ts'
import type { Reader } from './languages.ts'
import { isTelling, newNameOf } from './previous-names.ts'
import type { ScannedFile } from './scan-file.ts'
import { oauthWords } from './statement-facts.ts'

/** A file that builds a link of the previous widgets: types that it names are what goes on the wire. */
export type Builder = Pick<ScannedFile, 'file' | 'text'>

const pageRules = /^endpoint\.(?:add_connection|edit_credentials|user_input|manage_accounts)$/

export const buildsLinks = ({ findings }: Pick<ScannedFile, 'findings'>): boolean =>
  findings.some(({ ruleId, certainty }) => pageRules.test(ruleId) && certainty !== 'possible')

/** Folders in which a program as a whole lies: standing in one says nothing about belonging together. */
const roots = /^(?:\.|src|app|apps|lib|libs|packages|main|java|kotlin|source|server|api|internal|pkg|cmd)$/

/** Members of types that are handed to a link: names on the wire, though no address is in sight of them. */
export function declaredUses(file: string, text: string, reader: Reader, builders: readonly Builder[]): Use[] {
  if (reader.as !== 'code') return []
  return declaredTypes(text, reader.lexicon).flatMap((type) =>
    type.members.flatMap((member) => {
      const certainty = judge(file, type, member, builders)
      return certainty === undefined ? [] : [useOf(member, certainty)]
    }),
  )
}

function judge(
  file: string,
  type: DeclaredType,
  { name, onWire }: DeclaredMember,
  builders: readonly Builder[],
): Certainty | undefined {
  // The same name in OAuth, and the ids that the API answers with, are no parameters of the widgets.
  const others =
    /oauth|token|auth(?!enticatedwidget)|login|answer|response|webhook|channel(?!.*(?:query|param|option))/i
  if (!isTelling(name) && (oauthWords.test(type.body) || others.test(type.name))) return undefined
  if (name === 'redirect_uri' && /\b(?:state|scope|nonce|client_secret)\b/.test(type.body)) return undefined
  const named = new RegExp(`(?<![\\w$])${type.name}(?![\\w$])`)
  const user = builders.find((builder) => builder.file !== file && named.test(builder.text))
  const own = builders.find((builder) => builder.file === file)
  const usedHere = own && [...own.text.matchAll(new RegExp(named, 'g'))].length > 1
  const by = user ?? (usedHere ? own : undefined)
  if (by) return isTelling(name) || onWire || new RegExp(`\\b${name}\\b`).test(by.text) ? 'certain' : 'likely'
  if (own || builders.some((builder) => sameTree(file, builder.file))) return isTelling(name) ? 'likely' : 'possible'
  return undefined
}

/** Below the folder of the file that builds the link, or beside that folder, where it is no program's root. */
function sameTree(file: string, builder: string): boolean {
  const folder = posix.dirname(builder)
  const parent = posix.dirname(folder)
  const trees = roots.test(posix.basename(parent)) ? [folder] : [folder, parent]
  return trees.some((tree) => !roots.test(posix.basename(tree)) && posix.dirname(file).startsWith(tree))
}

function useOf({ type, name, start, end }: DeclaredMember, certainty: Certainty): Use {
  const newName = newNameOf(name)
  const ruleId = name === 'multiple_channels' ? 'value.ALL' : (`parameter.${name}` as const)
  return { ruleId, certainty, start, end, suggestion: `${newName}, with all that reads it of ${type}` }
}
