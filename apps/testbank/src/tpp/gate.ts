import { X509Certificate } from 'node:crypto'
import { Readable } from 'node:stream'
import { TLSSocket } from 'node:tls'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import type { Clock } from '../clock.ts'
import { certificateFault } from './check-certificate.ts'
import { type SignatureFault, signatureFault } from './check-signature.ts'

/** Judges who calls. `undefined`: a TPP that may. */
export type TppGate = (request: FastifyRequest, body: Buffer) => SignatureFault | undefined

/** A bank that lets nobody in without QWAC and signature. `roots`: the authorities it trusts, PEM. */
export function tppGate(roots: readonly string[], clock: Clock): TppGate {
  const trusted = roots.map((pem) => new X509Certificate(pem))
  return (request, body) => {
    const peer = request.raw.socket instanceof TLSSocket ? request.raw.socket.getPeerX509Certificate() : undefined
    if (!peer) return 'CERTIFICATE_MISSING'
    const now = clock.now()
    return certificateFault(peer, trusted, now) ?? signatureFault(request, body, { roots: trusted, now })
  }
}

/** Puts the gate before every route of a face. `refuse` throws the fault in the face's own words. */
export function guard(app: FastifyInstance, gate: TppGate | undefined, refuse: (fault: SignatureFault) => never): void {
  if (!gate) return
  const bodies = new WeakMap<FastifyRequest, Buffer>()
  // The digest is of the bytes, and they are gone once the body has been parsed.
  app.addHook('preParsing', async (request, _reply, payload) => {
    const parts: Buffer[] = []
    for await (const part of payload) parts.push(Buffer.from(part))
    const body = Buffer.concat(parts)
    bodies.set(request, body)
    return Object.assign(Readable.from([body]), { receivedEncodedLength: body.length })
  })
  app.addHook('preValidation', async (request) => {
    const fault = gate(request, bodies.get(request) ?? Buffer.alloc(0))
    if (fault) refuse(fault)
  })
}
