import type { Endpoint, MigrationRuleId } from '@raccord/contract'

export type ChannelMode = 'REDIRECT' | 'EMBEDDED'

/** Modes of the bank that a channel definition belongs to; undefined where it is not known. */
export type ChannelModes = (channelDefinitionId: string) => readonly ChannelMode[] | undefined

export interface TranslateContext {
  /** Without it `…00` can not be decided between OTHER and ALL: then it is left alone and explained. */
  readonly channelModes?: ChannelModes
}

export interface Change {
  readonly ruleId: MigrationRuleId
  /** As it stood, byte for byte. */
  readonly from: string
  /** Where `from` stands in the input. */
  readonly at: number
  /** Empty where it was taken away. */
  readonly to: string
  readonly why: string
  /** `likely`: right unless something holds that the link does not tell; `why` names it. */
  readonly certainty: 'certain' | 'likely'
}

export interface Conflict {
  readonly ruleId: MigrationRuleId
  readonly kept: string
  readonly dropped: string
  readonly why: string
}

export interface Problem {
  readonly ruleId?: MigrationRuleId
  /** What is in the way. */
  readonly what: string
  /** What to do about it. */
  readonly next: string
}

export interface Translation {
  /** The new link. Equal to the input where nothing takes its place (`problems` then says why). */
  readonly url: string
  readonly changes: readonly Change[]
  readonly conflicts: readonly Conflict[]
  readonly problems: readonly Problem[]
  /** Of `POST /widget_session`: what to append to each link of its answer, `&` included; empty strings where nothing. */
  readonly append?: Readonly<Record<Endpoint, string>>
}
