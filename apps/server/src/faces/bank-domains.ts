/** Domains that banks are known by outside: kept, so that a bank whose site moves, or who comes to share one, stays the same bank. */
export interface BankDomains {
  /** Of each bank the one that was told first; `wanted` where none was, unless another bank has it. */
  tell(wanted: ReadonlyMap<string, string>): Promise<ReadonlyMap<string, string>>
}

/** Nobody's, and of each bank its own. */
export function ownDomain(providerId: string): string {
  return `${providerId}.raccord.invalid`
}
