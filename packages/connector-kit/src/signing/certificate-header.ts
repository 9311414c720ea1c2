import { X509Certificate } from 'node:crypto'
import type { SignatureOptions } from './signature-options.ts'

/** The seal's certificate as a header value, without those that issued it; `undefined` where none is sent. */
export function certificateHeader(pem: string, form: SignatureOptions['certificate']['form']): string | undefined {
  if (form === 'none') return undefined
  const certificate = new X509Certificate(pem)
  if (form === 'der') return certificate.raw.toString('base64')
  const text = certificate.toString()
  return form === 'pem-url-encoded' ? encodeURIComponent(text) : text.replace(/\r?\n/g, '')
}
