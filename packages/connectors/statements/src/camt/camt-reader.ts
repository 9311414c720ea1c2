import { ibanOf, zoneOfCountry } from '@raccord/connector-kit'
import type { StatementPart, StatementReader } from '../statement-part.ts'
import { readCamtBalance } from './camt-balance.ts'
import { type CamtDetail, readCamtDetail } from './camt-detail.ts'
import { readCamtEntry } from './camt-entry.ts'
import type { OwnParty } from './camt-parties.ts'
import { type CutElement, ElementCutter } from './element-cutter.ts'
import { parseElement, textAt, textAtAny, type XmlNode } from './xml-node.ts'

/** Report (052), statement (053), notification (054). */
const containers = new Set(['Rpt', 'Stmt', 'Ntfctn'])

/**
 * ISO 20022 camt.052, camt.053 and camt.054, any version and namespace. Reads element by element: memory does not grow with
 * the statement. A broken entry costs itself; a broken document throws. `zone`: where the bank's days begin and end; by
 * default that of the country its IBAN names.
 */
export function createCamtReader(zone?: string): StatementReader {
  const cutter = new ElementCutter(
    { Ntry: 'TxDtls', Bal: undefined, Acct: undefined },
    /^BkToCstmr(?:AcctRpt|Stmt|DbtCdtNtfctn)/,
  )
  /** Of the entry that is not complete yet. */
  let details: CamtDetail[] = []
  let own: OwnParty = {}
  const here = () => zone ?? zoneOfCountry(own.iban?.slice(0, 2))

  function* partsOf({ name, parent, xml, whole }: CutElement): Generator<StatementPart> {
    if (name === 'TxDtls') {
      details.push(readCamtDetail(parseElement(xml, name), xml, here()))
      return
    }
    const taken = details
    details = []
    if (!containers.has(parent)) return
    const node = parseElement(xml, name)
    if (name === 'Ntry') {
      if (node === undefined) yield { kind: 'skipped', rule: 'entry_unreadable' }
      else yield* readCamtEntry({ node, shell: xml, whole, details: taken }, { zone: here(), own })
    } else if (node !== undefined && name === 'Bal') {
      const balance = readCamtBalance(node, here())
      if (balance) yield { kind: 'balance', balance }
    } else if (node !== undefined) {
      const written = textAt(node, 'Id', 'IBAN')
      own = {
        iban: ibanOf(written),
        name: textAtAny(node, ['Ownr', 'Nm'], ['Ownr', 'Pty', 'Nm']),
      }
      yield accountOf(node, written)
    }
  }

  function* read(text: string): Generator<StatementPart> {
    for (const element of cutter.push(text)) yield* partsOf(element)
  }

  return {
    read,
    push: (text) => [...read(text)],
    end() {
      cutter.end()
      return []
    },
  }
}

function accountOf(node: XmlNode, iban: string | undefined): StatementPart {
  return {
    kind: 'account',
    iban: iban?.replace(/\s+/g, '').toUpperCase(),
    number: textAtAny(node, ['Id', 'Othr', 'Id'], ['Id', 'PrtryAcct', 'Id'], ['Id', 'BBAN']),
    currency: textAt(node, 'Ccy')?.toUpperCase(),
  }
}
