import type { BankContext, Connector, ConnectorState, Grant } from '@raccord/connector-kit'
import type { SyncDeps } from './sync-deps.ts'
import type { ChannelWork, ClaimedRun } from './sync-store.ts'

/** The run is no longer this worker's: the connection was removed, or another worker took over. Not an error. */
export class RunLost extends Error {
  override readonly name = 'RunLost'
}

/** The channel was authorised again, or given up, while it was being read: what is stored now decides how to go on. */
export class ChannelChanged extends Error {
  override readonly name = 'ChannelChanged'
}

/** One channel being read: who is asked, with which state, and where a new state goes. */
export class BankSession {
  readonly connector: Connector
  readonly context: BankContext
  readonly #deps: SyncDeps
  readonly #run: ClaimedRun
  readonly definitionId: string
  #state: ConnectorState
  #version: Uint8Array

  constructor(
    deps: SyncDeps,
    run: ClaimedRun,
    channel: ChannelWork & { readonly state: ConnectorState; readonly stateVersion: Uint8Array },
    bank: { readonly connector: Connector; readonly context: BankContext },
  ) {
    this.connector = bank.connector
    this.context = { ...bank.context, keep: (state) => this.keep(state) }
    this.#deps = deps
    this.#run = run
    this.definitionId = channel.definitionId
    this.#state = channel.state
    this.#version = channel.stateVersion
  }

  get state(): ConnectorState {
    return this.#state
  }

  /**
   * Keeps what the connector must remember, at once and before anything else: a rotated refresh token that is lost ends
   * the consent. When the connection went away meanwhile, this newest state is the one that can still revoke it.
   * `grant` comes with a new permission.
   */
  async keep(state: ConnectorState | undefined, grant?: Grant): Promise<void> {
    if (!state || JSON.stringify(state) === JSON.stringify(this.#state)) return
    const version =
      (await this.#deps.direct.sync.replaceState(this.#run, this.definitionId, this.#version, state, grant)) ??
      (await this.#keepOrEnd(state, grant))
    if (version === 'gone') throw new RunLost()
    if (version === 'changed') throw new ChannelChanged()
    this.#state = state
    this.#version = version
  }

  /** It is not the stored state that this one follows. */
  #keepOrEnd(state: ConnectorState, grant: Grant | undefined): Promise<Uint8Array | 'gone' | 'changed'> {
    const now = this.#deps.now()
    return this.#deps.transact(async ({ sync, revocations }) => {
      const present = await sync.lockConnection(this.#run.connectionId)
      const saved = present && (await sync.saveState(this.#run, this.definitionId, this.#version, state, grant))
      if (saved) return saved
      // What was stored has been revoked or replaced with the state before this one; this one is still live at the bank.
      await revocations.add({ providerId: this.#run.providerId, definitionId: this.definitionId, state }, now)
      return present ? 'changed' : 'gone'
    })
  }

  /** The run is through: what the bank holds open for it is ended. Whatever comes of that is nobody's failure. */
  async end(): Promise<void> {
    if (!this.connector.endRun) return
    try {
      await this.keep(await this.connector.endRun(this.context, this.#state))
    } catch (error) {
      this.#deps.log('bank_run_not_ended', { error: error instanceof Error ? error.name : 'unknown' })
    }
  }
}
