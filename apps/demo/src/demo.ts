import { createRaccord, type Raccord, type RaccordOptions } from '@raccord/sdk'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCookie, setCookie } from './cookie.ts'
import type { Frame } from './pages/layout.ts'
import { type Visitor, Visitors } from './visitors.ts'

export interface DemoOptions {
  /** Where the demo is mounted; default `/demo`. */
  readonly prefix?: string
  /** A function, because a server that hosts the demo may know its own address only once it listens. */
  readonly raccord: () => RaccordOptions
  /** Links under every page: what the host of the demo has beside it. */
  readonly beside?: Frame['beside']
  /** The sandbox's clock can be moved. */
  readonly clock?: boolean
}

/** What the routes share: the visitors, and Raccord. */
export class Demo {
  readonly base: string
  readonly #raccord: () => RaccordOptions
  #client: Raccord | undefined
  readonly #beside: Frame['beside']
  readonly clock: boolean
  readonly #visitors = new Visitors()

  constructor({ prefix = '/demo', raccord, beside = [], clock = false }: DemoOptions) {
    this.clock = clock
    this.base = prefix
    this.#raccord = raccord
    this.#beside = beside
  }

  get raccord(): Raccord {
    this.#client ??= createRaccord(this.#raccord())
    return this.#client
  }

  visitor(request: FastifyRequest): Visitor | undefined {
    return this.#visitors.find(readCookie(request))
  }

  welcome(request: FastifyRequest, reply: FastifyReply, visitor: Visitor): void {
    this.#visitors.forget(readCookie(request))
    setCookie(request, reply, this.base, this.#visitors.add(visitor))
  }

  goodbye(request: FastifyRequest, reply: FastifyReply): void {
    this.#visitors.forget(readCookie(request))
    setCookie(request, reply, this.base, undefined)
  }

  frame(visitor?: Visitor): Frame {
    return { base: this.base, beside: this.#beside, ...(visitor ? { email: visitor.email } : {}) }
  }

  /** Our own address as the browser knows it: the widget leads back to it. */
  address(request: FastifyRequest, path: string): string {
    return `${request.protocol}://${request.host}${this.base}${path}`
  }
}

/** Where the widget is framed from. */
export const embedOf = ({ embedUrl, url }: RaccordOptions): string => embedUrl ?? url
