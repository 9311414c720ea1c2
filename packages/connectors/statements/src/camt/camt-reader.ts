import { pick } from '../pick.ts'
import type { StatementPart, StatementReader } from '../statement-part.ts'
import { readCamtBalance } from './camt-balance.ts'
import { readCamtEntry } from './camt-entry.ts'
import { type CutElement, ElementCutter } from './element-cutter.ts'
import { parseElement, textAtAny } from './xml-node.ts'

/** Report (052), statement (053), notification (054). */
const containers = new Set(['Rpt', 'Stmt', 'Ntfctn'])

/**
 * ISO 20022 camt.052, camt.053 and camt.054, any version and namespace. Reads element by element: memory does not grow with
 * the statement. A broken entry costs itself; a broken document throws.
 */
export function createCamtReader(): StatementReader {
  const cutter = new ElementCutter(['Ntry', 'Bal', 'Acct'], /^BkToCstmr(?:AcctRpt|Stmt|DbtCdtNtfctn)/)
  return {
    push: (text) => cutter.push(text).flatMap(partsOf),
    end() {
      cutter.end()
      return []
    },
  }
}

function partsOf({ name, parent, xml }: CutElement): StatementPart[] {
  if (!containers.has(parent)) return []
  const node = parseElement(xml, name)
  if (name === 'Ntry') {
    const read = node === undefined ? 'entry_unreadable' : readCamtEntry(node, xml)
    return typeof read === 'string'
      ? [{ kind: 'skipped', rule: read }]
      : read.map((entry) => ({ kind: 'entry', entry }) as const)
  }
  if (node === undefined) return []
  if (name === 'Bal') {
    const balance = readCamtBalance(node)
    return balance ? [{ kind: 'balance', balance }] : []
  }
  return [
    {
      kind: 'account',
      ...pick('iban', textAtAny(node, ['Id', 'IBAN'])?.replace(/\s+/g, '').toUpperCase()),
      ...pick('number', textAtAny(node, ['Id', 'Othr', 'Id'], ['Id', 'PrtryAcct', 'Id'])),
      ...pick('currency', textAtAny(node, ['Ccy'])?.toUpperCase()),
    },
  ]
}
