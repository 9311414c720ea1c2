import type { X509Certificate } from 'node:crypto'
import { type DerElement, derElements, dottedOid } from './der.ts'

const QC_STATEMENTS = '1.3.6.1.5.5.7.1.3'
const PSD2 = '0.4.0.19495.2'
const OID = 6
const UTF8 = 12
const EXTENSIONS = 0xa3

/** Roles that a certificate gives its owner (ETSI TS 119 495 §5.1): `PSP_AI` may read accounts. None when it can not be read. */
export function pspRoles(certificate: X509Certificate): string[] {
  try {
    const [body] = derElements(inside(derElements(certificate.raw)[0]))
    const wrapper = derElements(inside(body)).find(({ tag }) => tag === EXTENSIONS)
    const extensions = derElements(inside(derElements(inside(wrapper))[0]))
    const statements = extensions.find((one) => oidOf(one) === QC_STATEMENTS)
    if (!statements) return []
    const [list] = derElements(inside(derElements(statements.content).at(-1)))
    const psd2 = derElements(inside(list)).find((one) => oidOf(one) === PSD2)
    const [roles] = derElements(inside(derElements(inside(psd2))[1]))
    return derElements(inside(roles)).map((role) => {
      const name = derElements(role.content).find(({ tag }) => tag === UTF8)
      return inside(name).toString('utf8')
    })
  } catch {
    return []
  }
}

function oidOf(element: DerElement): string | undefined {
  const first = derElements(element.content)[0]
  return first?.tag === OID ? dottedOid(first.content) : undefined
}

function inside(element: DerElement | undefined): Buffer {
  if (!element) throw new RangeError('not there')
  return element.content
}
