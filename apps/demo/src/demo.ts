import type { FastifyReply, FastifyRequest } from 'fastify'
import { readCookie, setCookie } from './cookie.ts'
import type { Frame } from './pages/layout.ts'
import { RaccordClient, RaccordError, type RaccordSettings, type Tokens } from './raccord-client.ts'
import { type Visitor, Visitors } from './visitors.ts'

export interface DemoOptions {
  /** Where the demo is mounted; default `/demo`. */
  readonly prefix?: string
  /** A function, because a server that hosts the demo may know its own address only once it listens. */
  readonly raccord: () => RaccordSettings
  /** Links under every page: what the host of the demo has beside it. */
  readonly beside?: Frame['beside']
  /** The sandbox's clock can be moved. */
  readonly clock?: boolean
}

/** What the routes share: the visitors, and Raccord. */
export class Demo {
  readonly base: string
  readonly #raccord: () => RaccordSettings
  readonly #beside: Frame['beside']
  readonly clock: boolean
  readonly #visitors = new Visitors()

  constructor({ prefix = '/demo', raccord, beside = [], clock = false }: DemoOptions) {
    this.clock = clock
    this.base = prefix
    this.#raccord = raccord
    this.#beside = beside
  }

  get raccord(): RaccordClient {
    return new RaccordClient(this.#raccord())
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

  /** Works with a visitor's access token; an expired one is renewed once. */
  async as<T>(visitor: Visitor, work: (tokens: Tokens) => Promise<T>): Promise<T> {
    try {
      return await work(visitor.tokens)
    } catch (error) {
      if (!(error instanceof RaccordError) || error.status !== 401) throw error
      visitor.tokens = await this.raccord.refresh(visitor.tokens)
      return await work(visitor.tokens)
    }
  }
}
